package dev.rawline.lab.tolerance;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.evaluation.CameraParameter;
import dev.rawline.learning.metric.Bootstrap;
import dev.rawline.learning.metric.MetricContributions;
import dev.rawline.learning.metric.Resample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * A metric as a function of one parameter → the interval around its usual value in which it holds.
 *
 * <p>From the usual value outward to both ends of the range, the metric is measured at so many
 * places a side, the k-th of n at the share (k/n)² of the way: densely where it is usual. The bound
 * is the <em>first</em> crossing of baseline − δ, wherever the metric goes beyond it, bisected
 * until it is known to a share of its distance from the usual value. A hole between two places that
 * both hold is not seen.
 *
 * <p>Each bound's confidence interval is a paired bootstrap: on every drawn set of samples the
 * first crossing is looked up on the line through all places that were measured, the set's own
 * baseline less δ; the model is not evaluated again. It contains the reported bound.
 *
 * @param delta by how much the metric may be worse, in its own unit, at least 0
 * @param steps how many places a side, at least 2
 * @param precision to which share of its distance from the usual value a bound is known, above 0,
 *     at most 0.5
 * @param bootstrap how sets of samples are drawn
 */
public record ToleranceSearch(double delta, int steps, double precision, Bootstrap bootstrap) {
  /** Sums of the same samples in another order may differ in their last digits. */
  private static final double ROUNDING = 1e-12;

  private static final int MOST_BISECTIONS = 30;

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

  /** A metric as a function of one parameter. */
  @FunctionalInterface
  public interface Response {
    /** Returns what the samples add to the metric where the parameter has a value. */
    MetricContributions at(double value);
  }

  /**
   * Measures a curve, and finds its interval.
   *
   * @param baseline what the samples add where everything is as usual
   * @param response the same at other values, of the same samples
   */
  public ToleranceCurve curve(
      CameraParameter parameter, MetricContributions baseline, Response response) {
    Measuring measuring = new Measuring(parameter, baseline, response);
    List<Place> below = measuring.outward(parameter.place(parameter.lowest()));
    List<Place> above = measuring.outward(parameter.place(parameter.highest()));
    List<ToleranceCurve.Point> points =
        Stream.of(List.of(measuring.usual), below, above)
            .flatMap(List::stream)
            .map(place -> point(parameter.at(place.at()), place))
            .sorted(Comparator.comparingDouble(ToleranceCurve.Point::value))
            .toList();
    ToleranceInterval interval =
        new ToleranceInterval(parameter, measuring.bound(below), measuring.bound(above));
    return new ToleranceCurve(baseline.metric(), baseline.value(), delta, points, interval);
  }

  private ToleranceCurve.Point point(double value, Place place) {
    Estimate estimate = bootstrap.estimate(place.metric(), place.drawn());
    return new ToleranceCurve.Point(value, estimate.value(), estimate.low(), estimate.high());
  }

  /**
   * What was measured at a place.
   *
   * @param at along the parameter's scale, 0 for the usual value
   * @param metric the metric of all samples
   * @param drop by how much it is worse than the baseline
   * @param drawn the metric of each drawn set
   */
  @SuppressWarnings("ArrayRecordComponent") // within one search
  private record Place(double at, double metric, double drop, double[] drawn) {}

  /** One parameter being measured. */
  private final class Measuring {
    private final CameraParameter parameter;
    private final MetricContributions baseline;
    private final Response response;
    private final List<Resample> sets;
    private final Place usual;

    private Measuring(CameraParameter parameter, MetricContributions baseline, Response response) {
      this.parameter = parameter;
      this.baseline = baseline;
      this.response = response;
      sets = bootstrap.sets(baseline.groups().size());
      usual = new Place(0, baseline.value(), 0, baseline.values(sets));
    }

    private Place place(double at) {
      MetricContributions measured = response.at(parameter.at(at));
      return new Place(at, measured.value(), measured.drop(baseline), measured.values(sets));
    }

    private double drop(double before, double after) {
      return baseline.metric().higherIsBetter() ? before - after : after - before;
    }

    /** Returns all places of a side, the nearest first; none where the range ends at the usual. */
    private List<Place> outward(double end) {
      List<Place> places = new ArrayList<>();
      if (end == 0) {
        return places;
      }
      for (int k = 1; k <= steps; k++) {
        double share = (double) k / steps;
        places.add(place(end * share * share));
      }
      int crossing = 0;
      while (crossing < places.size() && holds(places.get(crossing).drop())) {
        crossing++;
      }
      if (crossing < places.size()) {
        double inner = crossing == 0 ? 0 : places.get(crossing - 1).at();
        double outer = places.get(crossing).at();
        for (int i = 0;
            i < MOST_BISECTIONS && Math.abs(outer - inner) > precision * Math.abs(outer);
            i++) {
          Place middle = place((inner + outer) / 2);
          places.add(middle);
          if (holds(middle.drop())) {
            inner = middle.at();
          } else {
            outer = middle.at();
          }
        }
        places.sort(Comparator.comparingDouble(place -> Math.abs(place.at())));
      }
      return places;
    }

    private boolean holds(double drop) {
      return drop <= delta + ROUNDING;
    }

    /** Returns the bound of a side. */
    private ToleranceBound bound(List<Place> places) {
      if (places.isEmpty()) {
        return new ToleranceBound(
            parameter.usual(), /* open= */ true, parameter.usual(), parameter.usual());
      }
      double last = 0;
      boolean open = true;
      for (Place place : places) {
        if (!holds(place.drop())) {
          open = false;
          break;
        }
        last = place.at();
      }
      Estimate crossing = bootstrap.estimate(last, crossings(places));
      double held = parameter.at(last);
      if (!crossing.hasInterval()) {
        return new ToleranceBound(held, open, held, held);
      }
      // This is the last place that holds; sets cross beyond it, on the line to the next.
      DoubleSummaryStatistics range =
          DoubleStream.of(held, parameter.at(crossing.low()), parameter.at(crossing.high()))
              .summaryStatistics();
      return new ToleranceBound(held, open, range.getMin(), range.getMax());
    }

    /** Returns where each drawn set crosses first; NaN where its metric is not defined. */
    private double[] crossings(List<Place> places) {
      double[] crossings = new double[sets.size()];
      Arrays.fill(crossings, places.getLast().at());
      boolean[] done = new boolean[crossings.length];
      double[] before = new double[crossings.length];
      double inner = 0;
      for (Place place : places) {
        for (int set = 0; set < crossings.length; set++) {
          double drop = drop(usual.drawn()[set], place.drawn()[set]);
          if (!done[set] && !holds(drop)) {
            done[set] = true;
            // Not a number does not hold, and makes the crossing none either.
            double share = (delta - before[set]) / (drop - before[set]);
            crossings[set] = inner + share * (place.at() - inner);
          }
          before[set] = drop;
        }
        inner = place.at();
      }
      return crossings;
    }
  }
}
