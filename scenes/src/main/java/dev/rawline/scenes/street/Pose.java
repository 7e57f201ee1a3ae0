package dev.rawline.scenes.street;

/**
 * The position and orientation of an object.
 *
 * <p>Its own axes are p, forward, and q, to the right (y points down).
 *
 * @param x the x coordinate of its middle [m]
 * @param y the y coordinate of its middle, down [m]
 * @param cosine the cosine of the angle from x to p
 * @param sine the sine of that angle
 */
record Pose(double x, double y, double cosine, double sine) {

  static Pose of(double x, double y, double angle) {
    return new Pose(x, y, StrictMath.cos(angle), StrictMath.sin(angle));
  }

  double p(double px, double py) {
    return (px - x) * cosine + (py - y) * sine;
  }

  double q(double px, double py) {
    return (py - y) * cosine - (px - x) * sine;
  }

  /** Returns the p component of a direction. */
  double alongP(double dx, double dy) {
    return dx * cosine + dy * sine;
  }

  /** Returns the q component of a direction. */
  double alongQ(double dx, double dy) {
    return dy * cosine - dx * sine;
  }

  /** Returns x of a point in the object's own axes. */
  double worldX(double p, double q) {
    return x + p * cosine - q * sine;
  }

  /** Returns y of a point in the object's own axes. */
  double worldY(double p, double q) {
    return y + p * sine + q * cosine;
  }

  /** Returns the pose at a point of this object's axes, rotated by an angle. */
  Pose shifted(double p, double q, double angle) {
    double turn = StrictMath.cos(angle);
    double tilt = StrictMath.sin(angle);
    return new Pose(
        worldX(p, q), worldY(p, q), cosine * turn - sine * tilt, sine * turn + cosine * tilt);
  }

  /** Returns the bounds of a rectangle of these half sides around the middle. */
  BoundingBox bounds(double halfP, double halfQ) {
    double halfX = Math.abs(cosine) * halfP + Math.abs(sine) * halfQ;
    double halfY = Math.abs(sine) * halfP + Math.abs(cosine) * halfQ;
    return new BoundingBox(x - halfX, y - halfY, x + halfX, y + halfY);
  }
}
