package dev.rawline.lab.forensics;

import dev.rawline.lab.forensics.search.ThetaGroup;
import dev.rawline.lab.tolerance.ToleranceCurve;
import dev.rawline.lab.tolerance.ToleranceInterval;
import dev.rawline.learning.metric.MetricLabel;
import dev.rawline.workbench.text.NumberText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Findings → what a person should know first, in a few sentences.
 *
 * @param findings the findings
 * @param plan which intervals were searched
 * @param samples how many samples the first model was evaluated on
 */
record ForensicsSummary(ForensicsFindings findings, IntervalsPlan plan, int samples) {
  private static final double POINTS = 100;
  private static final int NAMED = 3;

  List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    sentences.add(
        String.format(
            Locale.ROOT,
            "At its default camera the model reaches %s %.3f%s.",
            MetricLabel.of(findings.metric()),
            findings.baseline(),
            findings.baselines().size() > 1
                ? " (mean of %d models)".formatted(findings.baselines().size())
                : ""));
    findings.curves().values().stream()
        .findFirst()
        .flatMap(this::tolerances)
        .ifPresent(sentences::add);
    findings.gravest().map(this::words).ifPresent(sentences::add);
    findings.certifiedAccuracies().stream()
        .map(found -> new CertifiedSection(found, Optional.empty()).sentence())
        .forEach(sentences::add);
    return sentences;
  }

  private Optional<String> tolerances(List<ToleranceCurve> curves) {
    List<ToleranceInterval> ranked =
        ToleranceInterval.bySensitivity(curves.stream().map(ToleranceCurve::interval).toList());
    if (ranked.isEmpty()) {
      return Optional.empty();
    }
    String model = findings.curves().size() > 1 ? "The first model" : "The model";
    long open = ranked.stream().filter(ToleranceInterval::isOpen).count();
    List<String> named =
        ranked.stream()
            .filter(interval -> !interval.isOpen())
            .limit(NAMED)
            .map(ForensicsSummary::exceeded)
            .toList();
    StringBuilder text = new StringBuilder();
    text.append(
        named.isEmpty()
            ? "%s drops by significantly more than %s points at no value of the %d parameters examined, one at a time."
                .formatted(model, NumberText.signed(plan.delta(), 3), ranked.size())
            : "%s drops by significantly more than %s points with %s; of the %d parameters examined, one at a time, %d never do%s."
                .formatted(
                    model,
                    NumberText.signed(plan.delta(), 3),
                    String.join("; ", named),
                    ranked.size(),
                    open,
                    open == 1 ? "es" : ""));
    long nothing =
        ranked.stream()
            .filter(interval -> interval.low().value() == interval.high().value())
            .count();
    text.append(
        nothing == 0 ? "" : " Of %d no change is shown to be tolerated.".formatted(nothing));
    ToleranceCurve.samplesToDecide(curves)
        .filter(needed -> needed > samples)
        .ifPresent(
            needed ->
                text.append(
                    " %d samples leave values undecided; about %d would decide the nearest ones (80 %% power, no drop)."
                        .formatted(samples, needed)));
    return Optional.of(text.toString());
  }

  private static String exceeded(ToleranceInterval interval) {
    List<String> beyond = new ArrayList<>();
    if (!interval.low().open()) {
      beyond.add("below " + NumberText.signed(interval.low().low(), 4));
    }
    if (!interval.high().open()) {
      beyond.add("above " + NumberText.signed(interval.high().high(), 4));
    }
    return "%s %s (default: %s)"
        .formatted(
            interval.parameter().name(),
            String.join(" or ", beyond),
            NumberText.signed(interval.parameter().usual(), 4));
  }

  private String words(ForensicsFindings.Mean worst) {
    return String.format(
        Locale.ROOT,
        "The worst %s found (%s%s, %s) causes a drop of %.1f points at a closeness of %.3g; the"
            + " same number of random draws finds a drop of %.1f.",
        worst.isPhysical()
            ? "camera"
            : worst.group().equals(ThetaGroup.LAYER) ? "adversarial layer" : "adversarial setting",
        worst.group(),
        findings
            .gravestCase()
            .flatMap(WorstCameraResult::camera)
            .map(camera -> ": " + camera)
            .orElse(""),
        worst.restraint(),
        POINTS * worst.lost(),
        worst.closeness(),
        POINTS * (worst.lost() - (worst.control() - worst.metric())));
  }
}
