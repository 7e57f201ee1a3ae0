package dev.rawline.lab.optimization;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.learning.metric.MetricLabel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Findings in sentences that a person reads first. */
public final class OptimizationSummary {
  private static final double CHANCE = 0.05;

  /** So much more than there was nobody expects of a cheaper way. */
  private static final double TOO_MUCH = 1.1;

  private OptimizationSummary() {}

  /** Returns what was found, the most important first. */
  public static List<String> of(Optional<JointFindings> joint, Optional<ParetoFront> front) {
    List<String> sentences = new ArrayList<>();
    joint.ifPresent(found -> sentences.addAll(of(found)));
    front.ifPresent(found -> sentences.addAll(of(found)));
    return sentences;
  }

  private static List<String> of(JointFindings joint) {
    List<String> sentences = new ArrayList<>();
    String metric = MetricLabel.of(joint.metric());
    Estimate gain = joint.gain();
    sentences.add(
        "With θ learned the model reaches %s of %s, with θ held at its start %s: %s %s%s."
            .formatted(
                number(joint.learned().value()),
                metric,
                number(joint.frozen().value()),
                gain.value() >= 0 ? "a gain of" : "a loss of",
                number(Math.abs(gain.value())),
                gain.hasInterval()
                    ? " (95 %% interval %s to %s)"
                        .formatted(number(gain.low()), number(gain.high()))
                    : ""));
    if (joint.probability().isPresent()) {
      double chance = joint.probability().getAsDouble();
      sentences.add(
          "Such a difference %s chance: p = %s by the corrected paired test over splits."
              .formatted(chance < CHANCE ? "is hardly" : "may be", probability(chance)));
    } else {
      sentences.add("One split, or splits that agree exactly, show nothing of chance.");
    }
    sentences.add(
        "It gains on %d of %d splits%s."
            .formatted(
                joint.gaining(),
                joint.runs().size() / Arm.values().length,
                joint
                    .ofSamples()
                    .filter(samples -> samples.mean().hasInterval())
                    .map(
                        samples ->
                            "; sample by sample (%s) the gain is %s, 95 %% interval %s to %s"
                                .formatted(
                                    samples.measure(),
                                    number(samples.mean().value()),
                                    number(samples.mean().low()),
                                    number(samples.mean().high())))
                    .orElse("")));
    return sentences;
  }

  private static List<String> of(ParetoFront front) {
    String metric = MetricLabel.of(front.metric());
    List<String> sentences = new ArrayList<>();
    front
        .knee()
        .ifPresent(
            knee -> {
              Estimate kept = front.kept(knee).orElseThrow();
              sentences.add(
                  "%s %s %s of the %s as recorded (%s) at %s of the cost%s.%s"
                      .formatted(
                          capital(knee.words()),
                          knee.words().contains(" and ") ? "keep" : "keeps",
                          percent(kept.value()),
                          metric,
                          number(front.reference().metric().mean()),
                          percent(knee.cost().total() / front.reference().cost().total()),
                          kept.hasInterval()
                              ? " (95 %% interval of what is kept: %s to %s)"
                                  .formatted(percent(kept.low()), percent(kept.high()))
                              : "",
                          kept.value() > TOO_MUCH
                              ? " That is more than there was, and shows more of these models than of the way."
                              : ""));
            });
    front
        .sureKnee()
        .filter(sure -> !front.knee().equals(Optional.of(sure)))
        .ifPresent(
            sure ->
                sentences.add(
                    sure.equals(front.reference())
                        ? "Nothing cheaper keeps %s beyond doubt.".formatted(percent(front.keep()))
                        : "The cheapest way that keeps %s beyond doubt costs %s: %s."
                            .formatted(
                                percent(front.keep()),
                                percent(sure.cost().total() / front.reference().cost().total()),
                                sure.words())));
    return sentences;
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value).replace('-', '−');
  }

  private static String probability(double value) {
    return value < 0.001 ? "0.001 or less" : String.format(Locale.ROOT, "%.2g", value);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share).replace('-', '−');
  }
}
