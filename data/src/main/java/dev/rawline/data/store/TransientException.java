package dev.rawline.data.store;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** A failure that may pass by itself: a broken connection, a stall, a server that is busy. */
final class TransientException extends IOException {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // never serialised
  private final Optional<Duration> wait;

  /**
   * Says what happened.
   *
   * @param what what happened, without a full stop
   * @param wait how long the server asks to be left alone, if it does
   */
  TransientException(String what, Optional<Duration> wait, Throwable cause) {
    super(what, cause);
    this.wait = wait;
  }

  /** Returns how long the server asks to be left alone, if it does. */
  Optional<Duration> pause() {
    return wait;
  }
}
