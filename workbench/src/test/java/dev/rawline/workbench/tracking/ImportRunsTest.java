package dev.rawline.workbench.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.web.Address;
import dev.rawline.data.web.RetryPolicy;
import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.workbench.book.BookLocation;
import dev.rawline.workbench.book.LabBook;
import dev.rawline.workbench.book.PostgresServer;
import dev.rawline.workbench.book.RunFilter;
import dev.rawline.workbench.book.RunLog;
import dev.rawline.workbench.book.RunLog.Cell;
import dev.rawline.workbench.book.RunLog.Measured;
import dev.rawline.workbench.book.RunLog.PredictionEntry;
import dev.rawline.workbench.book.RunLog.Tolerance;
import dev.rawline.workbench.book.RunRecord;
import dev.rawline.workbench.book.RunState;
import dev.rawline.workbench.book.RunSummary;
import dev.rawline.workbench.tracking.StrictTrackingServer.Failures;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportRunsTest {
  private static final DeliveryTiming QUICK =
      new DeliveryTiming(
          new RetryPolicy(Integer.MAX_VALUE, Duration.ofMillis(5), Duration.ofMillis(40)),
          Duration.ofSeconds(20),
          Duration.ofSeconds(30));

  private static final List<Cell> CELLS =
      List.of(
          new Cell("a, light 0.1", "b", "", 0, 1, "accuracy", 0.1 + 0.2),
          new Cell("a, light 0.1", "b", "zoom_blur", 3, 2, "accuracy", 0.75));
  private static final List<PredictionEntry> PREDICTIONS =
      List.of(new PredictionEntry("a, light 0.1", "b", "", 0, 1, "x.png", "A", "B, \"C\"", 0.25));
  private static final List<Tolerance> TOLERANCES =
      List.of(
          new Tolerance(
              "blur[0][1]",
              "accuracy",
              "no unit",
              0.1,
              -0.5,
              1,
              -0.6,
              -0.4,
              1,
              1,
              false,
              true,
              0.1 + 0.2,
              0.02,
              0.95));
  private static final List<Measured> METRICS =
      List.of(new Measured("loss", 1, 0.5), new Measured("loss", 2, Double.NEGATIVE_INFINITY));

  @TempDir private Path work;

  private LabBook book() throws IOException {
    return LabBook.open(BookLocation.Folder.of(work.resolve("book")));
  }

  private static RunRecord named(LabBook book, String name) throws IOException {
    List<RunSummary> found =
        book.runs(RunFilter.ALL).runs().stream().filter(run -> run.name().equals(name)).toList();
    assertThat(found).as(name).hasSize(1);
    return book.run(found.getFirst().number());
  }

  private static ImportRuns.Result read(RunSource source, LabBook book, String... experiments)
      throws IOException {
    return ImportRuns.into(book, source, false)
        .run(List.of(experiments), () -> false, Progress.SILENT);
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Path run(String id, String name, int status, String parent) throws IOException {
    Path run = work.resolve("mlruns/7/" + id);
    write(
        run.resolve("meta.yaml"),
        """
        artifact_uri: file:///elsewhere/7/%s/artifacts
        end_time: 1700000005000
        entry_point_name: ''
        experiment_id: '7'
        lifecycle_stage: active
        run_id: %s
        run_name: %s
        source_type: 4
        start_time: 1700000000000
        status: %d
        tags: []
        user_id: someone
        """
            .formatted(id, id, name, status));
    write(run.resolve("tags/mlflow.runName"), name);
    if (!parent.isEmpty()) {
      write(run.resolve("tags/mlflow.parentRunId"), parent);
    }
    return run;
  }

  private Path mlruns() throws IOException {
    write(
        work.resolve("mlruns/7/meta.yaml"),
        """
        artifact_location: file:///elsewhere/7
        creation_time: 1700000000000
        experiment_id: '7'
        lifecycle_stage: active
        name: cells
        """);
    write(
        work.resolve("mlruns/0/meta.yaml"),
        """
        experiment_id: '0'
        lifecycle_stage: active
        name: Default
        """);
    write(
        work.resolve("mlruns/8/meta.yaml"),
        """
        experiment_id: '8'
        lifecycle_stage: deleted
        name: old
        """);
    Files.createDirectories(work.resolve("mlruns/.trash"));
    Path parent = run("a1", "parent", 3, "");
    write(parent.resolve("params/optimizer/name"), "adam");
    write(parent.resolve("params/learning rate"), "0.001");
    write(
        parent.resolve("metrics/loss"),
        "1700000001000 0.5 1\n1700000002000 nan 2\n1700000003000 inf 3\n");
    write(parent.resolve("metrics/old"), "1700000001000 0.25\n1700000002000 0.125\n");
    write(parent.resolve("metrics/val/acc"), "1700000001000 0.75 0\n1700000001000 0.75 0\n");
    write(parent.resolve("tags/mlflow.source.git.commit"), "0123abc");
    write(parent.resolve("artifacts/model/weights.bin"), "weights");
    run("b2", "child", 5, "a1");
    run("c3", "failed", 4, "");
    run("d4", "goes on", 1, "");
    return work.resolve("mlruns");
  }

  @Test
  void folderOfMlflowIsImported() throws IOException {
    Path mlruns = mlruns();
    try (LabBook book = book();
        RunSource source = RunSource.open(mlruns.toString(), Map.of(), QUICK)) {
      assertThat(source.experiments()).containsExactly("Default", "cells");
      assertThat(read(source, book)).isEqualTo(new ImportRuns.Result(3, 0, 1, false));

      RunRecord parent = named(book, "parent");
      assertThat(parent.run().experiment()).isEqualTo("cells");
      assertThat(parent.run().state()).isEqualTo(RunState.FINISHED);
      assertThat(parent.origin().commit()).isEqualTo("0123abc");
      assertThat(parent.parameters())
          .containsEntry("optimizer/name", "adam")
          .containsEntry("learning rate", "0.001");
      assertThat(parent.tags())
          .containsEntry("mlflow.run_id", "a1")
          .containsEntry("mlflow.source", mlruns.toString())
          .containsEntry("mlflow.start_time", "2023-11-14T22:13:20Z")
          .containsEntry("mlflow.end_time", "2023-11-14T22:13:25Z");
      assertThat(book.metrics(parent.run().number()))
          .contains(
              new Measured("loss", 1, 0.5),
              new Measured("loss", 2, Double.NaN),
              new Measured("loss", 3, Double.POSITIVE_INFINITY),
              new Measured("old", 0, 0.25),
              new Measured("old", 1, 0.125),
              new Measured("val/acc", 0, 0.75))
          .hasSize(6);
      assertThat(book.artefact(parent.run().number(), "model/weights.bin")).hasContent("weights");

      RunRecord child = named(book, "child");
      assertThat(child.run().parent()).hasValue(parent.run().number());
      assertThat(child.run().state()).isEqualTo(RunState.STOPPED);
      assertThat(named(book, "failed").run().state()).isEqualTo(RunState.FAILED);
    }
  }

  @Test
  void repeatedImportAddsOnlyNewRuns() throws IOException {
    Path mlruns = mlruns();
    try (LabBook book = book()) {
      try (RunSource source = RunSource.open(work.toString(), Map.of(), QUICK)) {
        read(source, book);
        assertThat(read(source, book)).isEqualTo(new ImportRuns.Result(0, 3, 1, false));
      }
      run("d4", "goes on", 3, "");
      run("e5", "another part", 3, "a1");
      try (RunSource source = RunSource.open(mlruns.toString(), Map.of(), QUICK)) {
        assertThat(read(source, book, "cells")).isEqualTo(new ImportRuns.Result(2, 3, 0, false));
      }
      assertThat(book.runs(RunFilter.ALL).all()).isEqualTo(5);
    }
  }

  /** Records the names of the runs that are read. */
  private static Progress recording(List<String> read) {
    return new Progress() {
      @Override
      public Progress begin(String name, int parts) {
        if (parts == 0) {
          read.add(name);
        }
        return this;
      }
    };
  }

  @Test
  void stoppedImportResumes() throws IOException {
    mlruns();
    List<String> read = new ArrayList<>();
    try (LabBook book = book();
        RunSource source = RunSource.open(work.toString(), Map.of(), QUICK)) {
      ImportRuns.Result stopped =
          ImportRuns.into(book, source, true)
              .run(List.of(), () -> read.size() == 1, recording(read));
      assertThat(stopped.stopped()).isTrue();
      assertThat(read).containsExactly("parent");
      assertThat(read(source, book).imported()).isEqualTo(3);
      assertThat(book.query("select run from tags where name = 'mlflow.run_id'", 100).rows())
          .hasSize(3);
    }
  }

  @Test
  void importStoppedBetweenPartsReadsEveryRunOnce() throws IOException {
    mlruns();
    run("b3", "second child", 3, "a1");
    List<String> read = new ArrayList<>();
    try (LabBook book = book();
        RunSource source = RunSource.open(work.toString(), Map.of(), QUICK)) {
      ImportRuns.into(book, source, true).run(List.of(), () -> read.size() == 2, recording(read));
      assertThat(read).containsExactly("parent", "child");
      assertThat(read(source, book)).isEqualTo(new ImportRuns.Result(4, 0, 1, false));
      assertThat(read(source, book)).isEqualTo(new ImportRuns.Result(0, 4, 1, false));
      assertThat(
              book.query("select value from tags where name = 'mlflow.run_id' order by value", 100)
                  .rows())
          .containsExactly(List.of("a1"), List.of("b2"), List.of("b3"), List.of("c3"));
    }
  }

  @Test
  void experimentsOfAServerAreRequestedOnce() throws IOException {
    try (StrictTrackingServer server = StrictTrackingServer.start(Failures.none());
        LabBook book = book()) {
      List.of("a", "b", "c").forEach(server::addExperiment);
      try (RunSource source = RunSource.open(server.address().toString(), Map.of(), QUICK)) {
        read(source, book);
      }
      assertThat(server.requests("POST experiments/search")).isEqualTo(1);
    }
  }

  @Test
  void damagedFolderIsRejectedWithAReason() throws IOException {
    assertThatExceptionOfType(RejectedFileException.class)
        .isThrownBy(() -> RunSource.open(work.resolve("none").toString(), Map.of(), QUICK))
        .withMessageContaining("does not exist");
    assertThatExceptionOfType(RejectedFileException.class)
        .isThrownBy(() -> RunSource.open(work.toString(), Map.of(), QUICK))
        .withMessageContaining("contains no MLflow experiments");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RunSource.open("ftp://somewhere", Map.of(), QUICK))
        .withMessageContaining("expected an address such as http://localhost:5000");
    Path mlruns = mlruns();
    write(mlruns.resolve("7/a1/metrics/loss"), "1700000001000 0.5 1\nnonsense\n");
    try (LabBook book = book();
        RunSource source = RunSource.open(mlruns.toString(), Map.of(), QUICK)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> read(source, book, "cels"))
          .withMessageContaining("has no experiment cels: expected Default, cells");
      assertThatExceptionOfType(RejectedFileException.class)
          .isThrownBy(() -> read(source, book))
          .withMessageContaining("line 2 is 'nonsense': expected time, value and step");
    }
  }

  @Test
  void loggedRunsAreImportedUnchanged() throws IOException {
    long seed = Seeds.next("ImportRunsTest");
    Path report = Files.writeString(work.resolve("report.html"), "<p>");
    Path large = Files.writeString(work.resolve("large"), "a".repeat(1_200_000));
    Path larger = Files.writeString(work.resolve("larger"), "b".repeat(1_300_000));
    try (StrictTrackingServer server = StrictTrackingServer.start(new Failures(seed, 0.2));
        LabBook book = book()) {
      server.pages(2);
      try (MlflowLogs logs =
          new MlflowLogs(server.address(), work.resolve("outbox"), QUICK, Progress.SILENT)) {
        log(logs, report, large, larger);
      }
      try (RunSource source = RunSource.open(server.address().toString(), Map.of(), QUICK)) {
        assertThat(read(source, book)).isEqualTo(new ImportRuns.Result(5, 0, 0, false));
        assertThat(read(source, book)).isEqualTo(new ImportRuns.Result(0, 5, 0, false));
      }
      assertImported(book, large, larger);
      assertThat(server.violations()).isEmpty();
    }
  }

  private static void log(MlflowLogs logs, Path report, Path large, Path larger)
      throws IOException {
    RunLog run = logs.begin(Starts.of("drift", "all"));
    run.cells(CELLS);
    run.predictions(PREDICTIONS);
    run.tolerances(TOLERANCES);
    run.artefact("report.html", report);
    run.artefact("model/ü 1.txt", report);
    run.artefact("large", large);
    run.artefact("larger", larger);
    for (int i = 0; i < 4; i++) {
      RunLog part = run.begin(Starts.of("drift", "part " + i));
      part.metrics(METRICS);
      part.parameters(Map.of("i", String.valueOf(i)));
      part.end(RunState.FINISHED);
    }
    run.end(RunState.FINISHED);
  }

  private static void assertImported(LabBook book, Path large, Path larger) throws IOException {
    RunRecord all = named(book, "all");
    assertThat(all.origin()).isEqualTo(Starts.ORIGIN);
    assertThat(all.run().command()).isEqualTo("drift");
    assertThat(all.parts()).hasSize(4);
    assertThat(book.cells(all.run().number())).containsExactlyInAnyOrderElementsOf(CELLS);
    assertThat(book.metrics(all.run().number())).isEmpty();
    List<PredictionEntry> found = new ArrayList<>();
    book.predictions(all.run().number(), found::add);
    assertThat(found).isEqualTo(PREDICTIONS);
    assertThat(book.tolerances(all.run().number())).isEqualTo(TOLERANCES);
    assertThat(all.artefacts().keySet())
        .containsExactly("large", "larger", "model/ü 1.txt", "report.html");
    assertThat(book.artefact(all.run().number(), "large")).hasSameBinaryContentAs(large);
    assertThat(book.artefact(all.run().number(), "larger")).hasSameBinaryContentAs(larger);
    for (RunSummary part : all.parts()) {
      assertThat(book.metrics(part.number())).isEqualTo(METRICS);
    }
  }

  /** Two programs at once, each with its own connections, import every run once. */
  private void importTwice(BookLocation place, String from, int runs) throws Exception {
    LabBook.open(place).close();
    List<Future<ImportRuns.Result>> results = new ArrayList<>();
    CyclicBarrier together = new CyclicBarrier(2);
    try (ExecutorService both = Executors.newFixedThreadPool(2)) {
      for (int i = 0; i < 2; i++) {
        results.add(
            both.submit(
                () -> {
                  try (LabBook book = LabBook.open(place);
                      RunSource source = RunSource.open(from, Map.of(), QUICK)) {
                    ImportRuns imports = ImportRuns.into(book, source, false);
                    together.await();
                    return imports.run(List.of(), () -> false, Progress.SILENT);
                  }
                }));
      }
    }
    int imported = 0;
    for (Future<ImportRuns.Result> one : results) {
      imported += one.get().imported();
    }
    assertThat(imported).isEqualTo(runs);
    try (LabBook book = LabBook.open(place)) {
      assertThat(book.runs(RunFilter.ALL).all()).isEqualTo(runs);
      assertThat(
              book.query("select distinct value from tags where name = 'mlflow.run_id'", 100)
                  .rows())
          .hasSize(runs);
    }
  }

  private void importTwice(BookLocation folder, BookLocation served) throws Exception {
    importTwice(folder, mlruns().toString(), 3);
    try (StrictTrackingServer server = StrictTrackingServer.start(Failures.none())) {
      try (MlflowLogs logs =
          new MlflowLogs(server.address(), work.resolve("outbox"), QUICK, Progress.SILENT)) {
        for (int i = 0; i < 5; i++) {
          RunLog run = logs.begin(Starts.of("served", "run " + i));
          run.begin(Starts.of("served", "part of " + i)).end(RunState.FINISHED);
          run.end(RunState.FINISHED);
        }
      }
      importTwice(served, server.address().toString(), 10);
    }
  }

  @Test
  void simultaneousImportsReadEveryRunOnce() throws Exception {
    importTwice(
        BookLocation.Folder.of(work.resolve("book")),
        BookLocation.Folder.of(work.resolve("other")));
  }

  @Test
  void simultaneousImportsIntoPostgresReadEveryRunOnce() throws Exception {
    assumeTrue(PostgresServer.programs().isPresent(), PostgresServer.MISSING);
    try (PostgresServer server = PostgresServer.start()) {
      importTwice(
          new BookLocation.Server(new Address(server.newSchema()), work.resolve("artefacts")),
          new BookLocation.Server(new Address(server.newSchema()), work.resolve("artefacts")));
    }
  }

  @Test
  void waitingImportCanBeStopped() throws IOException {
    mlruns();
    RecordedTracking recorded = new RecordedTracking();
    try (LabBook book = book();
        RunSource source = RunSource.open(work.toString(), Map.of(), QUICK);
        Closeable _ = book.tryLockForImport().orElseThrow()) {
      assertThat(
              ImportRuns.into(book, source, false)
                  .run(List.of(), () -> !recorded.notes.isEmpty(), recorded))
          .isEqualTo(new ImportRuns.Result(0, 0, 0, true));
      assertThat(recorded.notes).singleElement().asString().contains("another program imports");
    }
  }

  @Test
  void pointsOfOneStepAreNumberedByTime() {
    assertThat(
            MlflowRun.measured(
                "loss",
                List.of(
                    new MlflowRun.Point(0, 30, 3),
                    new MlflowRun.Point(0, 10, 1),
                    new MlflowRun.Point(0, 20, 2),
                    new MlflowRun.Point(0, 20, 2))))
        .extracting(Measured::step, Measured::value)
        .containsExactly(tuple(0L, 1.0), tuple(1L, 2.0), tuple(2L, 3.0));
  }
}
