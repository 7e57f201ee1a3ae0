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
public final class RandomSearch extends WorstCaseSearch {
  private static final double NEAREST = 1e-3;

  @Override
  public String word() {
    return "random";
  }

  @Override
  void search(EvaluationTracker trail, Optional<double[]> known, SearchBudget budget, Seed seed) {
    for (int i = 0; trail.evaluations() < budget.evaluations(); i++) {
      trail.at(drawn(trail, seed.stream("random", i)));
    }
  }

  static double[] drawn(EvaluationTracker trail, RandomStream random) {
    return switch (trail.restraint()) {
      case ProximityConstraint.Limit(double most) -> trail.region(most).drawn(random);
      case ProximityConstraint.Penalty _ ->
          FeasibleRegion.times(
              FeasibleRegion.direction(trail.coordinates().size(), random),
              Math.pow(NEAREST, random.nextUniform()));
    };
  }
}
