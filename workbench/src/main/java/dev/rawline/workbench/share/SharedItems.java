package dev.rawline.workbench.share;

import dev.rawline.imaging.numeric.Parallel;
import dev.rawline.imaging.numeric.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/**
 * Items that a command works on one by one, each independent of the others: here, or by the
 * processes of a cluster.
 *
 * @param what their kind, for the progress; if a command has several, each has its own
 * @param files the file of each, whose sizes weigh the shares
 * @param threads the most items at work at once in one process
 * @param work the work
 * @param <R> the result of one
 */
public record SharedItems<R>(String what, List<Path> files, int threads, Work<R> work) {
  /** Shares of one process after another, so that a slow machine gets fewer of them. */
  private static final int ROUNDS = 4;

  /**
   * Work on one item.
   *
   * @param <R> its result
   */
  public interface Work<R> {
    /**
     * Does the work.
     *
     * @param index which item, from 0
     * @param own receives its progress
     */
    R run(int index, Progress own) throws IOException;

    /** Ends the progress of an item. */
    default void end(R result, Progress own) {
      own.end("");
    }

    /**
     * Saves what the items of a share have gathered besides their results, where the process that
     * spread them finds it; a share that is run again saves the same.
     *
     * @param from the first item, from 0
     * @param to the one behind the last
     */
    default void save(int from, int to) throws IOException {}

    /** Takes over what a share has saved. */
    default void load(int from, int to) throws IOException {}

    /** Returns a result as text, for another process. */
    String write(R result);

    /** Returns the result of an item that another process has written as text. */
    R read(int index, String text);
  }

  /** Copies the list. */
  public SharedItems {
    files = List.copyOf(files);
  }

  /**
   * Does the work.
   *
   * @return the result of every item, in their order; none if this process does a share of others
   * @throws ShareDoneException if this process does a share, and has done it
   * @throws IOException if an item fails; no further one begins then
   */
  public List<R> run(Progress progress) throws IOException {
    return switch (Share.current()) {
      case Share.Whole _, Share.OneStep _, Share.Rank _ -> here(progress);
      case Share.Items(String kind, int from, int to) -> {
        if (!kind.equals(what)) {
          yield List.of();
        }
        part(from, to);
        throw new ShareDoneException();
      }
      case Share.Spread spread -> spread(spread, progress);
    };
  }

  /**
   * Does the work as {@link #run} does, shown as one task, which each item advances at its end.
   *
   * @param task the task
   */
  public List<R> runWithin(Progress task) throws IOException {
    return run(
        new Progress() {
          @Override
          public void advance(double amount) {
            task.advance(amount);
          }

          @Override
          public void note(String note) {
            task.note(note);
          }
        });
  }

  private List<R> here(Progress progress) throws IOException {
    List<R> results = new ArrayList<>(Collections.nCopies(files.size(), null));
    Progress all = progress.begin(what, files.size());
    Parallel.forEachFile(threads, files.size(), i -> results.set(i, one(i, all)));
    return results;
  }

  private R one(int index, Progress all) throws IOException {
    Progress own = all.begin(files.get(index).toString(), 0);
    R result = work.run(index, own);
    work.end(result, own);
    return result;
  }

  /** Whole items only: what is begun is finished, since another process may have begun it too. */
  private void part(int from, int to) throws IOException {
    if (to > files.size()) { // another machine may see them all
      throw new IOException(
          "a machine of the cluster sees %d %s where there are %d or more: give a place that is the same on all machines"
              .formatted(files.size(), what, to));
    }
    Consumer<ShareReport> reports = Share.REPORTS.get();
    Progress reported =
        new Progress() {
          @Override
          public void note(String note) {
            reports.accept(new ShareReport.Note(note));
          }
        };
    for (int i = from; i < to; i++) {
      if (ShareEnd.isRequested()) {
        throw new CancellationException(
            "stopped after %d of %d items".formatted(i - from, to - from));
      }
      reports.accept(new ShareReport.Item(i, work.write(work.run(i, reported))));
    }
    work.save(from, to);
  }

  private List<R> spread(Share.Spread spread, Progress progress) throws IOException {
    List<Share.Items> shares =
        shares(spread.partitions().orElse(ROUNDS * spread.cluster().slots()));
    Progress all = progress.begin(what, files.size());
    BitSet shown = new BitSet();
    List<List<ShareReport>> reports =
        spread
            .cluster()
            .run(
                List.copyOf(shares),
                (_, report) -> {
                  try {
                    show(report, shown, all);
                  } catch (CancellationException e) {
                    spread.cluster().stop();
                  }
                });
    List<R> results = new ArrayList<>(Collections.nCopies(files.size(), null));
    for (List<ShareReport> ofShare : reports) {
      for (ShareReport report : ofShare) {
        if (report instanceof ShareReport.Item(int index, String text)) {
          results.set(index, work.read(index, text));
        }
      }
    }
    int missing = results.indexOf(null);
    if (missing >= 0) {
      throw new IOException(
          "%s was done by no process of the cluster: run the command again, it resumes"
              .formatted(files.get(missing)));
    }
    for (Share.Items share : shares) {
      work.load(share.from(), share.to());
    }
    return results;
  }

  private void show(ShareReport report, BitSet shown, Progress all) {
    switch (report) {
      case ShareReport.Item(int index, String text) -> {
        if (!shown.get(index)) { // a lost machine's items are done twice
          shown.set(index);
          work.end(work.read(index, text), all.begin(files.get(index).toString(), 0));
        }
      }
      case ShareReport.Note(String note) -> all.note(note);
      case ShareReport.Advance _, ShareReport.Done _ -> {}
    }
  }

  /**
   * Returns shares of about equally many bytes, at most as many as wanted; of equally many items
   * where some files are still to be made.
   */
  List<Share.Items> shares(int wanted) throws IOException {
    boolean weighed = files.stream().allMatch(Files::isRegularFile);
    long[] until = new long[files.size()];
    long sum = 0;
    for (int i = 0; i < until.length; i++) {
      sum += weighed ? Math.max(1, Files.size(files.get(i))) : 1;
      until[i] = sum;
    }
    int count = Math.min(wanted, until.length);
    List<Share.Items> shares = new ArrayList<>();
    int from = 0;
    for (int share = 1; share <= count; share++) {
      int found = Arrays.binarySearch(until, sum / count * share + sum % count * share / count);
      int to = share == count ? until.length : found < 0 ? -found - 1 : found + 1;
      if (to > from) {
        shares.add(new Share.Items(what, from, to));
        from = to;
      }
    }
    return shares;
  }
}
