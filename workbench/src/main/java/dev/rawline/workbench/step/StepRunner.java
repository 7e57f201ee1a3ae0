package dev.rawline.workbench.step;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * Steps → results: runs what has no finished result yet, in parallel as threads and memory allow.
 *
 * <p>Steps begin in the order of the plan, those that a step needs before it; where the next one
 * does not fit beside what runs, a later one that does may begin. What no unfinished step needs is
 * neither run nor read. Results do not depend on how many steps run at once.
 */
public final class StepRunner {
  private final StepStore store;
  private final Resources resources;
  private final StepListener progress;
  private final StopRequest stop = new StopRequest();

  /**
   * Prepares; nothing is read or written yet.
   *
   * @param store where results are kept
   * @param resources what all steps together may use; a step that takes more runs alone
   */
  public StepRunner(StepStore store, Resources resources, StepListener progress) {
    this.store = store;
    this.resources = resources;
    this.progress = new SynchronizedProgress(progress);
  }

  /**
   * Runs steps, and what they need where that has to be.
   *
   * @param wanted the steps whose results are asked for
   * @throws IllegalArgumentException if a step needs itself in the end; the message names the
   *     circle
   * @throws CancellationException if it was asked to stop; finished results stay, and the same call
   *     by another runner goes on
   * @throws StepsFailedException if steps fail: those that need them are left out, all others were
   *     run first
   * @throws IOException if the store cannot be used
   */
  public StepResults run(List<? extends Step<?>> wanted) throws IOException {
    return new GraphExecution(StepGraph.of(wanted), store, resources, progress, stop).run();
  }

  /**
   * Asks for an end: no further step begins, and those that run are asked to stop. Any thread may
   * ask; a runner that was asked stays so.
   */
  public void requestStop() {
    stop.make();
  }
}
