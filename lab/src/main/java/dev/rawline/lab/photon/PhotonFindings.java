package dev.rawline.lab.photon;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * The certainty of predictions for a data set under photon noise, and whether simulated recordings
 * agree.
 *
 * @param confidence the probability that a prediction must stay the same
 * @param samples each sample, in the order of the data set
 * @param checks further recordings of some of them in given shares of the light; may be empty
 * @param budgets further recordings in each sample's own least light; may be empty
 */
public record PhotonFindings(
    double confidence,
    List<SampleNoise> samples,
    List<RedrawnPredictions> checks,
    List<RedrawnPredictions> budgets) {

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if there is no sample
   */
  public PhotonFindings {
    samples = List.copyOf(samples);
    checks = List.copyOf(checks);
    budgets = List.copyOf(budgets);
    if (samples.isEmpty()) {
      throw new IllegalArgumentException("there are no samples: expected at least one");
    }
  }

  /** Returns the mean probability that another recording is answered differently. */
  public double change() {
    return mean(SampleNoise::change);
  }

  /** Returns how many samples do not reach the confidence in the light they were recorded in. */
  public long unsure() {
    return samples.stream().filter(sample -> sample.change() > 1 - confidence).count();
  }

  /** Returns the least light of the median sample. */
  public PhotonBudget medianBudget() {
    return budgetOf(0.5);
  }

  /**
   * Returns the least light in which a share of the samples reaches the confidence.
   *
   * @param share of the samples, above 0, at most 1
   */
  public PhotonBudget budgetOf(double share) {
    List<PhotonBudget> sorted =
        samples.stream()
            .map(SampleNoise::budget)
            .sorted(Comparator.comparingDouble(PhotonBudget::light))
            .toList();
    return sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1));
  }

  /** Returns the mean number of electrons of a sample of the raw images [e⁻]. */
  public double electrons() {
    return mean(sample -> sample.noise().electrons());
  }

  /** Returns the mean share of saturated samples of the raw images. */
  public double saturated() {
    return mean(sample -> sample.noise().saturated());
  }

  /** Returns the mean share of the variance that the read-out makes. */
  public double readOutShare() {
    return mean(SampleNoise::readOutShare);
  }

  private double mean(ToDoubleFunction<SampleNoise> number) {
    return samples.stream().mapToDouble(number).average().orElseThrow();
  }

  /** Returns the comparisons, the most light first. */
  public List<RedrawCheck> byLight() {
    return checks.stream()
        .map(RedrawnPredictions::light)
        .distinct()
        .sorted(Comparator.reverseOrder())
        .map(
            light -> RedrawCheck.of(checks.stream().filter(each -> each.light() == light).toList()))
        .toList();
  }

  /**
   * Returns the least light down to which prediction and redrawing agree within 10 %, and in all
   * more light that was checked; none where they do not agree even in the most.
   */
  public OptionalDouble agreesDownTo() {
    OptionalDouble least = OptionalDouble.empty();
    for (RedrawCheck check : byLight()) {
      if (!check.agrees()) {
        break;
      }
      least = OptionalDouble.of(check.light());
    }
    return least;
  }

  /**
   * Returns how often answers change in each sample's least light; 1 − confidence was predicted.
   */
  public Optional<RedrawCheck> atBudget() {
    return budgets.isEmpty() ? Optional.empty() : Optional.of(RedrawCheck.of(budgets));
  }

  /** Returns the least certain samples, at most this number. */
  public List<SampleNoise> leastCertain(int most) {
    return samples.stream()
        .sorted(
            Comparator.comparingDouble((SampleNoise sample) -> sample.change())
                .thenComparingDouble(sample -> sample.budget().light())
                .reversed())
        .limit(most)
        .toList();
  }
}
