package dev.rawline.workbench.tracking;

import dev.rawline.imaging.numeric.Progress;
import dev.rawline.workbench.book.RunLog;
import dev.rawline.workbench.book.RunLogs;
import dev.rawline.workbench.book.RunStart;
import dev.rawline.workbench.book.RunState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs → the lab book, and tracking servers beside it.
 *
 * <p>What the book cannot write ends the work; what a tracking server's log cannot is said, once a
 * log, and nothing more is written there.
 */
public final class CombinedLogs implements RunLogs {
  private final RunLogs book;
  private final List<Beside> others;

  /**
   * Joins logs.
   *
   * @param book the one that must work, and that runs are called by
   * @param others those that may fail
   * @param progress hears if one fails
   */
  public CombinedLogs(RunLogs book, List<RunLogs> others, Progress progress) {
    this.book = book;
    this.others = others.stream().map(one -> new Beside(one, progress)).toList();
  }

  /** A log that may fail. */
  private static final class Beside {
    private final RunLogs logs;
    private final Progress progress;
    private boolean failed;

    private Beside(RunLogs logs, Progress progress) {
      this.logs = logs;
      this.progress = progress;
    }

    private synchronized boolean isFailed() {
      return failed;
    }

    private synchronized void fails(IOException why) {
      if (!failed) {
        failed = true;
        progress.note(
            "nothing more is written for the tracking server: %s; the lab book goes on"
                .formatted(why.getMessage()));
      }
    }
  }

  /** What is written. */
  private interface Writing<T> {
    void to(T log) throws IOException;
  }

  /** A run of a log that may fail; none where it has not begun. */
  private record BesideRun(Beside beside, Optional<RunLog> run) {
    void write(Writing<RunLog> writing) {
      if (run.isPresent() && !beside.isFailed()) {
        try {
          writing.to(run.get());
        } catch (IOException e) {
          beside.fails(e);
        }
      }
    }

    BesideRun begin(RunStart start) {
      List<RunLog> begun = new ArrayList<>();
      write(log -> begun.add(log.begin(start)));
      return new BesideRun(beside, begun.stream().findFirst());
    }
  }

  @Override
  public RunLog begin(RunStart start) throws IOException {
    RunLog first = book.begin(start);
    List<BesideRun> beside = new ArrayList<>();
    for (Beside other : others) {
      Optional<RunLog> run = Optional.empty();
      if (!other.isFailed()) {
        try {
          run = Optional.of(other.logs.begin(start));
        } catch (IOException e) {
          other.fails(e);
        }
      }
      beside.add(new BesideRun(other, run));
    }
    return new BothRun(first, beside);
  }

  @Override
  public void close() throws IOException {
    try (book) {
      for (Beside other : others) {
        try {
          other.logs.close();
        } catch (IOException e) {
          other.fails(e);
        }
      }
    }
  }

  /** A run in all of them. */
  private record BothRun(RunLog first, List<BesideRun> others) implements RunLog {
    private void write(Writing<RunLog> writing) throws IOException {
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
    public void predictions(List<Prediction> predictions) throws IOException {
      write(log -> log.predictions(predictions));
    }

    @Override
    public void tolerances(List<Tolerance> tolerances) throws IOException {
      write(log -> log.tolerances(tolerances));
    }

    @Override
    public RunLog begin(RunStart start) throws IOException {
      RunLog begun = first.begin(start);
      return new BothRun(begun, others.stream().map(other -> other.begin(start)).toList());
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
