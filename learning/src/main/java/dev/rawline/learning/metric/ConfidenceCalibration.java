package dev.rawline.learning.metric;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.numeric.WilsonInterval;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Confidence against accuracy, in 15 bins of equal width (Guo et al. 2017): a model that is right
 * in 80 % of its predictions with a confidence of 80 % is well calibrated.
 *
 * @param bins from 0 to 1, the upper end of each included
 */
public record ConfidenceCalibration(List<Bin> bins) {
  /** The number of bins. */
  public static final int BINS = 15;

  /** The sums of a bin: how many, their confidence, how many are right. */
  static final int SUMS = 3;

  /**
   * Predictions of about the same confidence.
   *
   * @param low the lower bound of their confidence, excluded
   * @param high the upper bound, included
   * @param count their number
   * @param confidence their mean confidence; 0 without predictions
   * @param accuracy their accuracy; 0 without predictions
   */
  public record Bin(double low, double high, long count, double confidence, double accuracy) {
    /** Returns the accuracy with Wilson's 95 % interval; of one prediction at least. */
    public Estimate interval() {
      return WilsonInterval.of(accuracy, count);
    }
  }

  /** Copies the bins. */
  public ConfidenceCalibration {
    bins = List.copyOf(bins);
  }

  /** Returns the bins of sums that begin at a place. */
  static ConfidenceCalibration of(double[] sums, int from) {
    return new ConfidenceCalibration(
        IntStream.range(0, BINS)
            .mapToObj(
                b -> {
                  int at = from + b * SUMS;
                  double count = Math.max(1, sums[at]);
                  return new Bin(
                      (double) b / BINS,
                      (b + 1.0) / BINS,
                      Math.round(sums[at]),
                      sums[at + 1] / count,
                      sums[at + 2] / count);
                })
            .toList());
  }

  /** Returns the bin of a confidence. */
  static int bin(double confidence) {
    return Math.clamp((int) Math.ceil(confidence * BINS) - 1, 0, BINS - 1);
  }

  /**
   * Returns the expected calibration error: Σ count · |accuracy − confidence| / Σ count, 0 to 1.
   */
  public double expectedError() {
    double count = bins.stream().mapToDouble(Bin::count).sum();
    return bins.stream()
            .mapToDouble(bin -> bin.count() * Math.abs(bin.accuracy() - bin.confidence()))
            .sum()
        / count;
  }
}
