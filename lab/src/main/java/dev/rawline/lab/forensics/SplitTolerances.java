package dev.rawline.lab.forensics;

import dev.rawline.lab.evaluation.CameraParameter;
import dev.rawline.lab.statistic.SplitValues;
import dev.rawline.lab.tolerance.MarginComparison;
import dev.rawline.lab.tolerance.ToleranceBound;
import dev.rawline.lab.tolerance.ToleranceCurve;
import dev.rawline.lab.tolerance.ToleranceInterval;
import dev.rawline.lab.tolerance.ToleranceOutcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Curves of the models of several splits and seeds → what their mean tolerates, that is, what the
 * training leads to, not one of its models.
 *
 * <p>At each place fixed in advance the drops of the J splits are tested against the margin by t =
 * (mean − δ) / (deviation · √(1 / J + test / train)) of J − 1 degrees of freedom (Nadeau and Bengio
 * 2003), so that seeds, splits and samples enter. The levels are Holm's over all places and
 * parameters, as for one model; nothing is bisected.
 *
 * @param models the curves, a model each, all of the same parameters
 * @param testToTrain the ratio of test to training samples, above 0
 * @param steps how many places a side there are
 */
record SplitTolerances(Collection<List<ToleranceCurve>> models, double testToTrain, int steps) {
  /** The fewest models whose mean is tested: Student's t of two splits is 12.7, of three 4.3. */
  static final int FEWEST = 3;

  /** A place and its test; the test of drops without one decides nothing. */
  private record Place(double value, MarginComparison test) {}

  /**
   * Returns the intervals; none of fewer than {@value #FEWEST} models, and of models whose cameras
   * were changed to different values.
   */
  List<ToleranceInterval> intervals() {
    if (models.size() < FEWEST) {
      return List.of();
    }
    List<ToleranceCurve> first = models.iterator().next();
    List<List<Place>> sides = new ArrayList<>();
    for (int p = 0; p < first.size(); p++) {
      CameraParameter parameter = first.get(p).parameter();
      sides.add(side(p, parameter, parameter.place(parameter.lowest())));
      sides.add(side(p, parameter, parameter.place(parameter.highest())));
    }
    List<MarginComparison> tests = sides.stream().flatMap(List::stream).map(Place::test).toList();
    double tolerated =
        MarginComparison.level(
            tests.stream().mapToDouble(MarginComparison::tolerated), tests.size());
    double exceeded =
        MarginComparison.level(
            tests.stream().mapToDouble(MarginComparison::exceeded), tests.size());
    List<ToleranceInterval> intervals = new ArrayList<>();
    for (int p = 0; p < first.size(); p++) {
      CameraParameter parameter = first.get(p).parameter();
      intervals.add(
          new ToleranceInterval(
              parameter,
              bound(parameter.usual(), sides.get(2 * p), parameter.lowest(), tolerated, exceeded),
              bound(
                  parameter.usual(),
                  sides.get(2 * p + 1),
                  parameter.highest(),
                  tolerated,
                  exceeded)));
    }
    return intervals;
  }

  /** Returns the places of a side that all models were evaluated at, the nearest first. */
  private List<Place> side(int place, CameraParameter parameter, double end) {
    List<Place> side = new ArrayList<>();
    for (int k = 1; end != 0 && k <= steps; k++) {
      double share = (double) k / steps;
      double value = parameter.at(end * share * share);
      List<Double> over = new ArrayList<>();
      for (List<ToleranceCurve> curves : models) {
        ToleranceCurve curve = curves.get(place);
        double sign = curve.metric().higherIsBetter() ? 1 : -1;
        curve.points().stream()
            .filter(point -> point.value() == value)
            .forEach(point -> over.add(sign * (curve.baseline() - point.metric()) - curve.delta()));
      }
      if (over.size() == models.size()) {
        side.add(new Place(value, test(over)));
      }
    }
    return side;
  }

  private MarginComparison test(List<Double> over) {
    Set<Integer> splits = new TreeSet<>(IntStream.range(0, over.size()).boxed().toList());
    SplitValues values = SplitValues.of(splits, over::get);
    OptionalDouble both = values.probability(testToTrain);
    if (both.isEmpty()) {
      return new MarginComparison(1, 1, 0);
    }
    double tail = both.getAsDouble() / 2;
    return values.mean() < 0
        ? new MarginComparison(tail, 1 - tail, 0)
        : new MarginComparison(1 - tail, tail, 0);
  }

  private static ToleranceBound bound(
      double usual, List<Place> side, double end, double tolerated, double exceeded) {
    double last = usual;
    boolean holding = true;
    for (Place place : side) {
      ToleranceOutcome outcome = place.test().outcome(tolerated, exceeded);
      if (outcome == ToleranceOutcome.EXCEEDED) {
        return ToleranceBound.between(last, place.value(), /* open= */ false);
      }
      holding = holding && outcome == ToleranceOutcome.TOLERATED;
      last = holding ? place.value() : last;
    }
    return ToleranceBound.between(last, end, /* open= */ true);
  }
}
