package dev.rawline.lab.drift;

import dev.rawline.data.set.Sample;
import dev.rawline.lab.evaluation.EvaluationResult;
import dev.rawline.lab.experiment.DriftLog;
import dev.rawline.lab.experiment.DriftScore;
import dev.rawline.lab.experiment.ExperimentRun;
import dev.rawline.lab.experiment.ExperimentStudy;
import dev.rawline.lab.experiment.StudySetup;
import dev.rawline.lab.training.TrainStep;
import dev.rawline.lab.training.TrainingContext;
import dev.rawline.workbench.book.RunLog;
import dev.rawline.workbench.step.Step;
import dev.rawline.workbench.step.StepResults;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A drift experiment → models trained under conditions, how they do under others and under
 * corruptions, and what drift does to them: tables, drawings and a page in a folder, and all of it
 * in the lab book.
 *
 * <p>Trainings and evaluations are steps whose results are kept: an experiment that was interrupted
 * resumes, and one that is extended runs only what is new.
 */
public final class SynthesizeDrift
    extends ExperimentStudy<DriftPlan, DriftExperiment, SynthesizeDrift.DriftResult> {
  /** The page that a person reads. */
  public static final String REPORT = DriftReport.PAGE;

  /** What runs of it are called in the lab book. */
  public static final String COMMAND = "drift";

  /** Prepares; nothing is written yet. */
  public SynthesizeDrift(DriftExperiment experiment, StudySetup setup) {
    super(DriftPlan.FILES, experiment, setup);
  }

  @Override
  protected List<String> outputs(DriftExperiment experiment) {
    List<Integer> severities =
        experiment.plan().corruptions().map(CorruptionsPlan::severities).orElse(List.of());
    List<String> outputs = new ArrayList<>();
    outputs.addAll(DriftFiles.names(experiment.metric(), severities));
    outputs.addAll(DriftReport.names(severities));
    if (!experiment.plan().adaptations().isEmpty()) {
      outputs.add(AdaptedDrop.FILE);
    }
    return outputs;
  }

  /** Returns the share of the most frequent class of all test sides; 0 where there are none. */
  private static double mostFrequentClass(DriftExperiment experiment) {
    Map<String, Long> counts =
        IntStream.rangeClosed(1, experiment.divisions().size())
            .mapToObj(experiment::testSide)
            .flatMap(List::stream)
            .map(Sample::label)
            .flatMap(label -> label.className().stream())
            .collect(Collectors.groupingBy(name -> name, Collectors.counting()));
    long all = counts.values().stream().mapToLong(Long::longValue).sum();
    return counts.isEmpty() ? 0 : (double) Collections.max(counts.values()) / all;
  }

  @Override
  protected DriftResult results(DriftExperiment experiment, List<Path> chains, ExperimentRun run)
      throws IOException {
    SequencedMap<TrainStep, List<DriftExperiment.Cell>> steps = steps(experiment, run.log());
    List<Step<?>> wanted = new ArrayList<>();
    steps.forEach(
        (training, evaluations) -> {
          wanted.add(training);
          evaluations.forEach(tested -> wanted.add(tested.step()));
        });
    StepResults results = runner().run(wanted);
    DriftLog book = new DriftLog(run.log(), results);
    List<DriftScore> scores = new ArrayList<>();
    Map<DriftScore, EvaluationResult> evaluations = new LinkedHashMap<>();
    for (Map.Entry<TrainStep, List<DriftExperiment.Cell>> model : steps.entrySet()) {
      book.training(model.getKey());
      for (DriftExperiment.Cell tested : model.getValue()) {
        EvaluationResult evaluated = results.result(tested.step());
        DriftScore score = score(experiment, tested, evaluated);
        scores.add(score);
        if (score.adaptation().isEmpty()) {
          evaluations.put(score, evaluated);
        }
        book.evaluation(score, evaluated);
      }
    }
    Optional<DriftFindings> findings =
        scores.isEmpty()
            ? Optional.empty()
            : Optional.of(
                DriftFindings.of(
                    scores,
                    experiment.metric(),
                    mostFrequentClass(experiment),
                    SampleDraws.of(
                        experiment.metric(),
                        experiment.data().plan().task().orElseThrow(),
                        experiment.plan().seed(),
                        experiment.data().dataSet().samples(),
                        evaluations)));
    Map<String, Object> provenance = run.provenanceOfCommand();
    List<Path> files = new ArrayList<>();
    List<AdaptedDrop> adapted = new ArrayList<>();
    if (findings.isPresent()) {
      files.addAll(DriftFiles.write(scores, findings.get(), provenance, folder()));
      List<DriftExperiment.Cell> cells = steps.values().stream().flatMap(List::stream).toList();
      DriftReport.DriftPreviews previews =
          DriftReport.DriftPreviews.of(experiment, findings.get(), cells, results);
      if (!experiment.plan().adaptations().isEmpty()) {
        adapted.addAll(
            AdaptedDrop.of(
                scores, findings.get(), new CellPredictions(experiment, cells, results)));
        files.add(
            AdaptedDrop.csv(experiment.metric(), adapted)
                .write(folder().resolve(AdaptedDrop.FILE)));
      }
      files.addAll(
          new DriftReport(experiment, findings.get(), previews, adapted)
              .write(provenance, folder()));
      run.figures(figures(findings.get(), adapted));
    }
    run.finish(provenance, files, chains);
    int reused = (int) wanted.stream().filter(results::reused).count();
    return new DriftResult(
        experiment,
        scores,
        findings,
        adapted,
        steps.size(),
        reused,
        wanted.size(),
        folder(),
        run.log().id());
  }

  private static Map<String, Double> figures(DriftFindings findings, List<AdaptedDrop> adapted) {
    Map<String, Double> figures = new LinkedHashMap<>();
    findings.matchedMean().ifPresent(mean -> figures.put("matched_mean", mean.value()));
    findings.driftDrop().ifPresent(drop -> figures.put("drift_drop", drop.value()));
    findings
        .corruptionDrop()
        .forEach(
            (severity, drop) -> figures.put("corruption_drop_severity_" + severity, drop.value()));
    findings
        .ratio()
        .forEach(
            (severity, ratio) ->
                ratio.ifPresent(
                    known ->
                        figures.put(
                            "corruption_to_drift_ratio_above_chance_severity_" + severity,
                            known.value())));
    adapted.forEach(
        drop -> figures.put("drift_drop, adapt " + drop.adaptation(), drop.with().value()));
    return figures;
  }

  /** Returns the evaluations of every model, in the order in which they are done. */
  private static SequencedMap<TrainStep, List<DriftExperiment.Cell>> steps(
      DriftExperiment experiment, RunLog run) throws IOException {
    SequencedMap<TrainStep, List<DriftExperiment.Cell>> steps = new LinkedHashMap<>();
    TrainingContext frame = experiment.context(run);
    for (DriftExperiment.Model model : experiment.models()) {
      TrainStep training =
          TrainStep.of(
              "train %s, split %d of %d"
                  .formatted(experiment.name(model), model.split(), experiment.divisions().size()),
              frame,
              experiment.planned(model));
      List<DriftExperiment.Cell> evaluations = new ArrayList<>();
      for (DriftExperiment.TestCase shown : experiment.testCases(model)) {
        evaluations.add(experiment.cell(model, training, shown));
      }
      steps.put(training, evaluations);
    }
    return steps;
  }

  private static DriftScore score(
      DriftExperiment experiment, DriftExperiment.Cell tested, EvaluationResult evaluated) {
    DriftExperiment.Model model = tested.model();
    return new DriftScore(
        experiment.name(model),
        tested.shown().tested(),
        tested
            .shown()
            .corruption()
            .map(what -> new DriftScore.Corrupted(what.name(), what.severity())),
        model.split(),
        evaluated.metrics());
  }

  /**
   * What a drift experiment came to.
   *
   * @param experiment the experiment
   * @param scores how the models did, model by model
   * @param findings what drift does to them; none where nothing was tested
   * @param adapted what drift costs adapted models; empty where none was adapted
   * @param models how many models there are
   * @param reused how many of the trainings and evaluations were there already
   * @param steps how many there are
   * @param folder where the files are
   * @param run what the lab book calls the run
   */
  public record DriftResult(
      DriftExperiment experiment,
      List<DriftScore> scores,
      Optional<DriftFindings> findings,
      List<AdaptedDrop> adapted,
      int models,
      int reused,
      int steps,
      Path folder,
      String run) {}
}
