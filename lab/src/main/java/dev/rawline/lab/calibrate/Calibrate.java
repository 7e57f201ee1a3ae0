package dev.rawline.lab.calibrate;

import dev.rawline.data.config.DescriptionFiles;
import dev.rawline.data.config.FilterArray;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.layout.MeasuredFrame;
import dev.rawline.data.layout.MeasuredFrame.Kind;
import dev.rawline.data.layout.MeasurementFiles;
import dev.rawline.data.yaml.ConfigurationException;
import dev.rawline.imaging.chain.ParameterChecks;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.ValueOrigin;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.imaging.sensor.calibration.CalibrationFrames;
import dev.rawline.imaging.sensor.calibration.FrameFormat;
import dev.rawline.imaging.sensor.calibration.SensorCalibration;
import dev.rawline.imaging.sensor.calibration.UnsuitableFramesException;
import dev.rawline.imaging.sensor.uncertainty.MeasurementConditions;
import dev.rawline.workbench.output.FileOutcome;
import dev.rawline.workbench.output.FolderLock;
import dev.rawline.workbench.output.Provenance;
import dev.rawline.workbench.output.Version;
import dev.rawline.workbench.page.Fact;
import dev.rawline.workbench.text.NumberText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Flat and dark frames → a calibrated sensor: its numbers with their uncertainties, its maps, and a
 * report.
 *
 * <p>The folder then holds {@code report.html} for a person, {@code calibration.json} for a machine
 * (the record, too, of where all came from), {@code sensor.yaml} that {@code simulate} takes in,
 * the plots as PNG, and where stacks of equal frames were given {@code flat-field.npy} and {@code
 * defects.csv} for the stages {@code flat_field} and {@code defect_correction}, and {@code
 * dark-offset.npy} [DN as stored]. docs/how-to/calibration.md describes how frames are taken and
 * numbers read.
 *
 * @param folder where the outputs go; made if it does not exist
 * @param name what the sensor is called
 * @param filters its colour filters, if the user gives them; default: those of the files, and
 *     pictures that do not are taken for monochrome
 * @param adcBits the bits of its converter, 8 to 16, if the user gives them; default: those of the
 *     frames
 * @param pixelPitch the distance between pixels [µm], if it is known; no frame records it
 * @param measurement the file of the set-up's errors, if they are stated: {@code measurement.yaml}
 * @param strict whether a violated precondition is an error; otherwise it is a warning, and the
 *     numbers that it concerns are left out or have wider intervals
 * @param force whether everything is made again, and files replaced that no calibration wrote
 */
