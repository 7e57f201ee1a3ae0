package dev.rawline.lab.training;

import dev.rawline.data.file.JsonRecords;
import dev.rawline.data.set.Sample;
import dev.rawline.data.set.Subset;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.adaptation.ModelAdaptation;
import dev.rawline.lab.evaluation.EvaluationResult;
import dev.rawline.lab.evaluation.InferenceSetup;
import dev.rawline.lab.evaluation.LabelledPrediction;
import dev.rawline.lab.evaluation.PredictionLog;
import dev.rawline.lab.evaluation.SideBySide;
import dev.rawline.learning.assembly.ResolvedPlan;
import dev.rawline.learning.assembly.TrainedModel;
import dev.rawline.learning.joint.Evaluation;
import dev.rawline.learning.metric.ClassificationScores;
import dev.rawline.learning.metric.IntervalMethod;
import dev.rawline.learning.metric.Scores;
import dev.rawline.learning.metric.Scores.RegressionScores;
import dev.rawline.learning.metric.Scores.SegmentationScores;
import dev.rawline.learning.plan.DataModelPlan;
import dev.rawline.workbench.step.Step;
import dev.rawline.workbench.step.StepContext;
import dev.rawline.workbench.step.StepResults;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/**
 * One trained model × what it is shown → how it does on its test side.
 *
 * @param name its label
 * @param training the model
 * @param shown the recording of the samples that it is shown, and their sides; usually that of its
 *     training
 * @param viewing how it is shown samples
 * @param adaptation how the model is adapted to what it is shown; none: it stays as trained
 * @param settings all settings of its result in addition to the model
 */
public record EvaluateStep(
    String name,
    TrainStep training,
    ResolvedPlan shown,
    InferenceSetup viewing,
    Optional<ModelAdaptation> adaptation,
    SequencedMap<String, String> settings)
    implements Step<EvaluationResult> {
  private static final String SCORES = "scores.json";

  /**
   * Prepares an evaluation.
   *
   * @param name its label
   * @param viewing how it is shown samples
   * @param described what else distinguishes this evaluation from others, by name
   * @throws IOException if a file that the plan names cannot be read
   */
  public static EvaluateStep of(
      String name, TrainStep training, InferenceSetup viewing, Map<String, String> described)
      throws IOException {
    return of(name, training, training.data(), viewing, described);
  }

  /**
   * Prepares an evaluation on a recording of the samples.
   *
   * @param shown the recording, with the split of the training
   * @param described what else distinguishes this evaluation from others, by name; of another
   *     recording than that of the training also its sum and its camera
   * @throws IOException if a file that the plan names cannot be read
   */
  public static EvaluateStep of(
      String name,
      TrainStep training,
      ResolvedPlan shown,
      InferenceSetup viewing,
      Map<String, String> described)
      throws IOException {
    SequencedMap<String, String> settings = new LinkedHashMap<>(described);
    settings.putAll(training.frame().settings());
    settings.putAll(viewing.settings(shown.dataSet(), training.frame().references()));
    return new EvaluateStep(name, training, shown, viewing, Optional.empty(), settings);
  }

  /** Returns this evaluation of the model after an adaptation to what it is shown. */
  public EvaluateStep adapted(String newName, ModelAdaptation how) {
    SequencedMap<String, String> more = new LinkedHashMap<>(settings);
    more.put("adaptation 1", how.toString());
    return new EvaluateStep(newName, training, shown, viewing, Optional.of(how), more);
  }

  @Override
  public String kind() {
    return "evaluate 1";
  }

  @Override
  public List<Step<?>> needs() {
    return List.of(training);
  }

  @Override
  public Cost cost() {
    return new Cost(
        training.frame().threads(),
        MemoryEstimate.evaluating(training.data().plan(), training.frame().framePixels()));
  }

  @Override
  public void run(StepContext work) throws IOException {
    try (TrainedModel trained =
        TrainedModel.open(work.result(training), training.frame().engine())) {
      List<Sample> samples = samples();
      Evaluation evaluation = evaluation(trained);
      if (adaptation.isPresent()) {
        evaluation =
            adaptation
                .get()
                .adapted(
                    evaluation,
                    trained.evaluation(),
                    training.data().samples(Subset.TRAIN),
                    shown.samples(Subset.TRAIN),
                    samples,
                    work.folder(),
                    work.progress());
      }
      PredictionLog log = new PredictionLog(trained.task());
      Evaluation.Result result =
          evaluation.evaluate(
              samples,
              training.data().plan().settings(training.data().counts()).loss(),
              IntervalMethod.NONE, // those over splits count
              work.progress(),
              log::add);
      log.write(work.folder());
      JsonRecords.write(
          new Outcome(result.scores().samples(), result.loss(), metrics(result.scores())),
          work.folder().resolve(SCORES));
    }
  }

  /** Returns the samples that the model is tested on. */
  public List<Sample> samples() {
    return shown.samples(Subset.TEST);
  }

  private Evaluation evaluation(TrainedModel trained) throws IOException {
    Optional<String> own =
        training.data().plan().dataModel().orElseThrow() instanceof DataModelPlan.Static(String isp)
            ? Optional.of(isp)
            : Optional.empty();
    return viewing.evaluation(trained, own, shown.dataSet(), training.frame().references());
  }

  /**
   * Returns samples as the model sees them, and its predictions, for sheets.
   *
   * @param results the results of steps, among them that of the training
   * @param condition what the pictures are made under, in words
   * @param samples samples of the data set; those with their ids in the recording are shown
   * @throws IOException if a sample or the model cannot be read
   */
  public List<SideBySide.Side> previews(StepResults results, String condition, List<Sample> samples)
      throws IOException {
    List<SideBySide.Side> previews = new ArrayList<>();
    try (TrainedModel trained =
        TrainedModel.open(results.result(training), training.frame().engine())) {
      Evaluation evaluation = evaluation(trained);
      Map<String, Sample> own =
          shown.dataSet().samples().stream().collect(Collectors.toMap(Sample::id, one -> one));
      evaluation.predict(
          samples.stream().map(sample -> own.get(sample.id())).toList(),
          answer ->
              previews.add(
                  new SideBySide.Side(
                      condition,
                      evaluation.picture(answer.sample()),
                      LabelledPrediction.of(trained.task(), answer))));
    }
    return previews;
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
  public EvaluationResult read(Path folder) throws IOException {
    return new EvaluationResult(
        JsonRecords.read(folder.resolve(SCORES), Outcome.class).metrics, folder);
  }

  /** The form of {@code scores.json}. */
  private record Outcome(int samples, double loss, SequencedMap<String, Double> metrics) {}
}
