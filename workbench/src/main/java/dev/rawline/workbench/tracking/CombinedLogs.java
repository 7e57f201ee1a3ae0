package dev.rawline.workbench.tracking;

import dev.rawline.data.web.RetryPolicy;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.workbench.book.RunLog;
import dev.rawline.workbench.book.RunLogs;
import dev.rawline.workbench.book.RunStart;
import dev.rawline.workbench.book.RunState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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

  /** A call that writes. */
  private interface Writing {
    void to(RunLog log) throws IOException;
  }

  /** A run of a log that may fail; none if it could not begin. */
  private record OptionalRun(OptionalLogs logs, Optional<RunLog> run) {
    void write(Writing writing) {
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
  private record CombinedRun(RunLog first, List<OptionalRun> others) implements RunLog {
    private void write(Writing writing) throws IOException {
      writing.to(first);
      others.forEach(other -> other.write(writing));
    }

    @Override
    public String id() {
      return first.id();
    }

    @Override
    public void parameters(Map<String, String> parameters) throws IOException {
      write(log -> log.parameters(parameters));
    }

    @Override
    public void metrics(List<Measured> metrics) throws IOException {
      write(log -> log.metrics(metrics));
    }

    @Override
    public void tags(Map<String, String> tags) throws IOException {
      write(log -> log.tags(tags));
    }

    @Override
    public void artefact(String name, Path fileOrFolder) throws IOException {
      write(log -> log.artefact(name, fileOrFolder));
    }

    @Override
    public void cells(List<Cell> cells) throws IOException {
      write(log -> log.cells(cells));
    }

    @Override
    public void predictions(List<PredictionEntry> predictions) throws IOException {
      write(log -> log.predictions(predictions));
    }

    @Override
    public void tolerances(List<Tolerance> tolerances) throws IOException {
      write(log -> log.tolerances(tolerances));
    }

    @Override
    public RunLog begin(RunStart start) throws IOException {
      RunLog begun = first.begin(start);
      return new CombinedRun(begun, others.stream().map(other -> other.begin(start)).toList());
    }

    @Override
    public void end(RunState state) throws IOException {
      write(log -> log.end(state));
    }

    @Override
    public void end(RunState state, Duration took) throws IOException {
      write(log -> log.end(state, took));
    }
  }
}
