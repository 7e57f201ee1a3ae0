package dev.rawline.imaging.corruption;

/**
 * Spatters the lens with water or mud.
 *
 * <p>Liquid covers pixels where normal noise of a mean and a deviation, blurred by a Gaussian,
 * reaches a threshold. {@link Water} is bright along its rims and adds its colour; mud covers
 * pixels whose blurred mask is 0.8 or more.
 *
 * <p>The blurs are lengths and are scaled. Since a blur of shorter reach leaves more of the noise,
 * its deviation is scaled such that as much of the picture is covered.
 *
 * @param mean of the noise
 * @param deviation of the noise
 * @param sigma the standard deviation of its blur [px]
 * @param threshold the threshold above which there is liquid
 * @param liquid the liquid
 */
record Spatter(double mean, double deviation, double sigma, double threshold, Liquid liquid)
    implements Definition {
  /** The liquid on the lens. */
  sealed interface Liquid {

    /**
     * Returns the picture seen through it.
     *
     * @param layer the amount per pixel, 0 for none
     */
    DoubleImage over(DoubleImage picture, DoubleImage layer, double scale);
  }

  @Override
  public DoubleImage corrupt(DoubleImage picture, double scale, StageSeed random) {
    return liquid.over(picture, layer(picture.width, picture.height, scale, random), scale);
  }

  /** Returns the amount of liquid per pixel, 0 for none. */
  DoubleImage layer(int width, int height, double scale, StageSeed random) {
    double[] weights = GaussianBlur.weights(sigma * scale);
    double left = SeparableBlur.energy(weights) / SeparableBlur.energy(GaussianBlur.weights(sigma));
    DoubleImage noise = new DoubleImage(1, height, width);
    for (int row = 0; row < height; row++) {
      float[] normal = random.normal(row, width);
      for (int column = 0; column < width; column++) {
        noise.samples[row * width + column] = mean + deviation / left * normal[column];
      }
    }
    return SeparableBlur.of(noise, weights, BorderMode.NEAREST)
        .map(sample -> sample < threshold ? 0 : sample);
  }

  /**
   * Pale turquoise water: out = in + c · m / max m · colour, with m the amount of liquid times the
   * highlight of its {@link DropletRims}.
   *
   * @param strength c
   */
  record Water(double strength) implements Liquid {
    private static final double[] COLOUR = {175 / 255.0, 238 / 255.0, 238 / 255.0};

    @Override
    public DoubleImage over(DoubleImage picture, DoubleImage layer, double scale) {
      // The rims are found in levels of 8 bits.
      DoubleImage levels = layer.map(sample -> Math.floor(Math.clamp(sample * 255, 0, 255)));
      double[] shine = DropletRims.shine(levels, scale);
      double most = 0;
      for (int i = 0; i < shine.length; i++) {
        shine[i] *= levels.samples[i];
        most = Math.max(most, shine[i]);
      }
      if (most == 0) {
        return picture;
      }
      DoubleImage wet = picture.blank();
      int area = picture.area();
      for (int channel = 0; channel < picture.channels; channel++) {
        int plane = channel * area;
        for (int i = 0; i < area; i++) {
          wet.samples[plane + i] =
              picture.samples[plane + i] + strength * shine[i] / most * COLOUR[channel];
        }
      }
      return wet;
    }
  }

  /**
   * Brown mud: out = (1 − m) · in + m · colour, with m the mask of the liquid, blurred by a
   * Gaussian, and 0 where that is below 0.8.
   *
   * @param sigma the Gaussian's standard deviation [px]
   */
  record Mud(double sigma) implements Liquid {
    private static final double[] COLOUR = {63 / 255.0, 42 / 255.0, 20 / 255.0};
    private static final double THINNEST = 0.8;

    @Override
    public DoubleImage over(DoubleImage picture, DoubleImage layer, double scale) {
      DoubleImage mask =
          GaussianBlur.of(layer.map(sample -> sample > 0 ? 1 : 0), sigma * scale)
              .map(covered -> covered < THINNEST ? 0 : covered);
      DoubleImage muddy = picture.blank();
      int area = picture.area();
      for (int channel = 0; channel < picture.channels; channel++) {
        int plane = channel * area;
        for (int i = 0; i < area; i++) {
          double mud = mask.samples[i];
          muddy.samples[plane + i] = picture.samples[plane + i] * (1 - mud) + mud * COLOUR[channel];
        }
      }
      return muddy;
    }
  }
}
