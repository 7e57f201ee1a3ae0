package dev.rawline.workbench.step;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/** The results of the steps that a run was requested to provide. */
public final class StepResults {
  private final StepGraph graph;
  private final StepStore store;
  private final Set<String> reused;
  private final Set<String> elsewhere;

  /**
   * Creates the view of finished results.
   *
   * @param reused the keys of those that existed already
   * @param elsewhere the keys of those that another process has run now
   */
  StepResults(StepGraph graph, StepStore store, Set<String> reused, Set<String> elsewhere) {
    this.graph = graph;
    this.store = store;
    this.reused = Set.copyOf(reused);
    this.elsewhere = Set.copyOf(elsewhere);
  }

  /**
   * Returns a step's result, read from its folder.
   *
   * @throws IllegalArgumentException if it was not requested
   * @throws IOException if it cannot be read
   */
  public <R> R result(Step<R> step) throws IOException {
    return step.read(folder(step));
  }

  /**
   * Returns a step's folder, read-only.
   *
   * @throws IllegalArgumentException if it was not requested
   */
  public Path folder(Step<?> step) {
    return store.of(wanted(step)).files();
  }

  /**
   * Returns whether a step's result existed already.
   *
   * @throws IllegalArgumentException if it was not requested
   */
  public boolean reused(Step<?> step) {
    return reused.contains(wanted(step));
  }

  /**
   * Returns whether another process has run the step, now or before: what it logs while it runs was
   * not logged by this run.
   *
   * @throws IllegalArgumentException if it was not requested
   */
  public boolean ranElsewhere(Step<?> step) {
    return reused(step) || elsewhere.contains(wanted(step));
  }

  /**
   * Returns the duration of a step when it was run.
   *
   * @throws IllegalArgumentException if it was not requested
   * @throws IOException if its record cannot be read
   */
  public Duration took(Step<?> step) throws IOException {
    return store.of(wanted(step)).took();
  }

  private String wanted(Step<?> step) {
    String key = graph.key(step);
    if (!graph.wanted().contains(key)) {
      throw new IllegalArgumentException(
          "the step '%s' was not requested: expected one of the requested steps"
              .formatted(step.name()));
    }
    return key;
  }
}
