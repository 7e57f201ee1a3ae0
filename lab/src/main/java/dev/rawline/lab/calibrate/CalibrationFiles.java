package dev.rawline.lab.calibrate;

import dev.rawline.data.config.DescriptionFiles;
import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.file.JsonFile;
import dev.rawline.data.file.JsonRecords;
import dev.rawline.data.file.NumpyArray;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.picture.PngFile;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.isp.DefectCorrection.Pixel;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.imaging.sensor.calibration.CalibrationMaps;
import dev.rawline.imaging.sensor.calibration.Channel;
import dev.rawline.imaging.sensor.calibration.FrameFormat;
import dev.rawline.imaging.sensor.calibration.SensorCalibration;
import dev.rawline.lab.calibrate.CalibrationPage.Figure;
import dev.rawline.workbench.output.Version;
import dev.rawline.workbench.page.Fact;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files of one calibration in a folder.
 *
 * <p>They take their places together, when all are written; the record, {@code calibration.json},
 * is removed before and written last, so that it is never wrong.
 *
 * @param folder the folder that holds them
 */
record CalibrationFiles(Path folder) {
  private static final String RECORD = "calibration.json";

  /** All files that a calibration may consist of, but for the record. */
  private static final List<String> NAMES =
      List.of(
          "report.html",
          "photon-transfer.png",
          "linearity.png",
          "snr.png",
          "prnu.png",
          "dsnu.png",
          "fall-off.png",
          "flat-field.npy",
          "dark-offset.npy",
          "defects.csv",
          "sensor.yaml");

  private static final String SETTINGS = "settings";
  private static final String INPUTS = "inputs";
  private static final String OUTPUTS = "outputs";

  /**
   * Returns whether the folder holds the calibration of these frames with these settings, whole.
   *
   * @throws RejectedFileException if it holds one of other frames
   */
  boolean stand(Map<String, Object> settings) throws IOException {
    Path path = folder.resolve(RECORD);
    Map<String, Object> record = JsonFile.read(path);
    if (!Files.exists(path)) {
      return false;
    }
    if (!(record.get(SETTINGS) instanceof Map<?, ?> former)
        || !Objects.equals(former.get(INPUTS), settings.get(INPUTS))) {
      throw new RejectedFileException(
          path,
          "is of a calibration from other frames",
          "choose another folder with --out, or replace it with --force");
    }
    if (!former.equals(settings) || !(record.get(OUTPUTS) instanceof Map<?, ?> outputs)) {
      return false;
    }
    for (Map.Entry<?, ?> output : outputs.entrySet()) {
      Path file = folder.resolve(String.valueOf(output.getKey()));
      if (!Files.exists(file)
          || !(output.getValue() instanceof Number size)
          || Files.size(file) != size.longValue()) {
        return false;
      }
    }
    return true;
  }

  /**
   * Refuses to replace a file that the record does not list in its present state: somebody else's,
   * or one that was edited.
   *
   * @throws RejectedFileException if one of the names that a calibration takes is taken
   */
  void requireOwn() throws IOException {
    Map<?, ?> own =
        JsonFile.read(folder.resolve(RECORD)).get(OUTPUTS) instanceof Map<?, ?> outputs
            ? outputs
            : Map.of();
    for (String name : NAMES) {
      Path file = folder.resolve(name);
      if (Files.isRegularFile(file)
          && !(own.get(name) instanceof Number size && Files.size(file) == size.longValue())) {
        throw new RejectedFileException(
            file,
            "is not what calibrate wrote, and would be replaced",
            "choose another folder with --out, or replace it with --force");
      }
    }
  }

  /**
   * Writes all files and returns their paths, the report first.
   *
   * @param facts what was measured, for the report
   */
  List<Path> write(
      SensorCalibration calibration,
      SensorSpec sensor,
      List<Fact> facts,
      Map<String, Object> settings)
      throws IOException {
    SequencedMap<Path, byte[]> files = new LinkedHashMap<>();
    List<Figure> figures = new ArrayList<>();
    for (Plot plot : plots(calibration)) {
      byte[] png = PngFile.of(plot.picture());
      files.put(folder.resolve(plot.file()), png);
      figures.add(new Figure(plot.title(), plot.caption(), plot.isMap(), png));
    }
    calibration.maps().ifPresent(maps -> files.putAll(maps(maps, calibration.format())));
    files.put(folder.resolve("sensor.yaml"), utf8(DescriptionFiles.SENSOR.text(sensor)));
    List<Fact> provenance =
        List.of(
            new Fact("program", "Rawline " + Version.CURRENT),
            new Fact(
                "inputs", "every frame's name and SHA-256 are in " + RECORD + ", with all numbers"),
            new Fact(
                "beside this page",
                Stream.concat(
                        files.keySet().stream().map(CalibrationFiles::name), Stream.of(RECORD))
                    .collect(Collectors.joining(", "))));
    files.putFirst(
        folder.resolve("report.html"),
        utf8(new CalibrationPage(sensor.name(), facts, calibration, figures, provenance).html()));

    Map<String, Object> record = new LinkedHashMap<>();
    record.put(SETTINGS, settings);
    Map<String, Object> sizes = new LinkedHashMap<>();
    files.forEach((path, content) -> sizes.put(name(path), content.length));
    record.put(OUTPUTS, sizes);
    record.putAll(JsonRecords.values(CalibrationRecord.of(calibration)));
    Files.deleteIfExists(folder.resolve(RECORD));
    AtomicFile.write(files);
    JsonFile.write(record, folder.resolve(RECORD));
    return Stream.concat(files.keySet().stream(), Stream.of(folder.resolve(RECORD))).toList();
  }

