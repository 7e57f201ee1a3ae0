package dev.rawline.lab.tolerance;

import dev.rawline.data.yaml.RecordFile;
import dev.rawline.imaging.frame.Described;
import dev.rawline.learning.metric.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which cameras a task model tolerates: {@code tolerance.yaml}, which cameras and incoming data are
 * checked against.
 */
public record ToleranceSpecification(
    @Described(meaning = "what was examined", required = true) String name,
    @Described(
            meaning = "SHA-256 of the file that holds the model's numbers",
            pattern = "^[0-9a-f]{64}$",
            required = true)
        String model,
    @Described(
            meaning = "SHA-256, as split files have it, of the data set that it was tested on",
            pattern = "^[0-9a-f]{64}$",
            required = true)
        String data,
    @Described(meaning = "on how many samples of it", min = 1, required = true) Integer samples,
    @Described(meaning = "what was measured, such as balanced_accuracy", required = true)
        String metric,
    @Described(
            meaning = "by how much it may be worse than the baseline, in its own unit",
            min = 0,
            required = true)
        Double delta,
    @Described(meaning = "the metric under the usual camera", required = true) Baseline baseline,
    @Described(
            meaning = "how often a confidence interval holds the true number",
            above = 0,
            max = 1)
        Double level,
    @Described(
            meaning =
                "the chain before the model: parametrized, the name of a view, or an isp.yaml",
            required = true)
        String isp,
    @Described(meaning = "the camera whose numbers the chain has: a preset, or a camera.yaml")
        Optional<String> camera,
    @Described(meaning = "the sensor that recorded, which the physical layer was worked out with")
        Optional<String> sensor,
    @Described(
            meaning =
                "between which values each parameter is tolerated, and beyond which it exceeds delta,"
                    + " all others as usual")
        List<SpecifiedParameter> parameters,
    @Described(meaning = "between which values all may lie at once")
        Optional<SpecifiedBox> jointBox,
    @Described(meaning = "cameras that the model must not meet")
        List<SpecifiedWorstCase> worstCases,
    @Described(meaning = "how all that was found", required = true) Search search) {
  /** {@code tolerance.yaml}; docs/reference/formats.md describes the file. */
  public static final RecordFile<ToleranceSpecification> FILE =
      RecordFile.of("tolerance", ToleranceSpecification.class);

  private static final double USUAL_LEVEL = 0.95;

  /** The metric under the usual camera. */
  public record Baseline(
      @Described(meaning = "on all samples", required = true) Double value,
      @Described(meaning = "the lower bound of its confidence interval", required = true)
          Double low,
      @Described(meaning = "the upper bound of its confidence interval", required = true)
          Double high) {}

  /** How intervals were found. */
  public record Search(
      @Described(meaning = "how many places a side", min = 2, required = true) Integer steps,
      @Described(
              meaning = "to which share of its distance from the usual value a bound is bisected",
              above = 0,
              max = 0.5,
              required = true)
          Double precision,
      @Described(meaning = "how many sets of samples were drawn", min = 100, required = true)
          Integer resamples,
      @Described(meaning = "what everything was drawn from", required = true) Long seed,
      @Described(
              meaning =
                  "what low and high are: three_outcomes, up to where tolerated and from where"
                      + " exceeded; first_crossing, where the metric first crossed delta, and its"
                      + " bootstrap interval")
          Rule rule,
      @Described(
              meaning =
                  "the probability of any false claim of a kind over all parameters, where the rule"
                      + " has one",
              above = 0,
              max = 1)
          Optional<Double> error,
      @Described(meaning = "the tests of a kind, at most", min = 1) Optional<Integer> tests,
      @Described(
              meaning =
                  "with how many samples what is undecided next to the default would be decided (80 %"
                      + " power, no drop)",
              min = 1)
          Optional<Integer> samplesToDecide) {

    /** Fills in the rule of earlier files. */
    public Search {
      rule = rule == null ? Rule.FIRST_CROSSING : rule;
    }

    /** Returns a search as the file has it. */
    public static Search of(ToleranceSearch search, long seed, List<ToleranceCurve> curves) {
      return new Search(
          search.steps(),
          search.precision(),
          search.bootstrap().resamples(),
          seed,
          Rule.THREE_OUTCOMES,
          Optional.of(ToleranceSearch.ERROR),
          Optional.of(search.tests(curves.stream().map(ToleranceCurve::parameter).toList())),
          ToleranceCurve.samplesToDecide(curves));
    }
  }

  /** What the ends of an interval are. */
  public enum Rule {
    /** The first crossing of the margin, with a bootstrap interval: files before version 0.2. */
    FIRST_CROSSING,

    /** Up to where the metric is tolerated, and from where it exceeds the margin. */
    THREE_OUTCOMES;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Fills in the defaults, and checks what belongs together.
   *
   * @throws IllegalArgumentException if there is no such metric, a parameter is listed twice, or
   *     the box has a side that no parameter is; the message names all
   */
  public ToleranceSpecification {
    level = level == null ? Double.valueOf(USUAL_LEVEL) : level;
    parameters = parameters == null ? List.of() : List.copyOf(parameters);
    worstCases = worstCases == null ? List.of() : List.copyOf(worstCases);
    List<String> mistakes = new ArrayList<>();
    if (metric != null && Metric.of(metric).isEmpty()) {
      mistakes.add(
          "metric is '%s': expected one of %s"
              .formatted(
                  metric,
                  String.join(
                      ", ", Arrays.stream(Metric.values()).map(Metric::toString).toList())));
    }
    Set<String> names = new HashSet<>();
    for (SpecifiedParameter parameter : parameters) {
      if (!names.add(parameter.name())) {
        mistakes.add("parameters has %s twice: expected it once".formatted(parameter.name()));
      }
    }
    jointBox
        .filter(box -> box.sides() != null)
        .ifPresent(
            box ->
                box.sides().stream()
                    .filter(side -> !names.contains(side.name()))
                    .forEach(
                        side ->
                            mistakes.add(
                                "joint_box has a side %s, which is not among the parameters: give its own interval as well"
                                    .formatted(side.name()))));
    if (!mistakes.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", mistakes));
    }
  }

  /** Returns the metric. */
  public Metric measured() {
    return Metric.of(metric).orElseThrow();
  }

  /** Returns the worst value that the metric may have. */
  public double limit() {
    return measured().higherIsBetter() ? baseline.value() - delta : baseline.value() + delta;
  }

  /** Returns the intervals. */
  public List<ToleranceInterval> intervals() {
    return parameters.stream().map(SpecifiedParameter::interval).toList();
  }
}
