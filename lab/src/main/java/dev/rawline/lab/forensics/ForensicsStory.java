package dev.rawline.lab.forensics;

import dev.rawline.lab.drift.MetricName;
import dev.rawline.lab.report.Numbers;
import dev.rawline.lab.tolerance.ToleranceCurve;
import dev.rawline.lab.tolerance.ToleranceInterval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Findings → what a person should know first, in a few sentences.
 *
 * @param findings the findings
 * @param plan which intervals were looked for
 */
record ForensicsStory(ForensicsFindings findings, IntervalsPlan plan) {
  private static final double POINTS = 100;
  private static final int NAMED = 3;

  List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    sentences.add(
        String.format(
            Locale.ROOT,
            "At its default camera the model reaches %s %.3f%s.",
            MetricName.of(findings.metric()),
            findings.baseline(),
            findings.baselines().size() > 1
                ? " (mean of %d models)".formatted(findings.baselines().size())
                : ""));
    findings.curves().values().stream()
        .findFirst()
        .flatMap(this::tolerances)
        .ifPresent(sentences::add);
    worst().ifPresent(sentences::add);
    return sentences;
  }

  private Optional<String> tolerances(List<ToleranceCurve> curves) {
    List<ToleranceInterval> ranked =
        ToleranceInterval.bySensitivity(curves.stream().map(ToleranceCurve::interval).toList());
    if (ranked.isEmpty()) {
      return Optional.empty();
    }
    long open = ranked.stream().filter(ToleranceInterval::isOpen).count();
    List<String> named =
        ranked.stream()
            .filter(interval -> !interval.isOpen())
            .limit(NAMED)
            .map(
                interval ->
                    "%s from %s to %s (usually %s)"
                        .formatted(
                            interval.parameter().name(),
                            Numbers.signed(interval.low().value(), 4),
                            Numbers.signed(interval.high().value(), 4),
                            Numbers.signed(interval.parameter().usual(), 4)))
            .toList();
    return Optional.of(
        named.isEmpty()
            ? String.format(
                Locale.ROOT,
                "It loses no more than %s points by any of the %d numbers that were looked at, each by itself.",
                Numbers.signed(plan.delta(), 3),
                ranked.size())
            : String.format(
                Locale.ROOT,
                "It keeps all but %s points with %s; of the %d numbers that were looked at, each by itself, %s may lie anywhere.",
                Numbers.signed(plan.delta(), 3),
                String.join(", ", named),
                ranked.size(),
                open == 0 ? "none" : String.valueOf(open)));
  }

  private Optional<String> worst() {
    return findings.means().stream()
        .filter(mean -> mean.closeness() > 0)
        .max(Comparator.comparingDouble(ForensicsFindings.Mean::lost))
        .map(
            mean ->
                String.format(
                    Locale.ROOT,
                    "The worst camera found (%s, %s) costs %.1f points at a closeness of %.3g; as many random draws find one that costs %.1f.",
                    mean.group(),
                    mean.restraint(),
                    POINTS * mean.lost(),
                    mean.closeness(),
                    POINTS * (mean.lost() - (mean.control() - mean.metric()))));
  }
}
