package dev.rawline.data.web;

import java.time.Duration;

/**
 * The time limits of a connection.
 *
 * @param connect the longest time to open a connection
 * @param stall the longest time without a byte
 */
public record Timeouts(Duration connect, Duration stall) {
  /** 20 s to connect, 60 s without a byte. */
  public static final Timeouts STANDARD =
      new Timeouts(Duration.ofSeconds(20), Duration.ofSeconds(60));

  /**
   * Checks the times.
   *
   * @throws IllegalArgumentException if a time is not positive
   */
  public Timeouts {
    RetryPolicy.requirePositive("connect", connect);
    RetryPolicy.requirePositive("stall", stall);
  }
}
