package dev.rawline.lab.forensics.search;

import dev.rawline.imaging.random.Seed;
import java.util.Arrays;
import java.util.Optional;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.SimpleBounds;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.CMAESOptimizer;
import org.hipparchus.random.Well19937c;

/**
 * The evolution strategy with an adapted covariance matrix (CMA-ES, N. Hansen and A. Ostermeier,
 * 2001), for models and stages without a useful gradient.
 *
 * <p>Within a limit a candidate beyond it is evaluated where its ray leaves what is allowed. A
 * start ends when its evaluations are used up, or when nothing changes any more; then another
 * follows.
 */
public final class EvolutionStrategy extends WorstCaseSearch {
  private static final double PENALIZED_DEVIATION = 0.03;

  @Override
  public String word() {
    return "evolution";
  }

  @Override
  void search(EvaluationTracker trail, Optional<double[]> known, SearchBudget budget, Seed seed) {
    SearchCoordinates coordinates = trail.coordinates();
    for (int start = 0; trail.evaluations() < budget.evaluations(); start++) {
      double[] from =
          start == 0
              ? known.map(coordinates::place).orElseGet(() -> new double[coordinates.size()])
              : RandomSearch.drawn(trail, seed.stream("evolution", start));
      int end =
          Math.min(
              budget.evaluations(), trail.evaluations() + budget.of(start % budget.restarts()));
      run(trail, from, end, seed.stream("draws", start).nextLong());
    }
  }

  private static void run(EvaluationTracker trail, double[] from, int end, long seed) {
    int size = trail.coordinates().size();
    double deviation =
        switch (trail.restraint()) {
          case ProximityConstraint.Limit(double most) -> {
            double[] one = new double[size];
            Arrays.fill(one, 1 / Math.sqrt(size));
            yield FeasibleRegion.norm(trail.region(most).edge(one)) / Math.sqrt(size);
          }
          case ProximityConstraint.Penalty _ -> PENALIZED_DEVIATION / Math.sqrt(size);
        };
    double[] deviations = new double[size];
    Arrays.fill(deviations, deviation);
    int offspring =
        Math.max(4, Math.min((end - trail.evaluations()) / 6, 4 + (int) (3 * Math.log(size))));
    CMAESOptimizer optimizer =
        new CMAESOptimizer(
            Integer.MAX_VALUE,
            Double.NEGATIVE_INFINITY,
            true,
            0,
            0,
            new Well19937c(seed),
            false,
            null);
    int before = trail.evaluations();
    try {
      optimizer.optimize(
          new ObjectiveFunction(place -> score(trail, place)),
          GoalType.MAXIMIZE,
          new MaxEval(end - trail.evaluations()),
          new InitialGuess(from),
          SimpleBounds.unbounded(size),
          new CMAESOptimizer.Sigma(deviations),
          new CMAESOptimizer.PopulationSize(offspring));
    } catch (MathRuntimeException e) {
      // Its evaluations are used up, or its matrix has become singular: what was found is kept.
      if (trail.evaluations() == before) {
        throw e;
      }
    }
  }

  private static double score(EvaluationTracker trail, double[] place) {
    double[] allowed =
        switch (trail.restraint()) {
          case ProximityConstraint.Limit(double most) -> trail.region(most).within(place);
          case ProximityConstraint.Penalty _ -> place;
        };
    Objective.Value value = trail.at(allowed);
    return value.isFinite() ? trail.restraint().score(value) : -Double.MAX_VALUE;
  }
}
