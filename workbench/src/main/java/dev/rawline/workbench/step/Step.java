package dev.rawline.workbench.step;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.CancellationException;

/**
 * A step of a plan: a pure function of its settings and of the results of the steps it needs.
 *
 * <p>Its key is the sum (SHA-256) of its kind, its settings and the keys of what it needs ({@link
 * StepStore#key}). A step whose key has a finished result is not run again, by this plan or any
 * other: its result is read. So all that determines its result must be among them, and nothing
 * else: not the number of threads, not the time, not the name of a folder.
 *
 * @param <R> its result in Java
 */
public interface Step<R> {

  /**
   * Returns the kind of the step, with the version of its computation, such as "train 1". The
   * version changes when the same settings would give another result.
   */
  String kind();

  /** Returns its name for users, such as "train menon-unsharp-median, split 3 of 5". */
  String name();

  /** Returns all that determines its result, besides what it needs; their order does not matter. */
  SequencedMap<String, String> settings();

  /** Returns the steps whose results it needs, the same at every call; their order matters. */
  List<Step<?>> needs();

  /** Returns the resources that it needs. */
  Cost cost();

  /**
   * Runs it: writes its result into its folder. It is finished when this returns and {@link #read}
   * can read what it wrote.
   *
   * @param work its folder, which may hold files of an interrupted run of the same step; the
   *     results of what it needs; and its progress
   * @throws CancellationException if it was requested to stop; the content of the folder is kept
   *     for the next run
   * @throws IOException if a file cannot be read or written
   */
  void run(StepContext work) throws IOException;

  /**
   * Reads the result of a finished run. It is always obtained this way, so that a stored result and
   * a new one are the same.
   *
   * @param folder the folder of the run
   * @throws IOException if it cannot be read
   */
  R read(Path folder) throws IOException;

  /**
   * The resources that a step needs.
   *
   * @param threads processor threads, at least 1
   * @param bytes memory [bytes], heap and native
   */
  record Cost(int threads, long bytes) {
    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is too small
     */
    public Cost {
      if (threads < 1 || bytes < 0) {
        throw new IllegalArgumentException(
            "a step of %d threads and %d bytes: expected at least 1 thread and 0 bytes"
                .formatted(threads, bytes));
      }
    }
  }
}
