package dev.rawline.learning.engine;

import java.time.Duration;
import java.util.function.Supplier;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.chrono.Milliseconds;
import org.bytedeco.pytorch.GlooDeviceVector;
import org.bytedeco.pytorch.ProcessGroupGloo;
import org.bytedeco.pytorch.StringVector;
import org.bytedeco.pytorch.TCPStore;
import org.bytedeco.pytorch.TCPStoreOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.Work;

/**
 * Several processes of one computation: a store of texts that all of them see, and sums of tensors
 * over all of them (libtorch's {@code TCPStore} and Gloo).
 *
 * <p>Sums are begun in the same order by all processes; all receive the same bits. A process that
 * ends breaks the connections of the others, whose sums then fail with an {@link EngineException}.
 */
public final class GlooGroup implements AutoCloseable {
  /** Sums wait while another process evaluates; a lost process is noticed by its connection. */
  private static final Duration PATIENCE = Duration.ofDays(7);

  private final TCPStore store;
  private ProcessGroupGloo group;

  private GlooGroup(TCPStore store) {
    this.store = store;
  }

  /**
   * Opens the store.
   *
   * @param host the host of the process that keeps the store
   * @param port its TCP port
   * @param keeps whether this process keeps the store
   * @param patience the longest wait for an answer of the store
   * @throws EngineException if the port is taken, or there is no such store
   */
  public static GlooGroup open(String host, int port, boolean keeps, Duration patience) {
    Engine.load();
    return new GlooGroup(
        attempt(
            "opening the store at %s:%d".formatted(host, port),
            () ->
                kept(
                    new TCPStore(
                        host,
                        new TCPStoreOptions()
                            .port((short) port)
                            .isServer(keeps)
                            .waitWorkers(false)
                            .timeout(new Milliseconds(patience.toMillis()))))));
  }

  private static <P extends Pointer> P kept(P pointer) {
    Scope.release(pointer);
    return pointer;
  }

  /** Stores a text; it replaces the one of the same name. */
  public void put(String name, String text) {
    try {
      store.set(name, text);
    } catch (RuntimeException e) {
      throw new EngineException("storing", e);
    }
  }

  /** Returns whether there is a text of this name. */
  public boolean has(String name) {
    return attempt("reading the store", () -> store.check(new StringVector(name)));
  }

  /** Returns a text that {@link #has} has found. */
  public String get(String name) {
    return attempt("reading the store", () -> store.get_to_str(name));
  }

  /** Counts one more, and returns how many that are now. */
  public long count(String name) {
    return attempt("counting in the store", () -> store.add(name, 1));
  }

  /**
   * Connects this process with all others; all call this.
   *
   * @param rank the number of this process, from 0
   * @param world the number of processes
   * @param address the address of this machine by which the others reach it
   * @throws EngineException if one of the others cannot be reached
   */
  public void connect(int rank, int world, String address) {
    group =
        attempt(
            "connecting the processes",
            () -> {
              ProcessGroupGloo.Options options =
                  ProcessGroupGloo.Options.create(new Milliseconds(PATIENCE.toMillis()));
              options.devices(
                  new GlooDeviceVector(ProcessGroupGloo.createDeviceForHostname(address)));
              return kept(new ProcessGroupGloo(store, rank, world, options));
            });
  }

  /** A sum that has begun. */
  @FunctionalInterface
  public interface Pending {

    /**
     * Waits for the sum, which is then in the tensor.
     *
     * @throws EngineException if a process was lost
     */
    void await();
  }

  /**
   * Begins to replace a tensor, which is in the memory without gaps, by its sum over all processes.
   *
   * @throws EngineException if a process was lost
   */
  public Pending sum(Tensor tensor) {
    Work work =
        attempt("a sum over processes", () -> group.allreduce(new TensorVector(tensor.handle())));
    return () -> attempt("a sum over processes", work::_wait);
  }

  private static <R> R attempt(String what, Supplier<R> task) {
    try {
      return task.get();
    } catch (RuntimeException e) {
      throw new EngineException(what, e);
    }
  }

  /** Disconnects. */
  @Override
  public void close() {
    if (group != null) {
      group.close();
    }
    store.close();
  }
}
