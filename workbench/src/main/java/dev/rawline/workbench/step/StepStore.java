package dev.rawline.workbench.step;

import java.nio.file.Path;
import java.util.List;

/**
 * The store of the results of steps, by their keys. Several runners of several processes may use
 * one store at once: they share the work, and each step is run by one of them.
 *
 * <p>The result of a step is in {@code <first two digits of its key>/<key>/files/}; {@code
 * step.json} next to it is written last: without it the result is unfinished, and the next run of
 * the step finds its files.
 *
 * @param folder its folder; created when the first step begins
 * @param check the check of stored results
 */
public record StepStore(Path folder, Check check) {
  private static final int PREFIX = 2;

  /** The check of a stored result before it is reused. */
  public enum Check {
    /** Its files exist and have their recorded sizes. */
    SIZES,
    /** They have their recorded content (SHA-256), too, which takes as long as reading them. */
    SUMS
  }

  /** Checks the sizes of files. */
  public StepStore(Path folder) {
    this(folder, Check.SIZES);
  }

  /**
   * Returns a step's key: the checksum (SHA-256, in hex) of this text in UTF-8, which is one line
   * of JSON without blanks between its parts:
   *
   * <pre>{"kind":"…","settings":{"name":"value",…},"needs":["key",…]}</pre>
   *
   * Settings are in the order of their names (by UTF-16 code unit), needs in the step's order.
   *
   * @throws IllegalArgumentException if it depends on itself
   */
  public static String key(Step<?> step) {
    return StepGraph.of(List.of(step)).wanted().iterator().next();
  }

  /** Returns the folder of a step. */
  StepFolder of(String key) {
    return new StepFolder(folder.resolve(key.substring(0, PREFIX)).resolve(key), key);
  }
}
