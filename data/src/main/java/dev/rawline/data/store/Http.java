package dev.rawline.data.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.UnknownHostException;
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
 * GET and HEAD of HTTP/1.1 (RFC 9110), with ranges, and with failures told apart: those that may
 * pass are a {@link TransientException}.
 *
 * <p>Proxies are those of Java's system properties. Redirections are followed, but never from https
 * to http.
 */
final class Http {
  private static final int MOST_REDIRECTIONS = 5;
  private static final Duration A_MOMENT = Duration.ofSeconds(1);
  private static final int MANY_REQUESTS = 429;
  private static final int RANGE_NOT_SATISFIABLE = 416;
  private static final int PERMANENT_REDIRECT = 308;
  private static final int TEMPORARY_REDIRECT = 307;
  private static final Pattern CONTENT_RANGE =
      Pattern.compile("bytes (\\d{1,18})-\\d{1,18}/(\\d{1,18}|\\*)");

  private final RetryPolicy patience;

  Http(RetryPolicy patience) {
    this.patience = patience;
  }

  /**
   * Asks for a file's size and tag, not for the file.
   *
   * @return empty if the server does not answer such questions
   */
  Optional<StoreEntry> head(URI uri, String name) throws IOException {
    HttpURLConnection connection = null;
    try {
      connection = answered("HEAD", uri, 0, Optional.empty());
      int code = connection.getResponseCode();
      if (code == HttpURLConnection.HTTP_BAD_METHOD
          || code == HttpURLConnection.HTTP_NOT_IMPLEMENTED
          || code == HttpURLConnection.HTTP_FORBIDDEN) {
        return Optional.empty();
      }
      requireSuccess(connection, uri, code);
      return Optional.of(
          new StoreEntry(name, length(connection), Optional.empty(), tag(connection)));
    } catch (TransientException e) {
      throw e;
    } finally {
      if (connection != null) {
        connection.disconnect();
      }
    }
  }

  /**
   * Opens a file, from a byte on if it still has the tag.
   *
   * @param from the first byte that is wanted
   * @param tag the tag of the file that the bytes before belong to, where it has one
   */
  ContentStream get(URI uri, long from, Optional<String> tag) throws IOException {
    HttpURLConnection connection = answered("GET", uri, from, tag);
    try {
      int code = connection.getResponseCode();
      if (code == RANGE_NOT_SATISFIABLE && from > 0) {
        connection.disconnect();
        return get(uri, 0, Optional.empty());
      }
      requireSuccess(connection, uri, code);
      long begins = 0;
      OptionalLong size = length(connection);
      if (code == HttpURLConnection.HTTP_PARTIAL) {
        String range = String.valueOf(connection.getHeaderField("Content-Range"));
        Matcher parts = CONTENT_RANGE.matcher(range);
        if (!parts.matches() || Long.parseLong(parts.group(1)) != from) {
          throw new IOException(
              "%s: answered with the range '%s' where bytes from %d on were asked for; the server is at fault: try again later"
                  .formatted(uri, range, from));
        }
        begins = from;
        size =
            parts.group(2).equals("*")
                ? OptionalLong.empty()
                : OptionalLong.of(Long.parseLong(parts.group(2)));
      }
      return new ContentStream(
          new Body(connection), begins, size, tag(connection), Optional.empty());
    } catch (IOException e) {
      connection.disconnect();
      throw e;
    }
  }

  private HttpURLConnection answered(String method, URI uri, long from, Optional<String> tag)
      throws IOException {
    URI at = uri;
    for (int n = 0; n <= MOST_REDIRECTIONS; n++) {
      HttpURLConnection connection = (HttpURLConnection) at.toURL().openConnection();
      connection.setRequestMethod(method);
      connection.setInstanceFollowRedirects(false);
      connection.setUseCaches(false);
      connection.setConnectTimeout(milliseconds(patience.connect()));
      connection.setReadTimeout(milliseconds(patience.stall()));
      connection.setRequestProperty("Accept-Encoding", "identity");
      connection.setRequestProperty("User-Agent", "rawline");
      if (from > 0) {
        connection.setRequestProperty("Range", "bytes=" + from + "-");
        if (tag.isPresent()) {
          connection.setRequestProperty("If-Range", tag.get());
        }
      }
      int code = code(connection, uri);
      if (!isRedirection(code)) {
        return connection;
      }
      String place = connection.getHeaderField("Location");
      connection.disconnect();
      at = redirected(uri, at, place);
    }
    throw new IOException(
        "%s: is redirected more than %d times; check the address"
            .formatted(uri, MOST_REDIRECTIONS));
  }

