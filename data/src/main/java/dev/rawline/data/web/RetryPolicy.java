package dev.rawline.data.web;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * How often an attempt is repeated, and the pauses between attempts.
 *
 * <p>After the n-th failure in a row the pause is first · 2^(n − 1), at most the longest pause; a
 * pause that a server requests (HTTP's {@code Retry-After}) is kept instead.
 *
 * @param attempts the most attempts in a row without progress
 * @param first the first pause
 * @param longest the longest pause
 */
public record RetryPolicy(int attempts, Duration first, Duration longest) {
  /** For transfers: 6 attempts, pauses of 1, 2, 4, 8 and 16 s, at most 2 min. */
  public static final RetryPolicy STANDARD =
      new RetryPolicy(6, Duration.ofSeconds(1), Duration.ofMinutes(2));

  /** Attempts without limit, for work that waits in the background; pauses from 0.5 s to 30 s. */
  public static final RetryPolicy UNLIMITED =
      new RetryPolicy(Integer.MAX_VALUE, Duration.ofMillis(500), Duration.ofSeconds(30));

  private static final int MOST_DOUBLINGS = 30;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if attempts is below 1, or a pause is not positive
   */
  public RetryPolicy {
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts is %d: expected 1 or more".formatted(attempts));
    }
    requirePositive("first", first);
    requirePositive("longest", longest);
  }

  static void requirePositive(String name, Duration time) {
    if (!time.isPositive()) {
      throw new IllegalArgumentException(
          "%s is %s: expected a time above 0 s".formatted(name, time));
    }
  }

  /** Work that may fail for a while. */
  @FunctionalInterface
  public interface Attempt<T> {
    /** Does the work. */
    T run() throws IOException;
  }

  /** Returns the pause after a number of consecutive failures, from 1. */
  public Duration pause(int failures) {
    Duration pause = first.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
    return pause.compareTo(longest) < 0 ? pause : longest;
  }

  /**
   * Repeats an attempt until it succeeds, fails permanently, or has failed as often as allowed.
   *
   * @param what the subject of the message, such as a file's name
   * @param notes receives each failure but the last
   * @throws IOException if it fails permanently or too often
   */
  public <T> T retry(String what, Attempt<T> attempt, Consumer<String> notes) throws IOException {
    for (int n = 1; ; n++) {
      try {
        return attempt.run();
      } catch (TransientException failure) {
        await(what, n, failure, notes);
      }
    }
  }

  /**
   * Waits after the n-th failure in a row.
   *
   * @param what the subject of the message, such as a file's name
   * @param notes receives the failure and the pause
   * @throws IOException if that was the last attempt, or the server requests more than the longest
   *     pause
   */
  public void await(String what, int n, TransientException failure, Consumer<String> notes)
      throws IOException {
    if (n >= attempts) {
      throw new IOException(
          "%s: %s, %s in a row; received data are kept: run the command again to resume"
              .formatted(what, failure.getMessage(), n == 1 ? "once" : n + " times"),
          failure);
    }
    Duration pause = failure.retryAfter().orElse(pause(n));
    if (pause.compareTo(longest) > 0) {
      throw new IOException(
          "%s: %s, and requests a pause of %d s; run the command again after that"
              .formatted(what, failure.getMessage(), pause.toSeconds()),
          failure);
    }
    notes.accept(
        "%s; retrying in %s s (attempt %d of %d)"
            .formatted(failure.getMessage(), seconds(pause), n + 1, attempts));
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException(what + ": interrupted");
    }
  }

  static String seconds(Duration time) {
    return time.toMillis() % 1000 == 0
        ? String.valueOf(time.toSeconds())
        : String.valueOf(time.toMillis() / 1000.0);
  }
}
