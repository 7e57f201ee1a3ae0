package dev.rawline.lab.synthesis;

import dev.rawline.data.config.IspFiles;
import dev.rawline.lab.book.Origins;
import dev.rawline.lab.book.RunLog;
import dev.rawline.lab.book.RunLog.Cell;
import dev.rawline.lab.book.RunLog.Measured;
import dev.rawline.lab.book.RunLog.Prediction;
import dev.rawline.lab.book.RunStart;
import dev.rawline.lab.book.RunState;
import dev.rawline.lab.drift.Condition;
import dev.rawline.lab.drift.DriftFindings;
import dev.rawline.lab.drift.DriftScore;
import dev.rawline.lab.step.Results;
import dev.rawline.learning.plan.ModelFolder;
import dev.rawline.learning.plan.TrainingPlanFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A drift experiment → what is written down of it: cells and predictions as they were found,
 * figures, files, and the models that were there already.
 *
 * @param experiment the experiment
 * @param run the run that is written down
 * @param results what its steps came to
 */
record WrittenDrift(Experiment experiment, RunLog run, Results results) {
  /** A folder may hold files of others, too. */
  private static final Pattern OURS =
      Pattern.compile(
          "(scores|cells|(matrix|corruptions)-.*)\\.csv|(findings|provenance)\\.json|report\\.html"
              + "|(matrix|differences|corruptions(-[0-9])?|corruption-drops|severities|effects"
              + "|ranks|published|worst-cell|views)\\.(png|svg)");

  /**
   * Writes down a model that was trained before, as a part of the run; one that was trained now has
   * been written down as it was.
   */
  void training(TrainStep training) throws IOException {
    if (!results.reused(training)) {
      return;
    }
    Path model = results.result(training);
    RunLog part =
        run.begin(
            new RunStart(
                experiment.plan().name(),
                training.name(),
                "train",
                Origins.of(
                    TrainingPlanFiles.text(training.data().plan()),
                    experiment.data().split().sum(),
                    List.of(training.data().plan().seed()))));
    part.parameters(training.data().settings());
    part.tags(Map.of("reused", "yes", "folder", model.toString()));
    for (String name :
        List.of(ModelFolder.PLAN, ModelFolder.SPLIT, ModelFolder.STATISTICS, ModelFolder.WEIGHTS)) {
      if (Files.isRegularFile(model.resolve(name))) {
        part.artefact("model/" + name, model.resolve(name));
      }
    }
    part.end(RunState.FINISHED);
  }

  /** Writes a cell down, and what the model says of single samples. */
  void evaluation(DriftScore score, Evaluated evaluated) throws IOException {
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
        evaluated.said().stream()
            .map(
                said ->
                    new Prediction(
                        score.trained(),
                        score.tested(),
                        corruption,
                        severity,
                        score.split(),
                        said.sample(),
                        said.truth(),
                        said.predicted(),
                        said.probability()))
            .toList());
  }

  /** Writes the figures down. */
  void findings(DriftFindings findings) throws IOException {
    List<Measured> figures = new ArrayList<>();
    findings
        .matchedMean()
        .ifPresent(mean -> figures.add(new Measured("matched_mean", 0, mean.value())));
    findings
        .driftDrop()
        .ifPresent(drop -> figures.add(new Measured("drift_drop", 0, drop.value())));
    findings
        .corruptionDrop()
        .forEach(
            (severity, drop) ->
                figures.add(new Measured("corruption_drop_severity_" + severity, 0, drop.value())));
    findings
        .ratio()
        .forEach(
            (severity, ratio) ->
                ratio.ifPresent(
                    known ->
                        figures.add(
                            new Measured(
                                "corruption_to_drift_ratio_severity_" + severity,
                                0,
                                known.value()))));
    run.metrics(figures);
  }

  /**
   * Keeps the files of the folder, but for the plan, which is kept already; and the chains of
   * conditions that the plan names beside it.
   */
  void files(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> inside = Files.list(folder)) {
      inside
          .filter(file -> OURS.matcher(file.getFileName().toString()).matches())
          .sorted()
          .forEach(files::add);
    }
    DriftPlan plan = experiment.plan();
    for (Condition condition :
        Stream.concat(plan.trained().stream(), plan.tested().stream()).distinct().toList()) {
      Path chain = folder.resolve(condition.isp()).normalize();
      if (chain.startsWith(folder.normalize()) && Files.isRegularFile(chain)) {
        files.add(chain);
        files.addAll(IspFiles.arrays(chain));
      }
    }
    for (Path file : files.stream().distinct().toList()) {
      run.artefact(folder.normalize().relativize(file.normalize()).toString(), file);
    }
  }
}
