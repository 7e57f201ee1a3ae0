package dev.rawline.lab.forensics;

import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.metric.DeltaE;
import dev.rawline.imaging.metric.ImageMetric;
import dev.rawline.imaging.metric.MeanSquaredError;
import dev.rawline.imaging.metric.MetricResult;
import dev.rawline.imaging.metric.Ssim;
import dev.rawline.imaging.numeric.Parallel;
import dev.rawline.lab.gradient.ViewLoss;
import dev.rawline.learning.task.ViewBatch;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How far a picture is from that of the default camera: 0 for the same picture, the more the
 * farther, mean over the pictures of all samples.
 */
public enum Closeness {
  /** The mean of the squared differences of all samples of the view, without unit. */
  MEAN_SQUARE("mean square", MeanSquaredError.DEFAULT, 1e-4, 1e-3, 1e-2),
  /** 1 − SSIM: the dissimilarity, 0 to 2, without unit. */
  SSIM("1 − SSIM", Ssim.DEFAULT, 0.01, 0.05, 0.2),
  /** The mean colour difference ΔE*ab (CIE 1976). */
  DELTA_E("ΔE", DeltaE.DEFAULT, 1.0, 3.0, 10.0);

  private final String label;

  @SuppressWarnings("ImmutableEnumChecker") // metrics are records of numbers
  private final ImageMetric metric;

  @SuppressWarnings("ImmutableEnumChecker") // List.of
  private final List<Double> limits;

  Closeness(String label, ImageMetric metric, Double... limits) {
    this.label = label;
    this.metric = metric;
    this.limits = List.of(limits);
  }

  /** Returns the label of an axis. */
  public String label() {
    return label;
  }

  /** Returns how far pictures may be, where a plan has no limits. */
  public List<Double> limits() {
    return limits;
  }

  /** Returns how far a picture is from a reference, and how that changes with the picture. */
  MetricResult at(View picture, View reference) {
    return new ViewLoss(metric, reference).at(picture);
  }

  /** Returns how far a picture is from a reference. */
  double of(View picture, View reference) {
    return new ViewLoss(metric, reference).of(picture);
  }

  /**
   * Returns the sum over the pictures of a batch of how far each is from its reference.
   *
   * @param threads on how many threads it is computed, which changes no bit
   */
  double sum(ViewBatch pictures, ViewBatch references, int threads) {
    double[] each = new double[pictures.count()];
    Parallel.forEach(
        threads,
        each.length,
        i ->
            each[i] =
                this == MEAN_SQUARE
                    ? meanSquare(pictures, references, i)
                    : of(pictures.view(i), references.view(i)));
    return Arrays.stream(each).sum();
  }

  /** The same as the metric, without a copy of the pictures. */
  private static double meanSquare(ViewBatch pictures, ViewBatch references, int image) {
    int length = pictures.samples().length / pictures.count();
    double sum = 0;
    for (int i = image * length; i < (image + 1) * length; i++) {
      double difference = (double) pictures.samples()[i] - references.samples()[i];
      sum += difference * difference;
    }
    return sum / length;
  }

  /** Returns the word of plans and tables. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
