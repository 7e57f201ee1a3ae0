package dev.rawline.data.web;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Optional;

/**
 * A failure that may pass by itself: a broken connection, a stalled transfer, a server that is
 * busy. {@link RetryPolicy} repeats the attempt.
 */
public final class TransientException extends IOException {
  private static final long serialVersionUID = 1L;
  private static final int MANY_REQUESTS = 429;

  @SuppressWarnings("serial") // never serialised
  private final Optional<Duration> retryAfter;

  /**
   * Makes a failure after which the server does not request a pause.
   *
   * @param what what happened, without a full stop
   * @param cause the underlying failure, or null
   */
  public TransientException(String what, Throwable cause) {
    this(what, Optional.empty(), cause);
  }

  /**
   * Makes a failure.
   *
   * @param what what happened, without a full stop
   * @param retryAfter the pause that the server requests, if it requests one
   * @param cause the underlying failure, or null
   */
  public TransientException(String what, Optional<Duration> retryAfter, Throwable cause) {
    super(what, cause);
    this.retryAfter = retryAfter;
  }

  /** Returns whether a status of HTTP is such a failure: too many requests, or a busy server. */
  public static boolean isStatus(int status) {
    return status == MANY_REQUESTS
        || status == HttpURLConnection.HTTP_CLIENT_TIMEOUT
        || status >= HttpURLConnection.HTTP_INTERNAL_ERROR;
  }

  /** Returns the pause that the server requests, if it requests one. */
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
