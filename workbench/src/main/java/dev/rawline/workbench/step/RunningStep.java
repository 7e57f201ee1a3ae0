package dev.rawline.workbench.step;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/** What one step works with, while it runs. */
final class RunningStep implements StepContext {
  private final StepGraph graph;
  private final StepGraph.Node node;
  private final StepStore store;
  private final int threads;
  private final StepListener progress;
  private final List<Runnable> whenStopped = new ArrayList<>();
  private boolean stopping;

  RunningStep(
      StepGraph graph, StepGraph.Node node, StepStore store, int threads, StepListener progress) {
    this.graph = graph;
    this.node = node;
    this.store = store;
    this.threads = threads;
    this.progress = progress;
  }

  @Override
  public Path folder() {
    return store.of(node.key()).files();
  }

  @Override
  public int threads() {
    return threads;
  }

  @Override
  public <T> T result(Step<T> needed) throws IOException {
    return needed.read(folder(needed));
  }

  @Override
  public Path folder(Step<?> needed) {
    String key = graph.key(needed);
    if (!node.needs().contains(key)) {
      throw new IllegalArgumentException(
          "the step '%s' asks for the result of '%s': expected that it is among those it needs"
              .formatted(node.step().name(), needed.name()));
    }
    return store.of(key).files();
  }

  @Override
  public void tells(long done, long all, String words) {
    progress.tells(node.step(), done, all, words);
  }

  @Override
  public void notes(String note) {
    progress.notes(node.step(), note);
  }

  @Override
  public void requireNoStop() {
    if (isStopping()) {
      throw new CancellationException("asked to stop");
    }
  }

  synchronized boolean isStopping() {
    return stopping;
  }

  @Override
  public void onStop(Runnable what) {
    synchronized (this) {
      if (!stopping) {
        whenStopped.add(what);
        return;
      }
    }
    what.run();
  }

  /** Asks the step to stop. */
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
