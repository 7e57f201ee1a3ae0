package dev.rawline.imaging.metric;

import dev.rawline.imaging.frame.Choice;
import dev.rawline.imaging.frame.View;
import java.util.List;

/**
 * View × View → number: compares a picture with a reference of the same size.
 *
 * <p>A metric never writes to its pictures, and the same pictures give the same bits. Samples
 * outside [0, 1] are not clipped, so that they have a gradient too. A NaN sample makes the result
 * NaN.
 */
public sealed interface ImageMetric permits MeanSquaredError, Psnr, Ssim, DeltaE {

  /** Every metric with its default parameters; each has its own name. */
  List<ImageMetric> ALL =
      List.of(
          MeanSquaredError.DEFAULT, Psnr.DEFAULT, Ssim.DEFAULT, DeltaE.DEFAULT, DeltaE.CIEDE2000);

  /**
   * Returns the metric of a name such as {@code ssim}, with its default parameters.
   *
   * @throws IllegalArgumentException if no metric has this name; the message lists all
   */
  static ImageMetric named(String name) {
    return Choice.of(name, ALL, ImageMetric::name, "unknown metric '%s'");
  }

  /** Returns the metric's name as written in files and reports, for example {@code psnr}. */
  String name();

  /**
   * Returns the value.
   *
   * @throws IllegalArgumentException if the sizes differ
   */
  double of(View picture, View reference);

  /**
   * Returns the value and its gradient with respect to the picture; the reference is constant.
   *
   * @throws IllegalArgumentException if the sizes differ
   */
  MetricResult pull(View picture, View reference);
}
