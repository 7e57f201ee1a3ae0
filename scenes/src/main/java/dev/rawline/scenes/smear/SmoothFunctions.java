package dev.rawline.scenes.smear;

/** Steps, minima and maxima without corners. */
final class SmoothFunctions {
  private SmoothFunctions() {}

  /** Returns 0 below from, 1 above to, and a cubic without corners between them. */
  static double step(double from, double to, double x) {
    double t = Math.clamp((x - from) / (to - from), 0.0, 1.0);
    return t * t * (3 - 2 * t);
  }

  /**
   * Returns how much of a body there is at a signed distance from its edge, 1 inside, 0 outside.
   */
  static double inside(double distance, double softness) {
    return 1 - step(-softness, softness, distance);
  }

  /**
   * Returns the smaller number; where both differ by less than blend, a rounded corner below it.
   */
  static double minimum(double a, double b, double blend) {
    double near = Math.max(blend - Math.abs(a - b), 0) / blend;
    return Math.min(a, b) - near * near * blend / 4;
  }

  /** Returns the larger number, its corner rounded. */
  static double maximum(double a, double b, double blend) {
    return -minimum(-a, -b, blend);
  }
}
