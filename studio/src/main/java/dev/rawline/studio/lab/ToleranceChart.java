package dev.rawline.studio.lab;

import dev.rawline.data.config.DescriptionFiles;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.lab.evaluation.CameraParameter;
import dev.rawline.lab.evaluation.RecaptureSettings;
import dev.rawline.lab.forensics.CameraCheck;
import dev.rawline.lab.forensics.CandidateCamera;
import dev.rawline.lab.tolerance.ToleranceInterval;
import dev.rawline.lab.tolerance.ToleranceSpecification;
import dev.rawline.workbench.book.LabBook;
import dev.rawline.workbench.book.RunRecord;
import dev.rawline.workbench.output.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A tolerance specification, and where a camera lies in it.
 *
 * @param name what was examined
 * @param specifications the artefacts with specifications
 * @param cameras the presets
 * @param metric the metric
 * @param baseline the metric under the usual camera
 * @param limit the worst value that it may have
 * @param level the confidence level
 * @param bars the parameters
 * @param box whether the camera is inside the joint box; none where that is not known
 * @param besides what differs from the usual camera and is not in the specification
 * @param verdict inside, uncertain or outside
 */
record ToleranceChart(
    String name,
    List<String> specifications,
    List<String> cameras,
    String metric,
    double baseline,
    double limit,
    double level,
    List<Bar> bars,
    Optional<Boolean> box,
    List<String> besides,
    String verdict) {
  private static final String ENDING = ".yaml";
  private static final int LARGEST_DESCRIPTION = 1 << 20;

  /**
   * A parameter. Places are shares of its range along its scale, 0 at the smallest value that was
   * evaluated, 1 at the largest.
   *
   * @param name its name
   * @param unit its unit
   * @param usual its usual value
   * @param low down to where the metric is tolerated
   * @param high up to where it is tolerated
   * @param lowest the smallest value that was evaluated
   * @param highest the largest one
   * @param open whether the margin is exceeded nowhere below, and nowhere above
   * @param places the places of: where the margin is exceeded below, low, usual, high, where it is
   *     exceeded above
   * @param stated whether its value is stated by hand, since no description of a camera has it
   * @param value its value in the camera; none where that is not known
   * @param place the place of the value, from −0.05 to 1.05
   * @param position where the value lies: inside, uncertain, unknown or outside
   */
  record Bar(
      String name,
      String unit,
      double usual,
      double low,
      double high,
      double lowest,
      double highest,
      List<Boolean> open,
      List<Double> places,
      boolean stated,
      Optional<Double> value,
      Optional<Double> place,
      String position) {
    private static final double BEYOND = 0.05;

    static Bar of(CameraCheck.Line line) {
      ToleranceInterval interval = line.interval();
      CameraParameter parameter = interval.parameter();
      return new Bar(
          parameter.name(),
          parameter.unit(),
          parameter.usual(),
          interval.low().value(),
          interval.high().value(),
          parameter.lowest(),
          parameter.highest(),
          List.of(interval.low().open(), interval.high().open()),
          List.of(
              share(parameter, interval.low().low()),
              share(parameter, interval.low().value()),
              share(parameter, parameter.usual()),
              share(parameter, interval.high().value()),
              share(parameter, interval.high().high())),
          RecaptureSettings.NAMES.contains(parameter.name()),
          line.value(),
          line.value().map(value -> share(parameter, value)),
          word(line.position()));
    }

    private static double share(CameraParameter parameter, double value) {
      double place =
          (parameter.place(value) - parameter.place(parameter.lowest())) / parameter.span();
      // A logarithm of a number without one is below everything.
      return Double.isNaN(place) ? -BEYOND : Math.clamp(place, -BEYOND, 1 + BEYOND);
    }
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /**
   * Compares a camera with a specification of a run.
   *
   * @throws IllegalArgumentException if the run has none, or the camera cannot be compared with it
   */
  static ToleranceChart of(LabBook book, ToleranceRequest wanted) throws IOException {
    RunRecord run = book.run(wanted.run());
    List<String> names = specifications(run);
    String name =
        wanted
            .specification()
            .filter(names::contains)
            .or(() -> names.stream().findFirst())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "run %d has no tolerance specification: choose a run of forensics"
                            .formatted(wanted.run())));
    try (TemporaryFolder folder = TemporaryFolder.make("rawline-tolerance")) {
      copyDescriptions(book, run, name, folder.path());
      ToleranceSpecification specification =
          ToleranceSpecification.FILE.read(folder.path().resolve(name));
      CandidateCamera camera =
          CandidateCamera.read(
              camera(wanted, specification, folder.path()),
              specification,
              folder.path(),
              Optional.empty(),
              new LinkedHashMap<>(wanted.values()));
      return chart(names, specification, withUsual(camera, specification));
    }
  }

  private static List<String> specifications(RunRecord run) {
    return run.artefacts().keySet().stream()
        .filter(name -> name.matches("tolerance(-\\d+)?\\.yaml"))
        .toList();
  }

  /** A specification names files that are stored next to it. */
  private static void copyDescriptions(LabBook book, RunRecord run, String name, Path folder)
      throws IOException {
    for (Map.Entry<String, RunRecord.Artefact> artefact : run.artefacts().entrySet()) {
      boolean beside = !artefact.getKey().contains("/") && artefact.getKey().endsWith(ENDING);
      if (artefact.getKey().equals(name)
          || (beside && artefact.getValue().bytes() <= LARGEST_DESCRIPTION)) {
        Files.copy(
            book.artefact(run.run().number(), artefact.getKey()),
            folder.resolve(artefact.getKey()));
      }
    }
  }

  private static Path camera(
      ToleranceRequest wanted, ToleranceSpecification specification, Path folder)
      throws IOException {
    Path file = folder.resolve("compared-camera.yaml");
    if (wanted.description().isPresent()) {
      return Files.writeString(file, wanted.description().get());
    }
    String named = wanted.camera().or(specification::camera).orElse(Camera.DRONE.name());
    Optional<Camera> preset = Camera.preset(named);
    if (preset.isPresent()) {
      DescriptionFiles.CAMERA.write(preset.get(), file);
      return file;
    }
    if (wanted.camera().isPresent()) {
      throw new IllegalArgumentException(
          "there is no camera '%s': expected one of %s".formatted(named, presets()));
    }
    Path own = folder.resolve(named).normalize();
    if (!own.startsWith(folder) || !Files.exists(own)) {
      throw new IllegalArgumentException(
          "the specification's camera %s is not among the artefacts: choose another camera"
              .formatted(named));
    }
    return own;
  }

  /** Where nothing is stated of light, blur and the like, the camera is as it recorded. */
  private static CandidateCamera withUsual(
      CandidateCamera camera, ToleranceSpecification specification) {
    SequencedMap<String, Double> values = new LinkedHashMap<>(camera.values());
    specification.intervals().stream()
        .map(ToleranceInterval::parameter)
        .filter(parameter -> RecaptureSettings.NAMES.contains(parameter.name()))
        .forEach(parameter -> values.putIfAbsent(parameter.name(), parameter.usual()));
    return new CandidateCamera(camera.theta(), values, camera.hasChain(), camera.unspecified());
  }

  private static List<String> presets() {
    return Camera.PRESETS.stream().map(Camera::name).toList();
  }

  private static ToleranceChart chart(
      List<String> names, ToleranceSpecification specification, CandidateCamera camera) {
    CameraCheck check = CameraCheck.of(specification, camera, Optional.empty());
    return new ToleranceChart(
        specification.name(),
        names,
        presets(),
        specification.metric(),
        specification.baseline().value(),
        specification.limit(),
        specification.level(),
        check.lines().stream().map(Bar::of).toList(),
        check.box(),
        check.besides(),
        word(check.verdict()));
  }
}
