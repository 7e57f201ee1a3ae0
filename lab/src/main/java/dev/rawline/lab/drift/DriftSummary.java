package dev.rawline.lab.drift;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.drift.DriftFindings.WorstCell;
import dev.rawline.lab.statistic.Significance;
import dev.rawline.lab.statistic.SplitValues;
import dev.rawline.learning.metric.MetricLabel;
import dev.rawline.workbench.text.EstimateFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * What drift does to models, in three sentences: their matched performance, the drop under drift,
 * and the drop under corruptions. They claim no more than the numbers show: a loss whose interval
 * holds 0 is not reported as one.
 *
 * @param matched how good models are where nothing changes
 * @param drift the drop under drift
 * @param corruptions the drop under corruptions; where none were measured, what explains the loss
 */
public record DriftSummary(String matched, String drift, String corruptions) {
  /** Returns the story of some findings. */
  public static DriftSummary of(DriftFindings findings) {
    return new DriftSummary(matched(findings), drift(findings), corruptions(findings));
  }

  /** Returns the three sentences in their order. */
  public List<String> sentences() {
    return List.of(matched, drift, corruptions);
  }

  private static String matched(DriftFindings findings) {
    String metric = MetricLabel.of(findings.metric());
    Set<Integer> splits = findings.matrix().matchedSplits();
    return findings
        .matchedMean()
        .map(
            mean ->
                "Under matched conditions a model reaches %s of %s on average (%s).%s"
                    .formatted(
                        article(metric),
                        EstimateFormat.value(mean),
                        certainty(mean, splits),
                        guessed(findings)))
        .orElse(
            "No model was tested under matched conditions, so that the drop under drift is"
                + " unknown.");
  }

  /** Returns a warning where models are hardly better than chance. */
  private static String guessed(DriftFindings findings) {
    return findings
        .guess()
        .filter(_ -> findings.hardlyLearned())
        .map(
            guess ->
                " These models are close to chance level (%d classes: %s). The numbers below do not show the effect of drift."
                    .formatted(guess.classes(), EstimateFormat.value(guess.share())))
        .orElse("");
  }

  private static String article(String metric) {
    boolean vowel = "aeiouAEI".indexOf(metric.charAt(0)) >= 0;
    return (vowel ? "an " : "a ") + metric;
  }

  private static String certainty(Estimate estimate, Set<Integer> splits) {
    return estimate.hasInterval()
        ? "%s interval %s: %s"
            .formatted(
                EstimateFormat.level(estimate),
                DriftFindings.over(splits),
                EstimateFormat.interval(estimate))
        : withoutInterval(splits);
  }

  /**
   * Returns why the uncertainty of a number is unknown.
   *
   * @param splits the splits that it is of: those that all its cells have
   */
  static String withoutInterval(Set<Integer> splits) {
    return switch (splits.size()) {
      case 0 -> "no interval is available: its cells have no split of the data in common";
      case 1 -> "from a single split of the data";
      case 2, 3, 4 ->
          "from %d splits of the data: no interval, because it takes %d, or predictions of single samples"
              .formatted(splits.size(), SplitValues.ENOUGH);
      default ->
          "no interval is available: all %d splits of the data agree exactly, or it would cover every possible value"
              .formatted(splits.size());
    };
  }

  private static String drift(DriftFindings findings) {
    Optional<Estimate> found = findings.driftDrop();
    if (found.isEmpty()) {
      return "No model was tested under other conditions, so that the drop under drift is unknown.";
    }
    Estimate drop = found.get();
    Set<Integer> splits = findings.matrix().commonSplits();
    String lost =
        drop.hasInterval() && !Significance.isNonZero(drop)
            ? "the average drop of %s is not significant".formatted(EstimateFormat.value(drop))
            : lost(drop)
                + (drop.hasInterval() || splits.size() != 1
                    ? " on average"
                    : "; the variation by chance is unknown");
    String certainty =
        drop.hasInterval()
            ? " (%s)".formatted(interval(drop, splits))
            : splits.size() == 1 ? "" : " (%s)".formatted(withoutInterval(splits));
    return "Where %s different, %s%s%s."
        .formatted(
            changed(findings),
            lost,
            certainty,
            findings.worst().map(cell -> worst(cell, drop)).orElse(""));
  }

