package dev.rawline.workbench.step;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/** What came of the steps that a run was asked for. */
public final class StepResults {
  private final StepGraph graph;
  private final StepStore store;
  private final Set<String> reused;

  /**
   * Names results that are all finished.
   *
   * @param reused the keys of those that were there already
   */
  StepResults(StepGraph graph, StepStore store, Set<String> reused) {
    this.graph = graph;
    this.store = store;
    this.reused = Set.copyOf(reused);
  }

  /**
   * Returns a step's result, read from its folder.
   *
   * @throws IllegalArgumentException if the run was not asked for it
   * @throws IOException if it cannot be read
   */
  public <R> R result(Step<R> step) throws IOException {
    return step.read(folder(step));
  }

  /**
   * Returns a step's folder, to be read only.
   *
   * @throws IllegalArgumentException if the run was not asked for it
   */
  public Path folder(Step<?> step) {
    return store.of(wanted(step)).files();
  }

  /**
   * Returns whether a step's result was there already.
   *
   * @throws IllegalArgumentException if the run was not asked for it
   */
  public boolean reused(Step<?> step) {
    return reused.contains(wanted(step));
  }

  /**
   * Returns how long a step took when it was run.
   *
   * @throws IllegalArgumentException if the run was not asked for it
   * @throws IOException if its record cannot be read
   */
  public Duration took(Step<?> step) throws IOException {
    return store.of(wanted(step)).took();
  }

  private String wanted(Step<?> step) {
    String key = graph.key(step);
    if (!graph.wanted().contains(key)) {
      throw new IllegalArgumentException(
          "the run was not asked for the step '%s': expected one of those it was asked for"
              .formatted(step.name()));
    }
    return key;
  }
}