  private static URI redirected(URI uri, URI at, String place) throws IOException {
    URI next;
    try {
      next = at.resolve(String.valueOf(place));
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "%s: is redirected to '%s', which is no address; check the address".formatted(uri, place),
          e);
    }
    boolean web = "https".equals(next.getScheme()) || "http".equals(next.getScheme());
    if (!web || ("https".equals(at.getScheme()) && !"https".equals(next.getScheme()))) {
      throw new IOException(
          "%s: is redirected to %s, which is less safe than the address; check the address"
              .formatted(uri, next));
    }
    return next;
  }

  private static boolean isRedirection(int code) {
    return code == HttpURLConnection.HTTP_MOVED_PERM
        || code == HttpURLConnection.HTTP_MOVED_TEMP
        || code == HttpURLConnection.HTTP_SEE_OTHER
        || code == TEMPORARY_REDIRECT
        || code == PERMANENT_REDIRECT;
  }

  private static int code(HttpURLConnection connection, URI uri) throws IOException {
    try {
      int code = connection.getResponseCode();
      if (code < 0) {
        throw new TransientException("answered something that is not HTTP", Optional.empty(), null);
      }
      return code;
    } catch (InterruptedIOException e) {
      throw new TransientException("did not answer (" + e.getMessage() + ")", Optional.empty(), e);
    } catch (UnknownHostException e) {
      throw new TransientException(
          "the host %s is not known here (no network, a slip of the pen, or a proxy is needed)"
              .formatted(uri.getHost()),
          Optional.empty(),
          e);
    } catch (TransientException e) {
      throw e;
    } catch (IOException e) {
      throw new TransientException(
          "could not be reached (" + e.getMessage() + ")", Optional.empty(), e);
    }
  }

  private static void requireSuccess(HttpURLConnection connection, URI uri, int code)
      throws IOException {
    if (code == HttpURLConnection.HTTP_OK || code == HttpURLConnection.HTTP_PARTIAL) {
      return;
    }
    String reason = connection.getResponseMessage();
    String answer = "answered %d%s".formatted(code, reason == null ? "" : " " + reason);
    if (code == MANY_REQUESTS
        || code >= HttpURLConnection.HTTP_INTERNAL_ERROR
        || code == HttpURLConnection.HTTP_CLIENT_TIMEOUT) {
      throw new TransientException(answer, pause(connection.getHeaderField("Retry-After")), null);
    }
    throw switch (code) {
      case HttpURLConnection.HTTP_NOT_FOUND, HttpURLConnection.HTTP_GONE ->
          new IOException("%s: is not there (%s); check the address".formatted(uri, answer));
      case HttpURLConnection.HTTP_UNAUTHORIZED, HttpURLConnection.HTTP_FORBIDDEN ->
          new IOException(
              "%s: may not be read (%s); ask its owner to make it public, or fetch it yourself and name the folder"
                  .formatted(uri, answer));
      default -> new IOException("%s: %s; check the address".formatted(uri, answer));
    };
  }

  /** Reads Retry-After: seconds, or a date. */
  static Optional<Duration> pause(String header) {
    if (header == null) {
      return Optional.empty();
    }
    String value = header.strip();
    if (value.matches("\\d{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
    }
    try {
      Instant then = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration left = Duration.between(Instant.now(), then);
      return Optional.of(left.isNegative() ? Duration.ZERO : left);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static OptionalLong length(HttpURLConnection connection) {
    long length = connection.getContentLengthLong();
    return length < 0 ? OptionalLong.empty() : OptionalLong.of(length);
  }

  /**
   * Returns what changes with the bytes, and may stand in If-Range: a strong entity tag, or a time
   * of change that lies so far back that another change would have another (RFC 9110, 8.8.2.2).
   */
  private static Optional<String> tag(HttpURLConnection connection) {
    String tag = connection.getHeaderField("ETag");
    if (tag != null) {
      return Optional.of(tag).filter(strong -> strong.startsWith("\""));
    }
    long changed = connection.getLastModified();
    long answered = connection.getDate();
    return changed > 0 && answered - changed > A_MOMENT.toMillis()
        ? Optional.of(connection.getHeaderField("Last-Modified"))
        : Optional.empty();
  }

  private static int milliseconds(Duration time) {
    return Math.toIntExact(Math.max(1, time.toMillis()));
  }

  /** Tells a connection that broke or stalled from other failures. */
  private static final class Body extends FilterInputStream {
    private final HttpURLConnection connection;

    Body(HttpURLConnection connection) throws IOException {
      super(opened(connection));
      this.connection = connection;
    }

    private static InputStream opened(HttpURLConnection connection) throws IOException {
      try {
        return connection.getInputStream();
      } catch (IOException e) {
        throw new TransientException("broke off (" + e.getMessage() + ")", Optional.empty(), e);
      }
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      int read = read(one, 0, 1);
      return read < 0 ? read : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      try {
        return super.read(bytes, offset, length);
      } catch (InterruptedIOException e) {
        throw new TransientException("stalled (" + e.getMessage() + ")", Optional.empty(), e);
      } catch (IOException e) {
        throw new TransientException("broke off (" + e.getMessage() + ")", Optional.empty(), e);
      }
    }

    @Override
    public void close() {
      connection.disconnect();
    }
  }
}
