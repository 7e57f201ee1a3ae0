package dev.rawline.lab.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.rawline.data.file.JsonRecords;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.load.LoadedSample;
import dev.rawline.data.picture.PngFile;
import dev.rawline.data.set.Sample;
import dev.rawline.data.set.Subset;
import dev.rawline.lab.evaluation.PredictionsFile;
import dev.rawline.lab.evaluation.ScorePlots;
import dev.rawline.lab.evaluation.ScoresRecord;
import dev.rawline.learning.assembly.ModelFolder;
import dev.rawline.learning.assembly.ResolvedPlan;
import dev.rawline.learning.datamodel.ParametrizedModel;
import dev.rawline.learning.distributed.ProcessGroup;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.joint.Evaluation;
import dev.rawline.learning.joint.JointModel;
import dev.rawline.learning.metric.ChanceLevel;
import dev.rawline.learning.metric.Metric;
import dev.rawline.learning.plan.ReferenceResolver;
import dev.rawline.learning.plan.TrackingPlan;
import dev.rawline.learning.plan.TrainingPlan;
import dev.rawline.learning.sample.Preparation;
import dev.rawline.learning.sample.PreparedSample;
import dev.rawline.learning.train.EpochReport;
import dev.rawline.learning.train.Trainer;
import dev.rawline.learning.train.TrainingListener;
import dev.rawline.learning.train.TrainingOutcome;
import dev.rawline.learning.train.TrainingSettings;
import dev.rawline.workbench.book.RunLogs;
import dev.rawline.workbench.output.FolderLock;
import dev.rawline.workbench.output.Machine;
import dev.rawline.workbench.output.Provenance;
import dev.rawline.workbench.output.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.CancellationException;

/**
 * A plan → the folder of a trained model.
 *
 * <p>The folder holds the weights ({@code model.safetensors}; {@code theta.yaml} or {@code
 * data-model.safetensors}), the plan as it was run, the split, the results of every epoch, the
 * metrics of the validation and test sides, pictures of them, and the provenance. An interrupted
 * run resumes when it is run again in the same folder.
 */
public final class TrainModel {
  /** The picture of what every epoch came to. */
  public static final String CURVES = "curves.png";

  /** Is in the folder until all of the run is written down. */
  private static final String UNWRITTEN = ".unwritten";

  private final ResolvedPlan data;
  private final ReferenceResolver references;
  private final ModelFolder folder;
  private final Engine engine;
  private final TrainingListener progress;
  private Optional<Trainer> trainer = Optional.empty();
  private Optional<TrainingLog> log = Optional.empty();
  private Optional<TrainingLog.TrainingRun> written = Optional.empty();
  private final List<String> warnings = new ArrayList<>();
  private ProcessGroup processes = ProcessGroup.ALONE;
  private boolean later;
  private boolean stopping;

  /**
   * Prepares training; nothing is written yet.
   *
   * @param data the plan and its data set
   * @param planFolder where relative paths of the plan begin
   * @param folder where the model goes; made if it does not exist
   */
  public TrainModel(
      ResolvedPlan data, Path planFolder, Path folder, Engine engine, TrainingListener progress) {
    this(data, ReferenceResolver.in(planFolder), folder, engine, progress);
  }

  /**
   * Prepares training; nothing is written yet.
   *
   * @param data the plan and its data set
   * @param references where what the plan names is looked up
   * @param folder where the model goes; made if it does not exist
   */
  public TrainModel(
      ResolvedPlan data,
      ReferenceResolver references,
      Path folder,
      Engine engine,
      TrainingListener progress) {
    this.data = data;
    this.references = references;
    this.folder = new ModelFolder(folder);
    this.engine = engine;
    this.progress = progress;
  }

  /**
   * Has the run written down: its parameters are the plan's keys, its metrics the results of every
   * epoch and of the model, its artefacts the files of the folder, called model/…. A model that
   * already exists is recorded if its own run could not be.
   *
   * @param logs where
   * @param experiment what the run belongs to
   * @return this
   */
  public TrainModel logged(RunLogs logs, String experiment) {
    log = Optional.of(new TrainingLog(logs, experiment));
    return this;
  }

