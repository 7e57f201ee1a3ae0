package dev.rawline.scenes.street;

import java.util.List;

/**
 * The land between the middles of two avenues and two side streets, half of each street included.
 *
 * @param network its street network
 * @param uLow the middle of the avenue before it [m]
 * @param uHigh the middle of the avenue after it [m]
 * @param vLow the middle of the side street before it [m]
 * @param vHigh the middle of the side street after it [m]
 * @param west the avenue at uLow
 * @param east the avenue at uHigh
 * @param north the side street at vLow
 * @param south the side street at vHigh
 * @param westCrossings the crossings of the avenue at uLow, along v [m]
 * @param eastCrossings the crossings of the avenue at uHigh, along v [m]
 * @param verge the default ground
 * @param key the seed of its contents
 */
record CityBlock(
    StreetNetwork network,
    double uLow,
    double uHigh,
    double vLow,
    double vHigh,
    Street west,
    Street east,
    Street north,
    Street south,
    List<Double> westCrossings,
    List<Double> eastCrossings,
    GroundMaterial verge,
    long key) {
  private static final double CORNER = 5;

  boolean contains(double u, double v) {
    return u >= uLow && u < uHigh && v >= vLow && v < vHigh;
  }

  /** Returns the distance of a point from the carriageways of the avenues [m], negative on them. */
  double fromAvenue(double u) {
    return Math.min(u - uLow - west.half(), uHigh - u - east.half());
  }

  /**
   * Returns the distance of a point from the carriageways of the side streets [m], negative on
   * them.
   */
  double fromSide(double v) {
    return Math.min(v - vLow - north.half(), vHigh - v - south.half());
  }

  /**
   * Returns the distance of a point from the kerb, which is round at corners [m]; negative on the
   * road.
   */
  double fromKerb(double u, double v) {
    double a = fromAvenue(u);
    double b = fromSide(v);
    if (a < 0 || b < 0 || a > CORNER || b > CORNER) {
      return Math.min(a, b);
    }
    return CORNER - Math.sqrt((CORNER - a) * (CORNER - a) + (CORNER - b) * (CORNER - b));
  }

  /** Returns the start of the plots behind the pavement, along u. */
  double plotLeft() {
    return uLow + west.half() + west.pavement();
  }

  double plotRight() {
    return uHigh - east.half() - east.pavement();
  }

  double plotTop() {
    return vLow + north.half() + north.pavement();
  }

  double plotBottom() {
    return vHigh - south.half() - south.pavement();
  }
}
