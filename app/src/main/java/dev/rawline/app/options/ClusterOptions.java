package dev.rawline.app.options;

import dev.rawline.app.terminal.InterruptHandler;
import dev.rawline.app.terminal.OwnProgram;
import dev.rawline.data.store.FetchedSets;
import dev.rawline.data.web.Address;
import dev.rawline.workbench.share.Cluster;
import dev.rawline.workbench.share.Share;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/** {@code --on}: the cluster that shares the work of a command. */
public final class ClusterOptions {
  private static final int LAST = 1000;
  private static final String ON = "--on";
  private static final String PARTITIONS = "--partitions";

  @Option(
      names = ON,
      paramLabel = "MASTER",
      order = LAST,
      description =
          "Run on an Apache Spark cluster: spark://HOST:PORT, yarn, k8s://ADDRESS or local[N]"
              + " (docs/how-to/cluster.md).")
  private String master;

  @Option(
      names = PARTITIONS,
      paramLabel = "N",
      order = LAST,
      description =
          "Number of shares of a data set on the cluster; it does not affect the results (default:"
              + " 4 a processor).")
  private Integer partitions;

  /**
   * Runs a command, on the cluster if one is named.
   *
   * @param typed the words of the command
   * @param interruption ends its shares
   * @throws IllegalArgumentException if there is no such cluster, or this installation has no
   *     client of clusters
   */
  public <R> R run(List<String> typed, InterruptHandler interruption, Callable<R> command)
      throws Exception {
    if (partitions != null && (master == null || partitions < 1)) {
      throw new IllegalArgumentException(
          "%s is %d: expected 1 or more, with %s".formatted(PARTITIONS, partitions, ON));
    }
    if (master == null || Share.isPart()) {
      return command.call();
    }
    List<String> secrets = secrets(typed);
    if (!secrets.isEmpty()) {
      throw new IllegalArgumentException(secrets.getFirst());
    }
    Cluster.Provider provider = provider();
    List<String> words = new ArrayList<>(OwnProgram.words());
    words.addAll(typed);
    OptionalInt shares = partitions == null ? OptionalInt.empty() : OptionalInt.of(partitions);
    FetchedSets sets = new FetchedSets();
    try (Cluster cluster =
        provider.connect(master, words, () -> Map.of(FetchedSets.VARIABLE, sets.words()))) {
      interruption.stops("interrupted: ends once the shares have saved", cluster::stop);
      return sets.during(() -> Share.run(new Share.Spread(cluster, shares), command::call));
    }
  }

  /**
   * Returns what is wrong with words of a command that many machines run: a message for each that
   * has a secret.
   */
  public static List<String> secrets(List<String> words) {
    return words.stream()
        .map(word -> word.startsWith("-") ? word.replaceFirst("^[^=]*=", "") : word)
        .map(Address::new)
        .filter(Address::isSecret)
        .map(
            address ->
                "%s has a secret, which others could read in the list of processes: give it in a variable such as RAWLINE_LAB, or fetch the data before (docs/how-to/cluster.md)"
                    .formatted(address))
        .toList();
  }

  /**
   * Returns what connects to clusters.
   *
   * @throws IllegalArgumentException if it is not installed; the message names what to install
   */
  public static Cluster.Provider provider() {
    return ServiceLoader.load(Cluster.Provider.class)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s needs Apache Spark, which is not installed: install the package rawline-cluster, or run Rawline from its sources (docs/how-to/cluster.md)"
                        .formatted(ON)));
  }
}
