package dev.rawline.lab.training;

import dev.rawline.data.file.JsonRecords;
import dev.rawline.data.set.Subset;
import dev.rawline.data.yaml.YamlText;
import dev.rawline.learning.assembly.ModelFolder;
import dev.rawline.learning.assembly.ResolvedPlan;
import dev.rawline.learning.plan.TrainingPlan;
import dev.rawline.learning.train.EpochReport;
import dev.rawline.workbench.book.CurrentOrigin;
import dev.rawline.workbench.book.RunLog;
import dev.rawline.workbench.book.RunLog.Measured;
import dev.rawline.workbench.book.RunLogs;
import dev.rawline.workbench.book.RunStart;
import dev.rawline.workbench.book.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A training → a run that is written down: the plan's keys are its parameters, what every epoch
 * came to are its metrics as they come, the scores of the sides follow at the end, and the files of
 * the model are its artefacts.
 *
 * @param logs where
 * @param experiment what the run belongs to
 */
public record TrainingLog(RunLogs logs, String experiment) {
  static final String COMMAND = "train";

  /** What the files of the model are called in a run: model/plan.yaml and so on. */
  static final String MODEL = "model";

  private static final double NANOSECONDS = 1e9;

  /** Begins to write a training down that is about to begin. */
  TrainingRun begin(ResolvedPlan asRun, Path folder) throws IOException {
    TrainingPlan plan = asRun.plan();
    RunLog run =
        logs.begin(
            new RunStart(
                experiment,
                String.valueOf(folder.toAbsolutePath().normalize().getFileName()),
                COMMAND,
                CurrentOrigin.of(
                    TrainingPlan.FILE.text(plan), asRun.split().sum(), List.of(plan.seed()))));
    run.parameters(YamlText.plain(asRun.settings()));
    run.tags(Map.of("data_set", asRun.dataSet().name(), "folder", folder.toString()));
    return new TrainingRun(run, TrainModel.metric(plan).toString());
  }

  /**
   * Records a model that was found complete, as its training would have written it; that took as
   * long as its epochs.
   *
   * @param data the plan that it was trained by, and its data set
   * @param folder the folder of the model
   * @throws IOException if a file cannot be read, or it cannot be written down
   */
  public void found(ResolvedPlan data, Path folder) throws IOException {
    double seconds = HistoryFile.read(folder).stream().mapToDouble(EpochReport::seconds).sum();
    found(data, folder, Duration.ofNanos(Math.round(seconds * NANOSECONDS)));
  }

  /**
   * Records a model that was found complete, as its training would have written it.
   *
   * @param data the plan that it was trained by, and its data set
   * @param folder the folder of the model
   * @param took how long its training took
   * @throws IOException if a file cannot be read, or it cannot be written down
   */
  public void found(ResolvedPlan data, Path folder, Duration took) throws IOException {
    TrainingRun begun = begin(new ModelFolder(folder).asRun(data), folder);
    RunState state = RunState.FAILED;
    try {
      begun.run.tags(Map.of("reused", "yes"));
      begun.all(HistoryFile.read(folder), folder);
      state = RunState.FINISHED;
    } finally {
      begun.run.end(state, took);
    }
  }

  /** A training that is being written down. */
  static final class TrainingRun {
    private final RunLog run;
    private final String metric;
    private final Set<Integer> recorded = new HashSet<>();

    /**
     * Begins.
     *
     * @param metric what the metric of the validation side is called
     */
    private TrainingRun(RunLog run, String metric) {
      this.run = run;
      this.metric = metric;
    }

    void epoch(EpochReport report) throws IOException {
      List<Measured> measured = new ArrayList<>();
      measured.add(of(report, "training_loss", report.trainingLoss()));
      report
          .validationLoss()
          .ifPresent(value -> measured.add(of(report, "validation_loss", value)));
      report.metric().ifPresent(value -> measured.add(of(report, "validation_" + metric, value)));
      measured.add(of(report, "learning_rate", report.rate()));
      measured.add(of(report, "epoch_seconds", report.seconds()));
      run.metrics(measured);
      recorded.add(report.epoch());
    }

    private static Measured of(EpochReport report, String name, double value) {
      return new Measured(name, report.epoch(), value);
    }

    void ends(TrainModel.Result result, Path folder) throws IOException {
      switch (result) {
        case TrainModel.Result.UpToDate() -> {}
        case TrainModel.Result.Stopped _ -> run.end(RunState.STOPPED);
        case TrainModel.Result.Trained trained -> {
          all(trained.history(), folder);
          run.end(RunState.FINISHED);
        }
      }
    }

    private void all(List<EpochReport> history, Path folder) throws IOException {
      for (EpochReport report : history) {
        if (!recorded.contains(report.epoch())) {
          epoch(report); // of an earlier run, which was interrupted
        }
      }
      FinalScores scores = JsonRecords.read(folder.resolve(ModelFolder.METRICS), FinalScores.class);
      run.metrics(scores.measured());
      if (scores.warnings.isPresent()) {
        run.tags(Map.of("warnings", String.join("; ", scores.warnings.get())));
      }
      keep(folder);
    }

    void fails() throws IOException {
      run.end(RunState.FAILED);
    }

    /** Checkpoints are for going on, and large; all else of the folder is the model. */
    private void keep(Path folder) throws IOException {
      List<Path> inside;
      try (Stream<Path> all = Files.list(folder)) {
        inside =
            all.filter(path -> !path.getFileName().toString().equals(ModelFolder.CHECKPOINTS))
                .filter(path -> !path.getFileName().toString().startsWith("."))
                .sorted()
                .toList();
      }
      for (Path path : inside) {
        run.artefact("%s/%s".formatted(MODEL, path.getFileName()), path);
      }
    }
  }

  /** The scores of the weights that a model ends with, by side; keys of {@code metrics.json}. */
  private record FinalScores(
      Optional<Integer> bestEpoch,
      Optional<Side> validation,
      Optional<Side> test,
      Optional<List<String>> warnings) {

    /** The scores of a side. */
    private record Side(double loss, SequencedMap<String, Score> metrics) {}

    /** A metric, without its interval. */
    private record Score(double value) {}

    /** Returns the scores by names other than those of the epochs. */
    List<Measured> measured() {
      List<Measured> measured = new ArrayList<>();
      bestEpoch.ifPresent(best -> measured.add(new Measured("best_epoch", 0, best)));
      validation.ifPresent(side -> add(measured, Subset.VALIDATION, side));
      test.ifPresent(side -> add(measured, Subset.TEST, side));
      return measured;
    }

    private static void add(List<Measured> measured, Subset subset, Side side) {
      String of = "final_%s_".formatted(subset.word());
      measured.add(new Measured(of + "loss", 0, side.loss));
      side.metrics.forEach((name, score) -> measured.add(new Measured(of + name, 0, score.value)));
    }
  }
}
