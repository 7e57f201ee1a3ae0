package dev.rawline.imaging.numeric;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Does the pieces of one piece of work on several threads; which thread does which is open. */
public final class Parallel {

  /** The number of cores that this program may use. */
  public static final int CORES = Runtime.getRuntime().availableProcessors();

  private static final ScopedValue<Boolean> ALONE = ScopedValue.newInstance();

  private Parallel() {}

  /**
   * Does work whose pieces are all done on the calling thread: where several threads do such work
   * at once already, more would only be in each other's way.
   *
   * @param <T> what the work comes to
   * @param <X> what it may throw
   */
  public static <T, X extends Throwable> T alone(ScopedValue.CallableOp<T, X> work) throws X {
    return ScopedValue.where(ALONE, true).call(work);
  }

  /**
   * Does tasks 0 to count − 1, each once, on as many threads as allowed; an exception ends it: no
   * other task begins, and those that have begun are done when it is thrown.
   *
   * @param threads the most threads at work at once; 1 works on the calling thread alone, as {@link
   *     #alone} does whatever is said here
   * @param count the number of tasks
   * @param task what is done with the number of a task
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
                // A stream that fails would not wait for its other threads.
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
