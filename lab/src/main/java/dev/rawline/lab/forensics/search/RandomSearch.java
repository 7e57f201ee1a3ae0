package dev.rawline.lab.forensics.search;

import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;
import java.util.Optional;

/**
 * Places drawn at random: the control that every other search must beat with as many evaluations.
 *
 * <p>It is a strong control, in the same coordinates: within a limit places are drawn evenly from
 * all that it allows; under a penalty any direction is as likely, and the logarithm of the distance
 * is uniform, from 0.001 to 1 (root mean square of the pictures' change).
 */
public record RandomSearch() implements WorstCaseSearch {
  private static final double NEAREST = 1e-3;

  @Override
  public String word() {
    return "random";
  }

  @Override
  public WorstPoint find(
      Objective objective,
      SearchCoordinates coordinates,
      ProximityConstraint restraint,
      Optional<double[]> known,
      SearchBudget budget,
      Seed seed) {
    EvaluationTracker trail = new EvaluationTracker(objective, coordinates, restraint);
    known.ifPresent(trail::of);
    for (int i = 0; trail.evaluations() < budget.evaluations(); i++) {
      trail.at(drawn(objective, coordinates, restraint, seed.stream("random", i)));
    }
    return trail.found();
  }

  static double[] drawn(
      Objective objective,
      SearchCoordinates coordinates,
      ProximityConstraint restraint,
      RandomStream random) {
    return switch (restraint) {
      case ProximityConstraint.Limit(double most) ->
          new FeasibleRegion(objective, coordinates, most).drawn(random);
      case ProximityConstraint.Penalty _ ->
          FeasibleRegion.times(
              FeasibleRegion.direction(coordinates.size(), random),
              Math.pow(NEAREST, random.nextUniform()));
    };
  }
}
