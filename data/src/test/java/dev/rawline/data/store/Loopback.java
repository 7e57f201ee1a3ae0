package dev.rawline.data.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.function.Consumer;

/** Connections to a server on this machine. */
final class Loopback {
  private Loopback() {}

  /** Handles each connection in its own thread until the socket is closed. */
  static void accept(ServerSocket socket, Consumer<Socket> server) {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        Thread.ofVirtual().start(() -> server.accept(connection));
      } catch (SocketException e) {
        return; // closed
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
