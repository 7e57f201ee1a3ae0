package dev.rawline.lab.quality;

import dev.rawline.imaging.inspection.Defect;
import dev.rawline.lab.quality.cause.Attribution;
import dev.rawline.lab.quality.check.BatchCheck;
import dev.rawline.lab.quality.check.DriftComparisons;
import dev.rawline.lab.quality.check.FixedPatternChange;
import dev.rawline.lab.quality.check.FlaggedImage;
import dev.rawline.lab.quality.check.PopulationComparison;
import dev.rawline.lab.quality.check.QuantityAssessment;
import dev.rawline.lab.quality.check.ToleranceAssessment;
import dev.rawline.lab.quality.effect.MetricEffect;
import dev.rawline.lab.quality.effect.TaskEffect;
import dev.rawline.lab.quality.effect.ViewMatch;
import dev.rawline.lab.quality.reference.QualityReferenceFiles;
import dev.rawline.lab.quality.verdict.AcceptanceLimits;
import dev.rawline.lab.quality.verdict.Verdict;
import dev.rawline.learning.metric.IntervalEstimate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** What was judged → the values of {@code quality.json}, for machines. */
public final class QualityRecord {
  private QualityRecord() {}

  /**
   * Returns all of it; numbers without a limit have null in its place.
   *
   * @param effect what the changed camera means for the task, where that was asked
   */
  public static SequencedMap<String, Object> of(BatchCheck check, Optional<TaskEffect> effect) {
    SequencedMap<String, Object> record = new LinkedHashMap<>();
    record.put("verdict", check.verdict().word());
    record.put("batch", check.batch().name());
    record.put("images", check.batch().images().size());
    record.put("reference", check.reference().name());
    record.put("reference_images", check.reference().images().images());
    record.put("quantities", check.lines().stream().map(QualityRecord::line).toList());
    record.put("drift", drift(check.tests()));
    record.put("cause", check.attribution().map(QualityRecord::cause).orElse(null));
    record.put(
        "by_pullback",
        effect.flatMap(TaskEffect::pictures).map(QualityRecord::pictures).orElse(null));
    record.put("effect", effect.map(TaskEffect::metric).map(QualityRecord::effect).orElse(null));
    record.put("task", check.task().stream().map(QualityRecord::task).toList());
    record.put("offenders", check.offenders().stream().map(QualityRecord::offender).toList());
    record.put("fixed_pattern", check.pattern().map(QualityRecord::pattern).orElse(null));
    record.put(
        "new_defects",
        check
            .newDefects()
            .<Object>map(found -> found.stream().map(QualityRecord::defect).toList())
            .orElse(null));
    return record;
  }

  private static Map<String, Object> line(QuantityAssessment line) {
    SequencedMap<String, Object> told = new LinkedHashMap<>();
    told.put("name", line.quantity().toString());
    told.put("unit", line.quantity().unit());
    told.put("reference_mean", line.usual());
    told.put("reference_deviation", line.deviation());
    told.put("mean", line.measured().value());
    told.put("low", line.measured().low());
    told.put("high", line.measured().high());
    told.put("images", line.measured().images());
    List<Object> limits = new ArrayList<>();
    for (AcceptanceLimits limit : line.limits()) {
      SequencedMap<String, Object> one = new LinkedHashMap<>();
      one.put("source", limit.source().toString());
      one.put("low", finite(limit.low()));
      one.put("high", finite(limit.high()));
      one.put("verdict", line.judge(limit).map(Verdict::word).orElse(null));
      limits.add(one);
    }
    told.put("limits", limits);
    told.put("p", line.test().map(test -> test.test().pValue()).orElse(null));
    told.put("p_adjusted", line.test().map(test -> test.adjusted()).orElse(null));
    told.put("verdict", line.judged().map(Verdict::word).orElse(null));
    return told;
  }

  private static Map<String, Object> pattern(FixedPatternChange pattern) {
    SequencedMap<String, Object> told = new LinkedHashMap<>();
    told.put("unit", "DN");
    told.put("reference", pattern.usual().value());
    told.put("value", pattern.measured().value());
    told.put("low", pattern.measured().lower());
    told.put("high", pattern.measured().upper());
    told.put("limit", pattern.limits().high());
    told.put("verdict", pattern.verdict().word());
    return told;
  }

  private static Double finite(double value) {
    return Double.isFinite(value) ? Double.valueOf(value) : null;
  }

