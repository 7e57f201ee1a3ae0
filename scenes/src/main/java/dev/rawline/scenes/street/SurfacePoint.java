package dev.rawline.scenes.street;

import dev.rawline.imaging.frame.Rgb;

/** The surface seen from above at one point; filled in by the object that covers it. */
final class SurfacePoint {
  /** The point in world coordinates, for textures that do not depend on a body [m]. */
  double x;

  double y;

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

  /** Moves this to the bare ground of a point, without a colour. */
  void moveTo(double newX, double newY) {
    x = newX;
    y = newY;
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

  /** Returns value noise of this point. */
  double noise(int seed, double frequency) {
    return ValueNoise.at(seed, x * frequency, y * frequency);
  }

  /** Returns fractal noise of this point. */
  double fractal(int seed, double cell, int octaves) {
    return ValueNoise.fractal(seed, x, y, cell, octaves);
  }

  void grain(int seed, double frequency, double amount) {
    scale(1 + amount * noise(seed, frequency));
  }

  void mottle(int seed, double cell, int octaves, double amount) {
    scale(1 + amount * fractal(seed, cell, octaves));
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
