package dev.rawline.lab.forensics.search;

import java.util.Optional;

/** The evaluations of one search: it counts them, and keeps the worst point that counts. */
final class EvaluationTracker {
  private final Objective objective;
  private final SearchCoordinates coordinates;
  private final ProximityConstraint restraint;
  private int evaluations;
  private double[] worst = {};
  private Optional<Objective.Value> value = Optional.empty();

  EvaluationTracker(
      Objective objective, SearchCoordinates coordinates, ProximityConstraint restraint) {
    this.objective = objective;
    this.coordinates = coordinates;
    this.restraint = restraint;
  }

  Objective objective() {
    return objective;
  }

  SearchCoordinates coordinates() {
    return coordinates;
  }

  ProximityConstraint restraint() {
    return restraint;
  }

  /** Returns what a limit allows. */
  FeasibleRegion region(double most) {
    return new FeasibleRegion(objective, coordinates, most);
  }

  /** Evaluates a place of the coordinates. */
  Objective.Value at(double[] place) {
    return of(coordinates.at(place));
  }

  /** Evaluates a camera, all numbers of it. */
  Objective.Value of(double[] numbers) {
    return kept(numbers, objective.at(numbers));
  }

  /** Evaluates a place of the coordinates, with the gradient by the camera's numbers. */
  Objective.Slope slope(double[] place, Objective.Criterion aim, double factor) {
    double[] numbers = coordinates.at(place);
    Objective.Slope slope = objective.slope(numbers, aim, factor);
    kept(numbers, slope.value());
    return slope;
  }

  private Objective.Value kept(double[] numbers, Objective.Value found) {
    evaluations++;
    if (restraint.allows(found)
        && value.map(before -> restraint.isWorse(found, before)).orElse(true)) {
      worst = numbers;
      value = Optional.of(found);
    }
    return found;
  }

  int evaluations() {
    return evaluations;
  }

  /** Returns all numbers of the worst point so far; those of the default camera if none counts. */
  double[] worst() {
    return value.isEmpty() ? coordinates.at(new double[coordinates.size()]) : worst;
  }

  /** Returns the worst point; the default camera where no other counts. */
  WorstPoint found() {
    if (value.isEmpty()) {
      double[] origin = coordinates.at(new double[coordinates.size()]);
      return new WorstPoint(origin, objective.at(origin), evaluations + 1);
    }
    return new WorstPoint(worst, value.get(), evaluations);
  }
}
