package dev.rawline.studio.lab;

import dev.rawline.data.file.JsonRecords;
import dev.rawline.data.web.Address;
import dev.rawline.imaging.numeric.Parallel;
import dev.rawline.studio.http.Reply;
import dev.rawline.studio.http.Request;
import dev.rawline.studio.http.Route;
import dev.rawline.workbench.book.BookLocation;
import dev.rawline.workbench.book.LabBook;
import dev.rawline.workbench.book.QueryLimit;
import dev.rawline.workbench.book.QueryResult;
import dev.rawline.workbench.book.RunColumns;
import dev.rawline.workbench.book.RunDifference;
import dev.rawline.workbench.book.RunRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is asked about the runs of a lab book. */
public final class LabRoutes {
  private static final int FIRST_ROWS = 60;
  private static final int MOST_NAMES = 5000;
  private static final Duration LONGEST_QUERY = Duration.ofSeconds(10);
  private static final QueryLimit SHOWN = new QueryLimit(1000, LONGEST_QUERY);
  private static final QueryLimit SAVED = new QueryLimit(100_000, LONGEST_QUERY);

  private final BookLocation place;
  private final BookThreads threads = new BookThreads(Parallel.CORES + 2);
  private final BookThreads queries = new BookThreads(2);

  /**
   * Makes them.
   *
   * @param place where the book is; it is opened for every request, since it may be made later
   */
  public LabRoutes(BookLocation place) {
    this.place = place;
  }

