package dev.rawline.data.store;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * How long a transfer waits, and how often it tries again.
 *
 * <p>Before try n + 1 it pauses first · 2^(n − 1), at most the longest pause; a server that names a
 * time of its own (HTTP's {@code Retry-After}) is left alone for that long.
 *
 * @param connect how long a connection may take to be made
 * @param stall how long no byte may come
 * @param tries how often in a row without a further byte
 * @param first the first pause
 * @param longest the longest pause
 */
public record RetryPolicy(
    Duration connect, Duration stall, int tries, Duration first, Duration longest) {
  /**
   * 20 s to connect, 60 s without a byte, 6 tries, pauses of 1, 2, 4, 8 and 16 s, at most 2 min.
   */
  public static final RetryPolicy STANDARD =
      new RetryPolicy(
          Duration.ofSeconds(20),
          Duration.ofSeconds(60),
          6,
          Duration.ofSeconds(1),
          Duration.ofMinutes(2));

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if there is no try, or a time is not positive
   */
  public RetryPolicy {
    if (tries < 1) {
      throw new IllegalArgumentException("tries is %d: expected 1 or more".formatted(tries));
    }
    for (Duration time : new Duration[] {connect, stall, first, longest}) {
      if (!time.isPositive()) {
        throw new IllegalArgumentException(
            "a time is %s: expected more than nothing".formatted(time));
      }
    }
  }

  /** Something that may fail for a while. */
  @FunctionalInterface
  interface Attempt<T> {
    /** Does it. */
    T run() throws IOException;
  }

  /**
   * Tries until it succeeds, fails for good, or has failed as often as allowed.
   *
   * @param what what it is about, as the message begins
   * @param notes hears of every failure that is not the last
   */
  <T> T insist(String what, Attempt<T> attempt, Consumer<String> notes) throws IOException {
    for (int n = 1; ; n++) {
      try {
        return attempt.run();
      } catch (TransientException failure) {
        pause(what, n, failure, notes);
      }
    }
  }

  /**
   * Waits after the n-th failure in a row.
   *
   * @throws IOException if that was the last, or the server asks for more than the longest pause
   */
  void pause(String what, int n, TransientException failure, Consumer<String> notes)
      throws IOException {
    Duration wait = first.multipliedBy(1L << Math.min(n - 1, 30));
    if (wait.compareTo(longest) > 0) {
      wait = longest;
    }
    if (failure.pause().isPresent()) {
      wait = failure.pause().get();
    }
    if (n >= tries) {
      throw new IOException(
          "%s: %s, %s in a row; what has arrived is kept: run it again to go on"
              .formatted(what, failure.getMessage(), n == 1 ? "once" : n + " times"),
          failure);
    }
    if (wait.compareTo(longest) > 0) {
      throw new IOException(
          "%s: %s, and asks to be left alone for %d s; run it again then"
              .formatted(what, failure.getMessage(), wait.toSeconds()),
          failure);
    }
    notes.accept(
        "%s; trying again in %s s (try %d of %d)"
            .formatted(failure.getMessage(), seconds(wait), n + 1, tries));
    try {
      Thread.sleep(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException(what + ": interrupted");
    }
  }

  private static String seconds(Duration time) {
    return time.toMillis() % 1000 == 0
        ? String.valueOf(time.toSeconds())
        : String.valueOf(time.toMillis() / 1000.0);
  }
}
