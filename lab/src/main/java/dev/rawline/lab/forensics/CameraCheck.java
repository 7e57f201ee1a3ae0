package dev.rawline.lab.forensics;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.rawline.data.file.JsonRecords;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.Sample;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.lab.evaluation.MetricAndLoss;
import dev.rawline.lab.evaluation.ModelUnderTest;
import dev.rawline.lab.evaluation.OperatingPoint;
import dev.rawline.lab.evaluation.RecaptureSettings;
import dev.rawline.lab.tolerance.MarginComparison;
import dev.rawline.lab.tolerance.SpecifiedBox;
import dev.rawline.lab.tolerance.ToleranceInterval;
import dev.rawline.lab.tolerance.ToleranceInterval.Position;
import dev.rawline.lab.tolerance.ToleranceOutcome;
import dev.rawline.lab.tolerance.ToleranceSpecification;
import dev.rawline.learning.assembly.ModelSource;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.metric.Bootstrap;
import dev.rawline.workbench.output.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A camera against a tolerance specification.
 *
 * <p>Intervals that hold one by one certify no combination: whether the camera as a whole is
 * tolerated is known by the joint box, where other samples confirm it, or a measurement of the
 * model under the camera.
 *
 * @param lines parameter by parameter
 * @param box whether it is inside the joint box; none where there is no box that is confirmed, or
 *     not all is known
 * @param besides what differs from the usual camera and is no side of the box, which does not cover
 *     such a camera
 * @param score how the model does under the camera; none if it was not measured
 * @param verdict the overall verdict
 */
