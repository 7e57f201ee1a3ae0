package dev.rawline.scenes.street;

/** A rectangle along the axes [m]. */
record BoundingBox(double left, double top, double right, double bottom) {

  BoundingBox grown(double margin) {
    return new BoundingBox(left - margin, top - margin, right + margin, bottom + margin);
  }

  boolean meets(BoundingBox other) {
    return left <= other.right && other.left <= right && top <= other.bottom && other.top <= bottom;
  }

  /** Returns the bounds of this rectangle and of itself moved. */
  BoundingBox swept(double dx, double dy) {
    return new BoundingBox(
        left + Math.min(0, dx),
        top + Math.min(0, dy),
        right + Math.max(0, dx),
        bottom + Math.max(0, dy));
  }

  /** Returns how far a point is outside [m], 0 inside. */
  double distance(double x, double y) {
    double dx = Math.max(0, Math.max(left - x, x - right));
    double dy = Math.max(0, Math.max(top - y, y - bottom));
    return Math.sqrt(dx * dx + dy * dy);
  }
}
