package dev.rawline.lab.quality;

import dev.rawline.lab.quality.effect.Compensation;
import dev.rawline.lab.quality.effect.CompensationBounds;
import dev.rawline.lab.quality.effect.CompensationFiles;
import dev.rawline.lab.quality.effect.PredictCompensation;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A proposed compensation, as {@code compensation.json} holds it for programs.
 *
 * @param applied always false: nothing is changed
 * @param happened the cause to which the batch is attributed, a sentence
 * @param changes camera parameter by camera parameter
 * @param undone the drift that they undo, by drift parameter: ratios, differences and deviations
 * @param left what no parameter undoes, a sentence each
 * @param bounds how far parameters may move
 */
record CompensationRecord(
    boolean applied,
    String happened,
    List<Change> changes,
    Map<String, Double> undone,
    List<String> left,
    Bounds bounds) {

  /** How far parameters may move. */
  record Bounds(double blackWithin, double gainsWithin) {}

  /** A camera parameter that is moved. */
  record Change(
      String name,
      String unit,
      double value,
      double wanted,
      double low,
      double high,
      boolean atBound) {}

  /** The metric under one camera. */
  record Step(String camera, String metric, double value, double low, double high) {}

  /**
   * The prediction.
   *
   * @param metric step by step
   * @param byPullback how the camera differs by its pictures
   * @param notes what to know before applying it
   */
  record Predicted(
      List<Step> metric, Optional<QualityRecord.Pictures> byPullback, List<String> notes) {
    static Predicted of(PredictCompensation.Prediction known) {
      return new Predicted(
          known.steps().stream()
              .map(
                  step ->
                      new Step(
                          step.how(),
                          step.metric(),
                          step.predicted().value(),
                          step.predicted().low(),
                          step.predicted().high()))
              .toList(),
          known.pictures().map(QualityRecord.Pictures::of),
          known.notes());
    }
  }

  static CompensationRecord of(
      String happened, Compensation compensation, CompensationBounds bounds) {
    return new CompensationRecord(
        false,
        happened,
        compensation.changes().stream()
            .map(
                change ->
                    new Change(
                        change.name(),
                        change.unit(),
                        change.value(),
                        change.wanted(),
                        change.low(),
                        change.high(),
                        change.bounded()))
            .toList(),
        CompensationFiles.undone(compensation.undone()),
        compensation.left(),
        new Bounds(bounds.black(), bounds.factor()));
  }
}
