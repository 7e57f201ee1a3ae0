package dev.rawline.cluster;

import java.io.IOException;
import java.io.Serializable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;

/** Brings the lines of shares to the driver while they run. */
public final class ShareMessages implements SparkPlugin {
  /** What receives the lines of a job, by its number. */
  private static final Map<Long, BiConsumer<Integer, String>> LISTENERS = new ConcurrentHashMap<>();

  private static volatile PluginContext executor;

  /**
   * A line of a share.
   *
   * @param job the number of the job
   * @param share which of its shares
   * @param line the line
   */
  private record Line(long job, int share, String line) implements Serializable {}

  /** Begins to listen to a job. */
  static void listen(long job, BiConsumer<Integer, String> listener) {
    LISTENERS.put(job, listener);
  }

  /** Listens to a job no longer. */
  static void forget(long job) {
    LISTENERS.remove(job);
  }

  /** Sends a line from an executor; one that is lost is only not shown. */
  static void send(long job, int share, String line) {
    PluginContext context = executor;
    if (context != null) {
      try {
        context.send(new Line(job, share, line));
      } catch (IOException | RuntimeException e) {
        // The task's own result has the line, too.
      }
    }
  }

  @Override
  public DriverPlugin driverPlugin() {
    return new DriverPlugin() {
      @Override
      public Object receive(Object message) {
        if (message instanceof Line(long job, int share, String line)) {
          BiConsumer<Integer, String> listener = LISTENERS.get(job);
          if (listener != null) {
            listener.accept(share, line);
          }
        }
        return null;
      }
    };
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return new ExecutorPlugin() {
      @Override
      public void init(PluginContext context, Map<String, String> configuration) {
        executor = context;
      }

      @Override
      public void shutdown() {
        executor = null;
      }
    };
  }
}
