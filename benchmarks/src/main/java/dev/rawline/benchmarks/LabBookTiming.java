package dev.rawline.benchmarks;

import dev.rawline.workbench.book.BookLocation;
import dev.rawline.workbench.book.LabBook;
import dev.rawline.workbench.book.RunCondition;
import dev.rawline.workbench.book.RunFilter;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SplittableRandom;

/**
 * Measures the response time of a large lab book in SQLite: 30,000 runs, of which 300 are
 * experiments of 99 trainings, with 100 metrics and 8 parameters each, and 216,000 cells.
 *
 * <p>The book is filled in one transaction, since only queries are measured; a run that is logged
 * step by step waits for the disk a few times.
 */
public final class LabBookTiming {
  private static final int EXPERIMENTS = 300;
  private static final int PARTS = 99;

  /** The runs of an experiment: itself and its parts. */
  static final int RUNS = 1 + PARTS;

  private static final int METRICS = 20;
  private static final int STEPS = 5;
  private static final int VIEWS = 12;
  private static final int SPLITS = 5;
  private static final int LIMIT = 1000;

  private LabBookTiming() {}

  /** A question to the book. */
  @FunctionalInterface
  interface Question {
    /** Asks it, and reads the answer. */
    Object answer() throws IOException;
  }

  /**
   * Prints the table.
   *
   * @param arguments the folder of the book, which is created and filled if it does not exist
   */
  @SuppressWarnings("SystemOut") // a program for the terminal
  public static void main(String[] arguments) throws IOException, SQLException {
    BookLocation.Folder place = BookLocation.Folder.of(Path.of(arguments[0]));
    if (!Files.exists(place.file())) {
      LabBook.open(place).close();
      long start = System.nanoTime();
      fill(place.file(), EXPERIMENTS);
      System.out.printf("filled in %.0f s%n", (System.nanoTime() - start) / 1e9);
    }
    try (LabBook book = LabBook.open(place)) {
      print(book, Files.size(place.file()), System.out);
    }
  }

  private static void print(LabBook book, long bytes, PrintStream out) throws IOException {
    out.printf(
        "%s: %d runs, %.0f MB%n",
        InterleavedTiming.where(1), book.runs(RunFilter.ALL).all(), bytes / 1e6);
    out.printf("%-60s %10s %10s %10s%n", "", "first [s]", "then [s]", "of a core");
    for (var question : questions(book).entrySet()) {
      time(out, question.getKey(), question.getValue());
    }
  }

  /** Returns the questions to a book of at least one experiment, by their names. */
  static SequencedMap<String, Question> questions(LabBook book) throws IOException {
    long last = book.number("last");
    SequencedMap<String, Question> questions = new LinkedHashMap<>();
    questions.put("lab ls", () -> book.runs(filter(false)));
    questions.put("lab ls --parts", () -> book.runs(filter(true)));
    questions.put("lab ls --where param:lr=0.001", () -> book.runs(filter(true, "param:lr=0.001")));
    questions.put(
        "lab ls --where metric:metric7>0.99", () -> book.runs(filter(true, "metric:metric7>0.99")));
    questions.put(
        "lab ls --where param:lr=0.001 --where metric:metric7>0.9",
        () -> book.runs(filter(true, "param:lr=0.001", "metric:metric7>0.9")));
    questions.put("lab show RUN, of 99 parts and 720 cells", () -> book.run(last));
    questions.put(
        "the best by a last metric, with a parameter",
        sql(
            book,
            """
            select runs.number, runs.name, params.value, last_metrics.value as score
            from last_metrics
            join runs on runs.number = last_metrics.run
            join params on params.run = runs.number and params.name = 'lr'
            where last_metrics.name = 'metric7' and last_metrics.value > 0.9
            order by score desc
            """));
    questions.put(
        "a last metric by a parameter, over all runs",
        sql(
            book,
            """
            select params.value, count(*), avg(m.value)
            from params
            join last_metrics m on m.run = params.run and m.name = 'metric7'
            where params.name = 'lr'
            group by params.value
            """));
    questions.put(
        "a curve, over the parts of an experiment",
        sql(
            book,
            """
            select step, avg(value) from metrics join runs on runs.number = metrics.run
            where runs.parent = %d and metrics.name = 'metric7'
            group by step order by step
            """
                .formatted(last)));
    questions.put(
        "the drift matrix of an experiment",
        sql(
            book,
            """
            select trained, tested, avg(value) from cells where run = %d
            group by trained, tested order by trained, tested
            """
                .formatted(last)));
    questions.put(
        "the drift drop of every experiment, from all cells",
        sql(
            book,
            """
            select own.run, avg(own.value - other.value) as lost
            from cells own
            join cells other on other.run = own.run and other.trained = own.trained
              and other.split = own.split and other.tested <> own.tested
            where own.tested = own.trained
            group by own.run order by lost desc
            """));
    questions.put(
        "cells with a parameter of their runs, over all",
        sql(
            book,
            """
            select params.value, cells.trained, avg(cells.value)
            from cells join params on params.run = cells.run and params.name = 'lr'
            group by params.value, cells.trained
            """));
    questions.put("how many metrics there are", sql(book, "select count(*) from metrics"));
    return questions;
  }

