package dev.rawline.lab.statistic;

import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;

/** Points and weights of Gauss–Legendre integration over a row of panels of one width. */
record GaussLegendre(double from, double width, int panels) {
  private static final int POINTS = 20;

  /** So many deviations of a normal kernel fit on one panel to double precision. */
  private static final double DEVIATIONS = 4;

  private static final GaussIntegrator RULE = new GaussIntegratorFactory().legendre(POINTS);

  /**
   * Divides an interval.
   *
   * @param from where it begins
   * @param to where it ends
   * @param scale the deviation of the narrowest kernel on it
   */
  static GaussLegendre over(double from, double to, double scale) {
    int panels = (int) Math.max(1, Math.ceil((to - from) / (DEVIATIONS * scale)));
    return new GaussLegendre(from, (to - from) / panels, panels);
  }

  /** Returns how many points there are. */
  int size() {
    return panels * POINTS;
  }

  /** Returns a point. */
  double point(int i) {
    int panel = i / POINTS;
    return from + width * (panel + (1 + RULE.getPoint(i % POINTS)) / 2);
  }

  /** Returns its weight. */
  double weight(int i) {
    return width / 2 * RULE.getWeight(i % POINTS);
  }
}
