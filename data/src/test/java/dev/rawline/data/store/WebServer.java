package dev.rawline.data.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/**
 * A small HTTP server on loopback that serves files with ranges and entity tags, remembers the
 * requests, and misbehaves as a test requires.
 */
final class WebServer implements AutoCloseable {
  /** A request, with the first byte of its range. */
  record Request(String method, String path, Map<String, String> headers) {
    Optional<Long> from() {
      return Optional.ofNullable(headers.get("range"))
          .map(range -> Long.parseLong(range.replaceAll("bytes=(\\d+)-", "$1")));
    }
  }

  /** How the next GET of a path is answered. */
  sealed interface Fault {
    /** The connection ends after some bytes of the body. */
    record Drop(int after) implements Fault {}

    /** After some bytes of the body, nothing is sent until the server is closed. */
    record Stall(int after) implements Fault {}

    /** After some bytes of the body, the rest waits until {@link WebServer#release}. */
    record Hold(int after) implements Fault {}

    /** The whole file is sent, whatever was requested. */
    record IgnoreRange() implements Fault {}

    /** One byte of the body is changed. */
    record Garble() implements Fault {}

    /** Another status is sent, with more headers. */
    record Status(int code, String reason, List<String> headers) implements Fault {}

    /** The file is replaced from now on. */
    record Change(Supplier<byte[]> content) implements Fault {}

    /** More bytes are sent than the header announces. */
    record TooMuch() implements Fault {}
  }

  private final ServerSocket socket;
  private final Thread serving;
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final Map<String, Deque<Fault>> faults = new ConcurrentHashMap<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private boolean tags = true;
  private boolean heads = true;

  WebServer() throws IOException {
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    serving = Thread.ofVirtual().start(() -> Loopback.accept(socket, this::answer));
  }

  URI address(String path) {
    return URI.create("http://localhost:" + socket.getLocalPort() + path);
  }

  WebServer put(String path, byte[] content) {
    files.put(path, content.clone());
    return this;
  }

  /** The next GETs of a path fail in these ways, one after another; later ones succeed. */
  WebServer fail(String path, Fault... next) {
    faults.computeIfAbsent(path, key -> new ArrayDeque<>()).addAll(List.of(next));
    return this;
  }

  /** From now on no entity tags are sent. */
  WebServer withoutTags() {
    tags = false;
    return this;
  }

  /** From now on HEAD is rejected. */
  WebServer withoutHead() {
    heads = false;
    return this;
  }

  /** Returns the requests by GET so far. */
  List<Request> gets(String path) {
    return requests.stream()
        .filter(request -> request.method().equals("GET") && request.path().equals(path))
        .toList();
  }

  List<Request> requests() {
    return Collections.unmodifiableList(requests);
  }

  static String tag(byte[] content) {
    return "\"" + Integer.toHexString(Arrays.hashCode(content)) + "\"";
  }

  /** Sends the rest of what {@link Fault.Hold} holds back. */
  void release() {
    released.countDown();
  }

  @Override
  public void close() throws IOException {
    closing.countDown();
    socket.close();
    try {
      serving.join(); // it may still accept a connection until then
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(Socket connection) {
    try (connection) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
      String first = in.readLine();
      if (first == null) {
        return;
      }
      Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
        String[] parts = line.split(": ?", 2);
        headers.put(parts[0], parts[1]);
      }
      String[] words = first.split(" ", -1);
      Request request = new Request(words[0], words[1], headers);
      requests.add(request);
      answer(request, connection.getOutputStream());
    } catch (SocketException e) {
      // The client has closed the connection.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Optional<Fault> fault(Request request) {
    Deque<Fault> next = faults.get(request.path());
    if (next == null || !request.method().equals("GET")) {
      return Optional.empty();
    }
    synchronized (next) {
      return Optional.ofNullable(next.poll());
    }
  }

  private void answer(Request request, OutputStream out) throws IOException, InterruptedException {
    Fault fault = fault(request).orElse(null);
    if (fault instanceof Fault.Status status) {
      head(out, status.code(), status.reason(), headers(status.headers()));
      return;
    }
    if (fault instanceof Fault.Change change) {
      files.put(request.path(), change.content().get());
    }
    byte[] content = files.get(request.path());
    if (content == null) {
      head(out, 404, "Not Found", Map.of("Content-Length", "0"));
    } else if (request.method().equals("HEAD") && !heads) {
      head(out, 405, "Method Not Allowed", Map.of("Content-Length", "0"));
    } else {
      int from = fault instanceof Fault.IgnoreRange ? 0 : firstByte(request, content);
      answer(request, content, from, fault, out);
    }
  }

  /** Returns where the requested range begins; 0 if it was requested of another file. */
  private static int firstByte(Request request, byte[] content) {
    String expected = request.headers().get("if-range");
    boolean same = expected == null || expected.equals(tag(content));
    return same ? Math.toIntExact(request.from().orElse(0L)) : 0;
  }

  private void answer(Request request, byte[] content, int from, Fault fault, OutputStream out)
      throws IOException, InterruptedException {
    Map<String, String> headers = new LinkedHashMap<>();
    if (tags) {
      headers.put("ETag", tag(content));
    }
    if (from >= content.length && from > 0) {
      headers.put("Content-Length", "0");
      head(out, 416, "Range Not Satisfiable", headers);
      return;
    }
    headers.put("Content-Length", String.valueOf(content.length - from));
    if (from > 0) {
      headers.put(
          "Content-Range", "bytes %d-%d/%d".formatted(from, content.length - 1, content.length));
    }
    head(out, from > 0 ? 206 : 200, from > 0 ? "Partial Content" : "OK", headers);
    if (!request.method().equals("HEAD")) {
      send(Arrays.copyOfRange(content, from, content.length), fault, out);
    }
  }

  private void send(byte[] body, Fault fault, OutputStream out)
      throws IOException, InterruptedException {
    switch (fault) {
      case Fault.Drop drop -> out.write(body, 0, Math.min(drop.after(), body.length));
      case Fault.Stall stall -> {
        out.write(body, 0, Math.min(stall.after(), body.length));
        out.flush();
        closing.await();
      }
      case Fault.Hold hold -> {
        out.write(body, 0, Math.min(hold.after(), body.length));
        out.flush();
        released.await();
        out.write(body, hold.after(), body.length - hold.after());
      }
      case Fault.Garble _ -> {
        body[body.length / 2] ^= 1;
        out.write(body);
      }
      case Fault.TooMuch _ -> {
        out.write(body);
        out.write(body);
      }
      case null -> out.write(body);
      case Fault.IgnoreRange _, Fault.Change _, Fault.Status _ -> out.write(body);
    }
    out.flush();
  }

  private static Map<String, String> headers(List<String> lines) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Length", "0");
    lines.forEach(line -> headers.put(line.split(": ", 2)[0], line.split(": ", 2)[1]));
    return headers;
  }

  private static void head(OutputStream out, int code, String reason, Map<String, String> headers)
      throws IOException {
    StringBuilder text = new StringBuilder("HTTP/1.1 %d %s\r\n".formatted(code, reason));
    headers.forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
    out.write(
        text.append("Connection: close\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }
}
