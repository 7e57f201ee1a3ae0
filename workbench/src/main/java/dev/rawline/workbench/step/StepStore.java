package dev.rawline.workbench.step;

import java.nio.file.Path;
import java.util.List;

/**
 * Where the results of steps are kept, by their keys. Several runners of several processes may use
 * one store at once: they share the work, and each step is run by one of them.
 *
 * <p>The result of a step stands in {@code <first two digits of its key>/<key>/files/}, and {@code
 * step.json} beside it is written last: without it the result is unfinished, and the next run of
 * the step finds what there is of it.
 *
 * @param folder its folder; made when the first step begins
 * @param check how far results that are there are trusted
 */
public record StepStore(Path folder, Check check) {
  private static final int PREFIX = 2;

  /** How a result that is there is looked at before it is used again. */
  public enum Check {
    /** Its files are there and have the sizes that they had. */
    SIZES,
    /** They have the same content (SHA-256) too, which takes as long as reading them. */
    SUMS
  }

  /** Trusts files that have the sizes that they had. */
  public StepStore(Path folder) {
    this(folder, Check.SIZES);
  }

  /**
   * Returns a step's key: the sum (SHA-256, in hex) of this text in UTF-8, which is one line of
   * JSON without blanks between its parts:
   *
   * <pre>{"kind":"…","settings":{"name":"value",…},"needs":["key",…]}</pre>
   *
   * Settings stand in the order of their names (by UTF-16 code unit), needs in the step's order.
   *
   * @throws IllegalArgumentException if it needs itself in the end
   */
  public static String key(Step<?> step) {
    return StepGraph.of(List.of(step)).wanted().iterator().next();
  }

  /** Returns the folder of a step. */
  StepFolder of(String key) {
    return new StepFolder(folder.resolve(key.substring(0, PREFIX)).resolve(key), key);
  }
}
