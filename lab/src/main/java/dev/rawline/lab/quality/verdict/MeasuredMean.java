package dev.rawline.lab.quality.verdict;

import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.imaging.inspection.SignedRoot;
import dev.rawline.lab.statistic.Moments;
import java.util.Arrays;
import java.util.Optional;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * The mean of a quantity over the images of a batch, with its 95 % interval.
 *
 * <p>Of several images: mean ± t · s/√n, s the standard deviation between them; what the scene does
 * to the number is part of s.
 *
 * @param value the mean
 * @param low the lower end
 * @param high the upper end
 * @param images how many images have the number
 */
public record MeasuredMean(double value, double low, double high, int images) {
  private static final double UPPER = 0.975;

  /**
   * Returns the mean of a quantity's values, one an image; none of fewer than two. Roots of
   * variances are averaged as variances.
   */
  public static Optional<MeasuredMean> of(Quantity quantity, double[] given) {
    int count = given.length;
    double[] values = Arrays.stream(given).map(value -> SignedRoot.toAverage(quantity, value)).toArray();
    if (count < 2) {
      return Optional.empty();
    }
    Moments moments = Moments.of(values);
    double mean = moments.mean();
    double reach =
        new TDistribution(count - 1.0).inverseCumulativeProbability(UPPER) * moments.error();
    return Optional.of(
        new MeasuredMean(
            SignedRoot.ofAverage(quantity, mean),
            SignedRoot.ofAverage(quantity, mean - reach),
            SignedRoot.ofAverage(quantity, mean + reach),
            count));
  }
}