  /** Asks once ahead, so that the first page does not wait for what is loaded only once. */
  void prepare() {
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                ask(book -> listed(book, RunsRequest.NEWEST));
              } catch (IOException e) {
                // Whoever asks will be shown it.
              }
            });
  }

  /** A question to the book. */
  private interface Question {
    Object of(LabBook book) throws IOException;
  }

  /** Returns what is answered. */
  public List<Route> routes() {
    prepare();
    return List.of(
        Route.post("/api/lab/runs", this::runs),
        Route.post("/api/lab/rows", this::rows),
        Route.get("/api/lab/names", _ -> ask(LabRoutes::names)),
        Route.post("/api/lab/compare", this::compare),
        Route.post("/api/lab/curves", this::curves),
        Route.get("/api/lab/run", request -> ask(book -> RunDetails.of(book, run(request)))),
        Route.get("/api/lab/diff", this::diff),
        Route.get("/api/lab/drift", this::drift),
        Route.post("/api/lab/examples", this::examples),
        Route.post("/api/lab/tolerance", this::tolerance),
        Route.get("/api/lab/pareto", request -> ask(book -> ParetoPoints.of(book, run(request)))),
        Route.get("/api/lab/artefact", this::artefact),
        Route.get("/api/lab/schema", _ -> ask(book -> Map.of("views", book.views()))),
        Route.post("/api/lab/sql", this::sql),
        Route.post("/api/lab/csv", this::csv));
  }

  private Reply ask(Question question) throws IOException {
    return new Reply.Json(threads.on(() -> answer(question)));
  }

  private Object answer(Question question) throws IOException {
    try (LabBook book = LabBook.openExisting(place)) {
      return question.of(book);
    }
  }

  private static long run(Request request) {
    return number(request, "run");
  }

  private static long number(Request request, String key) {
    String text = request.required(key);
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s is '%s': expected the number of a run".formatted(key, text), e);
    }
  }

  private Reply runs(Request request) throws IOException {
    RunsRequest wanted = JsonRecords.ofValues(request.json(), RunsRequest.class);
    return ask(book -> listed(book, wanted));
  }

  private static Object listed(LabBook book, RunsRequest wanted) throws IOException {
    List<Long> numbers = book.numbers(wanted.query());
    List<Long> first = numbers.subList(0, Math.min(FIRST_ROWS, numbers.size()));
    return Map.of("numbers", numbers, "rows", rows(book, first, Optional.empty()));
  }

  /**
   * Rows that are requested.
   *
   * @param numbers the runs
   * @param columns what to read of them; all if it is empty
   */
  private record Rows(List<Long> numbers, Optional<RunColumns> columns) {}

  private Reply rows(Request request) throws IOException {
    Rows wanted = JsonRecords.ofValues(request.json(), Rows.class);
    RunNumbers runs = new RunNumbers(wanted.numbers());
    return ask(book -> Map.of("rows", rows(book, runs.numbers(), wanted.columns())));
  }

  private static List<RunRow> rows(LabBook book, List<Long> numbers, Optional<RunColumns> columns)
      throws IOException {
    return book.rows(numbers, columns).stream()
        .map(
            row ->
                new RunRow(
                    row.run(),
                    new LinkedHashMap<>(RunDetails.redacted(row.parameters())),
                    row.metrics()))
        .toList();
  }

  private static Object names(LabBook book) throws IOException {
    var names = book.names();
    return Map.of(
        "experiments", some(names.experiments()),
        "commands", some(names.commands()),
        "parameters", some(names.parameters()),
        "metrics", some(names.metrics()),
        "tags", some(names.tags()));
  }

  private static List<String> some(List<String> names) {
    return names.subList(0, Math.min(MOST_NAMES, names.size()));
  }

  /**
   * A comparison that is requested.
   *
   * @param runs the runs
   * @param value which value of a metric represents a run
   */
  private record Comparison(List<Long> runs, RunComparison.Value value) {}

  private Reply compare(Request request) throws IOException {
    Comparison wanted = JsonRecords.ofValues(request.json(), Comparison.class);
    RunNumbers runs = new RunNumbers(wanted.runs());
    return ask(
        book -> RunComparison.of(rows(book, runs.numbers(), Optional.empty()), wanted.value()));
  }

  /**
   * Curves that are requested.
   *
   * @param runs the runs
   * @param metric the metric
   * @param by the parameter that groups them; none if it is empty
   * @param together whether all of them are one group
   */
  private record Curves(List<Long> runs, String metric, Optional<String> by, boolean together) {}

  private Reply curves(Request request) throws IOException {
    Curves wanted = JsonRecords.ofValues(request.json(), Curves.class);
    RunNumbers runs = new RunNumbers(wanted.runs());
    return ask(
        book ->
            MetricCurves.of(
                book.curves(runs.numbers(), wanted.metric()), groups(book, runs, wanted)));
  }

  private static Map<Long, String> groups(LabBook book, RunNumbers runs, Curves wanted)
      throws IOException {
    if (wanted.together()) {
      return runs.numbers().stream().collect(Collectors.toMap(run -> run, _ -> "all runs"));
    }
    if (wanted.by().isEmpty()) {
      return Map.of();
    }
    String name = wanted.by().get();
    RunColumns column = new RunColumns(List.of(name), List.of());
    return rows(book, runs.numbers(), Optional.of(column)).stream()
        .collect(
            Collectors.toMap(
                row -> row.run().number(),
                row -> "%s = %s".formatted(name, row.parameters().getOrDefault(name, "–"))));
  }

  private Reply diff(Request request) throws IOException {
    long one = number(request, "one");
    long other = number(request, "other");
    return ask(book -> redacted(book.diff(one, other)));
  }

  private static RunDifference redacted(RunDifference difference) {
    return new RunDifference(
        difference.one(),
        difference.other(),
        redacted(difference.origin()),
        redacted(difference.parameters()),
        difference.metrics(),
        difference.sameParameters(),
        difference.sameMetrics());
  }

  private static List<RunDifference.Change<String>> redacted(
      List<RunDifference.Change<String>> changes) {
    return changes.stream()
        .map(
            change ->
                new RunDifference.Change<>(
                    change.name(),
                    change.one().map(Address::redacted),
                    change.other().map(Address::redacted)))
        .toList();
  }

  private Reply drift(Request request) throws IOException {
    long run = run(request);
    Optional<String> metric = request.query("metric").filter(name -> !name.isEmpty());
    int severity = request.query("severity").isPresent() ? (int) number(request, "severity") : 0;
    return ask(book -> DriftCells.of(book, run, metric, severity));
  }

  private Reply examples(Request request) throws IOException {
    CellExamples.Cell cell = JsonRecords.ofValues(request.json(), CellExamples.Cell.class);
    return ask(book -> CellExamples.of(book, cell));
  }

  private Reply tolerance(Request request) throws IOException {
    ToleranceRequest wanted = JsonRecords.ofValues(request.json(), ToleranceRequest.class);
    return ask(book -> ToleranceChart.of(book, wanted));
  }

  private Reply artefact(Request request) throws IOException {
    long run = run(request);
    String name = request.required("name");
    Path file =
        threads.on(
            () -> {
              try (LabBook book = LabBook.openExisting(place)) {
                return book.artefact(run, name);
              }
            });
    Optional<String> type =
        request.query("save").isPresent() ? Optional.empty() : ArtefactType.of(name);
    return new Reply.Foreign(
        file,
        type.orElse(ArtefactType.BYTES),
        type.isPresent()
            ? Optional.empty()
            : Optional.of(name.substring(name.lastIndexOf('/') + 1)));
  }

  /**
   * A query of a user.
   *
   * @param query the statement
   */
  private record Sql(String query) {}

  private QueryResult query(Request request, QueryLimit limit) throws IOException {
    Sql wanted = JsonRecords.ofValues(request.json(), Sql.class);
    return queries.on(
        () -> {
          try (LabBook book = LabBook.openExisting(place)) {
            return book.query(wanted.query(), limit);
          }
        });
  }

  private Reply sql(Request request) throws IOException {
    QueryResult result = query(request, SHOWN);
    return new Reply.Json(
        new QueryResult(
            result.columns(),
            result.rows().stream()
                .map(row -> row.stream().map(LabRoutes::redacted).collect(Collectors.toList()))
                .toList(),
            result.more()));
  }

  private static Object redacted(Object value) {
    return value instanceof String text ? Address.redacted(text) : value;
  }

  private Reply csv(Request request) throws IOException {
    return new Reply.Content(
        "text/csv; charset=utf-8",
        query(request, SAVED)
            .csv()
            .collect(Collectors.joining("\n", "", "\n"))
            .getBytes(StandardCharsets.UTF_8));
  }
}
