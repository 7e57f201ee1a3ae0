package dev.rawline.lab.step;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** What came of the steps that a run was asked for. */
public final class Results {
  private final StepGraph graph;
  private final StepStore store;
  private final Map<String, Made> made;

  /** Names results that are all finished. */
  Results(StepGraph graph, StepStore store, Map<String, Made> made) {
    this.graph = graph;
    this.store = store;
    this.made = Map.copyOf(made);
  }

  /**
   * How a result came to be.
   *
   * @param took how long the run took that finished it
   * @param reused whether that was another run than this one
   */
  record Made(Duration took, boolean reused) {}

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
   * Returns how long the run took that finished a step, whenever that was; what interrupted runs
   * before it took is not counted.
   *
   * @throws IllegalArgumentException if the run was not asked for it
   */
  public Duration took(Step<?> step) {
    return made.get(wanted(step)).took();
  }

  /**
   * Returns whether a step's result was there already.
   *
   * @throws IllegalArgumentException if the run was not asked for it
   */
  public boolean reused(Step<?> step) {
    return made.get(wanted(step)).reused();
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
