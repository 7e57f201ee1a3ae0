package dev.rawline.lab.quality.effect;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.quality.verdict.AcceptanceLimits;
import dev.rawline.lab.quality.verdict.JudgedNumber;
import dev.rawline.lab.quality.verdict.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a batch's drift is predicted to do to a metric of the task.
 *
 * @param metric the metric's name
 * @param reference the metric on the reference
 * @param predicted the metric on images such as those of the batch
 * @param drop by how much it gets worse, which is known better than either
 * @param limits what is tolerated; empty where it is not known
 * @param tolerated by how much it may get worse, where that is known
 * @param judged the verdict, if there is one
 * @param how how it was predicted, a sentence
 */
public record MetricEffect(
    String metric,
    Estimate reference,
    Estimate predicted,
    Estimate drop,
    List<AcceptanceLimits> limits,
    OptionalDouble tolerated,
    Optional<Verdict> judged,
    String how)
    implements JudgedNumber {
  /** Copies the list. */
  public MetricEffect {
    limits = List.copyOf(limits);
  }

  @Override
  public String label() {
    return metric;
  }

  @Override
  public String unit() {
    return "1";
  }

  @Override
  public Estimate estimate() {
    return predicted;
  }

  @Override
  public Optional<Spread> spread() {
    return Optional.of(new Spread(reference.value(), 0));
  }

  /** Returns by how much it gets worse, in words. */
  public String words() {
    String worse =
        String.format(
            Locale.ROOT,
            "%s drops by %.3f (95 %%: %.3f to %.3f), compared sample by sample",
            metric,
            drop.value(),
            drop.low(),
            drop.high());
    return tolerated.isEmpty()
        ? worse + "."
        : String.format(
            Locale.ROOT, "%s; verdict by that: %.3g is tolerated.", worse, tolerated.getAsDouble());
  }
}