public record Calibrate(
    Path folder,
    String name,
    Optional<FilterArray> filters,
    Optional<Integer> adcBits,
    Optional<Double> pixelPitch,
    Optional<Path> measurement,
    boolean strict,
    boolean force) {

  /** The pixel pitch of a sensor if it is unknown [µm]. */
  public static final double ASSUMED_PITCH = 5;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one lies outside its range
   */
  public Calibrate {
    adcBits.ifPresent(
        bits ->
            ParameterChecks.requireRange("the resolution of the converter", bits, "bits", 8, 16));
    pixelPitch.ifPresent(pitch -> ParameterChecks.requireAbove("the pixel pitch", pitch, "µm", 0));
  }

  /**
   * What came of it.
   *
   * @param calibration the numbers; empty if all files already exist, made from the same frames
   *     with the same settings
   * @param files the files that were written
   */
  public record Result(Optional<SensorCalibration> calibration, List<Path> files) {
    /** Copies the list. */
    public Result {
      files = List.copyOf(files);
    }
  }

  /**
   * Calibrates a sensor.
   *
   * @param sources each a table of frames, a folder with a {@code frames.csv}, or a folder with a
   *     folder for each kind; they are taken together
   * @throws ConfigurationException if the table or the stated errors have mistakes, frames are
   *     damaged or do not fit together, or a precondition of the calibration does not hold; the
   *     message lists all
   * @throws RejectedFileException if there is no measurement, or another calibration in the folder,
   *     or files that would be replaced though no calibration wrote them
   * @throws IOException if an output cannot be written; the message states the reason and the
   *     remedy
   */
  public Result run(List<Path> sources, Progress progress) throws IOException {
    Path first = sources.getFirst();
    MeasurementConditions conditions =
        measurement.isPresent()
            ? DescriptionFiles.MEASUREMENT.read(measurement.get())
            : MeasurementConditions.NONE;
    List<MeasuredFrame> frames = frames(sources);
    Progress own = progress.begin("files", 1).begin(first.toString(), 0);
    Map<String, Object> settings = settings(frames, conditions);
    try (FolderLock _ = FolderLock.take(folder)) {
      CalibrationFiles files = new CalibrationFiles(folder);
      if (!force && files.isUpToDate(settings)) {
        new FileOutcome.Skipped(first).end(own);
        return new Result(Optional.empty(), List.of());
      }
      if (!force) {
        files.requireOwn();
      }

      MeasurementReader reader = new MeasurementReader(first, frames, filters, adcBits, own);
      CalibrationFrames measured = reader.read();
      SensorCalibration calibration;
      try {
        calibration = SensorCalibration.of(measured, conditions, strict);
      } catch (UnsuitableFramesException e) {
        throw new ConfigurationException(first, e.problems());
      }
      calibration.warnings().forEach(warning -> own.note("warning: " + warning));
      if (pixelPitch.isEmpty()) {
        own.note(
            "assumes a pixel pitch of %s µm in sensor.yaml, which no frame records; set it with --pitch"
                .formatted(NumberText.brief(ASSUMED_PITCH)));
      }
      FrameFormat format = measured.format();
      List<Path> written =
          files.write(
              calibration,
              sensor(calibration, reader.origins()),
              facts(sources, frames, format),
              settings);
      long pixels = (long) frames.size() * format.width() * format.height();
      new FileOutcome.Rendered(first, written, pixels).end(own);
      return new Result(Optional.of(calibration), written);
    }
  }

  private List<MeasuredFrame> frames(List<Path> sources) throws IOException {
    List<MeasuredFrame> frames = new ArrayList<>();
    Map<Path, Path> listed = new HashMap<>();
    List<String> mistakes = new ArrayList<>();
    for (Path source : sources) {
      for (MeasuredFrame frame :
          MeasurementFiles.read(source, MeasurementReader.description(filters))) {
        Path other = listed.putIfAbsent(frame.file().toRealPath(), source);
        if (other != null) {
          mistakes.add("%s is listed by %s as well".formatted(frame.file(), other));
        }
        frames.add(frame);
      }
    }
    if (!mistakes.isEmpty()) {
      throw new ConfigurationException(sources.getFirst(), mistakes);
    }
    return frames;
  }

  private SensorSpec sensor(SensorCalibration calibration, Map<String, ValueOrigin> format) {
    SensorSpec sensor =
        calibration
            .toSensorSpec(name, pixelPitch.orElse(ASSUMED_PITCH))
            .withOrigin(
                "pixelPitch",
                pixelPitch.isPresent()
                    ? new ValueOrigin(ValueOrigin.Basis.STATED, "given with --pitch")
                    : new ValueOrigin(
                        ValueOrigin.Basis.ASSUMED, "no frame records it; set it with --pitch"));
    for (Map.Entry<String, ValueOrigin> origin : format.entrySet()) {
      sensor = sensor.withOrigin(origin.getKey(), origin.getValue());
    }
    return sensor;
  }

  private Map<String, Object> settings(List<MeasuredFrame> frames, MeasurementConditions conditions)
      throws IOException {
    Map<String, Object> settings = new LinkedHashMap<>();
    List<Object> inputs = new ArrayList<>();
    for (MeasuredFrame frame : frames) {
      Map<String, Object> input = new LinkedHashMap<>(Provenance.content(frame.file()));
      input.put("kind", frame.kind().toString());
      input.put("exposureNanoseconds", frame.exposureNanoseconds());
      input.put("photonsPerPixel", frame.photons().orElse(null));
      Provenance.putSidecar(input, frame.file());
      inputs.add(input);
    }
    settings.put("rawline", Version.CURRENT);
    settings.put("name", name);
    settings.put("cfa", filters.map(FilterArray::name).orElse("as the files say"));
    settings.put("adcBits", adcBits.orElse(null));
    settings.put("pixelPitch", pixelPitch.orElse(null));
    settings.put("strict", strict);
    measurement.ifPresent(
        _ -> settings.put("measurement", DescriptionFiles.MEASUREMENT.values(conditions)));
    settings.put("inputs", inputs);
    return settings;
  }

  private static List<Fact> facts(
      List<Path> sources, List<MeasuredFrame> frames, FrameFormat format) {
    DoubleSummaryStatistics times =
        frames.stream().mapToDouble(MeasuredFrame::exposureNanoseconds).summaryStatistics();
    DoubleSummaryStatistics light =
        frames.stream()
            .flatMap(frame -> frame.photons().stream())
            .mapToDouble(photons -> photons)
            .summaryStatistics();
    return List.of(
        new Fact(
            "frames",
            sources.stream().map(Path::toString).collect(Collectors.joining(", "))
                + ": "
                + List.of(Kind.values()).stream()
                    .filter(kind -> count(frames, kind) > 0)
                    .map(kind -> count(frames, kind) + " " + kind.toString().replace('_', ' '))
                    .collect(Collectors.joining(", "))),
        new Fact(
            "size",
            "%d × %d px, %s"
                .formatted(
                    format.width(),
                    format.height(),
                    format.cfa().map(Cfa::name).orElse("monochrome"))),
        new Fact(
            "samples",
            "%d bits%s; DN below are values at the converter's output"
                .formatted(
                    format.adcBits(),
                    format.shift() == 0
                        ? ""
                        : ", stored shifted to the left by " + format.shift() + " bits")),
        new Fact("exposure times", range(times, 1e6) + " ms"),
        new Fact(
            "light",
            light.getCount() == 0
                ? "not metered: quantum efficiency and all light in photons are unknown"
                : range(light, 1) + " photons a pixel"));
  }

  private static String range(DoubleSummaryStatistics numbers, double unit) {
    return "%s to %s"
        .formatted(
            NumberText.brief(numbers.getMin() / unit), NumberText.brief(numbers.getMax() / unit));
  }

  private static long count(List<MeasuredFrame> frames, Kind kind) {
    return frames.stream().filter(frame -> frame.kind() == kind).count();
  }
}
