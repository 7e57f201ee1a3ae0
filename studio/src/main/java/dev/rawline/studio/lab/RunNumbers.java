package dev.rawline.studio.lab;

import java.util.List;

/**
 * Runs that a client names.
 *
 * @param numbers their numbers
 */
record RunNumbers(List<Long> numbers) {
  /** The most runs that are compared at once. */
  static final int MOST = 500;

  /**
   * Checks how many there are.
   *
   * @throws IllegalArgumentException if there are none, or too many
   */
  RunNumbers {
    if (numbers.isEmpty() || numbers.size() > MOST) {
      throw new IllegalArgumentException(
          "%d runs: expected 1 to %d".formatted(numbers.size(), MOST));
    }
    numbers = numbers.stream().distinct().toList();
  }
}
