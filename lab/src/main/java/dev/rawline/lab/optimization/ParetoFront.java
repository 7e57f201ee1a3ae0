package dev.rawline.lab.optimization;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.statistic.Significance;
import dev.rawline.lab.statistic.SplitValues;
import dev.rawline.learning.metric.ValueRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Ways to acquire samples → those that nothing cheaper beats, and the one at the knee.
 *
 * <p>An acquisition is <em>beaten</em> if one that costs no more is better by the mean over splits
 * (or equal for less), and <em>significantly beaten</em> where the interval of the paired
 * difference lies above 0. The <em>knee</em> is the cheapest way that keeps a stated share of what
 * the reference reaches by the mean; the <em>sure knee</em> is the cheapest of which the lower end
 * of the interval keeps it too. Intervals are of the corrected resampled t-test ({@link
 * SplitValues#corrected}); of fewer than {@value SplitValues#ENOUGH} splits there are none, and
 * then nothing is sure.
 *
 * @param metric the metric, of which more is better
 * @param ways all ways, cheapest first
 * @param reference the way that others are compared with: as recorded
 * @param keep which share of the reference's metric shall be kept, above 0, at most 1
 * @param testToTrain the ratio of test to training samples
 */
public record ParetoFront(
    String metric,
    List<PricedAcquisition> ways,
    PricedAcquisition reference,
    double keep,
    double testToTrain) {
  /** A larger share of the reference's metric is not expected of a cheaper way. */
  private static final double IMPLAUSIBLE = 1.1;

  /**
   * Sorts the ways.
   *
   * @throws IllegalArgumentException if there is none, or the share is out of its range
   */
  public ParetoFront {
    if (ways.isEmpty() || !ways.contains(reference) || !(keep > 0 && keep <= 1)) {
      throw new IllegalArgumentException(
          "%d ways, keeping %s of the reference: expected the reference among them, and a share above 0, at most 1"
              .formatted(ways.size(), keep));
    }
    ways =
        ways.stream()
            .sorted(
                Comparator.comparingDouble((PricedAcquisition way) -> way.cost().total())
                    .thenComparingDouble(way -> -way.metric().mean()))
            .toList();
  }

  /** Returns the ways that nothing beats, cheapest first. */
  public List<PricedAcquisition> front() {
    List<PricedAcquisition> front = new ArrayList<>();
    double best = Double.NEGATIVE_INFINITY;
    for (PricedAcquisition way : ways) {
      if (way.metric().mean() > best) {
        best = way.metric().mean();
        front.add(way);
      }
    }
    return front;
  }

  /** Returns whether an acquisition that costs no more is significantly better. */
  public boolean isSignificantlyBeaten(PricedAcquisition way) {
    return ways.stream()
        .filter(other -> !other.equals(way) && other.cost().total() <= way.cost().total())
        .anyMatch(
            other ->
                other
                    .metric()
                    .minus(way.metric())
                    .map(difference -> difference.corrected(testToTrain))
                    .filter(Significance::isPositive)
                    .isPresent());
  }

  /** Returns how well models do with a way, with the interval of what is possible. */
  public Estimate reached(PricedAcquisition way) {
    return ValueRange.of(metric).cut(way.metric().corrected(testToTrain));
  }

  /**
   * Returns which share of the reference's metric a way keeps: the quotient split by split, and the
   * interval of its mean; none where the reference reaches 0 or less somewhere.
   */
  public Optional<Estimate> kept(PricedAcquisition way) {
    if (reference.metric().values().values().stream().anyMatch(value -> value <= 0)
        || !way.metric().values().keySet().equals(reference.metric().values().keySet())) {
      return Optional.empty();
    }
    return Optional.of(
        SplitValues.of(
                way.metric().values().keySet(),
                split -> way.metric().values().get(split) / reference.metric().values().get(split))
            .corrected(testToTrain));
  }

  /**
   * Returns whether a way keeps more than is expected, which shows more of the models than of it.
   */
  public boolean isImplausible(PricedAcquisition way) {
    return kept(way).filter(share -> share.value() > IMPLAUSIBLE).isPresent();
  }

  /** Returns the cheapest way that keeps the share by the mean. */
  public Optional<PricedAcquisition> knee() {
    return ways.stream()
        .filter(way -> kept(way).filter(share -> share.value() >= keep).isPresent())
        .findFirst();
  }

  /** Returns the cheapest way that keeps the share at the lower end of its interval too. */
  public Optional<PricedAcquisition> sureKnee() {
    return ways.stream()
        .filter(
            way ->
                way.equals(reference)
                    || kept(way)
                        .filter(share -> share.hasInterval() && share.low() >= keep)
                        .isPresent())
        .findFirst();
  }
}
