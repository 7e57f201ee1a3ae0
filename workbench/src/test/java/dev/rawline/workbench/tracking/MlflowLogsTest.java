package dev.rawline.workbench.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.sun.net.httpserver.HttpServer;
import dev.rawline.data.web.RetryPolicy;
import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.imaging.random.RandomStream;
import dev.rawline.workbench.book.RunLog;
import dev.rawline.workbench.book.RunLog.Cell;
import dev.rawline.workbench.book.RunLog.Measured;
import dev.rawline.workbench.book.RunLog.PredictionEntry;
import dev.rawline.workbench.book.RunState;
import dev.rawline.workbench.tracking.StrictTrackingServer.Failures;
import dev.rawline.workbench.tracking.StrictTrackingServer.Point;
import dev.rawline.workbench.tracking.StrictTrackingServer.TestRun;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MlflowLogsTest {
  private static final DeliveryTiming QUICK =
      new DeliveryTiming(
          new RetryPolicy(Integer.MAX_VALUE, Duration.ofMillis(5), Duration.ofMillis(40)),
          Duration.ofSeconds(20),
          Duration.ofSeconds(30));

  /** Gives up as soon as the work is done. */
  private static final DeliveryTiming NONE =
      new DeliveryTiming(
          new RetryPolicy(Integer.MAX_VALUE, Duration.ofMillis(5), Duration.ofMillis(40)),
          Duration.ofSeconds(20),
          Duration.ofMillis(50));

  @TempDir private Path work;

  private Path outboxes() {
    return work.resolve("outbox");
  }

  private List<Path> left() throws IOException {
    if (!Files.exists(outboxes())) {
      return List.of();
    }
    try (Stream<Path> inside = Files.walk(outboxes())) {
      return inside.filter(Files::isRegularFile).toList();
    }
  }

  private static List<Measured> numbers(RandomStream random, int count) {
    List<Measured> numbers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double value =
          switch (i % 50) {
            case 7 -> Double.NaN;
            case 8 -> Double.POSITIVE_INFINITY;
            case 9 -> Double.NEGATIVE_INFINITY;
            default -> random.nextGaussian();
          };
      numbers.add(new Measured("loss " + i % 10, i / 10, value));
    }
    return numbers;
  }

  private static Map<String, List<Double>> byName(List<Measured> numbers) {
    Map<String, List<Double>> byName = new LinkedHashMap<>();
    for (Measured one : numbers) {
      byName.computeIfAbsent(one.name(), _ -> new ArrayList<>()).add(one.value());
    }
    return byName;
  }

  private static void assertHas(TestRun run, List<Measured> numbers) {
    byName(numbers)
        .forEach(
            (name, values) ->
                assertThat(run.metrics.get(name).stream().map(Point::value).toList())
                    .as(name)
                    .isEqualTo(values));
  }

  @Test
  void runsArriveExactlyOnceDespiteFailures() throws IOException {
    long seed = Seeds.next("MlflowLogsTest");
    RandomStream random = new RandomStream(seed);
    Path model = Files.createDirectories(work.resolve("trained/sub folder"));
    Files.writeString(model.resolve("a&b=ü+%.txt"), "text");
    Files.write(work.resolve("trained/weights"), new byte[100_000]);
    Files.writeString(work.resolve("trained/.rawline-00.part"), "half");
    List<List<Measured>> numbers = List.of(numbers(random, 30), numbers(random, 2500));
    RecordedTracking recorded = new RecordedTracking();
    try (StrictTrackingServer server = StrictTrackingServer.start(new Failures(seed, 0.3))) {
      try (MlflowLogs logs = new MlflowLogs(server.address(), outboxes(), QUICK, recorded)) {
        log(logs, numbers);
      }
      assertThat(server.violations()).isEmpty();
      assertThat(server.runs()).hasSize(3);
      TestRun all = server.run("all");
      assertThat(server.experimentOf(all)).isEqualTo("drift");
      assertThat(all.status).isEqualTo("FAILED");
      assertValues(all);
      assertTables(server, all);
      assertThat(server.file(all, "report.html")).asString().isEqualTo("<p>");
      for (int i = 0; i < numbers.size(); i++) {
        TestRun part = server.run("part " + i);
        assertThat(part.tags).containsEntry("mlflow.parentRunId", all.id);
        assertThat(part.status).isEqualTo(i == 0 ? "KILLED" : "FINISHED");
        assertHas(part, numbers.get(i));
        assertThat(server.file(part, "model/sub folder/a&b=ü+%.txt")).asString().isEqualTo("text");
        assertThat(server.file(part, "model/weights")).hasSize(100_000);
        assertThat(server.file(part, "model/.rawline-00.part")).isNull();
      }
    }
    assertThat(left()).isEmpty();
    assertThat(recorded.notes).noneMatch(note -> note.contains("wait"));
  }

  /** Logs a run with everything, and a part of it for each list of numbers. */
  private void log(MlflowLogs logs, List<List<Measured>> numbers) throws IOException {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (int i = 0; i < 230; i++) {
      parameters.put("parameter " + i, "value " + i);
    }
    parameters.put("long", "x".repeat(1234));
    parameters.put("vary (light), blur", "1");
    RunLog all = logs.begin(Starts.of("drift", "all"));
    all.parameters(parameters);
    for (int i = 0; i < numbers.size(); i++) {
      RunLog part = all.begin(Starts.of("drift", "part " + i));
      part.metrics(numbers.get(i));
      part.artefact("model", work.resolve("trained"));
      part.end(i == 0 ? RunState.STOPPED : RunState.FINISHED);
    }
    all.cells(
        List.of(
            new Cell("a, light 0.1", "b", "", 0, 1, "accuracy", 0.5),
            new Cell("a, light 0.1", "b", "", 0, 2, "accuracy", 0.75),
            new Cell("a, light 0.1", "b", "gaussian_noise", 3, 1, "accuracy", Double.NaN)));
    all.predictions(
        List.of(new PredictionEntry("a", "b", "", 0, 1, "x/1.png", "RBC", "WBC, other", 0.25)));
    all.tags(Map.of("data_set", "cells"));
    all.tags(Map.of("data_set", "other cells"));
    Files.writeString(work.resolve("report.html"), "<p>");
    all.artefact("report.html", work.resolve("report.html"));
    Files.writeString(work.resolve("report.html"), "changed afterwards");
    all.cells(List.of(new Cell("a, light 0.1", "c", "", 0, 1, "accuracy", 0.25)));
    all.end(RunState.FAILED);
  }

  private static void assertValues(TestRun all) {
    assertThat(all.params)
        .hasSize(232)
        .containsEntry("parameter 229", "value 229")
        .containsEntry("long", "x".repeat(499) + "…");
    assertThat(all.params.keySet()).anyMatch(name -> name.startsWith("vary _light_ blur-"));
    assertThat(all.tags)
        .containsEntry("data_set", "other cells")
        .containsEntry(
            "rawline.cut.long", "the value has 1234 characters: only the first 499 are sent")
        .containsEntry("rawline.commit", "0123abc-changed")
        .containsEntry("rawline.data", "cd34")
        .containsEntry("rawline.seeds", "7 8")
        .containsEntry("rawline.version.java", "25")
        .containsEntry("mlflow.source.name", "rawline drift")
        .doesNotContainKey("mlflow.parentRunId");
    assertThat(all.metrics.keySet())
        .containsExactlyInAnyOrder(
            "a light 0.1/b/none/accuracy",
            "a light 0.1/b/gaussian_noise-3/accuracy",
            "a light 0.1/c/none/accuracy");
    assertThat(all.metrics.get("a light 0.1/b/none/accuracy"))
        .extracting(Point::step, Point::value)
        .containsExactly(tuple(1L, 0.5), tuple(2L, 0.75));
  }

  private static void assertTables(StrictTrackingServer server, TestRun all) {
    assertThat(new String(server.file(all, "cells.csv"), StandardCharsets.UTF_8))
        .isEqualTo(
            """
            trained,tested,corruption,severity,split,metric,value
            "a, light 0.1",b,,0,1,accuracy,0.5
            "a, light 0.1",b,,0,2,accuracy,0.75
            "a, light 0.1",b,gaussian_noise,3,1,accuracy,NaN
            "a, light 0.1",c,,0,1,accuracy,0.25
            """);
    assertThat(new String(server.file(all, "predictions.csv"), StandardCharsets.UTF_8))
        .isEqualTo(
            """
            trained,tested,corruption,severity,split,sample,truth,predicted,probability
            a,b,,0,1,x/1.png,RBC,"WBC, other",0.25
            """);
  }

  @Test
  void nextRunSendsWhatWasPending() throws IOException {
    RecordedTracking recorded = new RecordedTracking();
    try (StrictTrackingServer server = StrictTrackingServer.start(Failures.none())) {
      server.goDown(true);
      try (MlflowLogs logs = new MlflowLogs(server.address(), outboxes(), NONE, recorded)) {
        RunLog run = logs.begin(Starts.of("away", "first"));
        run.metrics(List.of(new Measured("loss", 1, 0.5)));
        run.end(RunState.FINISHED);
      }
      assertThat(server.runs()).isEmpty();
      assertThat(recorded.notes)
          .last()
          .asString()
          .startsWith("3 entries wait for http://localhost:")
          .contains(outboxes().toString(), "./rawline lab send --tracking-uri http://localhost:");
      assertThat(new SendOutbox(outboxes()).waiting().values()).containsExactly(3L);

      server.goDown(false);
      try (MlflowLogs logs = new MlflowLogs(server.address(), outboxes(), QUICK, recorded)) {
        logs.begin(Starts.of("away", "second")).end(RunState.FINISHED);
      }
      assertThat(server.runs()).extracting(run -> run.name).containsExactly("first", "second");
      assertHas(server.run("first"), List.of(new Measured("loss", 1, 0.5)));
      assertThat(server.violations()).isEmpty();
    }
    assertThat(left()).isEmpty();
  }

  @Test
  void runOfAKilledProcessIsSentToItsLastEntry() throws IOException, InterruptedException {
    long seed = Seeds.next("MlflowLogsTest, killed");
    RandomStream random = new RandomStream(seed);
    try (StrictTrackingServer server = StrictTrackingServer.start(new Failures(seed, 0.2))) {
      Map<String, Integer> written = new LinkedHashMap<>();
      for (int round = 0; round < 2; round++) {
        String name = "killed " + round;
        int until = 1 + (int) (random.nextUniform() * 20);
        written.put(name, writtenUntilKilled(server, name, until));
        assertThat(written.get(name)).isGreaterThanOrEqualTo(until);
      }
      SendOutbox.Result result =
          new SendOutbox(outboxes()).send(server.address(), QUICK, Progress.SILENT);
      assertThat(result.waiting()).isZero();
      assertThat(result.refused()).isZero();
      assertThat(server.violations()).isEmpty();
      assertThat(server.runs()).hasSize(2);
      for (TestRun run : server.runs()) {
        assertThat(run.status).isEqualTo("KILLED");
        List<Double> values = run.metrics.get("step").stream().map(Point::value).toList();
        assertThat(values).doesNotHaveDuplicates().isSorted();
        assertThat(values.size()).isGreaterThanOrEqualTo(written.get(run.name));
        assertThat(server.file(run, "cells.csv"))
            .asString()
            .hasLineCount(1 + run.metrics.get("a/b/none/accuracy").size());
      }
    }
    assertThat(left()).isEmpty();
  }

  /** Runs a process that logs a run, kills it, and returns the last number that it printed. */
  private int writtenUntilKilled(StrictTrackingServer server, String name, int until)
      throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Writes.class.getName(),
                server.address().toString(),
                outboxes().toString(),
                name)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    int last = 0;
    try (BufferedReader output = child.inputReader()) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        last = Integer.parseInt(line);
        if (last == until) {
          child.toHandle().destroyForcibly(); // its output can still be read
        }
      }
    }
    child.waitFor();
    return last;
  }

  /** Writes until it is killed; prints each number that is stored. */
  static final class Writes {
    private Writes() {}

    public static void main(String[] arguments) throws Exception {
      MlflowLogs logs =
          new MlflowLogs(
              TrackingServer.of(arguments[0], Map.of()),
              Path.of(arguments[1]),
              QUICK,
              Progress.SILENT);
      RunLog run = logs.begin(Starts.of("killed", arguments[2]));
      for (int i = 1; ; i++) {
        run.cells(List.of(new Cell("a", "b", "", 0, i, "accuracy", i)));
        run.metrics(List.of(new Measured("step", i, i)));
        System.out.println(i);
        Thread.sleep(5);
      }
    }
  }

  @Test
  void deletedExperimentIsReportedAndItsRunsArePending() throws IOException {
    RecordedTracking recorded = new RecordedTracking();
    try (StrictTrackingServer server = StrictTrackingServer.start(Failures.none())) {
      server.addExperiment("gone");
      server.delete("gone");
      try (MlflowLogs logs = new MlflowLogs(server.address(), outboxes(), QUICK, recorded)) {
        RunLog run = logs.begin(Starts.of("gone", "one"));
        run.end(RunState.FINISHED);
      }
      assertThat(recorded.notes)
          .anyMatch(
              note ->
                  note.startsWith("the experiment 'gone' (1) was deleted on")
                      && note.contains("mlflow experiments restore --experiment-id 1"))
          .anyMatch(note -> note.startsWith("2 entries wait"));
      assertThat(server.runs()).isEmpty();

      server.restore("gone");
      assertThat(new SendOutbox(outboxes()).send(server.address(), QUICK, Progress.SILENT).sent())
          .isEqualTo(2);
      assertThat(server.run("one").status).isEqualTo("FINISHED");
    }
    assertThat(left()).isEmpty();
  }

  @Test
  void permanentlyRejectedEntriesAreSetAside() throws IOException {
    RecordedTracking recorded = new RecordedTracking();
    try (StrictTrackingServer server = StrictTrackingServer.start(Failures.none())) {
      try (MlflowLogs logs = new MlflowLogs(server.address(), outboxes(), QUICK, recorded)) {
        RunLog run = logs.begin(Starts.of("refused", "one"));
        run.parameters(Map.of("a", "1"));
        run.parameters(Map.of("a", "2"));
        run.metrics(List.of(new Measured("loss", 0, 3)));
        run.end(RunState.FINISHED);
      }
      TestRun run = server.run("one");
      assertThat(run.params).containsEntry("a", "1");
      assertThat(run.metrics).containsKey("loss");
      assertThat(run.status).isEqualTo("FINISHED");
    }
    assertThat(recorded.notes)
        .singleElement()
        .asString()
        .startsWith("rejected permanently, and set aside in ")
        .contains("parameter a was 1 and becomes 2");
    assertThat(left()).singleElement().asString().endsWith("refused.jsonl");
  }

  @Test
  void missingCredentialsAreReported() throws IOException {
    RecordedTracking recorded = new RecordedTracking();
    try (StrictTrackingServer server = StrictTrackingServer.start(Failures.none())) {
      server.askFor("Basic dXNlcjpzZWNyZXQ="); // user:secret
      try (MlflowLogs logs = new MlflowLogs(server.address(), outboxes(), QUICK, recorded)) {
        logs.begin(Starts.of("closed", "one")).end(RunState.FINISHED);
      }
      assertThat(recorded.notes)
          .anyMatch(note -> note.contains("MLFLOW_TRACKING_USERNAME"))
          .anyMatch(note -> note.startsWith("2 entries wait"));

      TrackingServer known =
          TrackingServer.of("http://user:secret@localhost:" + server.port() + "/", Map.of());
      assertThat(known.toString()).doesNotContain("secret");
      assertThat(known.access().toString()).doesNotContain("secret");
      new SendOutbox(outboxes()).send(known, QUICK, Progress.SILENT);
      assertThat(server.run("one").status).isEqualTo("FINISHED");
    }
  }

  @Test
  void otherServerIsReported() throws IOException {
    RecordedTracking recorded = new RecordedTracking();
    HttpServer page =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    page.createContext(
        "/",
        exchange -> {
          byte[] body = "<html>welcome</html>".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    page.start();
    TrackingServer address =
        TrackingServer.of("http://localhost:" + page.getAddress().getPort(), Map.of());
    try (MlflowLogs logs = new MlflowLogs(address, outboxes(), QUICK, recorded)) {
      logs.begin(Starts.of("page", "one")).end(RunState.FINISHED);
    } finally {
      page.stop(0);
    }
    assertThat(recorded.notes).anyMatch(note -> note.contains("is not an MLflow server"));
  }

  @Test
  void filesGoToTheServersStore() throws IOException {
    Path file = Files.writeString(work.resolve("a.txt"), "a");
    RecordedTracking recorded = new RecordedTracking();
    try (StrictTrackingServer server = StrictTrackingServer.start(Failures.none())) {
      server.keepFilesIn(work.resolve("store") + "/");
      Files.createDirectory(work.resolve("store"));
      try (MlflowLogs logs = new MlflowLogs(server.address(), outboxes(), QUICK, recorded)) {
        logs.begin(Starts.of("files", "here")).artefact("x/a.txt", file);
      }
      assertThat(Path.of(server.run("here").artefacts).resolve("x/a.txt")).hasContent("a");
      assertThat(recorded.notes).isEmpty();

      server.keepFilesIn("s3://bucket/");
      try (MlflowLogs logs = new MlflowLogs(server.address(), outboxes(), QUICK, recorded)) {
        RunLog run = logs.begin(Starts.of("files", "elsewhere"));
        run.artefact("a.txt", file);
        run.artefact("b.txt", file);
      }
    }
    assertThat(recorded.notes)
        .singleElement()
        .asString()
        .contains("s3://bucket/", "--serve-artifacts", "the lab book keeps them");
    assertThat(left()).isEmpty();
  }

  /** Logs a run with a file and a cell, which must end even if the file is rejected. */
  private void logRunWith(
      String name, Path file, StrictTrackingServer server, RecordedTracking recorded)
      throws IOException {
    try (MlflowLogs logs = new MlflowLogs(server.address(), outboxes(), QUICK, recorded)) {
      RunLog run = logs.begin(Starts.of("container", "one"));
      run.artefact(name, file);
      run.cells(List.of(new Cell("a", "b", "", 0, 1, "accuracy", 0.5)));
      run.end(RunState.FINISHED);
    }
    assertThat(server.run("one").status).isEqualTo("FINISHED");
  }

  /** Like a server in a container, whose folders are not on this machine. */
  @Test
  void folderOfTheServerOnlyIsReportedAndTheRestIsSent() throws IOException {
    Path file = Files.writeString(work.resolve("a.txt"), "a");
    Path mlruns = Files.writeString(work.resolve("mlruns"), "as if it could not be made");
    RecordedTracking recorded = new RecordedTracking();
    try (StrictTrackingServer server = StrictTrackingServer.start(Failures.none())) {
      server.keepFilesIn(mlruns + "/");
      logRunWith("a.txt", file, server, recorded);
      assertThat(server.run("one").metrics).isNotEmpty();
    }
    assertThat(recorded.notes)
        .singleElement()
        .asString()
        .contains("which is not on this machine", "--serve-artifacts", "the lab book keeps them");
    assertThat(left()).isEmpty();
  }

  @Test
  void unwritableFolderRejectsFilesOnly() throws IOException {
    Path file = Files.writeString(work.resolve("a.txt"), "a");
    Path folder = Files.createDirectories(work.resolve("mlruns/1/%032x/artifacts".formatted(1)));
    Files.writeString(folder.resolve("x"), "no folder can have this name");
    Files.createDirectories(folder.resolve("cells.csv/taken"));
    RecordedTracking recorded = new RecordedTracking();
    try (StrictTrackingServer server = StrictTrackingServer.start(Failures.none())) {
      server.keepFilesIn(work.resolve("mlruns") + "/");
      logRunWith("x/a.txt", file, server, recorded);
    }
    assertThat(recorded.notes)
        .anyMatch(note -> note.startsWith("rejected permanently") && note.contains("x/a.txt"))
        .anyMatch(note -> note.startsWith("cells.csv of a run is left out"));
    assertThat(left()).singleElement().asString().endsWith("refused.jsonl");
  }

  /** Leaves a run in the outbox, and returns its folder. */
  private Path leave(StrictTrackingServer server, String... names) throws IOException {
    server.goDown(true);
    try (MlflowLogs logs = new MlflowLogs(server.address(), outboxes(), NONE, Progress.SILENT)) {
      for (String name : names) {
        logs.begin(Starts.of("left", name)).end(RunState.FINISHED);
      }
    }
    server.goDown(false);
    return left().stream()
        .filter(file -> file.endsWith("journal.jsonl"))
        .max(Path::compareTo)
        .orElseThrow()
        .getParent();
  }

  @Test
  void damagedEntriesDoNotBlockOthers() throws IOException {
    RecordedTracking recorded = new RecordedTracking();
    try (StrictTrackingServer server = StrictTrackingServer.start(Failures.none())) {
      Path damaged = leave(server, "damaged");
      Files.writeString(damaged.resolve("journal.jsonl"), "nonsense\n");
      try (MlflowLogs logs = new MlflowLogs(server.address(), outboxes(), QUICK, recorded)) {
        logs.begin(Starts.of("left", "own")).end(RunState.FINISHED);
      }
      assertThat(server.run("own").status).isEqualTo("FINISHED");
      assertThat(recorded.notes)
          .anyMatch(
              note -> note.startsWith("pending entries in %s are damaged".formatted(damaged)));
      assertThat(left()).allMatch(file -> file.startsWith(damaged));
    }
  }

  /** The record of what was sent may be lost in a power cut. */
  @Test
  void resentRunsAreNotCreatedTwice() throws IOException {
    try (StrictTrackingServer server = StrictTrackingServer.start(Failures.none())) {
      Path folder = leave(server, "one", "two");
      byte[] journal = Files.readAllBytes(folder.resolve("journal.jsonl"));
      SendOutbox outbox = new SendOutbox(outboxes());
      outbox.send(server.address(), QUICK, Progress.SILENT);
      assertThat(server.runs()).hasSize(2);

      Files.createDirectories(folder);
      Files.write(folder.resolve("journal.jsonl"), journal);
      outbox.send(server.address(), QUICK, Progress.SILENT);
      assertThat(server.runs()).hasSize(2);
      assertThat(server.requests("POST runs/create")).isEqualTo(2);
      assertThat(server.requests("POST runs/delete")).isZero();
    }
  }

  @Test
  void fileIsSentToASlowServer() throws IOException {
    DeliveryTiming hasty =
        new DeliveryTiming(
            new RetryPolicy(Integer.MAX_VALUE, Duration.ofMillis(1), Duration.ofMillis(1)),
            Duration.ofSeconds(60),
            Duration.ofMillis(1));
    CountDownLatch looks = new CountDownLatch(2);
    Progress progress =
        new Progress() {
          @Override
          public void size(long total, String unit) {
            looks.countDown();
          }
        };
    Path file = Files.writeString(work.resolve("large"), "as if large");
    try (StrictTrackingServer server = StrictTrackingServer.start(Failures.none())) {
      server.beforeFiles(
          () -> {
            try {
              looks.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
      try (MlflowLogs logs = new MlflowLogs(server.address(), outboxes(), hasty, progress)) {
        RunLog run = logs.begin(Starts.of("large", "one"));
        run.artefact("large", file);
        run.end(RunState.FINISHED);
      }
      assertThat(server.file(server.run("one"), "large")).asString().isEqualTo("as if large");
      assertThat(server.run("one").status).isEqualTo("FINISHED");
    }
    assertThat(left()).isEmpty();
  }

  @Test
  void pendingTablesOfAnOpenRunAreSentLater() throws IOException {
    RecordedTracking recorded = new RecordedTracking();
    try (StrictTrackingServer server = StrictTrackingServer.start(Failures.none())) {
      server.takeFiles(false);
      try (MlflowLogs logs = new MlflowLogs(server.address(), outboxes(), NONE, recorded)) {
        logs.begin(Starts.of("open", "one"))
            .cells(List.of(new Cell("a", "b", "", 0, 1, "accuracy", 0.5)));
      }
      assertThat(recorded.notes).anyMatch(note -> note.startsWith("1 entry waits"));
      assertThat(new SendOutbox(outboxes()).waiting().values()).containsExactly(1L);
      server.takeFiles(true);
      new SendOutbox(outboxes()).send(server.address(), QUICK, Progress.SILENT);
      assertThat(server.file(server.run("one"), "cells.csv")).asString().contains("accuracy,0.5");
      assertThat(server.run("one").status).isEqualTo("KILLED");
    }
    assertThat(left()).isEmpty();
  }

  @Test
  void interruptedProcessReportsPendingEntries() throws IOException {
    RecordedTracking recorded = new RecordedTracking();
    try (StrictTrackingServer server = StrictTrackingServer.start(Failures.none())) {
      server.goDown(true);
      MlflowLogs logs = new MlflowLogs(server.address(), outboxes(), QUICK, recorded);
      logs.begin(Starts.of("interrupted", "one")).end(RunState.FINISHED);
      Thread.currentThread().interrupt();
      logs.close();
      assertThat(Thread.interrupted()).isTrue();
      assertThat(recorded.notes).anyMatch(note -> note.startsWith("2 entries wait"));
    }
  }

  @Test
  void twoProcessesDoNotSendEachOthersRuns() throws IOException {
    try (StrictTrackingServer server = StrictTrackingServer.start(Failures.none())) {
      try (MlflowLogs one = new MlflowLogs(server.address(), outboxes(), QUICK, Progress.SILENT)) {
        RunLog open = one.begin(Starts.of("two", "one"));
        try (MlflowLogs other =
            new MlflowLogs(server.address(), outboxes(), QUICK, Progress.SILENT)) {
          other.begin(Starts.of("two", "other")).end(RunState.FINISHED);
        }
        assertThat(server.run("other").status).isEqualTo("FINISHED");
        open.metrics(List.of(new Measured("loss", 0, 1)));
        open.end(RunState.FINISHED);
      }
      assertThat(server.runs()).extracting(run -> run.name).contains("one", "other").hasSize(2);
      assertThat(server.run("one").metrics.get("loss")).hasSize(1);
      assertThat(Set.copyOf(server.violations())).isEmpty();
    }
  }
}
