package dev.rawline.data.store;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.rawline.data.web.Address;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** A small object store on loopback that speaks the protocol as some vendors do. */
public final class ObjectServer implements AutoCloseable {
  private static final int PAGE = 3;

  /** How it differs from Amazon's store. */
  public enum Dialect {
    /** Objects are given to everybody, lists to nobody. */
    NO_LISTS,
    /** Nothing is given without a signature. */
    SIGNED_ONLY,
    /** Lists are of the first version, without tokens, and keys are as they are. */
    OLD_LISTS,
    /** A condition on a new object is a bad request. */
    NO_CONDITIONS,
    /** The condition is not looked at. */
    IGNORED_CONDITIONS,
    /** Entity tags have the length of an MD5, and are none. */
    OTHER_TAGS
  }

  /** A request: its path and query as sent, and its headers. */
  public record Request(String method, URI address, Headers headers) {
    /** Returns whether it was signed. */
    public boolean isSigned() {
      return headers.containsKey("Authorization");
    }
  }

  final Map<String, byte[]> objects = new ConcurrentSkipListMap<>();
  final List<Request> requests = new CopyOnWriteArrayList<>();
  private final Set<Dialect> dialects;
  private final HttpServer server;

  /**
   * Starts it; its only bucket is {@code pictures}.
   *
   * @throws IOException if there is no free port
   */
  public ObjectServer(Dialect... dialects) throws IOException {
    this.dialects = EnumSet.noneOf(Dialect.class);
    this.dialects.addAll(Arrays.asList(dialects));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Returns its endpoint, with a path, as some vendors have. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/storage/v1");
  }

  /** Returns the requests so far. */
  public List<Request> requests() {
    return List.copyOf(requests);
  }

  StoreAccess access() {
    return new StoreAccess(
        Transfers.IMPATIENT,
        Transfers.TIMEOUTS,
        2,
        Optional.of(Address.of(endpoint())),
        URI.create("http://localhost:1/"));
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    Request request =
        new Request(
            exchange.getRequestMethod(),
            exchange.getRequestURI(),
            new Headers(exchange.getRequestHeaders()));
    requests.add(request);
    byte[] body = exchange.getRequestBody().readAllBytes();
    String path = decoded(request.address().getRawPath().replace("+", "%2B"));
    String key = path.replaceFirst("^/storage/v1/pictures/?", "");
    boolean list = key.isEmpty();
    if (!request.isSigned()
        && (dialects.contains(Dialect.SIGNED_ONLY)
            || (list && dialects.contains(Dialect.NO_LISTS)))) {
      fail(exchange, 403, "AccessDenied");
    } else if (list) {
      send(exchange, 200, list(query(request)).getBytes(StandardCharsets.UTF_8));
    } else if (request.method().equals("PUT")) {
      put(exchange, request, key, body);
    } else if (!objects.containsKey(key)) {
      fail(exchange, 404, "NoSuchKey");
    } else {
      exchange.getResponseHeaders().set("ETag", tag(objects.get(key)));
      send(exchange, 200, objects.get(key));
    }
  }

  private void put(HttpExchange exchange, Request request, String key, byte[] body)
      throws IOException {
    boolean condition = request.headers().containsKey("If-None-Match");
    if (condition && dialects.contains(Dialect.NO_CONDITIONS)) {
      fail(exchange, 400, "InvalidArgument");
    } else if (condition
        && objects.containsKey(key)
        && !dialects.contains(Dialect.IGNORED_CONDITIONS)) {
      fail(exchange, 412, "PreconditionFailed");
    } else {
      objects.put(key, body);
      exchange.getResponseHeaders().set("ETag", tag(body));
      send(exchange, 200, new byte[0]);
    }
  }

  private String tag(byte[] content) {
    return dialects.contains(Dialect.OTHER_TAGS)
        ? "\"v1.object-of-%d-bytes-0000000000000000\"".formatted(content.length).substring(0, 33)
            + "\""
        : "\"" + Checksum.of(content, Checksum.Algorithm.MD5).hex() + "\"";
  }

  private String list(Map<String, String> query) {
    boolean old = dialects.contains(Dialect.OLD_LISTS);
    String after =
        old ? query.getOrDefault("marker", "") : query.getOrDefault("continuation-token", "");
    List<String> keys =
        objects.keySet().stream()
            .filter(key -> key.startsWith(query.getOrDefault("prefix", "")))
            .filter(key -> key.compareTo(after) > 0)
            .toList();
    List<String> page = keys.subList(0, Math.min(PAGE, keys.size()));
    boolean more = page.size() < keys.size();
    boolean encodes = !old && "url".equals(query.get("encoding-type"));
    return "<?xml version='1.0' encoding='UTF-8'?><ListBucketResult><IsTruncated>%s</IsTruncated>%s%s%s</ListBucketResult>"
        .formatted(
            more,
            encodes ? "<EncodingType>url</EncodingType>" : "",
            more && !old
                ? "<NextContinuationToken>%s</NextContinuationToken>".formatted(xml(page.getLast()))
                : "",
            page.stream()
                .map(
                    key ->
                        "<Contents><Key>%s</Key><Size>%d</Size><ETag>%s</ETag></Contents>"
                            .formatted(
                                xml(encodes ? encoded(key) : key),
                                objects.get(key).length,
                                xml(tag(objects.get(key)))))
                .collect(Collectors.joining()));
  }

  private static String encoded(String key) {
    return URLEncoder.encode(key, StandardCharsets.UTF_8);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static String xml(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }

  private static Map<String, String> query(Request request) {
    Map<String, String> query = new TreeMap<>();
    String raw = request.address().getRawQuery();
    for (String each : (raw == null ? "" : raw).split("&", -1)) {
      String[] parts = each.split("=", 2);
      query.put(decoded(parts[0]), parts.length == 2 ? decoded(parts[1]) : "");
    }
    return query;
  }

  private static void fail(HttpExchange exchange, int status, String code) throws IOException {
    send(
        exchange,
        status,
        "<?xml version='1.0'?><Error><Code>%s</Code></Error>"
            .formatted(code)
            .getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    try (exchange) {
      boolean head = exchange.getRequestMethod().equals("HEAD");
      if (head) {
        exchange.getResponseHeaders().set("Content-Length", String.valueOf(body.length));
      }
      exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
      if (!head) {
        exchange.getResponseBody().write(body);
      }
    }
  }
}
