package dev.rawline.scenes.smear;

/** Smooth steps, minima and maxima. */
final class SmoothFunctions {
  private SmoothFunctions() {}

  /** Returns 0 below from, 1 above to, and a smooth cubic between them. */
  static double step(double from, double to, double x) {
    double t = Math.clamp((x - from) / (to - from), 0.0, 1.0);
    return t * t * (3 - 2 * t);
  }

  /** Returns the coverage of a body at a signed distance from its edge, 1 inside, 0 outside. */
  static double inside(double distance, double softness) {
    return 1 - step(-softness, softness, distance);
  }

  /** Returns the smaller number, with a rounded corner where both differ by less than blend. */
  static double minimum(double a, double b, double blend) {
    double near = Math.max(blend - Math.abs(a - b), 0) / blend;
    return Math.min(a, b) - near * near * blend / 4;
  }

  /** Returns the larger number, its corner rounded. */
  static double maximum(double a, double b, double blend) {
    return -minimum(-a, -b, blend);
  }
}
