package dev.rawline.lab.forensics.check;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.rawline.data.file.JsonRecords;
import dev.rawline.lab.evaluation.RecaptureSettings;
import dev.rawline.lab.tolerance.SpecifiedBox;
import dev.rawline.lab.tolerance.ToleranceInterval;
import dev.rawline.lab.tolerance.ToleranceInterval.Position;
import dev.rawline.lab.tolerance.ToleranceSpecification;
import dev.rawline.learning.metric.IntervalEstimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A camera against a tolerance specification.
 *
 * <p>Intervals that hold one by one certify no combination: whether the camera as a whole is
 * tolerated is what the joint box says, as far as a search can, or a measurement of the model under
 * the camera.
 *
 * @param lines parameter by parameter
 * @param box whether it lies in the joint box; none where there is no box, or not all is known
 * @param besides what differs from the usual camera and is no side of the box, which does not cover
 *     such a camera
 * @param score how the model does under the camera; none where nobody measured
 * @param verdict what comes of it
 */
public record CameraCheck(
    List<Line> lines,
    Optional<Boolean> box,
    List<String> besides,
    Optional<Score> score,
    Verdict verdict) {

  /** Copies the lists. */
  public CameraCheck {
    lines = List.copyOf(lines);
    besides = List.copyOf(besides);
  }

  /**
   * One parameter.
   *
   * @param interval between which values it may lie
   * @param value its value in the camera; none where the camera does not have it
   * @param position where that lies
   */
  public record Line(ToleranceInterval interval, Optional<Double> value, Position position) {
    /** What of a group's interval is no difference between its numbers. */
    private static final double NEGLIGIBLE = 0.01;

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
          && Math.abs(moved() - group.moved())
              <= NEGLIGIBLE * (group.interval.high().value() - group.interval.low().value());
    }
  }

  /**
   * How the model does under the camera as a whole.
   *
   * @param baseline the metric under the usual camera, on the same samples
   * @param metric the metric under this one
   * @param drop by how much it is worse, paired sample by sample, with its confidence interval
   */
  public record Score(double baseline, double metric, IntervalEstimate drop) {}

  /** What is known of the camera as a whole. */
  public enum Verdict {
    /** Every parameter, and the whole as far as it was searched or measured. */
    INSIDE,

    /** Neither is known: a value lies where the bound may lie, or beyond what was looked at. */
    UNCERTAIN,

    /** A parameter lies outside, or the model was measured to do worse. */
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
        lines,
        box,
        besides,
        score,
        verdict(specification, lines, box.filter(_ -> besides.isEmpty()), score));
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
    if (!known && !outside) {
      return Optional.empty();
    }
    return Optional.of(box.holds() && !outside);
  }

  private static Verdict verdict(
      ToleranceSpecification specification,
      List<Line> lines,
      Optional<Boolean> box,
      Optional<Score> score) {
    boolean fails = score.filter(known -> known.drop().value() > specification.delta()).isPresent();
    if (fails || lines.stream().anyMatch(line -> line.position() == Position.OUTSIDE)) {
      return Verdict.OUTSIDE;
    }
    boolean whole =
        score.map(known -> known.drop().high() <= specification.delta()).orElse(box.orElse(false));
    boolean each =
        lines.stream()
            .filter(line -> line.value().isPresent())
            .allMatch(line -> line.position() == Position.INSIDE);
    return whole && (each || score.isPresent()) ? Verdict.INSIDE : Verdict.UNCERTAIN;
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
      double baseline, double metric, double drop, double dropLow, double dropHigh) {
    static Measured of(Score score) {
      return new Measured(
          score.baseline(),
          score.metric(),
          score.drop().value(),
          score.drop().low(),
          score.drop().high());
    }
  }

  /** Returns the word for a verdict or a position. */
  public static String word(Enum<?> of) {
    return of.name().toLowerCase(Locale.ROOT);
  }
}
