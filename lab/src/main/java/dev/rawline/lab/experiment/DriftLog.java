package dev.rawline.lab.experiment;

import dev.rawline.lab.evaluation.EvaluationResult;
import dev.rawline.lab.training.TrainStep;
import dev.rawline.workbench.book.RunLog;
import dev.rawline.workbench.book.RunLog.Cell;
import dev.rawline.workbench.book.RunLog.PredictionEntry;
import dev.rawline.workbench.step.StepResults;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A drift experiment → what is written down of it: cells and predictions as they were found,
 * figures, and the models that were there already.
 *
 * @param run the run that is recorded
 * @param results what its steps came to
 */
public record DriftLog(RunLog run, StepResults results) {
  /**
   * Writes down a model that was trained before, as a part of the run; one that was trained now has
   * been written down as it was.
   */
  public void training(TrainStep training) throws IOException {
    if (results.ranElsewhere(training)) {
      training.found(results.result(training), results.took(training));
    }
  }

  /**
   * Writes down how a model does without a corruption, and what it predicts of single samples.
   *
   * @return the score
   */
  public DriftScore evaluation(String trained, String tested, int split, EvaluationResult evaluated)
      throws IOException {
    DriftScore score =
        new DriftScore(trained, tested, Optional.empty(), split, evaluated.metrics());
    evaluation(score, evaluated);
    return score;
  }

  /** Records a cell, and the predictions of single samples. */
  public void evaluation(DriftScore score, EvaluationResult evaluated) throws IOException {
    String corruption = score.corruption().map(DriftScore.Corrupted::name).orElse("");
    int severity = score.corruption().map(DriftScore.Corrupted::severity).orElse(0);
    List<Cell> cells = new ArrayList<>();
    score
        .metrics()
        .forEach(
            (metric, value) ->
                cells.add(
                    new Cell(
                        score.trained(),
                        score.tested(),
                        corruption,
                        severity,
                        score.split(),
                        metric,
                        value)));
    run.cells(cells);
    run.predictions(
        evaluated.predictions().stream()
            .map(
                answer ->
                    new PredictionEntry(
                        score.trained(),
                        score.tested(),
                        corruption,
                        severity,
                        score.split(),
                        answer.sample(),
                        answer.truth(),
                        answer.predicted(),
                        answer.probability()))
            .toList());
  }
}
