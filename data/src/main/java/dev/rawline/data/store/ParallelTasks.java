package dev.rawline.data.store;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Tasks that mostly wait for others, several at once. */
final class ParallelTasks {
  private ParallelTasks() {}

  /**
   * Runs tasks and returns their results, in their order.
   *
   * <p>The first failure interrupts running tasks, starts no other, and is thrown.
   */
  static <T> List<T> run(List<Callable<T>> tasks, int most) throws IOException {
    AtomicReference<Throwable> first = new AtomicReference<>();
    List<T> results = new ArrayList<>();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(Math.max(1, Math.min(most, tasks.size())))) {
      List<Future<T>> futures = new ArrayList<>();
      for (Callable<T> task : tasks) {
        futures.add(threads.submit(() -> attempt(task, first, threads)));
      }
      threads.shutdown();
      threads.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
      for (Future<T> future : futures) {
        if (first.get() == null) {
          results.add(future.get());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } catch (ExecutionException | RejectedExecutionException e) {
      first.compareAndSet(null, e.getCause());
    }
    return switch (first.get()) {
      case null -> results;
      case IOException failure -> throw failure;
      case RuntimeException failure -> throw failure;
      case Error failure -> throw failure;
      case Throwable failure -> throw new IllegalStateException(failure);
    };
  }

  private static <T> T attempt(
      Callable<T> task, AtomicReference<Throwable> first, ExecutorService threads)
      throws Exception {
    try {
      return task.call();
    } catch (Exception | Error e) {
      if (first.compareAndSet(null, e)) {
        threads.shutdownNow();
      }
      throw e;
    }
  }
}
