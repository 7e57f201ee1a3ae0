package dev.rawline.lab.forensics;

import dev.rawline.lab.OwnFolder;
import dev.rawline.lab.book.Finding;
import dev.rawline.lab.book.RunLog;
import dev.rawline.lab.book.RunLogs;
import dev.rawline.lab.book.Study;
import dev.rawline.lab.forensics.search.ThetaGroup;
import dev.rawline.lab.step.Resources;
import dev.rawline.lab.step.Results;
import dev.rawline.lab.step.Runner;
import dev.rawline.lab.step.RunnerProgress;
import dev.rawline.lab.step.Step;
import dev.rawline.lab.step.StepStore;
import dev.rawline.lab.synthesis.ExperimentRun;
import dev.rawline.lab.synthesis.PlannedRun;
import dev.rawline.lab.tolerance.ToleranceCurve;
import dev.rawline.lab.training.TrainStep;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.CancellationException;

/**
 * Forensics: which cameras a trained model tolerates, and which near ones it does not → tolerance
 * intervals, worst cases, a specification, drawings and a page in a folder, and all of it in the
 * lab book.
 *
 * <p>Trainings and searches are steps whose results are kept: an examination that was interrupted
 * goes on, and one that is widened does what is new.
 */
public final class ExamineModel implements Study<ForensicsResult> {
  /** The plan as it was run. */
  public static final String PLAN = PlannedRun.PLAN;

  /** The page that a person reads. */
  public static final String REPORT = ForensicsReport.PAGE;

  /** What runs of it are called in the lab book. */
  public static final String COMMAND = "forensics";

  private final Examination planned;
  private final RunLogs logs;
  private final OwnFolder own;
  private final Path folder;
  private final Runner runner;

  /**
   * Prepares; nothing is written yet.
   *
   * @param store where the results of trainings and searches are kept
   * @param resources what all of them together may use
   * @param logs where the run is written down
   * @param folder where specification, drawings and the page go; made if it does not exist
   * @param progress hears how far it has come
   */
  public ExamineModel(
      Examination examination,
      StepStore store,
      Resources resources,
      RunLogs logs,
      Path folder,
      RunnerProgress progress) {
    this.planned = examination;
    this.logs = logs;
    this.own = new OwnFolder(folder, COMMAND, Set.of());
    this.folder = own.path();
    this.runner = new Runner(store, resources, progress);
  }

  @Override
  public void requestStop() {
    runner.requestStop();
  }

  /**
   * Runs the examination.
   *
   * @throws IllegalArgumentException if the plan does not fit the model or the data
   * @throws CancellationException if it was asked to stop
   * @throws dev.rawline.lab.step.StepsFailedException if trainings or searches fail; all others
   *     were run first
   * @throws IOException if a file cannot be read or written
   */
  @Override
  public Finding<ForensicsResult> run() throws IOException {
    long start = System.nanoTime();
    planned.requireKnownNumbers();
    PlanInFolder asRun = PlanInFolder.of(planned, folder);
    Examination examination = asRun.examination();
    List<String> outputs = new ArrayList<>(PlanInFolder.names());
    outputs.addAll(ForensicsFiles.names(examination.models()));
    outputs.addAll(ForensicsReport.names());
    own.begin(outputs);
    List<Path> chains = asRun.write();
    return new PlannedRun<>(
            ForensicsPlanFiles.FILES,
            examination.plan(),
            examination.dataSet().name(),
            examination.dataSet().hash(),
            examination.device())
        .written(logs, own, start, run -> made(examination, chains, run));
  }

  /**
   * The steps of one model.
   *
   * @param model the model
   * @param tolerances its tolerance curves, where they are looked for
   * @param together what holds of several numbers at once
   * @param worst its worst cases, a group each
   */
  record Steps(
      Examined model,
      Optional<ToleranceStep> tolerances,
      Optional<TogetherStep> together,
      List<WorstCaseStep> worst) {

    /** Copies the list. */
    Steps {
      worst = List.copyOf(worst);
    }

    List<Step<?>> all() {
      List<Step<?>> all = new ArrayList<>(model.needs());
      tolerances.ifPresent(all::add);
      together.ifPresent(all::add);
      all.addAll(worst);
      return all;
    }
  }