  /**
   * Marks the model for the lab book: the next command that finds it records it, as {@link #logged}
   * states.
   *
   * @return this
   */
  public TrainModel loggedLater() {
    later = true;
    return this;
  }

  /**
   * Trains together with other processes of the same plan. The first writes the folder; the folders
   * of the others are left without a model, and nothing of them is recorded.
   *
   * @return this
   */
  public TrainModel together(ProcessGroup group) {
    processes = group;
    return this;
  }

  /** What became of it. */
  public sealed interface Result {

    /** The model stood there already, trained by the same plan. */
    record UpToDate() implements Result {}

    /**
     * Training was stopped, and resumes when it is run again.
     *
     * @param epochs whole epochs that are done
     * @param steps steps of the next epoch that are done
     */
    record Stopped(int epochs, int steps) implements Result {}

    /**
     * The model is trained.
     *
     * @param history what every epoch came to
     * @param best the best epoch, from 1
     * @param early whether it ended before the last epoch because nothing became better
     * @param scores the results by the side that was evaluated
     */
    record Trained(
        List<EpochReport> history,
        int best,
        boolean early,
        SequencedMap<Subset, Evaluation.Result> scores)
        implements Result {
      /** Copies the list. */
      public Trained {
        history = List.copyOf(history);
      }
    }
  }

  /** Requests that training stop after the current step; from any thread. */
  public synchronized void requestStop() {
    stopping = true;
    trainer.ifPresent(Trainer::requestStop);
  }

  private synchronized void begins(Trainer begun) {
    trainer = Optional.of(begun);
    if (stopping) {
      begun.requestStop();
    }
  }

  /**
   * Trains.
   *
   * @throws IllegalArgumentException if the plan does not fit its data or its files
   * @throws TrainingFailedException if something is rejected after that
   * @throws RejectedFileException if the folder holds another model, or something else; or a sample
   *     cannot be read
   * @throws dev.rawline.learning.train.TrainingDivergedException if the loss is no longer finite
   * @throws IOException if a file cannot be read or written
   */
  public Result run() throws IOException {
    ModelFolder.State state = folder.state(data, references, progress);
    if (processes.any(state == ModelFolder.State.FINISHED)) {
      processes.finished();
      if (log.isPresent() && Files.exists(folder.path().resolve(UNWRITTEN))) {
        log.get().found(data, folder.path());
        Files.delete(folder.path().resolve(UNWRITTEN));
      }
      return new Result.UpToDate();
    }
    try (FolderLock _ = FolderLock.take(folder.path())) {
      Optional<ResolvedPlan> begunPlan = begin();
      if (processes.any(begunPlan.isEmpty())) {
        processes.finished();
        return new Result.Stopped(0, 0);
      }
      ResolvedPlan asRun = begunPlan.get();
      TrainingSettings settings = asRun.plan().settings(asRun.counts());
      ModelFolder.UntrainedModel begun = folder.assemble(asRun.plan(), engine);
      try (JointModel model = begun.model()) {
        begun.notes().forEach(progress::note);
        TrainingWarnings.of(asRun).forEach(this::warn);
        return written(asRun, () -> train(asRun, settings, begun, model));
      } catch (IllegalArgumentException e) {
        throw new TrainingFailedException(e);
      }
    }
  }

  /** Begins the folder; empty if this process was stopped. */
  private Optional<ResolvedPlan> begin() throws IOException {
    try {
      return Optional.of(
          folder.begin(data, references, engine, progress.checking(this::requireNoStop)));
    } catch (CancellationException e) {
      return Optional.empty();
    }
  }

  private void warn(String warning) {
    progress.note("warning: " + warning);
    warnings.add(warning);
  }

  /** A training, or what is left of it. */
  private interface Training {
    Result run() throws IOException;
  }

