package dev.rawline.workbench.tracking;

import dev.rawline.data.web.RetryPolicy;
import java.time.Duration;

/**
 * How long a tracking server is waited for.
 *
 * @param retry the pauses between failures in a row
 * @param answer how long a request may take
 * @param end how long, at the end of the work, one waits for a server that takes nothing
 */
public record DeliveryTiming(RetryPolicy retry, Duration answer, Duration end) {
  /** What suits a server on a network. */
  public static final DeliveryTiming USUAL =
      new DeliveryTiming(RetryPolicy.UNLIMITED, Duration.ofSeconds(60), Duration.ofSeconds(20));

  /**
   * Checks the durations.
   *
   * @throws IllegalArgumentException if one is not above 0
   */
  public DeliveryTiming {
    if (!answer.isPositive() || !end.isPositive()) {
      throw new IllegalArgumentException(
          "answer and end are %s and %s: expected durations above 0".formatted(answer, end));
    }
  }
}
