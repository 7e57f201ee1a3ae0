package dev.rawline.learning.distributed;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Notices that a process ends: every process keeps a connection to the first one, which the
 * operating system closes with the process, whatever it computes at that time.
 */
final class PeerWatch implements AutoCloseable {
  private static final int GOODBYE = 255;

  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final ServerSocket server;
  private volatile int lost = -1;
  private volatile boolean closed;

  private PeerWatch(ServerSocket server) {
    this.server = server;
  }

  /** The watch of the first process over all others. */
  static PeerWatch ofAll(String address, int world) throws IOException {
    ServerSocket server = new ServerSocket();
    server.bind(new InetSocketAddress(InetAddress.getByName(address), 0));
    PeerWatch watch = new PeerWatch(server);
    start(
        () -> {
          for (int i = 1; i < world; i++) {
            Socket socket = watch.server.accept();
            watch.sockets.add(socket);
            start(() -> watch.listen(socket, readInt(socket)));
          }
        });
    return watch;
  }

  /** The watch of another process over the first. */
  static PeerWatch ofFirst(String address, int port, int rank) throws IOException {
    PeerWatch watch = new PeerWatch(null);
    Socket socket = new Socket(address, port);
    socket.setTcpNoDelay(true);
    watch.sockets.add(socket);
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      socket.getOutputStream().write(rank >> shift & 0xff);
    }
    start(() -> watch.listen(socket, 0));
    return watch;
  }

  private static int readInt(Socket socket) throws IOException {
    int value = 0;
    for (int i = 0; i < Integer.BYTES; i++) {
      value |= socket.getInputStream().read() << (i * Byte.SIZE);
    }
    return value;
  }

  /** A task of a thread of its own, which ends with the connection. */
  private interface Listening {
    void run() throws IOException;
  }

  private static void start(Listening task) {
    var _ =
        Thread.ofVirtual()
            .name("peer-watch")
            .start(
                () -> {
                  try {
                    task.run();
                  } catch (IOException _) {
                    // This process closes its connections.
                  }
                });
  }

  private void listen(Socket socket, int rank) {
    int read;
    try {
      read = socket.getInputStream().read();
    } catch (IOException _) {
      read = -1; // reset: the other machine has ended
    }
    if (read != GOODBYE && !closed) {
      lost = rank;
    }
  }

  int port() {
    return server.getLocalPort();
  }

  /** Returns which process was lost, if any. */
  OptionalInt lost() {
    return lost < 0 ? OptionalInt.empty() : OptionalInt.of(lost);
  }

  /** Notifies the others that this process ends as planned. */
  void finished() {
    for (Socket socket : sockets) {
      try {
        socket.getOutputStream().write(GOODBYE);
      } catch (IOException _) {
        // The other one has ended already.
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      for (Socket socket : sockets) {
        socket.close();
      }
      if (server != null) {
        server.close();
      }
    } catch (IOException _) {
      // They close with the process.
    }
  }
}
