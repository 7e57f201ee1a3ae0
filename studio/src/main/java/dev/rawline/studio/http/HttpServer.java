package dev.rawline.studio.http;

import dev.rawline.data.file.JsonFile;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.http.SetCookie;
import io.helidon.http.Status;
import io.helidon.http.sse.SseEvent;
import io.helidon.webserver.ServerConnectionException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.sse.SseSink;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/** Answers requests that pass the {@link Gate}, by whole paths. */
public final class HttpServer implements AutoCloseable {
  private static final String COOKIE = "rawline_token";
  private static final String BEARER = "Bearer ";

  /** The key of the query with which the first page takes the token. */
  public static final String ENTER = "enter";

  private static final String FIRST_PAGE = "/";
  private static final int UNPROCESSABLE = 422;
  private static final int MOST_CONNECTIONS = 256;
  private static final Duration LONGEST_IDLE = Duration.ofMinutes(2);
  private static final String POLICY = "Content-Security-Policy";
  private static final HeaderName SITE = HeaderNames.create("Sec-Fetch-Site");

  /** Nothing of other hosts is loaded, no script or style stands in a page, no page frames it. */
  private static final List<Header> SAFE =
      List.of(
          HeaderValues.create(
              POLICY,
              "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:;"
                  + " connect-src 'self'; base-uri 'none'; form-action 'none';"
                  + " frame-ancestors 'none'"),
          HeaderValues.create("X-Content-Type-Options", "nosniff"),
          HeaderValues.create("Referrer-Policy", "no-referrer"),
          HeaderValues.create("Cross-Origin-Opener-Policy", "same-origin"),
          HeaderValues.create("Cross-Origin-Resource-Policy", "same-origin"),
          HeaderValues.create("Cache-Control", "no-store"));

  /** Reports have their pictures and styles within them. */
  private static final Header SANDBOX =
      HeaderValues.create(
          POLICY,
          "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline';"
              + " frame-ancestors 'none'");

  /** Held here, since Java forgets the level of a logger that nobody holds. */
  private static final Logger HELIDON = Logger.getLogger("io.helidon");

  private static final Pattern UNSAFE_IN_NAME = Pattern.compile("[^A-Za-z0-9._-]");

  private final Gate gate;
  private final Map<String, Map<String, Route>> routes = new HashMap<>();
  private final Consumer<Throwable> failures;
  private final WebServer server;

  /**
   * Starts.
   *
   * @param address where it listens
   * @param port its port; 0 for any that is free
   * @param gate what decides which requests are answered
   * @param routes what is answered
   * @param failures takes failures that are neither the client's nor the machine's
   * @throws IOException if the port cannot be used; the message states what to do
   */
  public HttpServer(
      InetAddress address, int port, Gate gate, List<Route> routes, Consumer<Throwable> failures)
      throws IOException {
    HELIDON.setLevel(Level.OFF); // it logs why it cannot start, and does not throw it
    this.gate = gate;
    this.failures = failures;
    for (Route route : routes) {
      this.routes.computeIfAbsent(route.path(), _ -> new HashMap<>()).put(route.method(), route);
    }
    server =
        WebServer.builder()
            .address(address)
            .port(port)
            .shutdownHook(false)
            .maxTcpConnections(MOST_CONNECTIONS)
            .idleConnectionTimeout(LONGEST_IDLE)
            // Else the end of an answer waits for the client's delayed acknowledgement.
            .connectionOptions(options -> options.tcpNoDelay(true))
            .routing(routing -> routing.any((request, response) -> answer(request, response)))
            .build();
    requireFree(address, port);
    server.start();
    HELIDON.setLevel(Level.WARNING); // that it starts and stops is no news
    if (!server.isRunning()) {
      throw unusable(address, port, "another program took it");
    }
  }

