package dev.rawline.scenes.smear;

/**
 * A speck of dirt or stain precipitate.
 *
 * @param disc its disc
 * @param complex the amount of dye complex in its middle
 */
record Speck(Disc disc, double complex) implements Absorber {

  @Override
  public Disc bounds() {
    return disc;
  }

  @Override
  public void add(double x, double y, DyeAmounts dyes) {
    double relative = 1 + disc.distance(x, y) / disc.radius();
    dyes.complex += complex * (1 - SmoothFunctions.step(0.4, 1, relative));
  }
}
