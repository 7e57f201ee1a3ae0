package dev.rawline.imaging.corruption;

/**
 * Blurs by a Gaussian, cut off at 4σ; beyond the edge the outermost sample is repeated.
 *
 * <p>σ is a length and is scaled.
 *
 * @param sigma σ [px]
 */
record GaussianBlur(double sigma) implements Definition {
  private static final double CUT = 4;

  @Override
  public DoubleImage corrupt(DoubleImage picture, double scale, StageSeed random) {
    return of(picture, sigma * scale);
  }

  static DoubleImage of(DoubleImage planes, double sigma) {
    return SeparableBlur.of(planes, weights(sigma), BorderMode.NEAREST);
  }

  static double[] weights(double sigma) {
    return SeparableBlur.gaussian(sigma, CUT);
  }
}
