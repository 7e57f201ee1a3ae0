package dev.rawline.workbench.share;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/** Runs shares of one command on other machines. */
public interface Cluster extends AutoCloseable {

  /** Returns how many shares run at once, at least 1. */
  int slots();

  /**
   * Runs shares, each in a process of its own, until all are done. A share whose machine is lost is
   * run again elsewhere, and what it reported before is reported again.
   *
   * @param reports receives what the shares report while they run, one report at a time
   * @return what each share reported, in their order, each of the one attempt that counts
   * @throws CancellationException if {@link #stop} was called
   * @throws IOException if a share fails, with its own message
   */
  List<List<ShareReport>> run(List<Share> shares, Listener reports) throws IOException;

  /**
   * Runs processes that need each other ({@link Share.Rank}), all at once. If one is lost, all are
   * started again, and what they reported before is reported again.
   *
   * @param world how many
   * @param reports receives what they report while they run, one report at a time
   * @return what each reported, in the order of their ranks, in the one attempt that counts
   * @throws CancellationException if {@link #stop} was called
   * @throws IOException if they fail, or the cluster is too small for all of them
   */
  default List<List<ShareReport>> together(int world, Listener reports) throws IOException {
    throw new IOException("this cluster cannot run %d processes at once".formatted(world));
  }

  /** Ends all shares that run, each as soon as it has saved what it does; any thread may call. */
  void stop();

  @Override
  void close();

  /** Receives what shares report while they run. */
  @FunctionalInterface
  interface Listener {
    /**
     * A share has reported something.
     *
     * @param share which, from 0
     */
    void reports(int share, ShareReport report);
  }

  /** Connects to clusters of one kind; found by {@link java.util.ServiceLoader}. */
  interface Provider {
    /**
     * Connects.
     *
     * @param master the address of the cluster, as its own tools have it
     * @param command the words of the command, those before them included that start the program
     * @param variables returns what a share that begins gets in its environment besides
     * @throws IllegalArgumentException if the address is none of this kind of cluster
     * @throws IOException if the cluster cannot be reached
     */
    Cluster connect(String master, List<String> command, Supplier<Map<String, String>> variables)
        throws IOException;

    /**
     * Prepares to hand a command over, so that all of it runs on the cluster; reaches no cluster.
     *
     * @param master the address of the cluster, as its own tools have it
     * @param command the words of the command, those before them included that start the program
     * @param settings settings of the cluster, by their own names, that replace the usual ones
     * @param places files and folders that the command uses on every machine
     * @throws IllegalArgumentException if that is impossible; the message lists all that is wrong
     */
    Submission submission(
        String master, List<String> command, Map<String, String> settings, List<Path> places);
  }
}
