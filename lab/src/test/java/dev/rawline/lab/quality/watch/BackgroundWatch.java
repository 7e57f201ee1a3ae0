package dev.rawline.lab.quality.watch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;

/** A watch in a thread of its own, which hands over the entries of the journal. */
final class BackgroundWatch implements WatchListener, AutoCloseable {
  private final WatchLoop watch;
  private final FutureTask<Void> task;
  private final BlockingQueue<JournalEntry> entered = new LinkedBlockingQueue<>();
  private final List<String> notes = new ArrayList<>();

  BackgroundWatch(WatchLoop watch, FileInspector inspector) {
    this.watch = watch;
    task =
        new FutureTask<>(
            () -> {
              watch.run(inspector, this, false);
              return null;
            });
    Thread.ofPlatform().daemon().start(task);
  }

  @Override
  public void enters(JournalEntry entry) {
    entered.add(entry);
  }

  @Override
  public void note(String note) {
    notes.add(note);
  }

  /** Waits for the next entry. */
  JournalEntry next() throws InterruptedException {
    return entered.take();
  }

  /** Returns whether nothing was entered that was not handed over. */
  boolean isQuiet() {
    return entered.isEmpty();
  }

  /** Waits until the watch has ended by itself, and returns why. */
  Throwable failure() throws InterruptedException {
    try {
      task.get();
      throw new AssertionError("the watch ended without a failure");
    } catch (ExecutionException e) {
      return e.getCause();
    }
  }

  @Override
  public void close() throws IOException {
    watch.stop();
    try {
      task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      // The test caused it, or detects that entries are missing.
    }
    watch.close();
  }
}
