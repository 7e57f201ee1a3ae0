package dev.rawline.lab.tolerance;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.evaluation.CameraParameter;
import dev.rawline.learning.metric.Bootstrap;
import dev.rawline.learning.metric.MetricContributions;
import dev.rawline.learning.metric.Resample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * A metric as a function of each parameter of a camera → up to where it is tolerated, and from
 * where it exceeds the margin.
 *
 * <p>From the usual value outward to both ends of every range the metric is measured at {@code
 * steps} places a side, the k-th of n at the share (k/n)² of the way: densely where it is usual.
 * {@link MarginComparison} tests each of them both ways. On each side both ends are then bisected,
 * in at most {@link #bisections} places each: the last place up to which all are tolerated, and the
 * first that exceeds the margin. A hole between two places is not seen.
 *
 * <p><b>Error.</b> With S sides there are at most M = S · (steps + bisections) tests of a kind. The
 * level is Holm's (1979) over the places fixed in advance, with those of bisection held back: α /
 * (M − r), r being how many of the fixed ones are rejected. So any false "tolerated" has at most
 * the probability α = {@value #ERROR}, and so has any false "exceeded": at the fixed places
 * whatever the curve and however the places depend on each other; at the bisected ones where,
 * between two fixed places, the drop crosses the margin once. (Bisection goes outward at false
 * hypotheses only, unless it errs: of the true ones it meets those on the way to the crossing,
 * which are fixed, and one a step. A proof by simulation: docs/results/tolerance-error.md.)
 *
 * @param delta by how much the metric may be worse, in its own unit, at least 0
 * @param steps how many places a side, at least 2
 * @param precision to which share of its distance from the usual value an end is bisected, above 0,
 *     at most 0.5
 * @param bootstrap how the 95 % intervals of single points are drawn
 */
public record ToleranceSearch(double delta, int steps, double precision, Bootstrap bootstrap) {
  /** The probability of any false claim of a kind, over all places and parameters. */
  public static final double ERROR = 0.05;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of its range; the message names all
   */
  public ToleranceSearch {
    List<String> mistakes = new ArrayList<>();
    if (!(delta >= 0) || !Double.isFinite(delta)) {
      mistakes.add("delta is %s: expected 0 or more, in the unit of the metric".formatted(delta));
    }
    if (steps < 2) {
      mistakes.add("steps is %d: expected at least 2 values per side".formatted(steps));
    }
    if (!(precision > 0 && precision <= 0.5)) {
      mistakes.add(
          "precision is %s: expected above 0 and at most 0.5, a share of the distance"
              .formatted(precision));
    }
    if (!mistakes.isEmpty()) {
      throw new IllegalArgumentException("tolerance search: " + String.join("; ", mistakes));
    }
  }

  /** A metric as a function of the parameters of a camera. */
  @FunctionalInterface
  public interface Response {
    /** Returns what the samples add to the metric where one parameter has a value. */
    MetricContributions at(CameraParameter parameter, double value);
  }

  /** Returns how many places an end is bisected in at most. */
  public int bisections() {
    return (int) Math.ceil(-Math.log(precision) / Math.log(2) - 1e-9);
  }

  /** Returns M, how many tests of a kind there are at most. */
  public int tests(List<CameraParameter> parameters) {
    return Math.toIntExact(
        (steps + bisections()) * parameters.stream().mapToLong(ToleranceSearch::sides).sum());
  }

  private static long sides(CameraParameter parameter) {
    return Stream.of(parameter.lowest(), parameter.highest())
        .filter(end -> parameter.place(end) != 0)
        .count();
  }

  /**
   * Measures the curves of all parameters, and finds their intervals.
   *
   * @param baseline what the samples add where everything is as usual
   * @param response the same at other values, of the same samples
   */
  public List<ToleranceCurve> curves(
      List<CameraParameter> parameters, MetricContributions baseline, Response response) {
    List<Resample> sets = bootstrap.sets(baseline.groups().size());
    SampleHalves halves = SampleHalves.of(baseline.groups().size(), bootstrap.seed().run());
    MetricContributions half = baseline.of(halves.search());
    List<Bounded> sides =
        sides(
            parameters,
            (parameter, value) -> {
              MetricContributions measured = response.at(parameter, value);
              MarginComparison test = MarginComparison.of(baseline, measured, delta);
              return new Measured(
                  bootstrap.estimate(measured.value(), measured.values(sets)),
                  test,
                  measured.of(halves.search()).drop(half) <= delta);
            });
    Estimate usual = bootstrap.estimate(baseline.value(), baseline.values(sets));
    List<ToleranceCurve> curves = new ArrayList<>();
    for (int i = 0; i < sides.size(); i += 2) {
      curves.add(curve(baseline, usual, sides.get(i), sides.get(i + 1), ERROR / tests(parameters)));
    }
    return List.copyOf(curves);
  }

  /** Measures, at a value of a parameter, all that is asked of the samples. */
  @FunctionalInterface
  interface Measurement {
    Measured at(CameraParameter parameter, double value);
  }

  /**
   * What was measured at a value.
   *
   * @param metric the metric, with its own interval
   * @param test the drop against the margin
   * @param holdsOnHalf whether the drop on the first half of the samples is within the margin
   */
  record Measured(Estimate metric, MarginComparison test, boolean holdsOnHalf) {}

  /**
   * Returns the sides of all parameters, the lower one first; of a range without it an empty one.
   */
  List<Bounded> sides(List<CameraParameter> parameters, Measurement measurement) {
    List<Side> sides = new ArrayList<>();
    for (CameraParameter parameter : parameters) {
      for (double end : new double[] {parameter.lowest(), parameter.highest()}) {
        Side side = new Side(parameter, parameter.place(end), measurement);
        side.measure();
        sides.add(side);
      }
    }
    int tests = tests(parameters);
    double tolerated = level(sides, MarginComparison::tolerated, tests);
    double exceeded = level(sides, MarginComparison::exceeded, tests);
    return sides.stream().map(side -> side.bounded(tolerated, exceeded)).toList();
  }

  private static double level(
      List<Side> sides, ToDoubleFunction<MarginComparison> kind, int tests) {
    return MarginComparison.level(
        sides.stream()
            .flatMap(side -> side.fixed.stream())
            .mapToDouble(place -> kind.applyAsDouble(place.test())),
        tests);
  }

  private ToleranceCurve curve(
      MetricContributions baseline, Estimate usual, Bounded below, Bounded above, double level) {
    CameraParameter parameter = below.parameter();
    List<ToleranceCurve.Point> points =
        Stream.of(below, above)
            .flatMap(side -> side.points().stream())
            .collect(
                () ->
                    new ArrayList<>(
                        List.of(point(parameter.usual(), usual, ToleranceOutcome.TOLERATED))),
                List::add,
                List::addAll);
    points.sort(Comparator.comparingDouble(ToleranceCurve.Point::value));
    Optional<Integer> needed =
        Stream.of(below, above)
            .flatMap(side -> side.firstUndecided().stream())
            .mapToDouble(test -> test.neededGroups(level, delta))
            .map(groups -> Math.ceil(groups * baseline.samples() / baseline.groups().size()))
            .filter(count -> count < Integer.MAX_VALUE)
            .mapToObj(count -> (int) count)
            .max(Integer::compare);
    return new ToleranceCurve(
        baseline.metric(),
        baseline.value(),
        delta,
        List.copyOf(points),
        new ToleranceInterval(parameter, below.bound(), above.bound()),
        List.of(below.searched(), above.searched()),
        needed);
  }

  /** What was measured at a place along the parameter's scale, 0 for the usual value. */
  private record Place(double at, Measured measured) {
    MarginComparison test() {
      return measured.test();
    }
  }

  /**
   * A side with its bound.
   *
   * @param parameter the parameter
   * @param bound its bound
   * @param points all that was measured on it, the nearest first
   * @param searched the value up to which the drop on the first half of the samples stays within
   *     the margin
   * @param firstUndecided the test of the innermost place fixed in advance that is undecided
   */
  record Bounded(
      CameraParameter parameter,
      ToleranceBound bound,
      List<ToleranceCurve.Point> points,
      double searched,
      Optional<MarginComparison> firstUndecided) {}

  /** One side of a parameter, being measured. */
  private final class Side {
    private final CameraParameter parameter;
    private final double end;
    private final Measurement measurement;

    /** The places that are fixed in advance, the nearest first. */
    private final List<Place> fixed = new ArrayList<>();

    /** All places, by their distance, and what they show. */
    private final TreeMap<Double, Place> places = new TreeMap<>();

    private final Map<Double, ToleranceOutcome> outcomes = new HashMap<>();

    private Side(CameraParameter parameter, double end, Measurement measurement) {
      this.parameter = parameter;
      this.end = end;
      this.measurement = measurement;
    }

    private Place place(double at) {
      return new Place(at, measurement.at(parameter, parameter.at(at)));
    }

    private void measure() {
      for (int k = 1; end != 0 && k <= steps; k++) {
        double share = (double) k / steps;
        fixed.add(place(end * share * share));
      }
    }

    /** Returns the bound, both ends bisected at the levels of their kinds. */
    private Bounded bounded(double tolerated, double exceeded) {
      for (Place place : fixed) {
        places.put(Math.abs(place.at()), place);
        outcomes.put(Math.abs(place.at()), place.test().outcome(tolerated, exceeded));
      }
      int held = leading(place -> place.test().tolerated() <= tolerated);
      int first = leading(place -> place.test().exceeded() > exceeded);
      boolean open = first == fixed.size();
      double last =
          held == fixed.size()
              ? end
              : bisected(at(held - 1), at(held), ToleranceOutcome.TOLERATED, tolerated)[0];
      double before = Math.abs(at(first - 1)) < Math.abs(last) ? last : at(first - 1);
      double beyond =
          open ? end : bisected(before, at(first), ToleranceOutcome.EXCEEDED, exceeded)[1];
      return new Bounded(
          parameter,
          ToleranceBound.between(parameter.at(last), parameter.at(beyond), open),
          places.entrySet().stream()
              .map(
                  entry ->
                      point(
                          parameter.at(entry.getValue().at()),
                          entry.getValue().measured().metric(),
                          outcomes.get(entry.getKey())))
              .toList(),
          parameter.at(at(leading(Measured::holdsOnHalf) - 1)),
          fixed.stream()
              .map(Place::test)
              .filter(test -> test.outcome(tolerated, exceeded) == ToleranceOutcome.UNDECIDED)
              .findFirst());
    }

    private double at(int place) {
      return place < 0 ? 0 : fixed.get(place).at();
    }

    /** Returns how many of the fixed places, the nearest first, fulfil a condition. */
    private int leading(Predicate<Measured> condition) {
      return (int) fixed.stream().map(Place::measured).takeWhile(condition).count();
    }

    /**
     * Bisects between an inner and an outer place: of {@code TOLERATED} the inner one is claimed,
     * of {@code EXCEEDED} the outer one.
     *
     * @return both, closer together
     */
    private double[] bisected(double inner, double outer, ToleranceOutcome kind, double level) {
      boolean isInner = kind == ToleranceOutcome.TOLERATED;
      double[] ends = {inner, outer};
      for (int i = 0;
          i < bisections() && Math.abs(ends[1] - ends[0]) > precision * Math.abs(ends[1]);
          i++) {
        double middle = (ends[0] + ends[1]) / 2;
        MarginComparison test =
            places.computeIfAbsent(Math.abs(middle), _ -> place(middle)).measured().test();
        boolean isClaimed = (isInner ? test.tolerated() : test.exceeded()) <= level;
        outcomes.merge(
            Math.abs(middle),
            isClaimed ? kind : ToleranceOutcome.UNDECIDED,
            (known, found) -> isClaimed ? found : known);
        ends[isClaimed == isInner ? 0 : 1] = middle;
      }
      return ends;
    }
  }

  private static ToleranceCurve.Point point(
      double value, Estimate metric, ToleranceOutcome outcome) {
    return new ToleranceCurve.Point(value, metric.value(), metric.low(), metric.high(), outcome);
  }
}
