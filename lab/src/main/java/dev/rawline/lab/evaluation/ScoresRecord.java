package dev.rawline.lab.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.learning.joint.Evaluation;
import dev.rawline.learning.metric.ClassificationScores;
import dev.rawline.learning.metric.ConfidenceCalibration;
import dev.rawline.learning.metric.ConfusionCounts;
import dev.rawline.learning.metric.Scores;
import dev.rawline.learning.metric.Scores.RegressionScores;
import dev.rawline.learning.metric.Scores.SegmentationScores;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.IntStream;

/** The form of the result of an evaluation: loss, metrics with intervals, and details by task. */
public record ScoresRecord(
    int samples,
    int groups,
    double loss,
    String main,
    SequencedMap<String, Estimate> metrics,
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
        Optional<SequencedMap<String, ClassificationScores.OfClass>> byClass,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<Confusion> confusion,
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
        Optional<List<ConfidenceCalibration.Bin>> reliability) {

  public static ScoresRecord of(Evaluation.Result result) {
    Scores scores = result.scores();
    Optional<ClassificationScores> classes =
        scores instanceof ClassificationScores found ? Optional.of(found) : Optional.empty();
    Optional<ConfidenceCalibration> calibration =
        switch (scores) {
          case ClassificationScores found -> Optional.of(found.calibration());
          case SegmentationScores found -> Optional.of(found.calibration());
          case RegressionScores _ -> Optional.empty();
        };
    return new ScoresRecord(
        scores.samples(),
        scores.groups(),
        result.loss(),
        scores.main().toString(),
        scores.estimates(),
        classes.map(ClassificationScores::byClass),
        classes.map(found -> Confusion.of(found.confusion())),
        calibration.map(ConfidenceCalibration::bins));
  }

  /** Counts by true class (rows) and predicted class (columns). */
  private record Confusion(List<String> classes, List<List<Long>> counts) {
    static Confusion of(ConfusionCounts confusion) {
      List<String> names = confusion.classes();
      return new Confusion(
          names,
          IntStream.range(0, names.size())
              .mapToObj(
                  truth ->
                      IntStream.range(0, names.size())
                          .mapToObj(predicted -> confusion.count(truth, predicted))
                          .toList())
              .toList());
    }
  }
}
