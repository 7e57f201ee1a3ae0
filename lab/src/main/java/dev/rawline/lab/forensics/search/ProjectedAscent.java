package dev.rawline.lab.forensics.search;

import dev.rawline.imaging.random.RandomStream;

/**
 * Steps of one length along the gradient with momentum, each pulled back to what a limit allows,
 * and along its border where they would lead out. The length begins with the radius of what is
 * allowed, and is halved from the best place whenever steps gain nothing any more (F. Croce and M.
 * Hein, Reliable evaluation of adversarial robustness with an ensemble of diverse parameter-free
 * attacks, 2020).
 *
 * @param ball what is allowed
 * @param trail counts evaluations, and keeps the worst
 */
record ProjectedAscent(FeasibleRegion ball, EvaluationTracker trail) {
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
  void climb(Objective.Aim aim, double[] from, double share, int evaluations, RandomStream random) {
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
