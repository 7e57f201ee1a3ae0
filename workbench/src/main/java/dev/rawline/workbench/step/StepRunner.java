package dev.rawline.workbench.step;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * Steps → results: runs what has no finished result yet, in parallel as threads and memory allow.
 *
 * <p>Steps begin in the order of the plan, those that a step needs before it; if the next one
 * exceeds the free resources, a later one may begin. A step that no unfinished step needs is
 * neither run nor read. Results do not depend on the number of steps that run at once.
 */
public final class StepRunner {
  private final StepStore store;
  private final Resources resources;
  private final StepListener progress;
  private final StopRequest stop = new StopRequest();

  /**
   * Creates a runner; nothing is read or written yet.
   *
   * @param store the store of the results
   * @param resources the resources of all steps together; a step that needs more runs alone
   */
  public StepRunner(StepStore store, Resources resources, StepListener progress) {
    this.store = store;
    this.resources = resources;
    this.progress = new SynchronizedProgress(progress);
  }

  /**
   * Runs steps, and those that they need unless these are finished.
   *
   * @param wanted the steps whose results are requested
   * @throws IllegalArgumentException if a step depends on itself; the message states the circle
   * @throws CancellationException if it was stopped; finished results are kept, and the same call
   *     by another runner resumes
   * @throws StepsFailedException if steps fail: those that depend on them are skipped, all others
   *     are run first
   * @throws IOException if the store cannot be used
   */
  public StepResults run(List<? extends Step<?>> wanted) throws IOException {
    return new GraphExecution(StepGraph.of(wanted), store, resources, progress, stop).run();
  }

  /**
   * Requests a stop: no further step begins, and running steps are asked to stop. Any thread may
   * call; a runner that was stopped remains so.
   */
  public void requestStop() {
    stop.make();
  }
}
