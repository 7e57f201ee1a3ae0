package dev.rawline.data.load;

import dev.rawline.data.set.Sample;
import dev.rawline.imaging.numeric.Parallel;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One pass through the samples, batch by batch; threads decode ahead of it until it is closed.
 *
 * <p>Samples are begun in their order, and no more of them than the bound beyond what has been
 * handed out. A failure is reported at the position of its sample, independent of threads: all
 * batches before it are returned first, and no further sample is started. The threads end with the
 * last sample, with a failure, or with {@link #close}.
 *
 * <p>One thread takes the batches. Frames are shared, not copied: treat them as read-only.
 *
 * @param <T> the result of converting a loaded sample
 */
public final class Epoch<T> implements AutoCloseable {
  private final List<Sample> samples;
  private final int batch;
  private final SampleMapper<T> making;
  private final List<Thread> threads = new ArrayList<>();

  /** Result n is at place n modulo the most that are worked ahead. */
  private final Object[] results;

  private int begun;
  private int handedOut;
  private int failedAt = Integer.MAX_VALUE;
  private Throwable failure;
  private boolean closed;

  Epoch(List<Sample> samples, LoaderSettings loading, SampleMapper<T> making) {
    int count = samples.size();
    this.samples = samples;
    this.batch = loading.batch();
    this.making = making;
    this.results = new Object[Math.min(loading.ahead(), Math.max(1, count))];
    for (int i = 0; i < Math.min(loading.threads(), count); i++) {
      threads.add(Thread.ofPlatform().daemon().name("prefetch-" + i).start(this::work));
    }
  }

  /**
   * A conversion of samples on the decoding threads, ahead of their use.
   *
   * @param <T> the result
   */
  @FunctionalInterface
  public interface SampleMapper<T> {
    /**
     * Converts a sample; called by several threads.
     *
     * @throws IOException if it cannot; the message names the sample
     */
    T of(LoadedSample loaded) throws IOException;
  }

  /** Returns whether there are further batches. */
  public boolean hasNext() {
    synchronized (results) {
      return handedOut < samples.size();
    }
  }

  /**
   * Waits for the next batch.
   *
   * @throws IOException if a sample of it cannot be read; the message names the sample. Batches
   *     before it are returned normally
   * @throws IllegalStateException if there is none, or this is closed
   */
  public List<T> next() throws IOException {
    if (!hasNext()) {
      throw new IllegalStateException("the epoch has ended: call hasNext() first");
    }
    synchronized (results) {
      int end = Math.min(handedOut + batch, samples.size());
      awaitResults(end);
      if (failedAt < end) {
        throw failed();
      }
      List<T> next = new ArrayList<>(end - handedOut);
      for (; handedOut < end; handedOut++) {
        next.add(taken(handedOut % results.length));
      }
      results.notifyAll();
      return next;
    }
  }

  /** Waits for all results before a number, or before an earlier failure. */
  private void awaitResults(int end) throws IOException {
    for (int i = handedOut; i < Math.min(end, failedAt); i++) {
      while (results[i % results.length] == null && i < failedAt) {
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

  @SuppressWarnings("unchecked") // only results are put there
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
        Sample sample = samples.get(number);
        T result = Parallel.alone(() -> making.of(LoadedSample.of(sample)));
        synchronized (results) {
          results[number % results.length] = result;
          results.notifyAll();
        }
      } catch (Throwable e) { // the consumer must receive every exception
        fail(number, e);
      }
    }
  }

  /** Waits until a sample may be begun and returns its number, or −1 if none will be any more. */
  private int begin() {
    synchronized (results) {
      while (!closed
          && failure == null
          && begun < samples.size()
          && begun - handedOut >= results.length) {
        try {
          results.wait();
        } catch (InterruptedException e) {
          return -1; // this thread belongs to this class, which never interrupts it
        }
      }
      return closed || failure != null || begun == samples.size() ? -1 : begun++;
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
   * Stops: no sample is begun any more; waits for those that are at work.
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
