package dev.rawline.lab.quality;

import dev.rawline.imaging.inspection.Defect;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.quality.cause.Attribution;
import dev.rawline.lab.quality.check.BatchCheck;
import dev.rawline.lab.quality.check.DriftComparison;
import dev.rawline.lab.quality.check.DriftComparisons;
import dev.rawline.lab.quality.check.FixedPatternChange;
import dev.rawline.lab.quality.check.FlaggedImage;
import dev.rawline.lab.quality.check.QuantityAssessment;
import dev.rawline.lab.quality.check.ToleranceAssessment;
import dev.rawline.lab.quality.effect.MetricEffect;
import dev.rawline.lab.quality.effect.PredictEffect.TaskEffect;
import dev.rawline.lab.quality.effect.ViewMatch;
import dev.rawline.lab.quality.reference.QualityReferenceFiles;
import dev.rawline.lab.quality.verdict.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * The results of a check, as {@code quality.json} holds them for programs: the keys are the
 * components in snake case; a limit that does not exist is null.
 *
 * @param verdict the verdict on the batch
 * @param batch its name
 * @param images how many images it has
 * @param reference the name of the reference
 * @param referenceImages how many images the reference has
 * @param quantities the verdicts, quantity by quantity
 * @param drift the drift tests of many numbers
 * @param cause the change of the camera to which the batch is attributed
 * @param byPullback how the camera differs by its pictures
 * @param effect the predicted effect on the task
 * @param task the verdicts by the task's tolerance
 * @param offenders the outliers
 * @param fixedPattern the pattern that pixels keep
 * @param newDefects the pixels that became defective
 */
