package dev.rawline.imaging.corruption;

import java.util.List;

/**
 * Blurs by a Gaussian, cut off at 4σ; beyond the edge the outermost sample is repeated.
 *
 * <p>σ is a length and is scaled.
 *
 * @param sigma σ [px]
 */
record GaussianBlur(double sigma) implements Definition {
  static final Severities SEVERITIES =
      Severities.of(
          GaussianBlur::new, List.of(1.0, 2.0, 3.0, 4.0, 6.0), List.of(0.4, 0.6, 0.7, 0.8, 1.0));

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