  /** What is drawn, and what a person should see in it. */
  private record Plot(
      String file, String title, String caption, boolean isMap, BufferedImage picture) {}

  private static List<Plot> plots(SensorCalibration calibration) {
    var channels = calibration.channels();
    List<Plot> plots = new ArrayList<>();
    plots.add(
        new Plot(
            "photon-transfer.png",
            "Photon transfer",
            "Shot noise grows with the charge, so its variance over the signal is a straight line,"
                + " and the line's slope is the gain K. Full points were fitted (up to 70 % of"
                + " saturation), pale ones were not; bars are 95 % intervals. The dotted level is"
                + " the variance in the dark. Past saturation the variance falls, because clipped"
                + " samples do not scatter.",
            /* isMap= */ false,
            PhotonTransferPlot.of(channels).picture()));
    if (channels.stream().anyMatch(channel -> channel.linearityError().isPresent())) {
      plots.add(
          new Plot(
              "linearity.png",
              "Linearity",
              "Above, the signal over the light with the straight line that fits best from 5 % to"
                  + " 95 % of saturation. Below, how far each exposure lies from that line; the"
                  + " linearity error LE is the mean of these distances. A curve in them is the"
                  + " sensor's, scatter is the lamp's or the shutter's.",
              /* isMap= */ false,
              LinearityPlot.of(channels).picture()));
    }
    plots.add(
        new Plot(
            "snr.png",
            "Signal-to-noise ratio",
            "Points were measured; the line is what the numbers above make of the sensor, temporal"
                + " noise alone. It runs parallel to the dashed ideal where shot noise rules, and"
                + " falls faster where dark noise does. Where it crosses 1 is the least light that"
                + " can be told from none.",
            /* isMap= */ false,
            SignalToNoisePlot.of(channels).picture()));
    calibration.maps().ifPresent(maps -> plots.addAll(mapPlots(maps, calibration.format())));
    return plots;
  }

  private static List<Plot> mapPlots(CalibrationMaps maps, FrameFormat format) {
    int channels = Channel.of(format.cfa()).size();
    Optional<Cfa> cfa = format.cfa();
    String strength =
        " Blue is less than the mean, orange more; the colour's strength grows with the root of the"
            + " number and ends at the 99.5th percentile.";
    String circles = " Circles mark the pixels of defects.csv.";
    List<Pixel> defects = Stream.concat(maps.hot().stream(), maps.dead().stream()).toList();
    String marks =
        "circles: %d hot, %d dead %s"
            .formatted(
                maps.hot().size(), maps.dead().size(), defects.size() == 1 ? "pixel" : "pixels");
    boolean resolved = maps.isFallOffResolved(channels);
    return List.of(
        new Plot(
            "prnu.png",
            "How pixels differ in light (PRNU)",
            "The response of every pixel relative to the mean of its kind, the smooth fall-off"
                + " taken out. Even noise is the pixels' own, with what temporal noise is left in"
                + " the mean of the frames; stripes are the read-out's, rings are dust."
                + strength
                + circles,
            /* isMap= */ true,
            NonUniformityMap.draw(
                "Response of the pixels, relative to their mean (%)",
                marks, cfa, maps.pixelGain(), defects, gain -> 100 / gain)),
        new Plot(
            "dsnu.png",
            "How pixels differ without light (DSNU)",
            "The mean of the dark frames less the mean of their kind. Stripes are the read-out's, a bright edge is the amplifier's glow, single points are hot pixels: %d of them, and %d dead ones, stand in defects.csv."
                    .formatted(maps.hot().size(), maps.dead().size())
                + strength
                + circles,
            /* isMap= */ true,
            NonUniformityMap.draw(
                "Level without light, less its mean (DN)",
                marks,
                cfa,
                maps.dark(),
                defects,
                level -> level)),
        new Plot(
            "fall-off.png",
            "Fall-off of the light",
            "The smooth part of the light on the sensor, relative to its mean: the lamp's and the"
                + " lens's. flat-field.npy evens out this and the pixels' response together."
                + (resolved
                    ? ""
                    : " Here it is within its noise: differences of pixels, rows and columns alone"
                        + " make as much, and the light was as even as these frames can tell.")
                + strength,
            /* isMap= */ true,
            NonUniformityMap.draw(
                "Light, relative to its mean (%)",
                resolved ? "" : "within its noise",
                cfa,
                maps.fallOff(),
                List.of(),
                light -> 100 * light)));
  }

  private SequencedMap<Path, byte[]> maps(CalibrationMaps maps, FrameFormat format) {
    SequencedMap<Path, byte[]> files = new LinkedHashMap<>();
    files.put(folder.resolve("flat-field.npy"), npy(maps.gain()));
    files.put(folder.resolve("dark-offset.npy"), npy(stored(maps.dark(), format)));
    files.put(
        folder.resolve("defects.csv"),
        utf8(
            Stream.concat(maps.hot().stream(), maps.dead().stream())
                .distinct()
                .sorted(Comparator.comparingInt(Pixel::row).thenComparingInt(Pixel::column))
                .map(pixel -> pixel.row() + "," + pixel.column() + "\n")
                .collect(Collectors.joining("", "row,column\n", ""))));
    return files;
  }

  private static RawImage stored(RawImage dark, FrameFormat format) {
    float[] levels = dark.samples().clone();
    for (int i = 0; i < levels.length; i++) {
      levels[i] *= 1 << format.shift();
    }
    return dark.with(RawImage.Unit.DN, levels);
  }

  private static byte[] npy(RawImage map) {
    return NumpyArray.write(List.of(map.height(), map.width()), map.samples());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }
}
