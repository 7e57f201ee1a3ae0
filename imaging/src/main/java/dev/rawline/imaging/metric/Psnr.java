package dev.rawline.imaging.metric;

import dev.rawline.imaging.frame.View;

/**
 * The peak signal-to-noise ratio in decibels [dB].
 *
 * <p>value = 10 · log₁₀(peak² / MSE) with the peak 1 of a view and the {@link MeanSquaredError}
 * MSE. The value of equal pictures is infinite; the gradient is 0 there.
 */
public record Psnr() implements ImageMetric {

  /** The peak signal-to-noise ratio of views; it has no parameters. */
  public static final Psnr DEFAULT = new Psnr();

  @Override
  public String name() {
    return "psnr";
  }

  @Override
  public double of(View picture, View reference) {
    return value(ImagePair.of(picture, reference));
  }

  @Override
  public MetricResult pull(View picture, View reference) {
    return MetricResult.of(ImagePair.of(picture, reference), this::pull);
  }

  double value(ImagePair pair) {
    return decibels(MeanSquaredError.DEFAULT.value(pair));
  }

  double pull(ImagePair pair, double[] gradient) {
    double meanSquare = MeanSquaredError.DEFAULT.pull(pair, gradient);
    if (meanSquare != 0) {
      double slope = -10 / (Math.log(10) * meanSquare);
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] *= slope;
      }
    }
    return decibels(meanSquare);
  }

  private static double decibels(double meanSquare) {
    return -10 * Math.log10(meanSquare);
  }
}
