package dev.rawline.scenes.street;

import dev.rawline.imaging.frame.Rgb;

/** The surface seen from above at one point; filled in by the object that covers it. */
final class SurfacePoint {
  /** The height above the ground [m]. */
  double z;

  /** The normal, of length 1; up is (0, 0, 1). */
  double normalX;

  double normalY;
  double normalZ;

  /** The share of light that is scattered evenly, for each band. */
  double red;

  double green;
  double blue;

  /** The share of light reflected at normal incidence: 0 matt, 0.04 clear coat, 0.08 a window. */
  double gloss;

  /** The object that covers the ground here, or null. */
  SceneObject owner;

  /** Resets this to the bare ground, without a colour. */
  void clear() {
    z = 0;
    flat();
    gloss = 0;
    owner = null;
  }

  /** Returns whether the point is on this object, not on one that is equal. */
  @SuppressWarnings("ReferenceEquality")
  boolean isOf(SceneObject object) {
    return owner == object;
  }

  void flat() {
    normalX = 0;
    normalY = 0;
    normalZ = 1;
  }

  void reflects(Rgb colour) {
    red = colour.red();
    green = colour.green();
    blue = colour.blue();
  }

  void scale(double factor) {
    red *= factor;
    green *= factor;
    blue *= factor;
  }

  /** Mixes in a share of another colour. */
  void mix(Rgb colour, double share) {
    red += (colour.red() - red) * share;
    green += (colour.green() - green) * share;
    blue += (colour.blue() - blue) * share;
  }

  /** Sets the normal of a surface with these slopes along x and y. */
  void slopes(double alongX, double alongY) {
    double length = 1 / Math.sqrt(1 + alongX * alongX + alongY * alongY);
    normalX = -alongX * length;
    normalY = -alongY * length;
    normalZ = length;
  }
}
