package dev.rawline.imaging.corruption;

/**
 * Adds falling snow in front of a paled picture.
 *
 * <p>Flakes are normal noise of a mean and a deviation, enlarged by a factor; what is below a
 * threshold is none; what is left is clipped to [0, 1] and blurred by a motion at a random angle of
 * 45° to 135°. out = p · in + (1 − p) · max(in, 1.5 · luma + ½) + flakes + flakes turned by 180°.
 * The reference rounds the flakes to 8 bits, this does not.
 *
 * <p>The enlargement is the size of a flake, which is a length and is scaled, but never below a
 * pixel; the motion is scaled too.
 *
 * @param mean of the noise
 * @param deviation of the noise
 * @param size of a flake [px]
 * @param threshold below which there is no flake
 * @param motion the motion of the flakes
 * @param kept p, the share of the picture that keeps its colour
 */
record Snow(
    double mean, double deviation, double size, double threshold, MotionKernel motion, double kept)
    implements Definition {
  private static final double RED = 0.299;
  private static final double GREEN = 0.587;
  private static final double BLUE = 0.114;

  /** The range of fall directions about straight down [°]. */
  private static final double LEANING = 45;

  private static final double UP = -90;

  @Override
  public DoubleImage corrupt(DoubleImage picture, double scale, StageSeed random) {
    DoubleImage flakes = flakes(picture, scale, random);
    DoubleImage snowy = picture.blank();
    int area = picture.area();
    for (int i = 0; i < area; i++) {
      double luma =
          RED * picture.samples[i]
              + GREEN * picture.samples[area + i]
              + BLUE * picture.samples[2 * area + i];
      double fallen = flakes.samples[i] + flakes.samples[area - 1 - i];
      for (int channel = 0; channel < picture.channels; channel++) {
        double sample = picture.samples[channel * area + i];
        double pale = Math.max(sample, 1.5 * luma + 0.5);
        snowy.samples[channel * area + i] = kept * sample + (1 - kept) * pale + fallen;
      }
    }
    return snowy;
  }

  private DoubleImage flakes(DoubleImage picture, double scale, StageSeed random) {
    DoubleImage noise = new DoubleImage(1, picture.height, picture.width);
    for (int row = 0; row < picture.height; row++) {
      float[] normal = random.normal(row, picture.width);
      for (int column = 0; column < picture.width; column++) {
        noise.samples[noise.row(0, row) + column] = mean + deviation * normal[column];
      }
    }
    DoubleImage flakes =
        CentreZoom.of(noise, Math.max(size * scale, 1))
            .map(sample -> sample < threshold ? 0 : DoubleImage.clip(sample));
    double angle = UP + LEANING * (2 * random.stream(picture.height).nextUniform() - 1);
    return motion.times(scale).of(flakes, angle);
  }
}
