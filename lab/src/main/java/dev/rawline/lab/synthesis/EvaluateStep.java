package dev.rawline.lab.synthesis;

import dev.rawline.data.config.IspFiles;
import dev.rawline.data.file.JsonFile;
import dev.rawline.data.set.Sample;
import dev.rawline.data.store.TransferProgress;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.corruption.Corruption;
import dev.rawline.lab.Provenance;
import dev.rawline.lab.drift.Condition;
import dev.rawline.lab.step.Step;
import dev.rawline.lab.step.StepWork;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.joint.Corrupting;
import dev.rawline.learning.joint.Evaluation;
import dev.rawline.learning.metric.ClassificationScores;
import dev.rawline.learning.metric.Estimate;
import dev.rawline.learning.metric.NoIntervals;
import dev.rawline.learning.metric.RegressionScores;
import dev.rawline.learning.metric.Scores;
import dev.rawline.learning.metric.SegmentationScores;
import dev.rawline.learning.plan.CameraDraw;
import dev.rawline.learning.plan.TrainedModel;
import dev.rawline.learning.plan.VaryPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * One trained model × what it is shown → how it does: a cell of the experiment's matrix.
 *
 * <p>Cameras and corruptions are drawn from the experiment's seed and the sample, so that all
 * models meet a sample in the same noise.
 *
 * @param training the model
 * @param shown what it is shown
 * @param settings all that decides about its result beside the model
 */
record EvaluateStep(
    TrainStep training, Experiment.Shown shown, SequencedMap<String, String> settings)
    implements Step<Evaluated> {
  private static final String SCORES = "scores.json";

  /**
   * Prepares an evaluation.
   *
   * @throws IOException if a file that the plan names cannot be read
   */
  static EvaluateStep of(TrainStep training, Experiment.Shown shown) throws IOException {
    Experiment experiment = training.experiment();
    Condition condition = shown.condition();
    SequencedMap<String, String> settings = new LinkedHashMap<>();
    Path file = experiment.folder().resolve(condition.isp());
    boolean named = ViewName.of(condition.isp()).isPresent();
    settings.put(
        "condition",
        named ? condition.name() : condition.by("sha256:" + Provenance.sum(file)).name());
    settings.put("threads", String.valueOf(experiment.plan().threads()));
    settings.put("device", experiment.device().toString());
    if (!named) {
      for (Path array : IspFiles.arrays(file)) {
        settings.put("isp file " + array.getFileName(), Provenance.sum(array));
      }
    }
    Optional<VaryPlan> cameras = cameras(experiment, condition);
    if (cameras.isPresent()) {
      settings.put("camera seed", String.valueOf(experiment.plan().seed()));
      settings.put(
          "sensor file",
          Provenance.sum(
              cameras
                  .get()
                  .sensorFile(
                      experiment.data().dataSet(),
                      experiment.references(),
                      TransferProgress.SILENT)));
    }
    if (shown.corruption().isPresent()) {
      Corruption corruption = shown.corruption().get();
      settings.put("corruption", corruption.name());
      settings.put("severity", String.valueOf(corruption.severity()));
      settings.put("constants", experiment.plan().corruptions().orElseThrow().constants());
      settings.put("corruption seed", String.valueOf(experiment.plan().seed()));
    }
    return new EvaluateStep(training, shown, settings);
  }

  private static Optional<VaryPlan> cameras(Experiment experiment, Condition condition) {
    return ConditionPlan.cameras(condition, experiment.plan().sensor());
  }

  @Override
  public String kind() {
    return "evaluate 1";
  }

  @Override
  public String name() {
    return "test %s, split %d, on %s"
        .formatted(
            training.experiment().name(training.model()), training.model().split(), shown.name());
  }

  @Override
  public List<Step<?>> needs() {
    return List.of(training);
  }

  @Override
  public Cost cost() {
    return new Cost(
        training.experiment().plan().threads(),
        Memory.evaluating(training.data().plan(), training.experiment().framePixels()).bytes());
  }

  @Override
  public void run(StepWork work) throws IOException {
    Experiment experiment = training.experiment();
    Engine engine = Engine.start(experiment.device(), experiment.plan().threads());
    try (TrainedModel trained = TrainedModel.open(work.result(training), engine)) {
      Evaluation evaluation = evaluation(trained);
      List<Sample> samples = samples();
      SaidFile said = new SaidFile(trained.task());
      Evaluation.Result result =
          evaluation.evaluate(
              samples,
              training.data().plan().settings(training.data().counts()).loss(),
              new NoIntervals(), // those over divisions count
              (done, all) -> {
                work.requireNoStop();
                work.tells(done, all, "");
              },
              said::add);
      said.write(work.folder());
      Map<String, Object> record = new LinkedHashMap<>();
      record.put("samples", result.scores().samples());
      record.put("loss", result.loss());
      record.put("metrics", metrics(result.scores()));
      JsonFile.write(record, work.folder().resolve(SCORES));
    }
  }

  /** Returns the samples that the model is tested on. */
  List<Sample> samples() {
    return training.experiment().testSide(training.model().split());
  }

  /** Returns the evaluation of the model by what it is shown. */
  Evaluation evaluation(TrainedModel trained) throws IOException {
    Experiment experiment = training.experiment();
    TrainedModel behind =
        shown.condition().isp().equals(training.model().condition().isp())
            ? trained
            : trained.behind(shown.condition().isp(), experiment.folder());
    Optional<VaryPlan> cameras = cameras(experiment, shown.condition());
    Evaluation evaluation =
        cameras.isPresent()
            ? new CameraDraw(cameras, experiment.plan().seed())
                .evaluation(
                    behind,
                    experiment.data().dataSet(),
                    experiment.references(),
                    TransferProgress.SILENT)
            : behind.evaluationAsRecorded();
    return shown
        .corruption()
        .map(what -> evaluation.corrupting(new Corrupting(what, experiment.plan().seed())))
        .orElse(evaluation);
  }

  /** Returns every metric that is defined on the samples; those of a class behind its name. */
  private static SequencedMap<String, Double> metrics(Scores scores) {
    SequencedMap<String, Double> metrics = new LinkedHashMap<>();
    scores.estimates().forEach((name, estimate) -> metrics.put(name, estimate.value()));
    switch (scores) {
      case ClassificationScores classes ->
          classes
              .byClass()
              .forEach(
                  (name, one) -> {
                    put(metrics, "precision_" + name, one.precision());
                    put(metrics, "recall_" + name, one.recall());
                    put(metrics, "f1_" + name, one.f1());
                  });
      case SegmentationScores _, RegressionScores _ -> {}
    }
    return metrics;
  }

  private static void put(
      SequencedMap<String, Double> metrics, String name, Optional<Estimate> estimate) {
    estimate.ifPresent(found -> metrics.put(name, found.value()));
  }

  @Override
  public Evaluated read(Path folder) throws IOException {
    Map<String, Object> record = JsonFile.read(folder.resolve(SCORES));
    SequencedMap<String, Double> metrics = new LinkedHashMap<>();
    if (record.get("metrics") instanceof Map<?, ?> told) {
      told.forEach((name, value) -> metrics.put(name + "", ((Number) value).doubleValue()));
    }
    return new Evaluated(metrics, folder);
  }
}
