package dev.rawline.workbench.book;

import java.time.Duration;

/**
 * How much a query may return and take.
 *
 * @param rows the most rows to return, at least 1
 * @param time the longest time that it may take, above 0
 */
public record QueryLimit(int rows, Duration time) {
  /** Longer than anyone waits. */
  static final Duration NO_END = Duration.ofDays(365);

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException if one is too small
   */
  public QueryLimit {
    if (rows < 1) {
      throw new IllegalArgumentException("limit is %d: expected at least 1 row".formatted(rows));
    }
    if (!time.isPositive()) {
      throw new IllegalArgumentException("the time limit is %s: expected above 0".formatted(time));
    }
  }
}
