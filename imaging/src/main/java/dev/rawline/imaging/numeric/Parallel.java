package dev.rawline.imaging.numeric;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Runs the tasks of one job on several threads, in any order. */
public final class Parallel {

  /** The number of cores that this program may use. */
  public static final int CORES = Runtime.getRuntime().availableProcessors();

  private static final ScopedValue<Boolean> ALONE = ScopedValue.newInstance();

  private Parallel() {}

  /**
   * Runs work whose tasks all run on the calling thread, for use where several threads already run
   * such work.
   *
   * @param <T> the result of the work
   * @param <X> the exception that the work may throw
   */
  public static <T, X extends Throwable> T alone(ScopedValue.CallableOp<T, X> work) throws X {
    return ScopedValue.where(ALONE, true).call(work);
  }

  /** A task that reads or writes files. */
  @FunctionalInterface
  public interface FileTask {
    void run(int index) throws IOException;
  }

  /** Runs tasks as {@link #forEach} does; what one fails with is thrown. */
  public static void forEachFile(int threads, int count, FileTask task) throws IOException {
    try {
      forEach(
          threads,
          count,
          i -> {
            try {
              task.run(i);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * Runs tasks 0 to count − 1, each once, on several threads. After an exception no further task
   * starts, and the running tasks have finished when it is thrown.
   *
   * @param threads the largest number of threads; 1 runs on the calling thread only, as within
   *     {@link #alone}
   * @param count the number of tasks
   * @param task receives the index of a task
   */
  public static void forEach(int threads, int count, IntConsumer task) {
    if (threads == 1 || count == 1 || ALONE.isBound()) {
      for (int i = 0; i < count; i++) {
        task.accept(i);
      }
      return;
    }
    AtomicInteger next = new AtomicInteger();
    AtomicReference<Runnable> failure = new AtomicReference<>();
    IntStream.range(0, Math.min(threads, count))
        .parallel()
        .forEach(
            thread -> {
              for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                // A failed stream would not wait for its other threads.
                try {
                  task.accept(i);
                } catch (RuntimeException | Error e) {
                  failure.compareAndSet(
                      null,
                      () -> {
                        throw e;
                      });
                  next.set(count);
                }
              }
            });
    if (failure.get() != null) {
      failure.get().run();
    }
  }
}
