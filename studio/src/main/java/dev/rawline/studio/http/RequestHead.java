package dev.rawline.studio.http;

import java.util.List;
import java.util.Optional;

/**
 * What is known of a request before its body is read.
 *
 * @param method its method, as it came
 * @param path the path as it came, not decoded
 * @param hosts all values of the header Host
 * @param port the port on which it came
 * @param origin the header Origin
 * @param site the header Sec-Fetch-Site
 * @param contentType the header Content-Type
 * @param token the token of a cookie or of the header Authorization
 */
public record RequestHead(
    String method,
    String path,
    List<String> hosts,
    int port,
    Optional<String> origin,
    Optional<String> site,
    Optional<String> contentType,
    Optional<String> token) {

  /** Copies the list. */
  public RequestHead {
    hosts = List.copyOf(hosts);
  }

  /** Returns whether it only reads. */
  boolean reads() {
    return method.equals("GET") || method.equals("HEAD");
  }
}