public record CameraCheck(
    List<Line> lines,
    Optional<Boolean> box,
    List<String> besides,
    Optional<Score> score,
    Conformity verdict) {

  /**
   * One parameter.
   *
   * @param interval its interval
   * @param value its value in the camera; none where the camera does not have it
   * @param position its position
   */
  public record Line(ToleranceInterval interval, Optional<Double> value, Position position) {
    /** Returns the name of the parameter. */
    public String name() {
      return interval.parameter().name();
    }

    private boolean isMoved() {
      return value.filter(known -> !interval.parameter().isUsual(known)).isPresent();
    }

    /** Returns whether this is one number of a group that another line covers as a whole. */
    private boolean isOneOf(Line group) {
      return name().startsWith(group.name() + "[")
          && !RecaptureSettings.NAMES.contains(group.name());
    }

    private double moved() {
      return value.orElseThrow() - interval.parameter().usual();
    }

    private boolean movesWith(Line group) {
      return isOneOf(group)
          && group.value().isPresent()
          && Math.abs(moved() - group.moved()) <= CandidateCamera.negligible(group.interval);
    }
  }

  /**
   * How the model does under the camera as a whole.
   *
   * @param baseline the metric under the usual camera, on the same samples
   * @param metric the metric under this one
   * @param drop by how much it is worse, paired sample by sample, with its confidence interval
   * @param outcome what the drop shows against the margin, each kind with an error of 5 %
   */
  public record Score(double baseline, double metric, Estimate drop, ToleranceOutcome outcome) {}

  /** What is known of the camera as a whole. */
  public enum Conformity {
    /** Every parameter, and the whole as far as it was searched or measured. */
    INSIDE,

    /** Neither is shown: a value lies where it is undecided, or beyond the examined range. */
    UNCERTAIN,

    /** A parameter is outside, or the measured drop significantly exceeds the margin. */
    OUTSIDE
  }

  /**
   * Compares a camera with a specification.
   *
   * @param camera the camera
   * @param score how the model does under it, if that was measured
   */
  public static CameraCheck of(
      ToleranceSpecification specification, CandidateCamera camera, Optional<Score> score) {
    Map<String, Double> values = camera.values();
    List<Line> lines = new ArrayList<>();
    for (ToleranceInterval interval : specification.intervals()) {
      Optional<Double> value = Optional.ofNullable(values.get(interval.parameter().name()));
      lines.add(new Line(interval, value, value.map(interval::position).orElse(Position.UNKNOWN)));
    }
    Optional<Boolean> box = specification.jointBox().flatMap(known -> inBox(known, values));
    List<String> besides = besides(specification, lines, camera);
    return new CameraCheck(
        lines, box, besides, score, verdict(lines, box.filter(_ -> besides.isEmpty()), score));
  }

  /**
   * Compares the camera with the specification, and evaluates the model under it.
   *
   * @param source the model
   * @param dataSet the data set that it was examined on
   * @param samples those of it that the model is evaluated on
   * @param sensor the sensor that recorded, for light, blur and the like
   * @param engine where the model computes
   * @throws IllegalArgumentException if the model or the data set is another one than that of the
   *     specification, or the camera's chain has other stages than the model's
   * @throws IOException if a file cannot be read
   */
  public static CameraCheck measured(
      ToleranceSpecification specification,
      CandidateCamera camera,
      ModelSource source,
      DataSet dataSet,
      List<Sample> samples,
      Optional<SensorSpec> sensor,
      Engine engine)
      throws IOException {
    require("the model", sum(source), specification.model());
    require("data set " + dataSet.name(), dataSet.hash(), specification.data());
    try (ModelUnderTest subject =
        ModelUnderTest.of(
            source.open(engine),
            samples,
            Optional.of(specification.measured()),
            sensor,
            specification.search().seed())) {
      if (!subject.theta().parameters().equals(camera.theta().parameters())) {
        throw new IllegalArgumentException(
            "the camera's processing chain has other stages than the model's, so that the model"
                + " cannot be evaluated under it: give a camera.yaml or a theta.yaml, or leave"
                + " --model out");
      }
      MetricAndLoss usual = subject.judge(OperatingPoint.USUAL);
      MetricAndLoss changed = subject.judge(setting(camera));
      Bootstrap bootstrap = Bootstrap.usual(specification.search().seed());
      return of(
          specification,
          camera,
          Optional.of(
              new Score(
                  usual.value(),
                  changed.value(),
                  bootstrap.drop(usual.metric(), changed.metric()),
                  camera.isUsual(specification)
                      ? ToleranceOutcome.TOLERATED
                      : MarginComparison.of(usual.metric(), changed.metric(), specification.delta())
                          .outcome())));
    }
  }

  private static OperatingPoint setting(CandidateCamera camera) {
    Map<String, Double> physical = new HashMap<>(camera.values());
    physical.keySet().retainAll(RecaptureSettings.NAMES);
    return OperatingPoint.of(camera.theta()).with(new RecaptureSettings(physical));
  }

  private static void require(String what, String found, String expected) {
    if (!found.equals(expected)) {
      throw new IllegalArgumentException(
          "%s has the checksum %s…, but the specification was made for %s…: give the same one, or leave --model and --data out"
              .formatted(what, found.substring(0, 12), expected.substring(0, 12)));
    }
  }

  /**
   * Returns what identifies a model: the sum of the file that holds its numbers.
   *
   * @throws RejectedFileException if there is no such file
   */
  public static String sum(ModelSource source) throws IOException {
    Path file = source.files().getFirst();
    if (!Files.isRegularFile(file)) {
      throw new RejectedFileException(
          source.path(),
          "contains no model: there is no %s".formatted(file.getFileName()),
          "name a folder that train has written, or the file of a model");
    }
    return Provenance.sum(file);
  }

  private static List<String> besides(
      ToleranceSpecification specification, List<Line> lines, CandidateCamera camera) {
    List<Line> sides =
        lines.stream()
            .filter(
                line ->
                    specification.jointBox().stream()
                        .flatMap(box -> box.sides().stream())
                        .anyMatch(side -> side.name().equals(line.name())))
            .toList();
    List<String> besides = new ArrayList<>();
    for (Line line : lines) {
      boolean hasNumbers = lines.stream().anyMatch(other -> other.isOneOf(line));
      if (line.isMoved()
          && !hasNumbers
          && sides.stream().noneMatch(side -> side.equals(line) || line.movesWith(side))) {
        besides.add(line.name());
      }
    }
    besides.addAll(camera.unspecified());
    return besides;
  }

  private static Optional<Boolean> inBox(SpecifiedBox box, Map<String, Double> values) {
    boolean known = box.sides().stream().allMatch(side -> values.containsKey(side.name()));
    boolean outside =
        box.sides().stream()
            .filter(side -> values.containsKey(side.name()))
            .anyMatch(
                side ->
                    values.get(side.name()) < side.low() || values.get(side.name()) > side.high());
    if (!outside && (!known || !box.certifies())) {
      return Optional.empty();
    }
    return Optional.of(!outside);
  }

  private static Conformity verdict(
      List<Line> lines, Optional<Boolean> box, Optional<Score> score) {
    Optional<ToleranceOutcome> outcome = score.map(Score::outcome);
    if (outcome.equals(Optional.of(ToleranceOutcome.EXCEEDED))
        || lines.stream().anyMatch(line -> line.position() == Position.OUTSIDE)) {
      return Conformity.OUTSIDE;
    }
    boolean whole =
        outcome.map(known -> known == ToleranceOutcome.TOLERATED).orElse(box.orElse(false));
    boolean each =
        lines.stream()
            .filter(line -> line.value().isPresent())
            .allMatch(line -> line.position() == Position.INSIDE);
    return whole && (each || score.isPresent()) ? Conformity.INSIDE : Conformity.UNCERTAIN;
  }

  /** Returns all of it as values of a JSON object. */
  public Map<String, Object> toMap() {
    return JsonRecords.values(
        new Checked(
            word(verdict),
            lines.stream().map(Parameter::of).toList(),
            box,
            besides,
            score.map(Measured::of)));
  }

  private record Checked(
      String verdict,
      List<Parameter> parameters,
      Optional<Boolean> inJointBox,
      List<String> besidesTheBox,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<Measured> score) {}

  private record Parameter(
      String name,
      String unit,
      Optional<Double> value,
      double low,
      double high,
      double usual,
      String position) {
    static Parameter of(Line line) {
      return new Parameter(
          line.name(),
          line.interval().parameter().unit(),
          line.value(),
          line.interval().low().value(),
          line.interval().high().value(),
          line.interval().parameter().usual(),
          word(line.position()));
    }
  }

  private record Measured(
      double baseline,
      double metric,
      double drop,
      double dropLow,
      double dropHigh,
      ToleranceOutcome outcome) {
    static Measured of(Score score) {
      return new Measured(
          score.baseline(),
          score.metric(),
          score.drop().value(),
          score.drop().low(),
          score.drop().high(),
          score.outcome());
    }
  }

  /** Returns the word for a verdict or a position. */
  public static String word(Enum<?> of) {
    return of.name().toLowerCase(Locale.ROOT);
  }
}
