package dev.rawline.scenes.smear;

/**
 * A disc.
 *
 * @param x its centre, to the right [µm]
 * @param y its centre, down [µm]
 * @param radius its radius [µm]
 */
record Disc(double x, double y, double radius) {

  /** Returns the disc whose centre is at a distance from a point in a direction [rad]. */
  static Disc polar(double x, double y, double away, double angle, double radius) {
    return new Disc(x + away * StrictMath.cos(angle), y + away * StrictMath.sin(angle), radius);
  }

  /** Returns the signed distance from the edge, negative inside. */
  double distance(double atX, double atY) {
    return distance(x, y, atX, atY) - radius;
  }

  static double distance(double x, double y, double atX, double atY) {
    double right = atX - x;
    double down = atY - y;
    return Math.sqrt(right * right + down * down);
  }
}
