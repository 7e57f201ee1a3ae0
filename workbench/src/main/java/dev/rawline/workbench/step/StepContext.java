package dev.rawline.workbench.step;

import dev.rawline.imaging.numeric.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/** What a step has while it runs; any of its threads may call it. */
public final class StepContext {
  private final StepGraph graph;
  private final StepGraph.Node node;
  private final StepStore store;
  private final StepListener progress;
  private final List<Runnable> whenStopped = new ArrayList<>();
  private boolean stopping;

  StepContext(StepGraph graph, StepGraph.Node node, StepStore store, StepListener progress) {
    this.graph = graph;
    this.node = node;
    this.store = store;
    this.progress = progress;
  }

  /** Returns the folder for its files only; it exists. */
  public Path folder() {
    return store.of(node.key()).files();
  }

  /**
   * Returns the result of a step that it needs.
   *
   * @throws IllegalArgumentException if the step did not declare that it needs it
   * @throws IOException if it cannot be read
   */
  public <T> T result(Step<T> needed) throws IOException {
    return needed.read(folder(needed));
  }

  /**
   * Returns the folder of a step that it needs, read-only.
   *
   * @throws IllegalArgumentException if the step did not declare that it needs it
   */
  public Path folder(Step<?> needed) {
    String key = graph.key(needed);
    if (!node.needs().contains(key)) {
      throw new IllegalArgumentException(
          "the step '%s' requests the result of '%s', which is not declared as a dependency"
              .formatted(node.step().name(), needed.name()));
    }
    return store.of(key).files();
  }

  /**
   * Reports the progress of the step.
   *
   * @param done the completed work
   * @param all all work, in the same unit
   * @param words text to show next to it, such as "loss 0.31"; may be empty
   */
  public void reports(long done, long all, String words) {
    progress.reports(node.step(), done, all, words);
  }

  /**
   * Returns the progress of work that is all that this step does; it throws a {@link
   * CancellationException} if the step is requested to stop.
   */
  public Progress progress() {
    return new WorkProgress().checking(this::requireNoStop);
  }

  /** Reports the progress of one task as that of the step that runs it. */
  private final class WorkProgress implements Progress {
    private double done;
    private long total;

    @Override
    public synchronized void size(long all, String unit) {
      done = 0;
      total = all;
    }

    @Override
    public synchronized void advance(double amount) {
      done += amount;
      reports(Math.round(done), total, "");
    }

    @Override
    public void note(String note) {
      notes(note);
    }
  }

  /** Reports something that the user should know, once. */
  public void notes(String note) {
    progress.notes(node.step(), note);
  }

  /**
   * Checks for a request to stop.
   *
   * @throws CancellationException if the step is requested to stop
   */
  public void requireNoStop() {
    if (isStopping()) {
      throw new CancellationException("interrupted");
    }
  }

  synchronized boolean isStopping() {
    return stopping;
  }

  /**
   * Registers an action that runs once, as soon as the step is requested to stop, or at once if it
   * already is; for work that ends in order by itself, and then throws a {@link
   * CancellationException}.
   */
  public void onStop(Runnable action) {
    synchronized (this) {
      if (!stopping) {
        whenStopped.add(action);
        return;
      }
    }
    action.run();
  }

  /** Requests the step to stop. */
  void stop() {
    List<Runnable> all;
    synchronized (this) {
      stopping = true;
      all = List.copyOf(whenStopped);
      whenStopped.clear();
    }
    all.forEach(Runnable::run);
  }
}
