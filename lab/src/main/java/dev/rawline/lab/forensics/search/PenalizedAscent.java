package dev.rawline.lab.forensics.search;

/**
 * Adam (Kingma and Ba, 2015) uphill in loss − factor · closeness, with a rate that falls like a
 * cosine, from a share of the distance at which the penalty outweighs the slope.
 *
 * @param factor what closeness weighs
 * @param trail counts evaluations, and keeps the worst
 */
record PenalizedAscent(double factor, EvaluationTracker trail) {
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
      Objective.Slope slope = trail.slope(place, Objective.Aim.LOSS, factor);
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
