package dev.rawline.workbench.share;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A cluster whose shares run in this process, one after another; some are lost and run again. */
public final class LocalCluster implements Cluster {
  private final int slots;
  private final Command command;
  private final boolean loses;

  /** What every share runs. */
  @FunctionalInterface
  public interface Command {
    /** Runs the command; its share is bound. */
    void run() throws IOException;
  }

  /**
   * Makes a cluster.
   *
   * @param loses whether each share is lost once, after what it has done
   */
  public LocalCluster(int slots, boolean loses, Command command) {
    this.slots = slots;
    this.loses = loses;
    this.command = command;
  }

  @Override
  public int slots() {
    return slots;
  }

  @Override
  public List<List<ShareReport>> run(List<Share> shares, Listener reports) throws IOException {
    List<List<ShareReport>> all = new ArrayList<>();
    for (int i = 0; i < shares.size(); i++) {
      List<ShareReport> own = List.of();
      for (int attempt = 0; attempt < (loses ? 2 : 1); attempt++) {
        own = one(Share.of(shares.get(i).words()));
        for (ShareReport report : own) {
          reports.reports(i, report);
        }
      }
      all.add(own);
    }
    return all;
  }

  private List<ShareReport> one(Share share) throws IOException {
    List<String> lines = Collections.synchronizedList(new ArrayList<>());
    try {
      String _ =
          Share.run(
              share,
              report -> lines.add(report.line()),
              () -> {
                command.run();
                return "";
              });
      throw new IllegalStateException("a share goes on after it is done");
    } catch (ShareDoneException e) {
      return lines.stream().map(ShareReport::of).flatMap(Optional::stream).toList();
    }
  }

  @Override
  public void stop() {}

  @Override
  public void close() {}
}
