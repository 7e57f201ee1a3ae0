package dev.rawline.lab.statistic;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How well two models do on the same single samples, sample by sample → how much better one is, by
 * drawing samples again (paired bootstrap).
 *
 * <p>Samples of one group are drawn together, and so is a sample that several splits test.
 *
 * @param measure what is measured of a sample, such as "share of right answers"
 * @param pairs the samples
 */
public record PairedBootstrap(String measure, List<Pair> pairs) {
  private static final int RESAMPLES = 1000;

  /** Copies the list. */
  public PairedBootstrap {
    pairs = List.copyOf(pairs);
  }

  /**
   * One sample as both models see it.
   *
   * @param group what it is drawn together with
   * @param one how well the first model does, more is better
   * @param other how well the second does
   */
  public record Pair(String group, double one, double other) {}

  /**
   * How much better the first model is.
   *
   * @param measure what is measured of a sample
   * @param samples how many samples there are
   * @param groups how many groups they are of
   * @param mean the mean of one − other
   */
  public record Gain(
      String measure, int samples, int groups, @JsonProperty("gain") Estimate mean) {}

  /**
   * Returns how much better the first model is; none where there is no sample.
   *
   * @param seed the seed of the draws
   */
  public Optional<Gain> gain(long seed) {
    if (pairs.isEmpty()) {
      return Optional.empty();
    }
    Map<String, double[]> sums = new LinkedHashMap<>();
    for (Pair pair : pairs) {
      double[] sum = sums.computeIfAbsent(pair.group, _ -> new double[2]);
      sum[0] += pair.one - pair.other;
      sum[1]++;
    }
    List<double[]> groups = new ArrayList<>(sums.values());
    double[] drawn = new double[RESAMPLES];
    Seed from = new Seed(seed, "paired samples");
    for (int r = 0; r < RESAMPLES; r++) {
      RandomStream random = from.stream("bootstrap", r);
      double difference = 0;
      double count = 0;
      for (int i = 0; i < groups.size(); i++) {
        double[] group = groups.get((int) (groups.size() * random.nextUniform()));
        difference += group[0];
        count += group[1];
      }
      drawn[r] = difference / count;
    }
    Arrays.sort(drawn);
    double mean =
        groups.stream().mapToDouble(group -> group[0]).sum()
            / groups.stream().mapToDouble(group -> group[1]).sum();
    return Optional.of(
        new Gain(
            measure,
            pairs.size(),
            groups.size(),
            Estimate.finite(
                mean,
                drawn[at((1 - Estimate.LEVEL) / 2)],
                drawn[at((1 + Estimate.LEVEL) / 2)],
                Estimate.LEVEL)));
  }

  private static int at(double share) {
    return (int) Math.round(share * (RESAMPLES - 1));
  }
}