  private static Map<String, Object> drift(DriftComparisons tests) {
    SequencedMap<String, Object> told = new LinkedHashMap<>();
    told.put("drifted", tests.drifted());
    told.put("false_alarms", tests.level());
    List<Object> together = new ArrayList<>();
    for (PopulationComparison test : tests.populations()) {
      SequencedMap<String, Object> one = new LinkedHashMap<>();
      one.put("of", test.of());
      one.put("mmd", test.test().statistic());
      one.put("form", test.test().form().word());
      one.put("p", test.test().pValue());
      one.put("p_adjusted", test.adjusted());
      together.add(one);
    }
    told.put("together", together);
    return told;
  }

  private static Map<String, Object> cause(Attribution attribution) {
    SequencedMap<String, Object> told = new LinkedHashMap<>();
    told.put("said", QualityReferenceFiles.word(attribution.said()));
    told.put("sentence", attribution.sentence());
    told.put("causes", attribution.causes().stream().map(String::valueOf).toList());
    told.put("numbers", attribution.chosen().stream().map(QualityRecord::fitted).toList());
    told.put("others", attribution.others().stream().map(QualityRecord::fitted).toList());
    told.put("p_nothing", attribution.unmoved());
    told.put("p_left", attribution.left().isPresent() ? attribution.left().getAsDouble() : null);
    told.put("signs", attribution.signs().stream().map(QualityRecord::away).toList());
    return told;
  }

  private static Map<String, Object> away(Attribution.Away away) {
    SequencedMap<String, Object> told = new LinkedHashMap<>();
    told.put("quantity", away.quantity().toString());
    told.put("deviations", away.deviations());
    return told;
  }

  private static Map<String, Object> fitted(Attribution.Fitted fitted) {
    SequencedMap<String, Object> told = new LinkedHashMap<>();
    told.put("name", fitted.number().toString());
    told.put("unit", fitted.number().unit());
    told.put("value", finite(fitted.value()));
    told.put("low", finite(fitted.low()));
    told.put("high", finite(fitted.high()));
    return told;
  }

  static Map<String, Object> pictures(ViewMatch pictures) {
    SequencedMap<String, Object> told = new LinkedHashMap<>();
    told.put("numbers", pictures.numbers().stream().map(QualityRecord::fitted).toList());
    told.put("moments_left", pictures.distance());
    return told;
  }

  private static Map<String, Object> effect(MetricEffect effect) {
    SequencedMap<String, Object> told = new LinkedHashMap<>();
    told.put("metric", effect.metric());
    told.put("sound", interval(effect.reference()));
    told.put("predicted", interval(effect.predicted()));
    told.put("drop", interval(effect.drop()));
    told.put(
        "tolerated_drop", effect.tolerated().isPresent() ? effect.tolerated().getAsDouble() : null);
    told.put("verdict", effect.judgement().map(Verdict::word).orElse(null));
    told.put("how", effect.how());
    return told;
  }

  private static Map<String, Object> interval(IntervalEstimate estimate) {
    SequencedMap<String, Object> told = new LinkedHashMap<>();
    told.put("value", estimate.value());
    told.put("low", estimate.low());
    told.put("high", estimate.high());
    return told;
  }

  private static Map<String, Object> task(ToleranceAssessment line) {
    SequencedMap<String, Object> told = new LinkedHashMap<>();
    told.put("name", line.name());
    told.put("unit", line.interval().parameter().unit());
    told.put("value", finite(line.value()));
    told.put("low", finite(line.low()));
    told.put("high", finite(line.high()));
    told.put("tolerated_low", line.interval().low().value());
    told.put("tolerated_high", line.interval().high().value());
    told.put("verdict", line.verdict().word());
    return told;
  }

  private static Map<String, Object> offender(FlaggedImage offender) {
    SequencedMap<String, Object> told = new LinkedHashMap<>();
    told.put("image", offender.image());
    told.put("verdict", offender.verdict().word());
    told.put("why", offender.why());
    return told;
  }

  private static Map<String, Object> defect(Defect defect) {
    SequencedMap<String, Object> told = new LinkedHashMap<>();
    told.put("row", defect.row());
    told.put("column", defect.column());
    told.put("kind", QualityReferenceFiles.word(defect.kind()));
    told.put("evidence", defect.evidence());
    return told;
  }
}
