package dev.rawline.lab.training;

import dev.rawline.learning.joint.Evaluation;
import dev.rawline.learning.metric.ClassificationScores;
import dev.rawline.learning.metric.ConfidenceCalibration;
import dev.rawline.learning.metric.ConfusionCounts;
import dev.rawline.learning.metric.IntervalEstimate;
import dev.rawline.learning.metric.RegressionScores;
import dev.rawline.learning.metric.Scores;
import dev.rawline.learning.metric.SegmentationScores;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The result of an evaluation → values of {@link dev.rawline.data.file.JsonFile}. */
final class ScoresRecord {
  private ScoresRecord() {}

  /** Returns loss, every metric with its interval, and what a task has besides. */
  static Map<String, Object> of(Evaluation.Result result) {
    Map<String, Object> record = new LinkedHashMap<>();
    Scores scores = result.scores();
    record.put("samples", scores.samples());
    record.put("groups", scores.groups());
    record.put("loss", result.loss());
    record.put("main", scores.main().toString());
    Map<String, Object> estimates = new LinkedHashMap<>();
    scores.estimates().forEach((name, estimate) -> estimates.put(name, of(estimate)));
    record.put("metrics", estimates);
    switch (scores) {
      case ClassificationScores classes -> {
        Map<String, Object> byClass = new LinkedHashMap<>();
        classes.byClass().forEach((name, one) -> byClass.put(name, of(one)));
        record.put("by_class", byClass);
        record.put("confusion", of(classes.confusion()));
        record.put("reliability", of(classes.calibration()));
      }
      case SegmentationScores pixels -> record.put("reliability", of(pixels.calibration()));
      case RegressionScores _ -> {}
    }
    return record;
  }

  private static Map<String, Object> of(ClassificationScores.OfClass one) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("samples", one.samples());
    put(record, "precision", one.precision());
    put(record, "recall", one.recall());
    put(record, "f1", one.f1());
    return record;
  }

  private static void put(
      Map<String, Object> record, String name, Optional<IntervalEstimate> estimate) {
    record.put(name, estimate.map(ScoresRecord::of).orElse(null));
  }

  private static Map<String, Object> of(IntervalEstimate estimate) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("value", estimate.value());
    record.put("low", estimate.hasInterval() ? estimate.low() : null);
    record.put("high", estimate.hasInterval() ? estimate.high() : null);
    record.put("level", estimate.level());
    return record;
  }

  /** Rows are what samples are, columns what the model says. */
  private static Map<String, Object> of(ConfusionCounts confusion) {
    Map<String, Object> record = new LinkedHashMap<>();
    List<String> names = confusion.classes();
    record.put("classes", names);
    List<List<Long>> rows = new ArrayList<>();
    for (int truth = 0; truth < names.size(); truth++) {
      List<Long> row = new ArrayList<>();
      for (int said = 0; said < names.size(); said++) {
        row.add(confusion.count(truth, said));
      }
      rows.add(row);
    }
    record.put("counts", rows);
    return record;
  }

  private static List<Map<String, Object>> of(ConfidenceCalibration calibration) {
    List<Map<String, Object>> bins = new ArrayList<>();
    for (ConfidenceCalibration.Bin bin : calibration.bins()) {
      Map<String, Object> record = new LinkedHashMap<>();
      record.put("low", bin.low());
      record.put("high", bin.high());
      record.put("count", bin.count());
      record.put("confidence", bin.confidence());
      record.put("accuracy", bin.accuracy());
      bins.add(record);
    }
    return bins;
  }
}
