package dev.rawline.learning.distributed;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Notices that a process ends: every process keeps a connection to the first one, which the
 * operating system closes with the process, whatever it computes at that time. The first one tells
 * the others which it was.
 */
final class PeerWatch implements AutoCloseable {
  /** What is sent instead of the rank of a lost process: this one ends as planned. */
  private static final int GOODBYE = Integer.MAX_VALUE;

  private static final int NONE = -1;

  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final ServerSocket server;
  private final AtomicInteger lost = new AtomicInteger(NONE);
  private volatile boolean closed;

  private PeerWatch(ServerSocket server) {
    this.server = server;
  }

  /** The watch of the first process over all others. */
  static PeerWatch ofAll(String address, int world) throws IOException {
    ServerSocket server = new ServerSocket();
    server.bind(new InetSocketAddress(InetAddress.getByName(address), 0));
    PeerWatch watch = new PeerWatch(server);
    Set<Integer> awaited = ConcurrentHashMap.newKeySet();
    IntStream.range(1, world).forEach(awaited::add);
    start(
        () -> {
          while (!awaited.isEmpty()) {
            Socket socket = server.accept();
            start(
                () -> {
                  int rank = new DataInputStream(socket.getInputStream()).readInt();
                  if (awaited.remove(rank)) {
                    socket.setTcpNoDelay(true);
                    watch.sockets.add(socket);
                    watch.listen(socket, rank);
                  } else {
                    socket.close(); // it is none of the processes
                  }
                });
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
    send(socket, rank);
    start(() -> watch.listen(socket, 0));
    return watch;
  }

  private static void send(Socket socket, int number) throws IOException {
    socket.getOutputStream().write(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
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

  /** Waits for the end of a process, or for its word on another. */
  private void listen(Socket socket, int rank) {
    int read;
    try {
      read = new DataInputStream(socket.getInputStream()).readInt();
    } catch (IOException _) {
      read = rank; // it has ended
    }
    if (read != GOODBYE && !closed && lost.compareAndSet(NONE, read) && server != null) {
      tell(read);
    }
  }

  int port() {
    return server.getLocalPort();
  }

  /** Returns which process was lost first, if any. */
  OptionalInt lost() {
    return lost.get() == NONE ? OptionalInt.empty() : OptionalInt.of(lost.get());
  }

  /** Notifies the others that this process ends as planned. */
  void finished() {
    tell(GOODBYE);
  }

  private void tell(int number) {
    for (Socket socket : sockets) {
      try {
        send(socket, number);
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
