package dev.rawline.workbench.tracking;

import java.time.Duration;

/**
 * How long a tracking server is waited for.
 *
 * @param first the pause after a failure; it doubles with each further one
 * @param longest the longest pause
 * @param answer how long a request may take
 * @param end how long, at the end of the work, one waits for a server that takes nothing
 */
public record DeliveryTiming(Duration first, Duration longest, Duration answer, Duration end) {
  /** What suits a server on a network. */
  public static final DeliveryTiming USUAL =
      new DeliveryTiming(
          Duration.ofMillis(500),
          Duration.ofSeconds(30),
          Duration.ofSeconds(60),
          Duration.ofSeconds(20));

  /**
   * Checks the durations.
   *
   * @throws IllegalArgumentException if one is not above 0
   */
  public DeliveryTiming {
    if (!first.isPositive() || !longest.isPositive() || !answer.isPositive() || !end.isPositive()) {
      throw new IllegalArgumentException(
          "the patience is %s, %s, %s, %s: expected durations above 0"
              .formatted(first, longest, answer, end));
    }
  }

  /** Returns the pause after so many failures in a row, from 1. */
  Duration pause(int failures) {
    Duration pause = first;
    for (int i = 1; i < failures && pause.compareTo(longest) < 0; i++) {
      pause = pause.multipliedBy(2);
    }
    return pause.compareTo(longest) < 0 ? pause : longest;
  }
}
