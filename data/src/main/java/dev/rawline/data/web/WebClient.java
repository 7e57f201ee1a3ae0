package dev.rawline.data.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Sends HTTP/1.1 requests (RFC 9110). A failure that may pass by itself is a {@link
 * TransientException}, an interruption an {@link InterruptedIOException}.
 *
 * <p>Proxies are those of Java's system properties.
 */
public final class WebClient implements AutoCloseable {
  private final HttpClient client;
  private final Timeouts timeouts;

  /**
   * Prepares a client; it connects when a request is sent.
   *
   * @param redirects which redirections are followed, at most five in a row
   */
  public WebClient(Timeouts timeouts, HttpClient.Redirect redirects) {
    this.timeouts = timeouts;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(timeouts.connect())
            .followRedirects(redirects)
            .build();
  }

  /** Returns a request to complete; it fails when the response takes longer than a stall. */
  public HttpRequest.Builder request(URI address) {
    return HttpRequest.newBuilder(address)
        .timeout(timeouts.stall())
        .header("User-Agent", "rawline");
  }

  /** Returns a path as part of an address, with every part encoded. */
  public static String encoded(String path) {
    return Arrays.stream(path.split("/", -1))
        .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
        .collect(Collectors.joining("/"));
  }

  /**
   * Sends a request.
   *
   * @return the response, whatever its status
   * @throws TransientException if the server cannot be reached or does not answer in time
   * @throws IOException if this thread is interrupted, or a file of the body cannot be used
   */
  public <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body)
      throws IOException {
    try {
      return client.send(request, body);
    } catch (InterruptedException e) {
      throw interrupted(e);
    } catch (HttpConnectTimeoutException e) {
      throw new TransientException("could not be reached (" + e.getMessage() + ")", e);
    } catch (HttpTimeoutException e) {
      throw new TransientException("did not answer (" + e.getMessage() + ")", e);
    } catch (ProtocolException e) {
      throw new TransientException("answered something that is not HTTP", e);
    } catch (ConnectException e) {
      if (isUnresolved(e)) {
        throw new TransientException(
            "the host %s is not known (no network, a typing error, or a proxy is needed)"
                .formatted(request.uri().getHost()),
            e);
      }
      throw new TransientException("could not be reached (" + reason(e) + ")", e);
    } catch (IOException e) {
      throw new TransientException("could not be reached (" + reason(e) + ")", e);
    }
  }

  /**
   * Sends a request and returns its response as soon as the body begins. Reading the body fails
   * with a {@link TransientException} if the connection breaks or stalls.
   *
   * @throws IOException as {@link #send}
   */
  public HttpResponse<InputStream> open(HttpRequest request) throws IOException {
    return send(request, _ -> new ResponseBody(timeouts.stall()));
  }

  private static boolean isUnresolved(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException) {
        return true;
      }
    }
    return false;
  }

  private static String reason(IOException failure) {
    return failure.getMessage() == null
        ? "connection rejected"
        : Address.redacted(failure.getMessage());
  }

  static InterruptedIOException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    InterruptedIOException interrupted = new InterruptedIOException("interrupted");
    interrupted.initCause(cause);
    return interrupted;
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
