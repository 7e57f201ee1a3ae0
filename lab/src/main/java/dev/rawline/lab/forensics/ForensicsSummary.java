package dev.rawline.lab.forensics;

import dev.rawline.lab.forensics.search.ThetaGroup;
import dev.rawline.lab.tolerance.ToleranceCurve;
import dev.rawline.lab.tolerance.ToleranceInterval;
import dev.rawline.learning.metric.Metric;
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
    return sentences;
  }

  private Optional<String> tolerances(List<ToleranceCurve> curves) {
    List<ToleranceInterval> ranked =
        ToleranceInterval.bySensitivity(curves.stream().map(ToleranceCurve::interval).toList());
    if (ranked.isEmpty()) {
      return Optional.empty();
    }
    String model = findings.curves().size() > 1 ? "The first model" : "It";
    long open = ranked.stream().filter(ToleranceInterval::isOpen).count();
    List<String> named =
        ranked.stream()
            .filter(interval -> !interval.isOpen())
            .limit(NAMED)
            .map(
                interval ->
                    "%s from %s to %s (default: %s)"
                        .formatted(
                            interval.parameter().name(),
                            NumberText.signed(interval.low().value(), 4),
                            NumberText.signed(interval.high().value(), 4),
                            NumberText.signed(interval.parameter().usual(), 4)))
            .toList();
    return Optional.of(
        named.isEmpty()
            ? String.format(
                Locale.ROOT,
                "%s drops by no more than %s points for any of the %d parameters examined, one at a"
                    + " time.",
                model,
                NumberText.signed(plan.delta(), 3),
                ranked.size())
            : String.format(
                Locale.ROOT,
                "%s drops by at most %s points with %s%s.%s",
                model,
                NumberText.signed(plan.delta(), 3),
                String.join(", ", named),
                ranked.size() == named.size()
                    ? ""
                    : "; of the %d parameters examined, one at a time, %s may have any value"
                        .formatted(ranked.size(), open == 0 ? "none" : open),
                coarse()));
  }

  /** Says so where no answer at all may change: an interval then ends at the first that does. */
  private String coarse() {
    double one = POINTS / samples;
    return findings.metric().equals(Metric.ACCURACY.toString()) && one > plan.delta()
        ? String.format(
            Locale.ROOT,
            " A single one of its %d samples counts %.1f points, more than that: these intervals"
                + " end where one more prediction is wrong.",
            samples,
            one)
        : "";
  }

  private String words(ForensicsFindings.Mean worst) {
    return String.format(
        Locale.ROOT,
        "The worst %s found (%s%s, %s) causes a drop of %.1f points at a closeness of %.3g; the same"
            + " number of random draws finds a drop of %.1f.",
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