  private static RunFilter filter(boolean parts, String... conditions) {
    return new RunFilter(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        parts,
        List.of(conditions).stream().map(RunCondition::parse).toList(),
        50);
  }

  private static Question sql(LabBook book, String sql) {
    return () -> book.query(sql, LIMIT);
  }

  private static void time(PrintStream out, String what, Question question) throws IOException {
    Runnable task = () -> answer(question);
    double first = InterleavedTiming.seconds(task);
    double then = InterleavedTiming.median(() -> InterleavedTiming.seconds(task), 1);
    double core = InterleavedTiming.median(() -> InterleavedTiming.coreSeconds(task), 1);
    out.printf("%-60s %10.3f %10.3f %10.3f%n", what, first, then, core);
  }

  static void answer(Question question) {
    try {
      if (question.answer() == null) {
        throw new IllegalStateException("a book that answers nothing");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Fills a new book with experiments of 100 runs. */
  static void fill(Path file, int experiments) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement();
          Filling filling = new Filling(connection)) {
        statement.execute("insert into experiment (id, name) values (1, 'large')");
        for (int experiment = 0; experiment < experiments; experiment++) {
          filling.experiment(experiment);
        }
        filling.flush();
        connection.commit();
      }
      connection.setAutoCommit(true);
      try (Statement statement = connection.createStatement()) {
        statement.execute("pragma analysis_limit = 1000");
        statement.execute("analyze");
      }
    }
  }

  /** The rows to insert. */
  private static final class Filling implements AutoCloseable {
    private final SplittableRandom random = new SplittableRandom(1);
    private final PreparedStatement run;
    private final PreparedStatement parameter;
    private final PreparedStatement metric;
    private final PreparedStatement cell;
    private final PreparedStatement score;
    private int runs;
    private int cells;

    Filling(Connection connection) throws SQLException {
      run =
          connection.prepareStatement(
              """
              insert into run (
                id, parent, experiment, name, command, state, started, ended, seconds, plan,
                code_commit, data, seeds, machine, version, versions)
              values (
                ?, ?, 1, ?, ?, ?, '2026-01-31T12:00:00.000Z', '2026-01-31T12:01:00.000Z', 60,
                '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
                '0123456789abcdef0123456789abcdef01234567',
                '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef', '1',
                'a processor, 2 cores, Linux amd64', '0.1.0', '{"rawline":"0.1.0"}')
              """);
      parameter = connection.prepareStatement("insert into parameter values (?, ?, ?)");
      metric = connection.prepareStatement("insert into metric values (?, ?, ?, ?)");
      cell = connection.prepareStatement("insert into cell values (?, ?, ?, ?, '', 0, ?)");
      score = connection.prepareStatement("insert into score values (?, 'accuracy', ?)");
    }

    void experiment(int number) throws SQLException {
      int whole = run(null, "drift " + number, "drift");
      for (int part = 0; part < PARTS; part++) {
        run(whole, "train %d of drift %d".formatted(part, number), "train");
      }
      for (int trained = 0; trained < VIEWS; trained++) {
        for (int tested = 0; tested < VIEWS; tested++) {
          for (int split = 1; split <= SPLITS; split++) {
            cells++;
            add(cell, cells, whole, view(trained), view(tested), split);
            add(score, cells, random.nextDouble());
          }
        }
      }
      flush();
    }

    private static String view(int number) {
      return "demosaicing%d-sharpening%d-denoising%d"
          .formatted(number / 4, number / 2 % 2, number % 2);
    }

    private int run(Integer parent, String name, String command) throws SQLException {
      runs++;
      add(run, runs, parent, name, command, random.nextInt(50) == 0 ? "failed" : "finished");
      add(parameter, runs, "lr", List.of("0.01", "0.001", "0.0001").get(random.nextInt(3)));
      for (int i = 1; i < 8; i++) {
        add(parameter, runs, "parameter" + i, "value " + random.nextInt(10));
      }
      for (int i = 0; i < METRICS; i++) {
        for (int step = 1; step <= STEPS; step++) {
          add(metric, runs, "metric" + i, step, random.nextDouble());
        }
      }
      return runs;
    }

    private static void add(PreparedStatement statement, Object... values) throws SQLException {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.addBatch();
    }

    void flush() throws SQLException {
      for (PreparedStatement each : List.of(run, parameter, metric, cell, score)) {
        each.executeBatch();
      }
    }

    @Override
    public void close() throws SQLException {
      for (PreparedStatement each : List.of(run, parameter, metric, cell, score)) {
        each.close();
      }
    }
  }
}
