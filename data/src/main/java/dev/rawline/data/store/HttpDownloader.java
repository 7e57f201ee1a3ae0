package dev.rawline.data.store;

import dev.rawline.data.web.Address;
import dev.rawline.data.web.Timeouts;
import dev.rawline.data.web.TransientException;
import dev.rawline.data.web.WebClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Downloads files by GET and HEAD (RFC 9110), in whole or from a byte on.
 *
 * <p>Redirections are followed, but never from https to http.
 */
final class HttpDownloader implements AutoCloseable {
  private static final int RANGE_NOT_SATISFIABLE = 416;
  private static final int BAD_REQUEST = 400;
  private static final Duration DISTINCT = Duration.ofSeconds(1);
  private static final Pattern CONTENT_RANGE =
      Pattern.compile("bytes (\\d{1,18})-\\d{1,18}/(\\d{1,18}|\\*)");

  private final WebClient client;

  HttpDownloader(Timeouts timeouts) {
    client = new WebClient(timeouts, HttpClient.Redirect.NORMAL);
  }

  /**
   * Returns a file's size and tag without its bytes.
   *
   * @return empty if the server does not support HEAD
   */
  Optional<StoreEntry> head(Address address, String name) throws IOException {
    HttpResponse<Void> response =
        client.send(request(address).HEAD().build(), HttpResponse.BodyHandlers.discarding());
    int status = response.statusCode();
    if (status == HttpURLConnection.HTTP_BAD_METHOD
        || status == HttpURLConnection.HTTP_NOT_IMPLEMENTED
        || status == HttpURLConnection.HTTP_FORBIDDEN) {
      return Optional.empty();
    }
    requireSuccess(response, address);
    HttpHeaders headers = response.headers();
    return Optional.of(
        new StoreEntry(
            name, headers.firstValueAsLong("Content-Length"), Optional.empty(), tag(headers)));
  }

  /**
   * Opens a file, from a byte on if it still has the tag.
   *
   * @param from the first byte to fetch
   * @param tag the tag of the file of the previous bytes, if any
   */
  ContentStream get(Address address, long from, Optional<String> tag) throws IOException {
    HttpRequest.Builder request = request(address).GET();
    if (from > 0) {
      request.header("Range", "bytes=" + from + "-");
      tag.ifPresent(value -> request.header("If-Range", value));
    }
    HttpResponse<InputStream> response = client.open(request.build());
    try {
      if (response.statusCode() == RANGE_NOT_SATISFIABLE && from > 0) {
        response.body().close();
        return get(address, 0, Optional.empty());
      }
      requireSuccess(response, address);
      return content(response, address, from);
    } catch (IOException e) {
      response.body().close();
      throw e;
    }
  }

  /**
   * Returns a whole small file.
   *
   * @param most the most bytes that it may have
   */
  byte[] bytes(Address address, int most) throws IOException {
    try (ContentStream content = get(address, 0, Optional.empty())) {
      byte[] bytes = content.bytes().readNBytes(most);
      if (content.size().isPresent() && content.size().getAsLong() > bytes.length) {
        throw new TransientException("broke off", null);
      }
      return bytes;
    }
  }

  private static ContentStream content(
      HttpResponse<InputStream> response, Address address, long from) throws IOException {
    HttpHeaders headers = response.headers();
    long begin = 0;
    OptionalLong size = headers.firstValueAsLong("Content-Length");
    if (response.statusCode() == HttpURLConnection.HTTP_PARTIAL) {
      String range = headers.firstValue("Content-Range").orElse("");
      Matcher parts = CONTENT_RANGE.matcher(range);
      if (!parts.matches() || Long.parseLong(parts.group(1)) != from) {
        throw new IOException(
            "%s: sent the range '%s', expected bytes from %d on; the server does not follow HTTP: try again later"
                .formatted(address, range, from));
      }
      begin = from;
      size =
          parts.group(2).equals("*")
              ? OptionalLong.empty()
              : OptionalLong.of(Long.parseLong(parts.group(2)));
    }
    return new ContentStream(response.body(), begin, size, tag(headers), Optional.empty());
  }

  private HttpRequest.Builder request(Address address) throws IOException {
    try {
      return client.request(address.uri()).header("Accept-Encoding", "identity");
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "%s: is not a web address (%s)".formatted(address, Address.redacted(e.getMessage())));
    }
  }

  private static void requireSuccess(HttpResponse<?> response, Address address) throws IOException {
    int status = response.statusCode();
    String answer = "answered with status " + status;
    if (TransientException.isStatus(status)) {
      throw new TransientException(
          answer,
          response.headers().firstValue("Retry-After").flatMap(HttpDownloader::retryAfter),
          null);
    }
    boolean isRedirection = status >= HttpURLConnection.HTTP_MULT_CHOICE && status < BAD_REQUEST;
    if (isRedirection) {
      throw new IOException(
          "%s: is redirected to '%s', which is not followed: it is not secure as the address is, or the fifth in a row; check the address"
              .formatted(
                  address, new Address(response.headers().firstValue("Location").orElse(""))));
    }
    switch (status) {
      case HttpURLConnection.HTTP_OK, HttpURLConnection.HTTP_PARTIAL -> {}
      case HttpURLConnection.HTTP_NOT_FOUND, HttpURLConnection.HTTP_GONE ->
          throw new IOException(
              "%s: does not exist (status %d); check the address".formatted(address, status));
      case HttpURLConnection.HTTP_UNAUTHORIZED, HttpURLConnection.HTTP_FORBIDDEN ->
          throw new IOException(
              "%s: access denied (status %d); ask its owner to make it public, or download it yourself and give the folder"
                  .formatted(address, status));
      default -> throw new IOException("%s: %s; check the address".formatted(address, answer));
    }
  }

  /** Reads Retry-After: seconds, or a date. */
  static Optional<Duration> retryAfter(String header) {
    String value = header.strip();
    if (value.matches("\\d{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
    }
    return instant(value)
        .map(then -> Duration.between(Instant.now(), then))
        .map(left -> left.isNegative() ? Duration.ZERO : left);
  }

  private static Optional<Instant> instant(String header) {
    try {
      return Optional.of(
          ZonedDateTime.parse(header.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /**
   * Returns what changes with the bytes, and is valid in If-Range: a strong entity tag, or a time
   * of change that is so far back that another change would have another (RFC 9110, 8.8.2.2).
   */
  private static Optional<String> tag(HttpHeaders headers) {
    Optional<String> tag = headers.firstValue("ETag");
    if (tag.isPresent()) {
      return tag.filter(strong -> strong.startsWith("\""));
    }
    Optional<String> modified = headers.firstValue("Last-Modified");
    Optional<Instant> changed = modified.flatMap(HttpDownloader::instant);
    Optional<Instant> answered = headers.firstValue("Date").flatMap(HttpDownloader::instant);
    boolean isDistinct =
        changed.isPresent()
            && answered.isPresent()
            && Duration.between(changed.get(), answered.get()).compareTo(DISTINCT) > 0;
    return isDistinct ? modified : Optional.empty();
  }

  @Override
  public void close() {
    client.close();
  }
}
