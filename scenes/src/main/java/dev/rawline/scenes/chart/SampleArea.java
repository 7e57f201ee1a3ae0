package dev.rawline.scenes.chart;

/**
 * A rectangle of a scene: the area of one sample.
 *
 * @param left its left edge [m]
 * @param top its upper edge [m]
 * @param right its right edge [m]
 * @param bottom its lower edge [m]
 */
record SampleArea(double left, double top, double right, double bottom) {

  double x() {
    return (left + right) / 2;
  }

  double y() {
    return (top + bottom) / 2;
  }

  double side() {
    return right - left;
  }

  /** Returns the share of this rectangle that another one covers, 0 to 1. */
  double coveredBy(SampleArea other) {
    return overlap(left, right, other.left, other.right)
        * overlap(top, bottom, other.top, other.bottom);
  }

  private static double overlap(double from, double to, double otherFrom, double otherTo) {
    return Math.max(0, Math.min(to, otherTo) - Math.max(from, otherFrom)) / (to - from);
  }
}
