package dev.rawline.lab.calibrate;

import dev.rawline.data.config.CorrectionMapFiles;
import dev.rawline.data.config.DescriptionFiles;
import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.file.CsvLine;
import dev.rawline.data.file.JsonFile;
import dev.rawline.data.file.JsonRecords;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.picture.PngFile;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.isp.DefectCorrection.Pixel;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.imaging.sensor.calibration.CalibrationMaps;
import dev.rawline.imaging.sensor.calibration.FrameFormat;
import dev.rawline.imaging.sensor.calibration.SensorCalibration;
import dev.rawline.imaging.sensor.recapture.CorrectionMaps;
import dev.rawline.lab.calibrate.CalibrationPage.CalibrationFigure;
import dev.rawline.workbench.output.OutputFiles;
import dev.rawline.workbench.output.Version;
import dev.rawline.workbench.page.Fact;
import dev.rawline.workbench.page.Template;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
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
          "general.png",
          "prnu.png",
          "dsnu.png",
          "fall-off.png",
          "flat-field.npy",
          "dark-offset.npy",
          "defects.csv",
          "sensor.yaml");

  private static final Set<String> MAPS = Set.of("prnu", "dsnu", "fall-off");
  private static final String SETTINGS = "settings";
  private static final String INPUTS = "inputs";
  private static final String OUTPUTS = "outputs";

  /**
   * Returns whether the folder holds the calibration of these frames with these settings, whole.
   *
   * @throws RejectedFileException if it holds one of other frames
   */
  boolean isUpToDate(Map<String, Object> settings) throws IOException {
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
    return former.equals(settings) && OutputFiles.areWhole(folder, record.get(OUTPUTS));
  }

  /**
   * Refuses to replace a file that the record does not list in its present state: one of another
   * origin, or one that was edited.
   *
   * @throws RejectedFileException if one of the files of a calibration already exists
   */
  void requireOwn() throws IOException {
    Map<?, ?> own =
        JsonFile.read(folder.resolve(RECORD)).get(OUTPUTS) instanceof Map<?, ?> outputs
            ? outputs
            : Map.of();
    for (String name : NAMES) {
      Path file = folder.resolve(name);
      if (Files.isRegularFile(file) && !OutputFiles.hasSize(file, own.get(name))) {
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
    List<CalibrationFigure> figures = new ArrayList<>();
    plots(calibration)
        .forEach(
            (name, picture) -> {
              byte[] png = PngFile.of(picture);
              files.put(folder.resolve(name + ".png"), png);
              figures.add(figure(name, calibration, png));
            });
    calibration.maps().ifPresent(maps -> files.putAll(contents(maps, calibration.format())));
    files.put(folder.resolve("sensor.yaml"), utf8(DescriptionFiles.SENSOR.text(sensor)));
    List<Fact> provenance =
        List.of(
            new Fact("program", "Rawline " + Version.CURRENT),
            new Fact(
                "inputs", "every frame's name and SHA-256 are in " + RECORD + ", with all values"),
            new Fact(
                "next to this page",
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

  private static CalibrationFigure figure(String name, SensorCalibration calibration, byte[] png) {
    boolean unresolved =
        name.equals("fall-off")
            && !calibration.maps().orElseThrow().isFallOffResolved(calibration.channels().size());
    List<String> fields =
        Template.resource("calibrate/figures.csv")
            .lines()
            .map(CsvLine::fields)
            .filter(line -> line.getFirst().equals(unresolved ? "fall-off-unresolved" : name))
            .findFirst()
            .orElseThrow();
    return new CalibrationFigure(fields.get(1), fields.get(2), MAPS.contains(name), png);
  }

  private static SequencedMap<String, BufferedImage> plots(SensorCalibration calibration) {
    var channels = calibration.channels();
    SequencedMap<String, BufferedImage> plots = new LinkedHashMap<>();
    plots.put("photon-transfer", PhotonTransferPlot.of(channels).picture());
    if (channels.stream().anyMatch(channel -> channel.linearityError().isPresent())) {
      plots.put("linearity", LinearityPlot.of(channels).picture());
    }
    plots.put("snr", SignalToNoisePlot.of(channels).picture());
    if (GeneralPlot.isKnownOf(channels)) {
      plots.put("general", GeneralPlot.of(channels).picture());
    }
    if (calibration.maps().isPresent()) {
      CalibrationMaps maps = calibration.maps().get();
      Optional<Cfa> cfa = calibration.format().cfa();
      List<Pixel> defects = Stream.concat(maps.hot().stream(), maps.dead().stream()).toList();
      String marks =
          "circles: %d hot, %d dead %s"
              .formatted(
                  maps.hot().size(), maps.dead().size(), defects.size() == 1 ? "pixel" : "pixels");
      plots.put(
          "prnu",
          NonUniformityMap.draw(
              "Response of the pixels, relative to their mean (%)",
              marks, cfa, maps.pixelGain(), defects, gain -> 100 / gain));
      plots.put(
          "dsnu",
          NonUniformityMap.draw(
              "Level without light, less its mean (DN)",
              marks,
              cfa,
              maps.dark(),
              defects,
              level -> level));
      plots.put(
          "fall-off",
          NonUniformityMap.draw(
              "Light, relative to its mean (%)",
              maps.isFallOffResolved(channels.size()) ? "" : "within its noise",
              cfa,
              maps.fallOff(),
              List.of(),
              light -> 100 * light));
    }
    return plots;
  }

  private SequencedMap<Path, byte[]> contents(CalibrationMaps maps, FrameFormat format) {
    Set<Pixel> defects = new HashSet<>(maps.hot());
    defects.addAll(maps.dead());
    return CorrectionMapFiles.contents(
        new CorrectionMaps(
            Optional.of(maps.gain()), Optional.of(stored(maps.dark(), format)), defects),
        folder);
  }

  private static RawImage stored(RawImage dark, FrameFormat format) {
    float[] levels = dark.samples().clone();
    for (int i = 0; i < levels.length; i++) {
      levels[i] *= 1 << format.shift();
    }
    return dark.with(RawImage.Unit.DN, levels);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }
}
