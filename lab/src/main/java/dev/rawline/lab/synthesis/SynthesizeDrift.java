package dev.rawline.lab.synthesis;

import dev.rawline.data.file.JsonFile;
import dev.rawline.data.set.Sample;
import dev.rawline.lab.Outputs;
import dev.rawline.lab.book.Finding;
import dev.rawline.lab.book.Origin;
import dev.rawline.lab.book.Origins;
import dev.rawline.lab.book.RunLog;
import dev.rawline.lab.book.RunLogs;
import dev.rawline.lab.book.RunStart;
import dev.rawline.lab.book.RunState;
import dev.rawline.lab.drift.DriftFiles;
import dev.rawline.lab.drift.DriftFindings;
import dev.rawline.lab.drift.DriftScore;
import dev.rawline.lab.step.Resources;
import dev.rawline.lab.step.Results;
import dev.rawline.lab.step.Runner;
import dev.rawline.lab.step.RunnerProgress;
import dev.rawline.lab.step.Step;
import dev.rawline.lab.step.StepStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A drift experiment → models trained under conditions, how they do under others and under
 * corruptions, and what drift does to them: tables, drawings and a page in a folder, and all of it
 * in the lab book.
 *
 * <p>Trainings and evaluations are steps whose results are kept: an experiment that was interrupted
 * goes on, and one that is widened does what is new.
 */
public final class SynthesizeDrift {
  /** The plan as it was run. */
  public static final String PLAN = "plan.yaml";

  /** Where everything in the folder comes from. */
  public static final String PROVENANCE = "provenance.json";

  /** The page that a person reads. */
  public static final String REPORT = DriftReport.PAGE;

  /** What runs of it are called in the lab book. */
  public static final String COMMAND = "drift";

  private static final double NANOSECONDS = 1e9;

  private static final String FILES = "files";

  private final Experiment planned;
  private final RunLogs logs;
  private final Path folder;
  private final Set<String> beside;
  private final Runner runner;

  /**
   * Prepares; nothing is written yet.
   *
   * @param store where the results of trainings and evaluations are kept
   * @param resources what all of them together may use
   * @param logs where the run is written down
   * @param folder where tables, drawings and the page go; made if it does not exist
   * @param progress hears how far it has come
   */
  public SynthesizeDrift(
      Experiment experiment,
      StepStore store,
      Resources resources,
      RunLogs logs,
      Path folder,
      RunnerProgress progress) {
    this(experiment, store, resources, logs, folder, Set.of(), progress);
  }

  /**
   * Prepares; nothing is written yet.
   *
   * @param store where the results of trainings and evaluations are kept
   * @param resources what all of them together may use
   * @param logs where the run is written down
   * @param folder where tables, drawings and the page go; made if it does not exist
   * @param beside the names of what else may lie in the folder; anything else is refused there
   * @param progress hears how far it has come
   */
  public SynthesizeDrift(
      Experiment experiment,
      StepStore store,
      Resources resources,
      RunLogs logs,
      Path folder,
      Set<String> beside,
      RunnerProgress progress) {
    this.planned = experiment;
    this.logs = logs;
    this.folder = folder.toAbsolutePath().normalize();
    this.beside = Set.copyOf(beside);
    this.runner = new Runner(store, resources, progress);
  }

  /** Asks for an end: what is done stays, and the same call goes on. Any thread may ask. */
  public void requestStop() {
    runner.requestStop();
  }

  /**
   * Runs the experiment.
   *
   * @throws IllegalArgumentException if a condition does not fit the plan of training
   * @throws CancellationException if it was asked to stop
   * @throws dev.rawline.lab.step.StepsFailedException if trainings or evaluations fail; all others
   *     were run first
   * @throws IOException if a file cannot be read or written
   */
  public Finding<DriftResult> run() throws IOException {
    long start = System.nanoTime();
    PlanAsRun asRun = PlanAsRun.of(planned, folder);
    Experiment experiment = asRun.experiment();
    DriftPlan plan = experiment.plan();
    begin(asRun);
    List<Path> chains = asRun.write();
    Origin origin =
        Origins.of(
            DriftPlanFiles.text(plan), experiment.data().split().sum(), List.of(plan.seed()));
    RunLog run = logs.begin(new RunStart(plan.name(), plan.name(), COMMAND, origin));
    RunState state = RunState.FAILED;
    try {
      run.parameters(PlanAsRun.parameters(plan));
      run.tags(Map.of("data_set", experiment.data().dataSet().name(), "folder", folder.toString()));
      run.artefact(PLAN, folder.resolve(PLAN));
      DriftResult result = made(experiment, chains, origin, run, start);
      state = RunState.FINISHED;
      return new Finding<>(origin, Duration.ofNanos(System.nanoTime() - start), result);
    } catch (CancellationException e) {
      state = RunState.STOPPED;
      throw e;
    } finally {
      run.end(state);
    }
  }