  /** Asks the system, which says what is wrong. */
  private static void requireFree(InetAddress address, int port) throws IOException {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(address, port));
    } catch (SocketException e) {
      throw unusable(address, port, e.getMessage());
    }
  }

  private static IOException unusable(InetAddress address, int port, String why) {
    return new IOException(
        "port %d of %s cannot be used (%s): end what uses it, perhaps another studio, or choose"
                .formatted(port, address.getHostAddress(), why)
            + " another with --port; 0 takes a free one");
  }

  /** Returns the port on which it listens. */
  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.stop();
  }

  private void answer(ServerRequest request, ServerResponse response) {
    SAFE.forEach(response::header);
    RequestHead head = head(request);
    Optional<Rejection> rejection = gate.check(head).or(() -> withoutRoute(head));
    if (rejection.isPresent()) {
      reject(head, response, rejection.get());
      return;
    }
    if (head.path().equals(FIRST_PAGE) && query(request, ENTER).isPresent()) {
      // The token leaves the address, which is shown, kept and shared.
      response
          .headers()
          .addCookie(
              SetCookie.builder(COOKIE, head.token().orElseThrow())
                  .path(FIRST_PAGE)
                  .httpOnly(true)
                  .sameSite(SetCookie.SameSite.STRICT)
                  .build());
      response.status(Status.SEE_OTHER_303).header(HeaderNames.LOCATION, FIRST_PAGE).send();
      return;
    }
    Route route = routes.get(head.path()).get(method(head));
    try {
      send(head, response, answer(route, request));
    } catch (IllegalArgumentException e) {
      reject(head, response, new Rejection(UNPROCESSABLE, e.getMessage()));
    } catch (NoSuchFileException | FileNotFoundException e) {
      reject(
          head,
          response,
          new Rejection(Status.NOT_FOUND_404.code(), e.getMessage() + " does not exist"));
    } catch (IOException e) {
      reject(head, response, new Rejection(UNPROCESSABLE, e.getMessage()));
    } catch (UncheckedIOException | ServerConnectionException e) {
      // There is nobody to answer.
    } catch (RuntimeException | Error e) {
      failures.accept(e);
      reject(
          head,
          response,
          new Rejection(
              Status.INTERNAL_SERVER_ERROR_500.code(),
              "an unexpected failure; the terminal that serves this page shows it"));
    }
  }

  /** A stream of lines wraps what its file throws. */
  private static Reply answer(Route route, ServerRequest request) throws IOException {
    try {
      return route
          .handler()
          .answer(new Request(key -> query(request, key), request.content().inputStream()));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private Optional<Rejection> withoutRoute(RequestHead head) {
    Map<String, Route> known = routes.get(head.path());
    if (known == null) {
      return Optional.of(new Rejection(Status.NOT_FOUND_404.code(), "there is no such page"));
    }
    return known.containsKey(method(head))
        ? Optional.empty()
        : Optional.of(
            new Rejection(
                Status.METHOD_NOT_ALLOWED_405.code(),
                "method %s: expected %s"
                    .formatted(head.method(), String.join(" or ", known.keySet()))));
  }

  private static String method(RequestHead head) {
    return head.reads() ? "GET" : head.method();
  }

  private static RequestHead head(ServerRequest request) {
    ServerRequestHeaders headers = request.headers();
    // A fragment has no place in a request: with it, a path would have a second spelling.
    String path =
        request.prologue().uriPath().rawPath()
            + (request.prologue().fragment().hasValue() ? "#" : "");
    return new RequestHead(
        request.prologue().method().text(),
        path,
        headers.contains(HeaderNames.HOST) ? headers.get(HeaderNames.HOST).allValues() : List.of(),
        request.localPeer().port(),
        headers.first(HeaderNames.ORIGIN),
        headers.first(SITE),
        headers.first(HeaderNames.CONTENT_TYPE),
        headers
            .first(HeaderNames.AUTHORIZATION)
            .filter(value -> value.startsWith(BEARER))
            .map(value -> value.substring(BEARER.length()))
            .or(() -> path.equals(FIRST_PAGE) ? query(request, ENTER) : Optional.empty())
            .or(() -> headers.cookies().first(COOKIE).asOptional()));
  }

  private static Optional<String> query(ServerRequest request, String key) {
    return request.query().contains(key)
        ? request.query().first(key).asOptional()
        : Optional.empty();
  }

  private static void send(RequestHead head, ServerResponse response, Reply reply)
      throws IOException {
    switch (reply) {
      case Reply.Json(Object object) ->
          send(
              head,
              response,
              "application/json",
              JsonFile.text(object).getBytes(StandardCharsets.UTF_8));
      case Reply.Content(String type, byte[] content) -> send(head, response, type, content);
      case Reply.Foreign foreign -> send(head, response, foreign);
      case Reply.Events(Reply.EventSource source) -> {
        try (SseSink sink = response.sink(SseSink.TYPE)) {
          source.sendTo(object -> sink.emit(SseEvent.create(JsonFile.text(object))));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private static void send(RequestHead head, ServerResponse response, String type, byte[] content) {
    response.header(HeaderValues.create(HeaderNames.CONTENT_TYPE, type));
    if (head.method().equals("HEAD")) {
      response.header(HeaderValues.create(HeaderNames.CONTENT_LENGTH, content.length));
      response.send();
    } else {
      response.send(content);
    }
  }

  private static void send(RequestHead head, ServerResponse response, Reply.Foreign foreign)
      throws IOException {
    response.header(SANDBOX);
    foreign
        .saveAs()
        .ifPresent(
            name ->
                response.header(
                    HeaderValues.create(
                        HeaderNames.CONTENT_DISPOSITION,
                        "attachment; filename=\"%s\""
                            .formatted(UNSAFE_IN_NAME.matcher(name).replaceAll("_")))));
    response.header(HeaderValues.create(HeaderNames.CONTENT_TYPE, foreign.type()));
    response.header(HeaderValues.create(HeaderNames.CONTENT_LENGTH, Files.size(foreign.file())));
    if (head.method().equals("HEAD")) {
      response.send();
      return;
    }
    try (OutputStream out = response.outputStream()) {
      Files.copy(foreign.file(), out);
    }
  }

  private static void reject(RequestHead head, ServerResponse response, Rejection rejection) {
    if (!response.isSent()) {
      response.status(rejection.status());
      send(
          head,
          response,
          "application/json",
          JsonFile.text(rejection).getBytes(StandardCharsets.UTF_8));
    }
  }
}
