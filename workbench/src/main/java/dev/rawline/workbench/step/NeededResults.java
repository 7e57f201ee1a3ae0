package dev.rawline.workbench.step;

import dev.rawline.workbench.step.StepFolder.Found;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What a step needs that another machine has made: a file system may show it a moment after it was
 * written.
 *
 * @param graph the steps
 * @param store their results
 */
record NeededResults(StepGraph graph, StepStore store) {
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** How long a network's file system may keep an old listing, and more. */
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(2);

  /**
   * Waits until all that a step needs is there.
   *
   * @param key the step's key
   * @param made the steps that have results; those that were awaited are added
   * @throws IOException if there is no such step, or a result does not come; the message states the
   *     remedy
   */
  void await(String key, Set<String> made) throws IOException {
    StepGraph.Node node = graph.node(key);
    if (node == null) {
      throw new IOException(
          "a machine of the cluster reads another plan or other data, and has no step %s: give places that are the same on all machines"
              .formatted(key));
    }
    long end = System.nanoTime() + PATIENCE_NANOS;
    for (String need : made.contains(key) ? Set.<String>of() : node.needs()) {
      while (!made.contains(need)) {
        if (store.of(need).find(store.check()) instanceof Found.Finished) {
          made.add(need);
        } else if (System.nanoTime() > end) {
          throw new IOException(
              "a machine of the cluster does not see the result of %s, which %s needs: --steps must name a folder on a file system that all machines mount at the same path"
                  .formatted(graph.node(need).step().name(), node.step().name()));
        } else {
          LockSupport.parkNanos(POLL_NANOS);
        }
      }
    }
  }
}
