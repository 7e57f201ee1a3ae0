package dev.rawline.lab.forensics.search;

import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;
import java.util.Arrays;
import java.util.Optional;
import org.hipparchus.random.SobolSequenceGenerator;

/**
 * Uphill along the gradient, from several starts: the first is the default camera, others are the
 * worst of a few draws, and the last goes on from the worst that is known by then, in shorter
 * steps, where one is known. Every second start climbs the loss, the others the surrogate of the
 * metric: the loss may grow by answers that are wrong already.
 *
 * <p>Up to four numbers can be covered: within a limit most of their evaluations look evenly over
 * all that it allows, by a Sobol sequence under a random shift, and the others go on from the worst
 * that is known, towards a worse metric, in ever shorter steps.
 *
 * <p>{@link ProjectedAscent} takes steps within a limit, {@link PenalizedAscent} those under a
 * penalty.
 */
public final class GradientAscent extends WorstCaseSearch {
  /** The share of a start's evaluations that are draws. */
  private static final double DRAWN = 0.25;

  /** So few numbers can be covered. */
  private static final int FEW = 4;

  /** The share of the evaluations that look everywhere, of few numbers. */
  private static final double COVERED = 0.6;

  /** The first step of the start that goes on, as a share of the radius of what is allowed. */
  private static final double SHORTER = 0.25;

  @Override
  public String word() {
    return "ascent";
  }

  @Override
  void search(EvaluationTracker trail, Optional<double[]> known, SearchBudget budget, Seed seed) {
    SearchCoordinates coordinates = trail.coordinates();
    ProximityConstraint restraint = trail.restraint();
    if (coordinates.size() <= FEW && restraint instanceof ProximityConstraint.Limit(double most)) {
      cover(trail.region(most), trail, budget, seed);
      return;
    }
    double radius = 0;
    for (int start = 0; start < budget.restarts(); start++) {
      boolean goesOn = start == budget.restarts() - 1 && (known.isPresent() || start > 0);
      int draws = start == 0 || goesOn ? 0 : Math.max(1, (int) (DRAWN * budget.of(start)));
      double[] from = goesOn ? coordinates.place(trail.worst()) : new double[coordinates.size()];
      Optional<Objective.Value> worst = Optional.empty();
      for (int i = 0; i < draws; i++) {
        double[] drawn = RandomSearch.drawn(trail, seed.stream("ascent " + start, i));
        Objective.Value value = trail.at(drawn);
        if (worst.isEmpty() || restraint.isWorse(value, worst.get())) {
          worst = Optional.of(value);
          from = drawn;
        }
      }
      int spent = draws + (start == budget.restarts() - 1 && known.isPresent() ? 1 : 0);
      int evaluations = budget.of(start) - spent;
      switch (restraint) {
        case ProximityConstraint.Limit(double most) ->
            new ProjectedAscent(trail.region(most), trail)
                .climb(
                    start % 2 == 0 ? Objective.Aim.METRIC : Objective.Aim.LOSS,
                    from,
                    goesOn ? SHORTER : 1,
                    evaluations,
                    seed.stream("ascent step", start));
        case ProximityConstraint.Penalty(double factor) ->
            radius = new PenalizedAscent(factor, trail).climb(from, evaluations, radius);
      }
    }
  }

  /**
   * Looks everywhere, then goes on from the worst that is known, in shorter steps at every start.
   */
  private static void cover(
      FeasibleRegion ball, EvaluationTracker trail, SearchBudget budget, Seed seed) {
    int size = ball.coordinates().size();
    SobolSequenceGenerator even = new SobolSequenceGenerator(size + 1);
    RandomStream shifts = seed.stream("ascent cover", 0);
    double[] shift = new double[size + 1];
    Arrays.setAll(shift, _ -> shifts.nextUniform());
    int covering = (int) Math.ceil(COVERED * budget.evaluations());
    while (trail.evaluations() < covering) {
      double[] point = even.nextVector();
      Arrays.setAll(point, k -> (point[k] + shift[k]) % 1);
      trail.at(ball.at(point));
    }
    int climbs = Math.max(1, budget.restarts() - 1);
    double share = 1;
    for (int climb = 0; climb < climbs; climb++) {
      share *= SHORTER;
      int evaluations = (budget.evaluations() - trail.evaluations()) / (climbs - climb);
      if (evaluations > 0) {
        new ProjectedAscent(ball, trail)
            .climb(
                Objective.Aim.METRIC,
                ball.coordinates().place(trail.worst()),
                share,
                evaluations,
                seed.stream("ascent step", climb));
      }
    }
  }
}
