package dev.rawline.learning.metric;

import dev.rawline.learning.metric.Scores.SegmentationScores;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Accumulates the counts for the metrics of a segmentation, picture by picture.
 *
 * <p>A pixel is predicted as object from a probability of 0.5 on.
 */
public final class SegmentationAccumulator extends MetricAccumulator {
  private static final List<Metric> METRICS =
      List.of(
          Metric.IOU,
          Metric.DICE,
          Metric.IOU_PER_IMAGE,
          Metric.DICE_PER_IMAGE,
          Metric.CALIBRATION_ERROR);

  private static final int BOTH = 0;
  private static final int PREDICTED = 1;
  private static final int TRUTH = 2;
  private static final int PICTURES = 3;
  private static final int IOU = 4;
  private static final int DICE = 5;
  private static final int BINS = 6;

  /** The sums of each metric, in their order. */
  private static final List<Contributions.Statistic> MEASURES =
      List.of(
          sums -> OptionalDouble.of(overlap(sums).iou()),
          sums -> OptionalDouble.of(overlap(sums).dice()),
          sums -> OptionalDouble.of(sums[IOU] / sums[PICTURES]),
          sums -> OptionalDouble.of(sums[DICE] / sums[PICTURES]),
          sums -> OptionalDouble.of(ConfidenceCalibration.of(sums, BINS).expectedError()));

  /** Begins with no picture. */
  public SegmentationAccumulator() {
    super(METRICS, BINS + ConfidenceCalibration.BINS * ConfidenceCalibration.SUMS);
  }

  /**
   * Counts a picture.
   *
   * @param sample its name
   * @param group the pictures that it must stay together with, for example those of one photo
   * @param probabilities of each pixel, 0 to 1
   * @param truth 1 for the object, 0 for the background
   * @throws IllegalArgumentException if there are not as many probabilities as pixels, one is not 0
   *     to 1, or the picture was counted before
   */
  public void add(String sample, String group, float[] probabilities, float[] truth) {
    requireProbabilities(sample, probabilities);
    Contributions.Amounts amounts = amounts(MaskOverlap.of(probabilities, truth));
    double[] bins = bins(probabilities, truth);
    for (int i = 0; i < bins.length; i++) {
      amounts.add(BINS + i, bins[i]);
    }
    contributions.add(sample, group, amounts);
  }

  /**
   * Counts a picture whose probabilities are not known: its calibration error is not counted.
   *
   * @param sample its name
   * @param group the pictures that it must stay together with
   * @throws IllegalArgumentException if the picture was counted before
   */
  public void add(String sample, String group, MaskOverlap overlap) {
    contributions.add(sample, group, amounts(overlap));
  }

  private static Contributions.Amounts amounts(MaskOverlap overlap) {
    return new Contributions.Amounts()
        .add(BOTH, (double) overlap.both())
        .add(PREDICTED, (double) overlap.predicted())
        .add(TRUTH, (double) overlap.truth())
        .add(PICTURES, 1)
        .add(IOU, overlap.iou())
        .add(DICE, overlap.dice());
  }

  private static double[] bins(float[] probabilities, float[] truth) {
    double[] bins = new double[ConfidenceCalibration.BINS * ConfidenceCalibration.SUMS];
    for (int i = 0; i < truth.length; i++) {
      boolean object = probabilities[i] >= MaskOverlap.THRESHOLD;
      double confidence = object ? probabilities[i] : 1 - probabilities[i];
      int at = ConfidenceCalibration.bin(confidence) * ConfidenceCalibration.SUMS;
      bins[at]++;
      bins[at + 1] += confidence;
      bins[at + 2] += object == truth[i] >= MaskOverlap.THRESHOLD ? 1 : 0;
    }
    return bins;
  }

  @Override
  List<Contributions.Statistic> measures() {
    return MEASURES;
  }

  @Override
  public SegmentationScores scores(IntervalMethod intervals) {
    double[] total = counted().total();
    return new SegmentationScores(
        contributions.samples(),
        contributions.groupCount(),
        named(intervals.estimates(contributions, MEASURES)),
        overlap(total),
        ConfidenceCalibration.of(total, BINS));
  }

  private static MaskOverlap overlap(double[] sums) {
    return new MaskOverlap(
        Math.round(sums[BOTH]), Math.round(sums[PREDICTED]), Math.round(sums[TRUTH]));
  }
}
