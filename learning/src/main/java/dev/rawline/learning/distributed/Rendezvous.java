package dev.rawline.learning.distributed;

import dev.rawline.learning.engine.EngineException;
import dev.rawline.learning.engine.GlooGroup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.SequencedSet;

/**
 * Where the processes of a training meet. The first keeps the store at this address; all compare
 * their plans there before they begin.
 *
 * @param host the host of the first process
 * @param port its TCP port, 1 to 65535
 * @param rank the number of this process, 0 to world − 1
 * @param world the number of processes, at least 2
 * @param patience the longest wait for the others
 */
public record Rendezvous(String host, int port, int rank, int world, Duration patience) {
  /** The usual wait for the others. */
  public static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final int LAST_PORT = 65535;
  private static final Duration POLL = Duration.ofMillis(20);
  private static final String AGREED = "agreed";

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if one is out of its range; the message names all
   */
  public Rendezvous {
    List<String> problems = new ArrayList<>();
    if (world < 2) {
      problems.add("world is %d: expected 2 or more (processes)".formatted(world));
    } else if (rank < 0 || rank >= world) {
      problems.add("rank is %d: expected 0 to %d, one below world".formatted(rank, world - 1));
    }
    if (host.isBlank()) {
      problems.add("rendezvous has no host: expected HOST:PORT of the process with rank 0");
    }
    if (port < 1 || port > LAST_PORT) {
      problems.add("the port of rendezvous is %d: expected 1 to %d".formatted(port, LAST_PORT));
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }

  /** Returns the address in words. */
  public String address() {
    return host + ":" + port;
  }

  /**
   * Waits for all processes, and connects them.
   *
   * @param settings what must be equal in all processes, by name
   * @throws IllegalArgumentException if the settings, the number of processes or the ranks do not
   *     fit together; the message lists what differs
   * @throws IOException if the others do not come in time, or cannot be reached
   */
  public ProcessGroup join(SequencedMap<String, String> settings) throws IOException {
    long end = System.nanoTime() + patience.toNanos();
    String own = own(end);
    GlooGroup gloo;
    try {
      gloo = GlooGroup.open(host, port, rank == 0, patience);
    } catch (EngineException e) {
      throw new IOException(
          "there is no rendezvous at %s: %s".formatted(address(), e.getMessage()), e);
    }
    try {
      agree(gloo, settings, end);
      awaitAll(gloo, end);
      gloo.connect(rank, world, own);
      PeerWatch watch = rank == 0 ? PeerWatch.ofAll(own, world) : null;
      if (watch != null) {
        gloo.put("watch", own + " " + watch.port());
      } else {
        await(gloo, "watch", end, List.of(0));
        String[] words = gloo.get("watch").split(" ", -1);
        watch = PeerWatch.ofFirst(words[0], Integer.parseInt(words[1]), rank);
      }
      return new GlooProcesses(gloo, rank, world, watch);
    } catch (EngineException e) {
      gloo.close();
      throw new IOException(
          "the processes cannot be connected, rank %d of %d at %s: %s"
              .formatted(rank, world, address(), e.getMessage()),
          e);
    } catch (IOException | RuntimeException e) {
      gloo.close();
      throw e;
    }
  }

  /** Returns the address of this machine by which the others reach it. */
  private String own(long end) throws IOException {
    if (rank == 0) {
      try (ServerSocket _ = new ServerSocket(port)) {
        return InetAddress.getByName(host).getHostAddress();
      } catch (UnknownHostException e) {
        throw new IllegalArgumentException("there is no host '%s'".formatted(host), e);
      } catch (IOException e) {
        throw new IllegalArgumentException(
            "port %d cannot be used for the rendezvous (%s): choose another port, above 1023, in all processes"
                .formatted(port, e.getMessage()),
            e);
      }
    }
    while (true) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(host, port), (int) POLL.toMillis() * 100);
        return socket.getLocalAddress().getHostAddress();
      } catch (UnknownHostException e) {
        throw new IllegalArgumentException("there is no host '%s'".formatted(host), e);
      } catch (IOException e) {
        if (System.nanoTime() > end) {
          throw new IOException(
              "no process with rank 0 answers at %s (%s) within %d s: start it, or check host, port and firewall"
                  .formatted(address(), e.getMessage(), patience.toSeconds()),
              e);
        }
        pause();
      }
    }
  }

  private void agree(GlooGroup gloo, SequencedMap<String, String> settings, long end)
      throws IOException {
    if (gloo.count("taken " + rank) > 1) {
      throw new IllegalArgumentException(
          "rank %d has already joined at %s: give every process its own rank, 0 to %d"
              .formatted(rank, address(), world - 1));
    }
    SequencedMap<String, String> all = new LinkedHashMap<>(settings);
    all.putFirst("world", String.valueOf(world));
    gloo.put("settings " + rank, encoded(all));
    if (rank > 0) {
      await(gloo, "settings 0", end, List.of(0));
      requireSame(0, decoded(gloo.get("settings 0")), all);
      await(gloo, AGREED, end, List.of(0));
      String problem = gloo.get(AGREED);
      if (!problem.equals(AGREED)) {
        throw new IllegalArgumentException(problem);
      }
      return;
    }
    List<String> problems = new ArrayList<>();
    for (int other = 1; other < world; other++) {
      await(gloo, "settings " + other, end, missing(gloo));
      try {
        requireSame(other, decoded(gloo.get("settings " + other)), all);
      } catch (IllegalArgumentException e) {
        problems.add(e.getMessage());
      }
    }
    if (!problems.isEmpty()) {
      String problem = String.join("; ", problems);
      gloo.put(AGREED, problem);
      linger();
      throw new IllegalArgumentException(problem);
    }
    gloo.put(AGREED, AGREED);
  }

  /** One that has given up meanwhile would be awaited without end. */
  private void awaitAll(GlooGroup gloo, long end) throws IOException {
    gloo.put("here " + rank, "");
    for (int other = 0; other < world; other++) {
      await(gloo, "here " + other, end, List.of(other));
    }
  }

  /** The others read the reason from the store before it goes. */
  private static void linger() {
    for (int i = 0; i < 20; i++) {
      pause();
    }
  }

  private List<Integer> missing(GlooGroup gloo) {
    List<Integer> missing = new ArrayList<>();
    for (int other = 0; other < world; other++) {
      if (!gloo.has("settings " + other)) {
        missing.add(other);
      }
    }
    return missing;
  }

  private void await(GlooGroup gloo, String name, long end, List<Integer> from) throws IOException {
    while (!gloo.has(name)) {
      if (System.nanoTime() > end) {
        List<Integer> missing = missing(gloo);
        missing = missing.isEmpty() ? from : missing;
        throw new IOException(
            "rank %s did not join at %s within %d s: start all %d processes, ranks 0 to %d"
                .formatted(
                    String.join(", ", missing.stream().map(String::valueOf).toList()),
                    address(),
                    patience.toSeconds(),
                    world,
                    world - 1));
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(POLL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EngineException("interrupted while the other processes were awaited");
    }
  }

  private void requireSame(
      int other, Map<String, String> there, SequencedMap<String, String> here) {
    SequencedSet<String> names = new LinkedHashSet<>(here.sequencedKeySet());
    names.addAll(there.keySet());
    List<String> differences = new ArrayList<>();
    for (String name : names) {
      if (!Objects.equals(there.get(name), here.get(name))) {
        differences.add("%s %s, not %s".formatted(name, there.get(name), here.get(name)));
      }
    }
    if (!differences.isEmpty()) {
      throw new IllegalArgumentException(
          "rank %d has other settings than rank %d: %s. Start all processes with the same plan, data and --world"
              .formatted(other, rank, String.join("; ", differences)));
    }
  }

  private static String encoded(SequencedMap<String, String> settings) {
    StringBuilder text = new StringBuilder();
    settings.forEach(
        (name, value) ->
            text.append(name).append('\t').append(value.replace('\n', ' ')).append('\n'));
    return text.toString();
  }

  private static Map<String, String> decoded(String text) {
    Map<String, String> settings = new LinkedHashMap<>();
    text.lines()
        .forEach(
            line -> {
              String[] words = line.split("\t", 2);
              settings.put(words[0], words[1]);
            });
    return settings;
  }
}
