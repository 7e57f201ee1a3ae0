package dev.rawline.app.options;

import dev.rawline.learning.distributed.Rendezvous;
import dev.rawline.workbench.share.Share;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The processes that train one model together. */
public final class ProcessOptions {
  @Option(
      names = "--world",
      paramLabel = "N",
      description =
          "Train in N processes, each of which computes its share of every batch (default: 1)."
              + " Without --rank, all are started on this machine, or on the cluster of --on.")
  private Integer world;

  @Option(
      names = "--rank",
      paramLabel = "R",
      description = "Number of this process, 0 to N - 1; the process of rank 0 writes the model.")
  private Integer rank;

  @Option(
      names = "--rendezvous",
      paramLabel = "HOST:PORT",
      description = "Where the processes meet: the host of rank 0, and a free TCP port there.")
  private String rendezvous;

  /**
   * Returns where this process meets the others; empty: it trains alone.
   *
   * @throws IllegalArgumentException if the options do not fit together; the message lists all
   *     problems
   */
  public Optional<Rendezvous> rendezvous() throws IOException {
    if (Share.current() instanceof Share.Rank(int own, int all, String place)) {
      return Optional.of(at(place, own, all));
    }
    List<String> problems = new ArrayList<>();
    int processes = world == null ? 1 : world;
    if (Share.current() instanceof Share.Spread
        && (processes == 1 || rank != null || rendezvous != null)) {
      problems.add(
          "--on requires --world N, 2 or more (processes), and chooses --rank and --rendezvous"
              + " itself");
    }
    if (world == null && (rank != null || rendezvous != null)) {
      problems.add(
          "%s requires --world N, the number of processes"
              .formatted(rank == null ? "--rendezvous" : "--rank"));
    } else if (processes < 1) {
      problems.add("--world is %d: expected 1 or more (processes)".formatted(processes));
    } else if (rank != null && (rank < 0 || rank >= processes)) {
      problems.add(
          "--rank is %d: expected 0 to %d, one below --world".formatted(rank, processes - 1));
    }
    if (rank != null && rendezvous == null) {
      problems.add("--rank requires --rendezvous HOST:PORT, the host of rank 0 and a port there");
    }
    int colon = rendezvous == null ? -1 : rendezvous.lastIndexOf(':');
    String port = colon < 1 ? "" : rendezvous.substring(colon + 1);
    boolean sound = port.matches("[0-9]{1,5}") && Integer.parseInt(port) <= 65535;
    if (rendezvous != null && (!sound || Integer.parseInt(port) == 0)) {
      problems.add(
          "--rendezvous is '%s': expected HOST:PORT, such as node1:29500, the port 1 to 65535"
              .formatted(rendezvous));
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          (problems.size() == 1 ? "" : problems.size() + " errors: ")
              + String.join("; ", problems));
    }
    if (processes == 1) {
      return Optional.empty();
    }
    return Optional.of(
        at(
            rendezvous == null ? "127.0.0.1:" + freePort() : rendezvous,
            rank == null ? 0 : rank,
            processes));
  }

  private static Rendezvous at(String place, int rank, int world) {
    int colon = place.lastIndexOf(':');
    return new Rendezvous(
        place.substring(0, colon).replaceAll("[\\[\\]]", ""),
        Integer.parseInt(place.substring(colon + 1)),
        rank,
        world,
        Rendezvous.PATIENCE);
  }

  /** Returns whether the other processes are to be started on this machine. */
  public boolean startsOthers() {
    return world != null && world > 1 && rank == null && Share.current() instanceof Share.Whole;
  }

  private static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return any.getLocalPort();
    }
  }
}