  /** Trains, and has it written down if that is wanted. */
  private Result written(ResolvedPlan asRun, Training training) throws IOException {
    if (later || log.isPresent()) {
      Files.write(folder.path().resolve(UNWRITTEN), new byte[0]);
    }
    if (log.isEmpty()) {
      return training.run();
    }
    TrainingLog.TrainingRun run = log.get().begin(asRun, folder.path());
    written = Optional.of(run);
    try {
      Result result = training.run();
      run.ends(result, folder.path());
      if (result instanceof Result.Trained) {
        Files.delete(folder.path().resolve(UNWRITTEN));
      }
      return result;
    } catch (IOException | RuntimeException e) {
      try {
        run.fails();
      } catch (IOException also) {
        e.addSuppressed(also);
      }
      throw e;
    }
  }

  private Result train(
      ResolvedPlan asRun,
      TrainingSettings settings,
      ModelFolder.UntrainedModel begun,
      JointModel model)
      throws IOException {
    Trainer training =
        new Trainer(
            settings,
            model,
            begun.preparation(),
            asRun.samples(Subset.TRAIN),
            asRun.samples(Subset.VALIDATION),
            folder.path().resolve(ModelFolder.CHECKPOINTS),
            listener(asRun, begun));
    begins(training.together(processes));
    TrainingOutcome outcome = training.run();
    processes.finished();
    return switch (outcome) {
      case TrainingOutcome.Stopped(int epochs, int steps, Path _) ->
          new Result.Stopped(epochs, steps);
      case TrainingOutcome.Finished finished when processes.rank() > 0 ->
          new Result.Trained(
              finished.history(), finished.best(), finished.early(), new LinkedHashMap<>());
      case TrainingOutcome.Finished finished -> {
        try {
          yield finish(asRun, settings, model, begun.preparation(), finished);
        } catch (CancellationException e) {
          yield new Result.Stopped(finished.history().size(), 0);
        }
      }
    };
  }

  private synchronized void requireNoStop() {
    if (stopping) {
      throw new CancellationException("interrupted");
    }
  }

  /** Returns the listener of the training: the progress, and what is written after every epoch. */
  private TrainingListener listener(ResolvedPlan asRun, ModelFolder.UntrainedModel begun)
      throws IOException {
    TrainingListener listener = progress;
    if (written.isPresent()) {
      TrainingLog.TrainingRun run = written.get();
      listener = new EpochEndListener(listener, (report, _) -> run.epoch(report));
    }
    if (asRun.plan().track().isPresent()) {
      TrackSamples tracked = tracked(asRun.plan().track().get(), asRun, begun);
      listener =
          new EpochEndListener(
              listener, (report, model) -> tracked.write(report.epoch(), report.best(), model));
    }
    return listener;
  }

  private TrackSamples tracked(
      TrackingPlan track, ResolvedPlan asRun, ModelFolder.UntrainedModel begun) throws IOException {
    List<Sample> from = asRun.samples(Subset.VALIDATION);
    List<TrackSamples.Subject> subjects = new ArrayList<>();
    for (Sample sample :
        TrackSamples.chosen(from.isEmpty() ? asRun.samples(Subset.TRAIN) : from, track.images())) {
      PreparedSample prepared =
          begun
              .preparation()
              .asInTraining()
              .of(LoadedSample.of(sample), Preparation.seed(asRun.plan().seed(), sample.id(), 0));
      subjects.add(new TrackSamples.Subject(prepared, begun.reference().apply(prepared)));
    }
    return new TrackSamples(track, begun.model().task(), subjects, folder.path());
  }

