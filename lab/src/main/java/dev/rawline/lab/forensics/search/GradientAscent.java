package dev.rawline.lab.forensics.search;

import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;
import java.util.Arrays;
import java.util.Optional;
import org.hipparchus.random.SobolSequenceGenerator;

/**
 * Uphill along the gradient, from several starts: the first is the default camera, others are the
 * worst of a few draws, and the last continues from the worst point known by then, in shorter
 * steps, if there is one. Every second start climbs the loss, the others the surrogate of the
 * metric: the loss may grow by answers that are wrong already.
 *
 * <p>Up to four numbers can be covered: within a limit most of their evaluations cover the allowed
 * region evenly, by a Sobol sequence under a random shift, and the others continue from the worst
 * known point, towards a worse metric, in ever shorter steps.
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

  /**
   * The first step of the start that continues, as a fraction of the radius of the allowed region.
   */
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
                    start % 2 == 0 ? Objective.Criterion.METRIC : Objective.Criterion.LOSS,
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
   * Searches everywhere, then continues from the worst known point, in shorter steps at every
   * start.
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
                Objective.Criterion.METRIC,
                ball.coordinates().place(trail.worst()),
                share,
                evaluations,
                seed.stream("ascent step", climb));
      }
    }
  }

  /**
   * Steps of one length along the gradient with momentum, each pulled back to what a limit allows,
   * and along its border where they would lead out. The length begins with the radius of what is
   * allowed, and is halved from the best place whenever steps gain nothing any more (F. Croce and
   * M. Hein, Reliable evaluation of adversarial robustness with an ensemble of diverse
   * parameter-free attacks, 2020).
   *
   * @param ball what is allowed
   * @param trail counts evaluations, and keeps the worst
   */
  private record ProjectedAscent(FeasibleRegion ball, EvaluationTracker trail) {
    private static final double MOMENTUM = 0.75;
    private static final double GAINING = 0.6;
    private static final double PERIOD = 0.15;

    /**
     * Climbs from a start.
     *
     * @param aim what is made large
     * @param from the start
     * @param share the first length, as a share of the radius of what is allowed
     * @param evaluations how often the model may be evaluated
     * @param random where steps go that have no direction
     */
    void climb(
        Objective.Criterion aim,
        double[] from,
        double share,
        int evaluations,
        RandomStream random) {
      SearchCoordinates coordinates = ball.coordinates();
      int period = Math.max(3, (int) Math.round(PERIOD * evaluations));
      double[] place = from;
      Objective.Slope slope = trail.slope(place, aim, 0);
      double[] best = place;
      Objective.Slope bestSlope = slope;
      double[] momentum = new double[coordinates.size()];
      double length = 0;
      int gains = 0;
      for (int i = 1; i < evaluations; i++) {
        double[] gradient =
            unit(
                ball.along(
                    place, slope.value().closeness(), coordinates.back(place, slope.ofScore())),
                random);
        if (length == 0) {
          length = share * FeasibleRegion.norm(ball.edge(gradient));
        }
        double[] last = momentum;
        momentum = new double[last.length];
        for (int k = 0; k < momentum.length; k++) {
          momentum[k] = MOMENTUM * last[k] + gradient[k];
        }
        place = ball.within(FeasibleRegion.plus(place, unit(momentum, random), length));
        double before = slope.aimed();
        slope = trail.slope(place, aim, 0);
        gains += slope.aimed() > before ? 1 : 0;
        if (slope.aimed() > bestSlope.aimed()) {
          best = place;
          bestSlope = slope;
        }
        if (i % period == 0) {
          if (gains < GAINING * period) {
            length /= 2;
            place = best;
            slope = bestSlope;
            momentum = new double[momentum.length];
          }
          gains = 0;
        }
      }
    }

    /** Where there is no slope, or none along the border, any direction is as good. */
    private static double[] unit(double[] gradient, RandomStream random) {
      double norm = FeasibleRegion.norm(gradient);
      return norm > 0 && Double.isFinite(norm)
          ? FeasibleRegion.times(gradient, 1 / norm)
          : FeasibleRegion.direction(gradient.length, random);
    }
  }

  /**
   * Adam (Kingma and Ba, 2015) uphill in loss − factor · closeness, with a rate that falls like a
   * cosine, from a share of the distance at which the penalty outweighs the slope.
   *
   * @param factor what closeness weighs
   * @param trail counts evaluations, and keeps the worst
   */
  private record PenalizedAscent(double factor, EvaluationTracker trail) {
    private static final double FIRST_MOMENT = 0.9;
    private static final double SECOND_MOMENT = 0.99;
    private static final double LARGEST_RADIUS = 0.5;
    private static final double PROBE = 0.01;

    /** The first step, as a share of the radius. */
    private static final double LONGEST = 0.5;

    /**
     * Climbs from a start.
     *
     * @param from the start
     * @param evaluations how often the model may be evaluated
     * @param known how far steps may lead; 0 where that is not known yet, and the start is the
     *     default camera, where the closeness has no slope
     * @return how far steps may lead
     */
    double climb(double[] from, int evaluations, double known) {
      SearchCoordinates coordinates = trail.coordinates();
      int size = coordinates.size();
      double[] place = from;
      double[] first = new double[size];
      double[] second = new double[size];
      double radius = known;
      for (int i = 1; i <= evaluations; i++) {
        Objective.Slope slope = trail.slope(place, Objective.Criterion.LOSS, factor);
        double[] gradient = coordinates.back(place, slope.ofScore());
        if (radius == 0) {
          radius = radius(gradient);
        }
        double[] moved = place.clone();
        double rate =
            LONGEST * radius / Math.sqrt(size) * 0.5 * (1 + Math.cos(Math.PI * i / evaluations));
        for (int k = 0; k < size; k++) {
          double along = Double.isFinite(gradient[k]) ? gradient[k] : 0;
          first[k] = FIRST_MOMENT * first[k] + (1 - FIRST_MOMENT) * along;
          second[k] = SECOND_MOMENT * second[k] + (1 - SECOND_MOMENT) * along * along;
          double mean = first[k] / (1 - Math.pow(FIRST_MOMENT, i));
          double deviation = Math.sqrt(second[k] / (1 - Math.pow(SECOND_MOMENT, i)));
          moved[k] += deviation > 0 ? rate * mean / deviation : 0;
        }
        place = moved;
      }
      return radius;
    }

    /** Returns where slope · r − factor · κ r² has its top, of κ as measured along the slope. */
    private double radius(double[] ofLoss) {
      double slope = FeasibleRegion.norm(ofLoss);
      if (!(slope > 0)) {
        return PROBE;
      }
      double closeness =
          trail
              .objective()
              .closeness(trail.coordinates().at(FeasibleRegion.times(ofLoss, PROBE / slope)));
      double curvature = closeness / (PROBE * PROBE);
      double radius = slope / (2 * factor * curvature);
      return Double.isNaN(radius) ? PROBE : Math.clamp(radius, 1e-5, LARGEST_RADIUS);
    }
  }
}