  private static List<Steps> steps(Examination examination, RunLog run) throws IOException {
    IntervalsPlan intervals = examination.plan().tolerance();
    List<String> groups = groups(examination);
    List<Steps> steps = new ArrayList<>();
    for (Examined model : examination.examined(run)) {
      Optional<ToleranceStep> tolerances =
          intervals.isWanted()
              ? Optional.of(ToleranceStep.of(examination, model))
              : Optional.empty();
      steps.add(
          new Steps(
              model,
              tolerances,
              tolerances
                  .filter(_ -> intervals.map() > 0 || intervals.box() > 0)
                  .map(TogetherStep::of),
              WorstCaseStep.of(examination, model, groups)));
    }
    return steps;
  }

  /** Returns the names of the groups: "each" stands for every parameter of the chain. */
  private static List<String> groups(Examination examination) throws IOException {
    List<String> groups = new ArrayList<>();
    for (String word : examination.plan().worstCase().groups().words()) {
      if (word.equals(ThetaGroup.EACH)) {
        ThetaGroup.of(examination.chain().theta(), word).stream()
            .map(ThetaGroup::name)
            .filter(name -> !groups.contains(name))
            .forEach(groups::add);
      } else if (!groups.contains(word)) {
        groups.add(word);
      }
    }
    return groups;
  }

  private ForensicsResult made(Examination examination, List<Path> chains, ExperimentRun run)
      throws IOException {
    List<Steps> steps = steps(examination, run.log());
    List<Step<?>> wanted = steps.stream().flatMap(each -> each.all().stream()).toList();
    Results results = runner.run(wanted);
    SequencedMap<Integer, Double> baselines = new LinkedHashMap<>();
    SequencedMap<Integer, List<ToleranceCurve>> curves = new LinkedHashMap<>();
    SequencedMap<Integer, Together> together = new LinkedHashMap<>();
    List<WorstCases> worst = new ArrayList<>();
    String metric = "";
    for (Steps each : steps) {
      int split = each.model().split();
      if (each.model() instanceof Examined.Trained(_, TrainStep training)
          && results.reused(training)) {
        training.found(results.result(training), results.took(training));
      }
      if (each.tolerances().isPresent()) {
        List<ToleranceCurve> found = results.result(each.tolerances().get());
        curves.put(split, found);
        if (!found.isEmpty()) {
          metric = found.getFirst().metric().toString();
          baselines.put(split, found.getFirst().baseline());
        }
      }
      if (each.together().isPresent()) {
        together.put(split, results.result(each.together().get()));
      }
      for (WorstCaseStep step : each.worst()) {
        WorstCases cases = results.result(step);
        worst.add(cases);
        metric = cases.metric();
        baselines.put(split, cases.baseline());
      }
    }
    ForensicsFindings findings = new ForensicsFindings(metric, baselines, curves, together, worst);
    SequencedMap<String, Object> told = run.told();
    told.putFirst("command", COMMAND);
    List<Path> files = new ArrayList<>();
    files.addAll(ForensicsFiles.write(findings, told, folder));
    List<Path> specifications =
        new Specifications(examination, findings, steps, results).write(folder, files);
    files.addAll(specifications);
    files.addAll(new ForensicsReport(examination, findings, steps, results).write(told, folder));
    new WrittenForensics(run.log(), examination.plan().isp()).findings(findings);
    run.finish(told, files, chains);
    int reused = (int) wanted.stream().filter(results::reused).count();
    return new ForensicsResult(
        examination,
        findings,
        new ForensicsStory(
                findings,
                examination.plan().tolerance(),
                examination.asked(steps.getFirst().model()).size())
            .sentences(),
        steps.size(),
        reused,
        wanted.size(),
        folder,
        specifications,
        run.log().id());
  }
}
