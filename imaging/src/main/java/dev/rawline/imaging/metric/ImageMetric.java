package dev.rawline.imaging.metric;

import dev.rawline.imaging.frame.View;
import java.util.List;
import java.util.stream.Collectors;

/**
 * View × View → number: compares a picture with a reference of the same size.
 *
 * <p>A metric never writes to its pictures, and the same pictures give the same bits. Samples
 * outside [0, 1] are taken as they are, never clipped, so that the gradient lives there too. A
 * sample that is not a number makes the result not a number.
 */
public sealed interface ImageMetric permits MeanSquaredError, Psnr, Ssim, DeltaE {

  /** Every metric with its default parameters; each has a name of its own. */
  List<ImageMetric> ALL =
      List.of(
          MeanSquaredError.DEFAULT, Psnr.DEFAULT, Ssim.DEFAULT, DeltaE.DEFAULT, DeltaE.CIEDE2000);

  /**
   * Returns the metric of a name such as {@code ssim}, with its default parameters.
   *
   * @throws IllegalArgumentException if no metric has this name; the message lists all
   */
  static ImageMetric named(String name) {
    return ALL.stream()
        .filter(metric -> metric.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no metric '%s': expected one of %s"
                        .formatted(
                            name,
                            ALL.stream()
                                .map(ImageMetric::name)
                                .collect(Collectors.joining(", ")))));
  }

  /** Returns the metric's name as it stands in files and on sheets, for example {@code psnr}. */
  String name();

  /**
   * Returns the number.
   *
   * @throws IllegalArgumentException if the sizes differ
   */
  double of(View picture, View reference);

  /**
   * Returns the number and its gradient with respect to the picture; the reference is held.
   *
   * @throws IllegalArgumentException if the sizes differ
   */
  MetricResult pull(View picture, View reference);
}
