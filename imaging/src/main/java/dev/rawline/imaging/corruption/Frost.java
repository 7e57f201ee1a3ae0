package dev.rawline.imaging.corruption;

/**
 * Shows the picture through ice: out = a · in + b · ice.
 *
 * <p>The reference cuts its ice out of six photographs; here {@link IceCrystals} are drawn for
 * every seed. They are relative to the size of the picture, so they need no scaling.
 *
 * @param kept a
 * @param added b
 */
record Frost(double kept, double added) implements Definition {
  @Override
  public DoubleImage corrupt(DoubleImage picture, double scale, StageSeed random) {
    double[] ice = IceCrystals.draw(picture.width, picture.height, random);
    int area = picture.area();
    DoubleImage frosted = picture.blank();
    for (int i = 0; i < area; i++) {
      // Thin ice is bluish, thick ice is white.
      double thick = ice[i];
      frosted.samples[i] = seen(picture.samples[i], thick * (0.72 + 0.28 * thick));
      frosted.samples[area + i] = seen(picture.samples[area + i], thick * (0.88 + 0.12 * thick));
      frosted.samples[2 * area + i] = seen(picture.samples[2 * area + i], thick);
    }
    return frosted;
  }

  private double seen(double sample, double ice) {
    return kept * sample + added * ice;
  }
}
