package dev.rawline.workbench.tracking;

import dev.rawline.data.web.RetryPolicy;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.workbench.book.RunLog;
import dev.rawline.workbench.book.RunLogs;
import dev.rawline.workbench.book.RunStart;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Runs → the lab book, and tracking servers in addition.
 *
 * <p>An error of the book ends the work; an error of a tracking server's log is reported once, and
 * nothing more is written there.
 */
public final class CombinedLogs implements RunLogs {
  private final RunLogs book;
  private final List<OptionalLogs> others;

  /**
   * Combines logs.
   *
   * @param book the one that must work, and that provides the ids of runs
   * @param others those that may fail
   * @param progress receives a note if one fails
   */
  public CombinedLogs(RunLogs book, List<RunLogs> others, Progress progress) {
    this.book = book;
    this.others = others.stream().map(one -> new OptionalLogs(one, progress)).toList();
  }

  /** A log that may fail. */
  private static final class OptionalLogs {
    private final RunLogs logs;
    private final Progress progress;
    private boolean failed;

    private OptionalLogs(RunLogs logs, Progress progress) {
      this.logs = logs;
      this.progress = progress;
    }

    /** Returns the result of a call; empty if it fails, or another one has failed before. */
    private <T> Optional<T> attempt(RetryPolicy.Attempt<T> call) {
      if (isFailed()) {
        return Optional.empty();
      }
      try {
        return Optional.of(call.run());
      } catch (IOException e) {
        fails(e);
        return Optional.empty();
      }
    }

    private synchronized boolean isFailed() {
      return failed;
    }

    private synchronized void fails(IOException why) {
      if (!failed) {
        failed = true;
        progress.note(
            "logging to the tracking server stops: %s; logging to the lab book continues"
                .formatted(why.getMessage()));
      }
    }
  }

  /** A run of a log that may fail; none if it could not begin. */
  private record OptionalRun(OptionalLogs logs, Optional<RunLog> run) {
    void write(ForwardedLog.Writing writing) {
      run.ifPresent(
          log ->
              logs.attempt(
                  () -> {
                    writing.to(log);
                    return log;
                  }));
    }

    OptionalRun begin(RunStart start) {
      return new OptionalRun(logs, run.flatMap(log -> logs.attempt(() -> log.begin(start))));
    }
  }

  @Override
  public RunLog begin(RunStart start) throws IOException {
    return new CombinedRun(
        book.begin(start),
        others.stream()
            .map(other -> new OptionalRun(other, other.attempt(() -> other.logs.begin(start))))
            .toList());
  }

  @Override
  public void close() throws IOException {
    try (book) {
      for (OptionalLogs other : others) {
        try {
          other.logs.close();
        } catch (IOException e) {
          other.fails(e);
        }
      }
    }
  }

  /** A run in all logs. */
  private record CombinedRun(RunLog first, List<OptionalRun> others) implements ForwardedLog {
    @Override
    public void write(Writing writing) throws IOException {
      writing.to(first);
      others.forEach(other -> other.write(writing));
    }

    @Override
    public String id() {
      return first.id();
    }

    @Override
    public RunLog begin(RunStart start) throws IOException {
      RunLog begun = first.begin(start);
      return new CombinedRun(begun, others.stream().map(other -> other.begin(start)).toList());
    }
  }
}
