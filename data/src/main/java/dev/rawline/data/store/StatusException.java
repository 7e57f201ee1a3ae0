package dev.rawline.data.store;

import java.io.IOException;
import java.net.HttpURLConnection;

/** A request that the store rejects with a status that has a fallback. */
final class StatusException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int status;

  StatusException(int status, String message, Throwable cause) {
    super(message, cause);
    this.status = status;
  }

  int status() {
    return status;
  }

  /** Returns whether it is not allowed, or needs a signature. */
  boolean isDenied() {
    return status == HttpURLConnection.HTTP_FORBIDDEN
        || status == HttpURLConnection.HTTP_UNAUTHORIZED;
  }

  /** Returns whether the object differs from the one that the condition names. */
  boolean isChanged() {
    return status == HttpURLConnection.HTTP_PRECON_FAILED
        || status == S3Store.RANGE_NOT_SATISFIABLE;
  }
}