  /**
   * Returns the part of the camera that differs: the processing alone, where all conditions name it
   * alone.
   */
  private static String changed(DriftFindings findings) {
    boolean processing =
        Stream.concat(findings.matrix().trained().stream(), findings.matrix().tested().stream())
            .noneMatch(name -> name.contains(","));
    return processing ? "only the camera’s processing is" : "the camera is";
  }

  private static String lost(Estimate drop) {
    return drop.value() >= 0
        ? "the drop is " + EstimateFormat.value(drop)
        : "the gain is %s".formatted(EstimateFormat.value(drop).replace("−", ""));
  }

  private static String worst(WorstCell cell, Estimate drop) {
    String lost = EstimateFormat.value(cell.lost(), drop);
    boolean seen = !lost.matches("[0.]*");
    return seen
        ? ", and %s%s at worst: trained on %s and tested on %s"
            .formatted(
                drop.value() > 0 && (!drop.hasInterval() || Significance.isNonZero(drop))
                    ? ""
                    : "a drop of ",
                lost,
                cell.trained(),
                cell.tested())
        : "";
  }

  private static String interval(Estimate estimate, Set<Integer> splits) {
    return "%s interval %s%s"
        .formatted(
            EstimateFormat.level(estimate),
            splits.size() < SplitValues.ENOUGH ? "over samples " : "",
            EstimateFormat.interval(estimate));
  }

  private static String corruptions(DriftFindings findings) {
    SortedMap<Integer, Estimate> drops = findings.corruptionDrop();
    if (drops.isEmpty()) {
      return effect(findings);
    }
    int severity = severity(findings);
    Estimate drop = drops.get(severity);
    Optional<Estimate> ratio = findings.ratio().getOrDefault(severity, Optional.empty());
    String compared =
        ratio
            .map(
                times ->
                    "%s times the drop under drift%s"
                        .formatted(
                            SeverityPlot.times(times.value()),
                            times.hasInterval()
                                ? " (%s)".formatted(EstimateFormat.interval(times))
                                : ""))
            .map(times -> withoutFloor(findings, severity) + times)
            .orElseGet(
                () ->
                    ", and no ratio to drift is given, because "
                        + withoutRatio(findings, severity));
    return "Under corruptions of severity %d, applied to processed images as in benchmarks, the drop is %s%s%s."
        .formatted(severity, EstimateFormat.value(drop), compared, ranks(findings.ranks()));
  }

  /** Returns what the ratio leaves out, as the beginning of its sentence. */
  private static String withoutFloor(DriftFindings findings, int severity) {
    FloorLimits floor = findings.floor();
    if (!floor.limits(severity)) {
      return ", ";
    }
    List<String> left = floor.words(severity);
    return "; without what is at %s (%s) it is "
        .formatted(findings.guess().orElseThrow().words(), String.join("; ", left));
  }

  /** Returns why there is no ratio of corruptions to drift. */
  static String withoutRatio(DriftFindings findings, int severity) {
    if (findings.isAtFloor(severity)) {
      return "models are at %s, so that drops are limited (%s)"
          .formatted(
              findings.guess().orElseThrow().words(),
              String.join("; ", findings.floor().words(severity)));
    }
    return findings
        .driftDrop()
        .map(
            drop -> {
              if (drop.high() < 0) {
                return "there is no drop under drift";
              }
              return drop.hasInterval()
                  ? "the drop under drift is not significant"
                  : "the uncertainty of the drop under drift is unknown";
            })
        .orElse("the drop under drift was not measured");
  }

  /** Returns the severity of the summary: the published one, or the one in the middle. */
  static int severity(DriftFindings findings) {
    List<Integer> severities = List.copyOf(findings.corruptionDrop().keySet());
    return severities.contains(PublishedDrift.SEVERITY)
        ? PublishedDrift.SEVERITY
        : severities.get(severities.size() / 2);
  }

  private static String ranks(Optional<RankChanges> ranks) {
    return ranks.flatMap(RankChanges::shown).map(shown -> "; " + shown).orElse("");
  }

  private static String effect(DriftFindings findings) {
    if (findings.effects().isEmpty() || findings.effects().getFirst().share() == 0) {
      return "No corruptions were measured.";
    }
    MainEffect largest = findings.effects().getFirst();
    return "Among the camera’s stages, %s explains the largest share of the drop: %s of the variance over all cells%s."
        .formatted(
            largest.stage(),
            EffectBars.percent(largest.share()),
            largest.effect().hasInterval() && !Significance.isNonZero(largest.effect())
                ? "; its effect is not significant"
                : "");
  }
}
