package dev.rawline.lab.drift;

import dev.rawline.learning.metric.IntervalEstimate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Findings → values of {@link dev.rawline.data.file.JsonFile}; what is not known is null. */
final class DriftFindingsRecord {
  private static final int WORST = 10;

  private DriftFindingsRecord() {}

  /**
   * Returns everything that was found.
   *
   * @param cells every metric of every cell
   * @param origin where the findings come from, as values of a JSON file
   */
  static Map<String, Object> of(
      DriftFindings findings, List<MeasuredCell> cells, Map<String, Object> origin) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("metric", findings.metric());
    record.put("higher_is_better", findings.higherIsBetter());
    record.put("splits", List.copyOf(findings.matrix().splits()));
    record.put("trained", findings.matrix().trained());
    record.put("tested", findings.matrix().tested());
    record.put("matched_mean", of(findings.matchedMean()));
    record.put("drift_drop", of(findings.driftDrop()));
    Map<String, Object> corruptionDrop = new LinkedHashMap<>();
    findings
        .corruptionDrop()
        .forEach((severity, drop) -> corruptionDrop.put("" + severity, of(drop)));
    record.put("corruption_drop", corruptionDrop);
    Map<String, Object> ratio = new LinkedHashMap<>();
    findings.ratio().forEach((severity, one) -> ratio.put("" + severity, of(one)));
    record.put("ratio", ratio);
    record.put("worst", findings.worst(WORST).stream().map(DriftFindingsRecord::of).toList());
    record.put("effects", findings.effects().stream().map(DriftFindingsRecord::of).toList());
    record.put("ranks", findings.ranks().map(DriftFindingsRecord::of).orElse(null));
    Map<String, Object> ranks = new LinkedHashMap<>();
    findings
        .corruptions()
        .keySet()
        .forEach(
            severity ->
                ranks.put(
                    "" + severity,
                    findings.ranks(severity).map(DriftFindingsRecord::of).orElse(null)));
    record.put("ranks_by_severity", ranks);
    record.put("published", findings.published().map(DriftFindingsRecord::of).orElse(null));
    record.put("cells", cells.stream().map(DriftFindingsRecord::of).toList());
    record.put("origin", origin);
    return record;
  }

  private static Map<String, Object> of(Optional<IntervalEstimate> estimate) {
    return estimate.map(DriftFindingsRecord::of).orElse(null);
  }

  private static Map<String, Object> of(IntervalEstimate estimate) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("value", estimate.value());
    putInterval(record, estimate);
    return record;
  }

  private static void putInterval(Map<String, Object> record, IntervalEstimate estimate) {
    boolean known = estimate.hasInterval();
    record.put("low", known ? estimate.low() : null);
    record.put("high", known ? estimate.high() : null);
    record.put("level", estimate.level());
  }

  private static Map<String, Object> of(DriftFindings.WorstCell cell) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("trained", cell.trained());
    record.put("tested", cell.tested());
    record.put("matched", cell.matched());
    record.put("value", cell.value());
    record.put("lost", cell.lost());
    return record;
  }

  private static Map<String, Object> of(MainEffect effect) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("stage", effect.stage());
    record.put("effect", of(effect.effect()));
    record.put("share", effect.share());
    return record;
  }

  private static Map<String, Object> of(RankChanges changes) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("kendall", changes.kendall());
    record.put("spearman", changes.spearman());
    record.put("models", changes.ranks().stream().map(DriftFindingsRecord::of).toList());
    return record;
  }

  private static Map<String, Object> of(RankChanges.Rank rank) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("trained", rank.trained());
    record.put("by_drift", rank.byDrift());
    record.put("by_corruptions", rank.byCorruptions());
    return record;
  }

  private static Map<String, Object> of(PublishedDrift published) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("name", published.name());
    record.put("matched_mean", published.matchedMean());
    record.put("drift_drop", published.driftDrop());
    record.put("corruption_drop", Map.of("" + PublishedDrift.SEVERITY, published.corruptionDrop()));
    record.put("ratio", Map.of("" + PublishedDrift.SEVERITY, published.ratio()));
    record.put("matrix", published.matrix().map(DriftFindingsRecord::of).orElse(null));
    return record;
  }

  private static Map<String, Object> of(DriftMatrix matrix) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("trained", matrix.trained());
    record.put("tested", matrix.tested());
    record.put(
        "cells",
        matrix.cells().stream()
            .map(
                row ->
                    row.stream()
                        .map(cell -> cell.map(DriftMatrix.Cell::mean).orElse(null))
                        .toList())
            .toList());
    return record;
  }

  private static Map<String, Object> of(MeasuredCell cell) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("trained", cell.trained());
    record.put("tested", cell.tested());
    record.put("corruption", cell.corruption().map(DriftScore.Corrupted::name).orElse(null));
    record.put("severity", cell.corruption().map(DriftScore.Corrupted::severity).orElse(0));
    Map<String, Object> metrics = new LinkedHashMap<>();
    cell.metrics().forEach((name, metric) -> metrics.put(name, of(metric)));
    record.put("metrics", metrics);
    return record;
  }

  private static Map<String, Object> of(MeasuredCell.OfMetric metric) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("mean", metric.cell().mean());
    int splits = metric.cell().bySplit().size();
    record.put("deviation", splits < 2 ? null : metric.cell().deviation());
    putInterval(record, metric.interval());
    record.put("splits", splits);
    record.put("drop", metric.drop().map(MetricDrop::mean).orElse(null));
    return record;
  }
}
