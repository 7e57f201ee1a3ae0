package dev.rawline.workbench.tracking;

import dev.rawline.data.web.RetryPolicy;
import java.time.Duration;

/**
 * Time limits and pauses of requests to a tracking server.
 *
 * @param retry the pauses between failures in a row
 * @param answer the time limit of a request
 * @param end the longest wait, at the end of the work, for a server that accepts nothing
 */
public record DeliveryTiming(RetryPolicy retry, Duration answer, Duration end) {
  /** The default for a server on a network. */
  public static final DeliveryTiming STANDARD =
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
