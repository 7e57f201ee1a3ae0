package dev.rawline.lab.optimization;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.statistic.SplitValues;
import dev.rawline.learning.metric.MetricLabel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Findings in sentences that a person reads first. */
public final class OptimizationSummary {
  private OptimizationSummary() {}

  /** Returns what was found, the most important first. */
  public static List<String> of(
      Optional<JointFindings> joint,
      Optional<ParetoFront> front,
      Optional<ParetoConfirmation> confirmed) {
    List<String> sentences = new ArrayList<>();
    joint.ifPresent(found -> sentences.addAll(of(found)));
    front.ifPresent(found -> sentences.addAll(of(found)));
    confirmed.ifPresent(
        found ->
            sentences.add(
                "One half of the test samples chooses %s; the other half %s: %s is %s there, %s as recorded (95 %% interval %s to %s)."
                    .formatted(
                        found.knee().words(),
                        found.knee().confirmed() ? "confirms it" : "does not confirm it",
                        found.measure(),
                        number(found.knee().score()),
                        difference(found.knee().difference().value()),
                        number(found.knee().difference().low()),
                        number(found.knee().difference().high()))));
    return sentences;
  }

  private static String difference(double value) {
    return value == 0
        ? "as much as"
        : "%s %s than".formatted(number(Math.abs(value)), value > 0 ? "more" : "less");
  }

  private static List<String> of(JointFindings joint) {
    List<String> sentences = new ArrayList<>();
    String metric = MetricLabel.of(joint.metric());
    Estimate gain = joint.gain();
    boolean shown = joint.probability().isEmpty() || joint.isSignificant();
    sentences.add(
        "%sith learned θ the model reaches %s of %s, with θ fixed at its initial values %s: %s %s%s."
            .formatted(
                shown ? "W" : "No effect of learning θ is shown: w",
                number(joint.learned().value()),
                metric,
                number(joint.frozen().value()),
                shown ? gain.value() >= 0 ? "a gain of" : "a loss of" : "a difference of",
                number(shown ? Math.abs(gain.value()) : gain.value()),
                gain.hasInterval()
                    ? " (95 %% interval %s to %s)"
                        .formatted(number(gain.low()), number(gain.high()))
                    : ""));
    if (joint.probability().isPresent()) {
      sentences.add(
          "Such a difference %s chance: p = %s by the corrected paired test over splits."
              .formatted(
                  joint.isSignificant() ? "is hardly" : "may be",
                  probability(joint.probability().getAsDouble())));
    } else {
      sentences.add(
          "%s; the variation by chance is unknown."
              .formatted(capital(SplitValues.withoutInterval(joint.splits()))));
    }
    if (joint.rates().size() > 1) {
      sentences.add(
          "Both arms were trained at the learning rates %s; by the validation subsets %s is best with θ learned, %s with θ fixed."
              .formatted(
                  joint.rates().stream().map(String::valueOf).collect(Collectors.joining(", ")),
                  joint.rate(Arm.LEARNED),
                  joint.rate(Arm.FROZEN)));
    }
    joint
        .guess()
        .filter(guess -> guess.hardlyExceededBy(joint.frozen().value()))
        .filter(guess -> !guess.hardlyExceededBy(joint.learned().value()))
        .ifPresent(
            guess ->
                sentences.add(
                    "With θ fixed the model is close to chance (%s): its start is no usable camera, and the gain is that over none."
                        .formatted(guess.words())));
    joint
        .guess()
        .filter(guess -> guess.hardlyExceededBy(joint.learned().value()))
        .ifPresent(
            guess ->
                sentences.add("These models are close to chance: %s.".formatted(guess.words())));
    sentences.add(
        "There is a gain on %d of %d splits%s."
            .formatted(
                joint.gaining(),
                joint.splits(),
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
                              ? " (95 %% interval of the fraction kept: %s to %s)"
                                  .formatted(percent(kept.low()), percent(kept.high()))
                              : "",
                          front.isImplausible(knee)
                              ? " That is more than as recorded, and reflects the variation of these models rather than the acquisition."
                              : ""));
            });
    front
        .sureKnee()
        .filter(sure -> !front.knee().equals(Optional.of(sure)))
        .ifPresent(
            sure ->
                sentences.add(
                    sure.equals(front.reference())
                        ? "No cheaper acquisition significantly keeps %s (95 %% confidence)."
                            .formatted(percent(front.keep()))
                        : "The cheapest acquisition that significantly keeps %s (95 %% confidence) costs %s: %s."
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