  /**
   * What this has not written must not be replaced, nor be mixed with; what it wrote before, of
   * another plan perhaps, must not stay beside what it writes now.
   */
  private void begin(PlanAsRun asRun) throws IOException {
    Map<String, Object> former = JsonFile.read(folder.resolve(PROVENANCE));
    List<Integer> severities =
        asRun.experiment().plan().corruptions().map(CorruptionsPlan::severities).orElse(List.of());
    List<String> outputs = new ArrayList<>();
    outputs.addAll(DriftFiles.names(asRun.experiment().metric(), severities));
    outputs.addAll(DriftReport.names(severities));
    if (!COMMAND.equals(former.get("command"))) {
      Outputs.requireOwn(folder, beside, COMMAND);
    }
    Outputs.makeFolder(folder);
    if (former.get(FILES) instanceof List<?> names) {
      for (Object name : names) {
        Path file = folder.resolve(String.valueOf(name)).normalize();
        if (file.startsWith(folder) && Files.isRegularFile(file)) {
          Files.delete(file);
        }
      }
    }
    // Also a run that ends between them knows its own.
    JsonFile.write(Map.of("command", COMMAND, FILES, outputs), folder.resolve(PROVENANCE));
  }

  /** Returns the share of the most frequent class of all test sides; 0 where there are none. */
  private static double mostFrequentClass(Experiment experiment) {
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

  private DriftResult made(
      Experiment experiment, List<Path> chains, Origin origin, RunLog run, long start)
      throws IOException {
    SequencedMap<TrainStep, List<EvaluateStep>> steps = steps(experiment, run);
    List<Step<?>> wanted = new ArrayList<>();
    steps.forEach(
        (training, evaluations) -> {
          wanted.add(training);
          wanted.addAll(evaluations);
        });
    Results results = runner.run(wanted);
    WrittenDrift book = new WrittenDrift(run, results);
    List<DriftScore> scores = new ArrayList<>();
    for (Map.Entry<TrainStep, List<EvaluateStep>> model : steps.entrySet()) {
      book.training(model.getKey());
      for (EvaluateStep evaluation : model.getValue()) {
        Evaluated evaluated = results.result(evaluation);
        DriftScore score = score(evaluation, evaluated);
        scores.add(score);
        book.evaluation(score, evaluated);
      }
    }
    Optional<DriftFindings> findings =
        scores.isEmpty()
            ? Optional.empty()
            : Optional.of(
                DriftFindings.of(scores, experiment.metric())
                    .withMostFrequentClass(mostFrequentClass(experiment)));
    Map<String, Object> told = told(experiment, origin);
    List<Path> files = new ArrayList<>();
    if (findings.isPresent()) {
      files.addAll(DriftFiles.write(scores, findings.get(), told, folder));
      List<EvaluateStep> evaluations = steps.values().stream().flatMap(List::stream).toList();
      files.addAll(
          new DriftReport(experiment, findings.get(), evaluations, results).write(told, folder));
      book.findings(findings.get());
    }
    told.put("seconds", (System.nanoTime() - start) / NANOSECONDS);
    told.put(FILES, files.stream().map(file -> folder.relativize(file).toString()).toList());
    JsonFile.write(told, folder.resolve(PROVENANCE));
    files.add(folder.resolve(PROVENANCE));
    files.addAll(chains);
    book.files(files, folder);
    int reused = (int) wanted.stream().filter(results::reused).count();
    return new DriftResult(
        experiment, scores, findings, steps.size(), reused, wanted.size(), folder, run.id());
  }

  /** Returns the evaluations of every model, in the order in which they are done. */
  private static SequencedMap<TrainStep, List<EvaluateStep>> steps(
      Experiment experiment, RunLog run) throws IOException {
    SequencedMap<TrainStep, List<EvaluateStep>> steps = new LinkedHashMap<>();
    for (Experiment.Model model : experiment.models()) {
      TrainStep training = TrainStep.of(experiment, model, run);
      List<EvaluateStep> evaluations = new ArrayList<>();
      for (Experiment.Shown shown : experiment.shown(model)) {
        evaluations.add(EvaluateStep.of(training, shown));
      }
      steps.put(training, evaluations);
    }
    return steps;
  }

  private static DriftScore score(EvaluateStep evaluation, Evaluated evaluated) {
    Experiment.Model model = evaluation.training().model();
    return new DriftScore(
        evaluation.training().experiment().name(model),
        evaluation.shown().condition().name(),
        evaluation
            .shown()
            .corruption()
            .map(what -> new DriftScore.Corrupted(what.name(), what.severity())),
        model.split(),
        evaluated.metrics());
  }

  /** Returns where everything comes from, as values of a JSON file. */
  private static Map<String, Object> told(Experiment experiment, Origin origin) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("command", COMMAND);
    told.put("experiment", experiment.plan().name());
    told.put("plan", origin.plan());
    told.put("commit", origin.commit());
    told.put("data_set", experiment.data().dataSet().name());
    told.put("data", origin.data());
    told.put("seeds", origin.seeds());
    told.put("device", experiment.device().toString());
    told.put("threads", experiment.plan().threads());
    told.put("machine", origin.machine());
    told.put("versions", origin.versions());
    return told;
  }
}