  private Result finish(
      ResolvedPlan asRun,
      TrainingSettings settings,
      JointModel model,
      Preparation preparation,
      TrainingOutcome.Finished finished)
      throws IOException {
    TrainingPlan plan = asRun.plan();
    Path path = folder.path();
    folder.writeWeights(model);
    Evaluation evaluation =
        Evaluation.ofTraining(model, preparation, settings.evaluationBatch(), settings.seed());
    SequencedMap<Subset, Evaluation.Result> scores = new LinkedHashMap<>();
    for (Subset side : List.of(Subset.VALIDATION, Subset.TEST)) {
      List<Sample> samples = asRun.samples(side);
      if (!samples.isEmpty()) {
        scores.put(
            side,
            new PredictionsFile(model.task(), path, side.word() + "-")
                .evaluate(
                    evaluation,
                    samples,
                    settings.loss(),
                    plan.seed(),
                    progress.checking(this::requireNoStop)));
      }
    }
    scores.forEach((side, result) -> TrainingWarnings.of(side, result).ifPresent(this::warn));
    if (!scores.isEmpty()) {
      Subset last = scores.lastEntry().getKey();
      ScorePlots.write(
          scores.get(last).scores(),
          "%s subset of %s".formatted(last.word(), data.dataSet().name()),
          path);
    }
    List<String> theta =
        model.dataModel() instanceof ParametrizedModel parametrized
            ? names(parametrized)
            : List.of();
    Metric metric = metric(plan);
    HistoryFile.write(finished.history(), metric.toString(), theta, path);
    boolean validated = finished.history().stream().anyMatch(report -> report.metric().isPresent());
    PngFile.write(
        new LearningCurves(
                "%s on %s"
                    .formatted(
                        plan.model().orElseThrow().architecture().word(), data.dataSet().name()),
                finished.history(),
                metric,
                validated ? finished.best() : 0,
                theta,
                Optional.ofNullable(scores.get(Subset.VALIDATION))
                    .flatMap(result -> ChanceLevel.of(result.scores())),
                plan.thetaLearningRate().isPresent())
            .draw()
            .picture(),
        path.resolve(CURVES));
    JsonRecords.write(Metrics.of(finished, scores, warnings), path.resolve(ModelFolder.METRICS));
    folder.finish(provenance(plan, finished));
    return new Result.Trained(finished.history(), finished.best(), finished.early(), scores);
  }

  /** Returns the metric by which the epochs of a complete plan are compared. */
  public static Metric metric(TrainingPlan plan) {
    return plan.task().orElseThrow().task(plan.classes().orElse(List.of())).main();
  }

  private static List<String> names(ParametrizedModel model) {
    List<String> names = new ArrayList<>();
    for (int place = 0; place < model.theta().size(); place++) {
      if (!model.theta().isFrozen(place)) {
        names.add(model.theta().name(place));
      }
    }
    return names;
  }

  /** The form of {@code metrics.json}; a side without samples is left out. */
  private record Metrics(
      int epochs,
      int bestEpoch,
      boolean stoppedEarly,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<ScoresRecord> validation,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<ScoresRecord> test,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<List<String>> warnings) {
    static Metrics of(
        TrainingOutcome.Finished finished,
        Map<Subset, Evaluation.Result> scores,
        List<String> warnings) {
      return new Metrics(
          finished.history().size(),
          finished.best(),
          finished.early(),
          Optional.ofNullable(scores.get(Subset.VALIDATION)).map(ScoresRecord::of),
          Optional.ofNullable(scores.get(Subset.TEST)).map(ScoresRecord::of),
          warnings.isEmpty() ? Optional.empty() : Optional.of(warnings));
    }
  }

  /** The provenance of a trained model. */
  private record Origin(
      String rawline,
      String command,
      String dataSet,
      @JsonProperty("data_sha256") String dataSum,
      Map<String, Object> plan,
      Map<String, Object> weights,
      long seed,
      String camera,
      String engine,
      String device,
      int threads,
      String machine,
      String java,
      double seconds) {}

  private Map<String, Object> provenance(TrainingPlan plan, TrainingOutcome.Finished finished)
      throws IOException {
    return JsonRecords.values(
        new Origin(
            Version.CURRENT,
            "train",
            data.dataSet().name(),
            data.split().sum(),
            Provenance.content(folder.path().resolve(ModelFolder.PLAN)),
            Provenance.content(folder.path().resolve(ModelFolder.WEIGHTS)),
            plan.seed(),
            plan.camera().orElse("none"),
            Engine.version(),
            engine.device().toString(),
            engine.threads(),
            Machine.words(),
            Runtime.version().toString(),
            finished.history().stream().mapToDouble(EpochReport::seconds).sum()));
  }
}
