package dev.rawline.data.load;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The results of numbered tasks, handed out in the order of their numbers while threads work ahead.
 *
 * <p>Tasks are begun in their order too, and no more of them than the bound beyond what has been
 * handed out: so many results exist at most besides those that the consumer holds. One thread
 * consumes.
 *
 * <p>A failure comes in the place of the result that it prevented, whatever the threads: all
 * results before it are handed out first, and no task is begun any more. The threads end with the
 * last task, with a failure, or with {@link #close}.
 *
 * @param <T> what a task makes
 */
public final class Prefetch<T> implements AutoCloseable {
  private final int count;
  private final int ahead;
  private final Task<T> task;
  private final List<Thread> threads = new ArrayList<>();

  /** Result n is at place n modulo the bound. */
  private final Object[] results;

  private int begun;
  private int handedOut;
  private int failedAt = Integer.MAX_VALUE;
  private Throwable failure;
  private boolean closed;

  /**
   * One of the tasks.
   *
   * @param <T> what it makes
   */
  @FunctionalInterface
  public interface Task<T> {
    /**
     * Does the work; several threads do so at once.
     *
     * @param number which of the tasks, from 0
     * @return what it made, never null
     */
    T make(int number) throws IOException;
  }

  /**
   * Begins to work ahead.
   *
   * @param threads how many threads work
   * @param count how many tasks there are
   * @param ahead the most results, finished or not, beyond those that were handed out
   * @throws IllegalArgumentException if there is no thread, or nothing may be worked ahead
   */
  public Prefetch(int threads, int count, int ahead, Task<T> task) {
    if (threads < 1) {
      throw new IllegalArgumentException(
          "threads is %d: expected at least 1 thread".formatted(threads));
    }
    if (ahead < 1) {
      throw new IllegalArgumentException(
          "ahead is %d: expected at least 1 (results that may wait)".formatted(ahead));
    }
    this.count = count;
    this.ahead = Math.min(ahead, Math.max(1, count));
    this.task = task;
    this.results = new Object[this.ahead];
    for (int i = 0; i < Math.min(threads, count); i++) {
      this.threads.add(Thread.ofPlatform().daemon().name("prefetch-" + i).start(this::work));
    }
  }

  /** Returns how many results are still to come. */
  public int remaining() {
    synchronized (results) {
      return count - handedOut;
    }
  }

  /**
   * Waits for the next results and hands them out.
   *
   * @param requested how many, at most as many as are worked ahead
   * @return as many, or fewer where fewer remain
   * @throws IOException if a task failed; or, as an {@link InterruptedIOException}, if this thread
   *     was interrupted while it waited
   * @throws IllegalArgumentException if more are requested than are worked ahead
   * @throws IllegalStateException if this is closed
   */
  public List<T> next(int requested) throws IOException {
    int size = Math.min(requested, remaining());
    if (requested < 1 || size > ahead) {
      throw new IllegalArgumentException(
          "%d results are requested at once: expected 1 to %d, as many as are worked ahead"
              .formatted(requested, ahead));
    }
    synchronized (results) {
      int end = handedOut + size;
      awaitResults(end);
      if (failedAt < end) {
        throw failed();
      }
      List<T> next = new ArrayList<>(size);
      for (; handedOut < end; handedOut++) {
        next.add(taken(handedOut % ahead));
      }
      results.notifyAll();
      return next;
    }
  }

  /** Waits for all results before a number, or before the first failure if that comes earlier. */
  private void awaitResults(int end) throws IOException {
    for (int i = handedOut; i < Math.min(end, failedAt); i++) {
      while (results[i % ahead] == null && i < failedAt) {
        if (closed) {
          throw new IllegalStateException("it is closed: take results before close()");
        }
        try {
          results.wait();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw (IOException)
              new InterruptedIOException("was interrupted while results were awaited").initCause(e);
        }
      }
    }
    if (closed) {
      throw new IllegalStateException("it is closed: take results before close()");
    }
  }

  @SuppressWarnings("unchecked") // only results of the task are put there
  private T taken(int place) {
    T result = (T) results[place];
    results[place] = null;
    return result;
  }

  private IOException failed() {
    return switch (failure) {
      case IOException e -> e;
      case Error e -> throw e;
      default -> throw new IllegalStateException(failure.getMessage(), failure);
    };
  }

  private void work() {
    for (int number = begin(); number >= 0; number = begin()) {
      try {
        T result = task.make(number);
        synchronized (results) {
          results[number % ahead] = result;
          results.notifyAll();
        }
      } catch (Throwable e) { // whatever it is, the consumer must hear of it
        fail(number, e);
      }
    }
  }

  /** Waits until a task may be begun and returns its number, or −1 if none will be any more. */
  private int begin() {
    synchronized (results) {
      while (!closed && failure == null && begun < count && begun - handedOut >= ahead) {
        try {
          results.wait();
        } catch (InterruptedException e) {
          return -1; // only this class has this thread, and never interrupts it
        }
      }
      return closed || failure != null || begun == count ? -1 : begun++;
    }
  }

  private void fail(int number, Throwable e) {
    synchronized (results) {
      if (number < failedAt) {
        failedAt = number;
        failure = e;
      }
      results.notifyAll();
    }
  }

  /**
   * Stops: no task is begun any more; waits for those that are at work.
   *
   * <p>An interruption ends the waiting; the threads end by themselves then.
   */
  @Override
  public void close() {
    synchronized (results) {
      closed = true;
      results.notifyAll();
    }
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    synchronized (results) {
      Arrays.fill(results, null);
    }
  }
}
