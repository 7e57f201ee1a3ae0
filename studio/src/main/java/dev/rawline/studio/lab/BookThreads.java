package dev.rawline.studio.lab;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads on which a lab book is read: a database in native code would hold those of the server.
 */
final class BookThreads {
  private static final int IDLE_S = 10;

  private final ThreadPoolExecutor threads;

  /**
   * Makes them; none lives while there is nothing to do.
   *
   * @param most how many work at once; more wait
   */
  BookThreads(int most) {
    threads =
        new ThreadPoolExecutor(
            most,
            most,
            IDLE_S,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("lab book ", 1).factory());
    threads.allowCoreThreadTimeOut(true);
  }

  /**
   * Returns what work comes to.
   *
   * @throws IOException if the work does
   */
  <T> T on(Callable<T> work) throws IOException {
    FutureTask<T> task = new FutureTask<>(work);
    threads.execute(task);
    try {
      return task.get();
    } catch (InterruptedException e) {
      task.cancel(true);
      Thread.currentThread().interrupt();
      throw new IOException("the server ends", e);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException failure -> throw failure;
        case RuntimeException failure -> throw failure;
        case Error failure -> throw failure;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }
}
