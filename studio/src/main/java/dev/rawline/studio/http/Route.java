package dev.rawline.studio.http;

import java.io.IOException;

/**
 * One path, and what answers it.
 *
 * @param method GET, which answers HEAD too, or POST
 * @param path the whole path
 * @param handler what answers
 */
public record Route(String method, String path, Handler handler) {
  /** Answers a request. */
  public interface Handler {
    /**
     * Answers a request.
     *
     * @throws IllegalArgumentException if the request has a mistake; the message is shown to the
     *     user
     * @throws IOException if a file cannot be read or written; the message is shown to the user
     */
    Reply answer(Request request) throws IOException;
  }

  /** Answers requests that only read. */
  public static Route get(String path, Handler handler) {
    return new Route("GET", path, handler);
  }

  /** Answers requests with a body. */
  public static Route post(String path, Handler handler) {
    return new Route("POST", path, handler);
  }
}
