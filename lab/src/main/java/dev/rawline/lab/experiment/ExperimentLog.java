package dev.rawline.lab.experiment;

import dev.rawline.learning.engine.Device;
import dev.rawline.workbench.book.CurrentOrigin;
import dev.rawline.workbench.book.RunLogs;
import dev.rawline.workbench.book.RunOrigin;
import dev.rawline.workbench.book.RunStart;
import dev.rawline.workbench.book.StudyResult;
import dev.rawline.workbench.output.OutputFolder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

/**
 * What is known of an experiment before it is run → a run in the lab book, from its begin to its
 * end, however it ends.
 *
 * @param files the files of its plan
 * @param plan the plan as it is run, which lies in the folder
 * @param dataSet the name of the data set
 * @param sum the sum of the data set (SHA-256, in hex)
 * @param device what computes
 * @param <P> the plan
 */
public record ExperimentLog<P extends Record & ExperimentPlan>(
    ExperimentPlanFiles<P> files, P plan, String dataSet, String sum, Device device) {
  /** What every experiment calls the plan as it was run, in its folder. */
  public static final String PLAN = "plan.yaml";

  /**
   * What an experiment does while its run is written down.
   *
   * @param <R> what it comes to
   */
  public interface Work<R> {
    /** Does it; the run knows where the numbers come from. */
    R in(ExperimentRun run) throws IOException;
  }

  /**
   * Runs the experiment, and writes down that it began, how it ended, and what its plan was.
   *
   * @param logs where the run is written down
   * @param own the folder that it writes, of the command
   * @param start when it began ({@link System#nanoTime})
   * @throws CancellationException if the work was asked to stop
   * @throws IOException if a file cannot be read or written
   */
  public <R> StudyResult<R> written(RunLogs logs, OutputFolder own, long start, Work<R> work)
      throws IOException {
    RunOrigin origin = CurrentOrigin.of(files.text(plan), sum, List.of(plan.seed()));
    return logs.run(
        new RunStart(plan.name(), plan.name(), own.command(), origin),
        log -> {
          log.parameters(files.parameters(plan));
          log.tags(Map.of("data_set", dataSet, "folder", own.path().toString()));
          log.artefact(PLAN, own.path().resolve(PLAN));
          R result = work.in(new ExperimentRun(this, origin, log, own, start));
          return new StudyResult<>(origin, Duration.ofNanos(System.nanoTime() - start), result);
        });
  }
}