public record QualityRecord(
    Verdict verdict,
    String batch,
    int images,
    String reference,
    int referenceImages,
    List<QuantityLine> quantities,
    Drift drift,
    Optional<Cause> cause,
    Optional<Pictures> byPullback,
    Optional<Effect> effect,
    List<TaskLine> task,
    List<FlaggedImage> offenders,
    Optional<Pattern> fixedPattern,
    Optional<List<DefectivePixel>> newDefects) {

  /**
   * Returns the results of a check.
   *
   * @param effect what the changed camera means for the task, where that was predicted
   */
  public static QualityRecord of(BatchCheck check, Optional<TaskEffect> effect) {
    return new QualityRecord(
        check.verdict(),
        check.batch().name(),
        check.batch().images().size(),
        check.reference().name(),
        check.reference().images().images(),
        check.lines().stream().map(QuantityLine::of).toList(),
        Drift.of(check.tests()),
        check.attribution().map(Cause::of),
        effect.flatMap(TaskEffect::pictures).map(Pictures::of),
        effect.map(TaskEffect::metric).map(Effect::of),
        check.task().stream().map(TaskLine::of).toList(),
        check.offenders(),
        check.pattern().map(Pattern::of),
        check.newDefects().map(found -> found.stream().map(DefectivePixel::of).toList()));
  }

  private static Optional<Double> finite(double value) {
    return Optional.of(value).filter(Double::isFinite);
  }

  /** A quantity. */
  public record QuantityLine(
      String name,
      String unit,
      double referenceMean,
      double referenceDeviation,
      double mean,
      double low,
      double high,
      int images,
      List<Limit> limits,
      Optional<Double> p,
      Optional<Double> pAdjusted,
      Optional<Verdict> verdict) {
    static QuantityLine of(QuantityAssessment line) {
      return new QuantityLine(
          line.quantity().toString(),
          line.unit(),
          line.usual(),
          line.deviation(),
          line.measured().value(),
          line.measured().low(),
          line.measured().high(),
          line.images(),
          line.limits().stream()
              .map(
                  limit ->
                      new Limit(
                          limit.source().toString(),
                          finite(limit.low()),
                          finite(limit.high()),
                          line.judge(limit)))
              .toList(),
          line.test().map(DriftComparison::pValue),
          line.test().map(DriftComparison::adjusted),
          line.judged());
    }
  }

  /** The limits of one source, and their verdict; null where they do not decide. */
  public record Limit(
      String source, Optional<Double> low, Optional<Double> high, Optional<Verdict> verdict) {}

  /** The drift tests. */
  public record Drift(
      boolean drifted, double falseAlarms, List<Population> together, List<Rate> rates) {
    static Drift of(DriftComparisons tests) {
      return new Drift(
          tests.drifted(),
          tests.level(),
          tests.populations().stream()
              .map(
                  test ->
                      new Population(
                          test.label(),
                          test.statistic(),
                          test.form(),
                          test.pValue(),
                          test.adjusted()))
              .toList(),
          Stream.concat(tests.rates().stream(), tests.device().stream())
              .map(test -> new Rate(test.label(), test.pValue(), test.adjusted()))
              .toList());
    }
  }

  /** A test of how many images, or pixels, have a fault. */
  public record Rate(String of, double p, double pAdjusted) {}

  /** A test of many numbers. */
  public record Population(String of, double mmd, String form, double p, double pAdjusted) {}

  /** The change of the camera. */
  public record Cause(
      String said,
      String sentence,
      List<String> causes,
      List<Parameter> numbers,
      List<Parameter> others,
      double pNothing,
      OptionalDouble pLeft,
      List<Attribution.Shift> signs) {
    static Cause of(Attribution found) {
      return new Cause(
          QualityReferenceFiles.word(found.conclusion()),
          found.sentence(),
          found.causes().stream().map(String::valueOf).toList(),
          Parameter.of(found.chosen()),
          Parameter.of(found.others()),
          found.unmoved(),
          found.left(),
          found.signs());
    }
  }

  /** A drift parameter with its 95 % interval. */
  public record Parameter(
      String name,
      String unit,
      Optional<Double> value,
      Optional<Double> low,
      Optional<Double> high) {
    static List<Parameter> of(List<Attribution.Fitted> fitted) {
      return fitted.stream()
          .map(
              each ->
                  new Parameter(
                      each.number().toString(),
                      each.number().unit(),
                      finite(each.estimate().value()),
                      finite(each.estimate().low()),
                      finite(each.estimate().high())))
          .toList();
    }
  }

  /** How the camera differs by its pictures. */
  public record Pictures(List<Parameter> numbers, double momentsLeft) {
    static Pictures of(ViewMatch match) {
      return new Pictures(Parameter.of(match.numbers()), match.distance());
    }
  }

  /** The effect on a metric of the task. */
  public record Effect(
      String metric,
      Interval sound,
      Interval predicted,
      Interval drop,
      OptionalDouble toleratedDrop,
      Optional<Verdict> verdict,
      String how) {
    static Effect of(MetricEffect effect) {
      return new Effect(
          effect.metric(),
          Interval.of(effect.reference()),
          Interval.of(effect.predicted()),
          Interval.of(effect.drop()),
          effect.tolerated(),
          effect.judged(),
          effect.how());
    }
  }

  /** A number with its 95 % interval. */
  public record Interval(double value, double low, double high) {
    static Interval of(Estimate estimate) {
      return new Interval(estimate.value(), estimate.low(), estimate.high());
    }
  }

  /** A camera parameter that the task's model tolerates between limits. */
  public record TaskLine(
      String name,
      String unit,
      Optional<Double> value,
      Optional<Double> low,
      Optional<Double> high,
      double toleratedLow,
      double toleratedHigh,
      Verdict verdict) {
    static TaskLine of(ToleranceAssessment line) {
      return new TaskLine(
          line.name(),
          line.unit(),
          finite(line.equivalent().value()),
          finite(line.equivalent().low()),
          finite(line.equivalent().high()),
          line.interval().low().value(),
          line.interval().high().value(),
          line.verdict());
    }
  }

  /** The pattern that pixels keep [DN]. */
  public record Pattern(
      String unit,
      double reference,
      double value,
      double low,
      double high,
      double limit,
      Verdict verdict) {
    static Pattern of(FixedPatternChange pattern) {
      return new Pattern(
          pattern.unit(),
          pattern.usual().value(),
          pattern.measured().value(),
          pattern.measured().low(),
          pattern.measured().high(),
          pattern.limit().high(),
          pattern.verdict());
    }
  }

  /** A pixel that became defective. */
  public record DefectivePixel(int row, int column, String kind, double evidence) {
    static DefectivePixel of(Defect defect) {
      return new DefectivePixel(
          defect.row(),
          defect.column(),
          QualityReferenceFiles.word(defect.kind()),
          defect.evidence());
    }
  }
}
