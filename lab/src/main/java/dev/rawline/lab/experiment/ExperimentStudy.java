package dev.rawline.lab.experiment;

import dev.rawline.workbench.book.CurrentOrigin;
import dev.rawline.workbench.book.RunLogs;
import dev.rawline.workbench.book.RunOrigin;
import dev.rawline.workbench.book.RunStart;
import dev.rawline.workbench.book.Study;
import dev.rawline.workbench.book.StudyResult;
import dev.rawline.workbench.output.FolderLock;
import dev.rawline.workbench.output.OutputFolder;
import dev.rawline.workbench.step.StepRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

/**
 * An experiment → its results in a folder and a run in the lab book, from its begin to its end,
 * however it ends.
 *
 * <p>Trainings, evaluations and searches are steps whose results are kept: an experiment that was
 * interrupted resumes, and one that is extended runs only what is new.
 *
 * @param <P> the plan
 * @param <E> the experiment
 * @param <R> the result
 */
public abstract class ExperimentStudy<
        P extends Record & ExperimentPlan, E extends Experiment<P, E>, R>
    implements Study<R> {
  private final ExperimentPlanFiles<P> files;
  private final E planned;
  private final RunLogs logs;
  private final OutputFolder own;
  private final StepRunner runner;

  /**
   * Prepares; nothing is written yet.
   *
   * @param files the files of the plan
   * @param planned the experiment
   * @param setup where it is run
   */
  protected ExperimentStudy(ExperimentPlanFiles<P> files, E planned, StudySetup setup) {
    this.files = files;
    this.planned = planned;
    this.logs = setup.logs();
    this.own = new OutputFolder(setup.folder(), files.file().kind().word(), setup.beside());
    this.runner = new StepRunner(setup.store(), setup.resources(), setup.progress());
  }

  /** Returns the names of all files that the experiment may write. */
  protected abstract List<String> outputs(E experiment);

  /**
   * Runs the steps, writes the results and finishes the run.
   *
   * @param experiment the experiment by the plan in its folder
   * @param named the files in the folder that the plan names
   * @param run what the results are recorded in
   */
  protected abstract R results(E experiment, List<Path> named, ExperimentRun run)
      throws IOException;

  /** Returns the folder of the results. */
  protected final Path folder() {
    return own.path();
  }

  /** Returns what runs the steps. */
  protected final StepRunner runner() {
    return runner;
  }

  @Override
  public final void requestStop() {
    runner.requestStop();
  }

  /**
   * Runs the experiment.
   *
   * @throws IllegalArgumentException if the plan does not fit its files
   * @throws CancellationException if a stop was requested
   * @throws dev.rawline.workbench.step.StepsFailedException if steps fail; all others were run
   *     first
   * @throws IOException if a file cannot be read or written
   */
  @Override
  public StudyResult<R> run() throws IOException {
    long start = System.nanoTime();
    PlanCopy<P> copy = new PlanCopy<>(files, planned.plan(), planned.references(), own.path());
    E experiment = planned.copied(copy);
    try (FolderLock _ = FolderLock.take(own.path())) {
      own.begin(outputs(experiment));
      List<Path> named = copy.write();
      P plan = experiment.plan();
      RunOrigin origin =
          CurrentOrigin.of(files.text(plan), experiment.dataSum(), List.of(plan.seed()));
      return logs.run(
          new RunStart(plan.name(), plan.name(), own.command(), origin),
          log -> {
            log.parameters(files.parameters(plan));
            log.tags(Map.of("data_set", experiment.dataSetName(), "folder", own.path().toString()));
            if (!experiment.recordingSums().isEmpty()) {
              log.tags(Map.of("recorded", String.join(", ", experiment.recordingSums().keySet())));
            }
            log.artefact(PlanCopy.NAME, own.path().resolve(PlanCopy.NAME));
            R result =
                results(experiment, named, new ExperimentRun(experiment, origin, log, own, start));
            return new StudyResult<>(origin, Duration.ofNanos(System.nanoTime() - start), result);
          });
    }
  }
}
