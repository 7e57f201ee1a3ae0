package dev.rawline.data.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Relays between a client and a server on loopback, and cuts the first response to a request of
 * some kind after some bytes.
 *
 * <p>Every connection carries one request: the relay announces that to the server.
 */
final class CuttingRelay implements AutoCloseable {
  private static final Pattern RANGE = Pattern.compile("(?i)\r\nRange: ([^\r]+)\r\n");

  private final ServerSocket socket;
  private final int server;
  private final String method;
  private final String part;
  private final int bytes;
  private final List<Optional<String>> ranges = new CopyOnWriteArrayList<>();

  /**
   * Starts the relay.
   *
   * @param server the server's port
   * @param method which requests
   * @param part what the request's path contains
   * @param bytes after how many bytes the first answer is cut
   */
  CuttingRelay(int server, String method, String part, int bytes) throws IOException {
    this.server = server;
    this.method = method;
    this.part = part;
    this.bytes = bytes;
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(() -> Loopback.accept(socket, this::relay));
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort());
  }

  /** Returns the ranges of the requests. */
  List<Optional<String>> ranges() {
    return List.copyOf(ranges);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void relay(Socket client) {
    try (client;
        Socket upstream = new Socket(InetAddress.getLoopbackAddress(), server)) {
      String head = head(client.getInputStream());
      String first = head.lines().findFirst().orElse("");
      long left = Long.MAX_VALUE;
      if (first.startsWith(method + " ") && first.contains(part)) {
        Matcher range = RANGE.matcher(head);
        ranges.add(range.find() ? Optional.of(range.group(1)) : Optional.empty());
        left = ranges.size() == 1 ? bytes : left;
      }
      OutputStream out = upstream.getOutputStream();
      out.write(
          head.replaceAll("(?i)\r\nConnection: [^\r]*", "")
              .replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n")
              .getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      copy(upstream.getInputStream(), client.getOutputStream(), left);
    } catch (SocketException e) {
      // One side has closed its connection.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int octet = in.read();
      if (octet < 0) {
        break;
      }
      head.write(octet);
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  private static void copy(InputStream in, OutputStream out, long most) throws IOException {
    byte[] buffer = new byte[8192];
    long left = most;
    for (int read = in.read(buffer); read >= 0 && left > 0; read = in.read(buffer)) {
      out.write(buffer, 0, (int) Math.min(read, left));
      out.flush();
      left -= read;
    }
  }
}
