package dev.rawline.workbench.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rawline.data.web.Address;
import dev.rawline.data.web.RetryPolicy;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.workbench.book.BookLocation;
import dev.rawline.workbench.book.LabBook;
import dev.rawline.workbench.book.PostgresServer;
import dev.rawline.workbench.book.RunFilter;
import dev.rawline.workbench.book.RunLog;
import dev.rawline.workbench.book.RunLog.Cell;
import dev.rawline.workbench.book.RunLog.Measured;
import dev.rawline.workbench.book.RunLog.PredictionEntry;
import dev.rawline.workbench.book.RunLogs;
import dev.rawline.workbench.book.RunRecord;
import dev.rawline.workbench.book.RunState;
import dev.rawline.workbench.book.RunSummary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A lab book on a server that fails in the middle of a run loses nothing and gets nothing twice.
 */
class BookLogsTest {
  private static final DeliveryTiming QUICK = timing(Duration.ofSeconds(20));
  private static final DeliveryTiming NONE = timing(Duration.ofMillis(1));
  private static final int EPOCHS = 8;

  private static PostgresServer server;

  @TempDir Path work;

  private static DeliveryTiming timing(Duration end) {
    return new DeliveryTiming(
        new RetryPolicy(Integer.MAX_VALUE, Duration.ofMillis(50), Duration.ofMillis(200)),
        Duration.ofSeconds(20),
        end);
  }

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(PostgresServer.programs().isPresent(), PostgresServer.MISSING);
    server = PostgresServer.start();
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  private BookLocation newPlace(String artefacts) throws Exception {
    return new BookLocation.Server(new Address(server.newSchema()), work.resolve(artefacts));
  }

  private Path outboxes() {
    return work.resolve("outbox");
  }

  /** What happens to the server before the epochs of a run. */
  private interface Events {
    void before(int epoch) throws Exception;
  }

  /** Logs an experiment with two trainings. */
  private void logged(BookLocation place, DeliveryTiming timing, Progress to, Events events)
      throws Exception {
    try (RunLogs logs = BookLogs.of(LabBook.open(place), outboxes(), timing, to)) {
      RunLog whole = logs.begin(Starts.of("cells", "whole"));
      whole.parameters(Map.of("splits", "2", "rate", "0.1"));
      for (int part = 0; part < 2; part++) {
        RunLog training = null;
        for (int epoch = 1; epoch <= EPOCHS; epoch++) {
          events.before(part * EPOCHS + epoch);
          if (training == null) {
            training = whole.begin(Starts.of("cells", "part " + part));
            training.parameters(Map.of("part", String.valueOf(part)));
          }
          training.metrics(
              List.of(
                  new Measured("loss", epoch, 1.0 / 3 / epoch),
                  new Measured(
                      "worst", epoch, epoch == 2 ? Double.NaN : Double.POSITIVE_INFINITY)));
        }
        training.tags(Map.of("note", "täg " + part));
        training.artefact("model", model(part));
        training.end(RunState.FINISHED, Duration.ofMillis(1500 + part));
        whole.cells(List.of(new Cell("a", "b", "", 0, part + 1, "accuracy", 0.1 + 0.2)));
        whole.predictions(
            List.of(new PredictionEntry("a", "b", "", 0, part + 1, "x", "A", "B", 0.25)));
      }
      whole.end(RunState.FINISHED);
    }
  }

  private Path model(int part) throws IOException {
    Path folder = Files.createDirectories(work.resolve("model-" + part));
    Files.write(
        folder.resolve("weights"),
        ("weights " + part + " ").repeat(200_000).getBytes(StandardCharsets.UTF_8));
    Files.writeString(folder.resolve("plan.yaml"), "part: " + part);
    return folder;
  }

  /** Returns all that a book holds, but times and numbers of runs. */
  private static List<String> rows(BookLocation place) throws IOException {
    List<String> rows = new ArrayList<>();
    try (LabBook book = LabBook.openExisting(place)) {
      for (RunSummary run :
          book.runs(RunFilter.ALL).runs().stream()
              .sorted(Comparator.comparing(RunSummary::name))
              .toList()) {
        long number = run.number();
        RunRecord record = book.run(number);
        String parent =
            run.parent().isPresent() ? book.run(run.parent().getAsLong()).run().name() : "none";
        rows.add(
            "%s of %s: %s %s %s %s"
                .formatted(
                    run.name(),
                    parent,
                    run.state(),
                    run.name().equals("whole") ? "" : run.seconds(),
                    record.origin(),
                    record.parameters()));
        rows.add("%s %s".formatted(record.tags(), record.artefacts()));
        rows.add(book.metrics(number) + "" + book.cells(number));
        book.predictions(number, one -> rows.add(String.valueOf(one)));
        for (String artefact : record.artefacts().keySet()) {
          assertThat(book.artefact(number, artefact)).exists();
        }
      }
    }
    return rows;
  }

  private List<Path> left() throws IOException {
    if (!Files.exists(outboxes())) {
      return List.of();
    }
    try (Stream<Path> inside = Files.walk(outboxes())) {
      return inside.filter(Files::isRegularFile).toList();
    }
  }

  private List<String> undisturbed() throws Exception {
    BookLocation place = newPlace("artefacts");
    logged(place, QUICK, Progress.SILENT, _ -> {});
    return rows(place);
  }

  @Test
  void restartOfTwoSecondsIsNotNoticed() throws Exception {
    List<String> expected = undisturbed();
    BookLocation place = newPlace("artefacts of another");
    RecordedTracking recorded = new RecordedTracking();
    try (ExecutorService other = Executors.newSingleThreadExecutor()) {
      List<Future<Boolean>> back = new ArrayList<>();
      Callable<Boolean> restart =
          () -> {
            Thread.sleep(2000);
            server.restart();
            return true;
          };
      logged(
          place,
          QUICK,
          recorded,
          epoch -> {
            if (epoch == 3) {
              server.stop();
              back.add(other.submit(restart));
            }
          });
      assertThat(back.getFirst().get()).isTrue();
    }
    assertThat(rows(place)).isEqualTo(expected);
    assertThat(recorded.notes).isEmpty();
    assertThat(left()).isEmpty();
  }

  @Test
  void longerOutageIsLoggedLaterInOrder() throws Exception {
    List<String> expected = undisturbed();
    BookLocation place = newPlace("artefacts of another");
    RecordedTracking recorded = new RecordedTracking();
    logged(
        place,
        QUICK,
        recorded,
        epoch -> {
          if (epoch == 3) {
            server.stop();
          } else if (epoch == EPOCHS + 3) {
            server.restart();
            Thread.sleep(300);
          }
        });
    assertThat(rows(place)).isEqualTo(expected);
    assertThat(recorded.notes)
        .satisfiesExactly(
            lost ->
                assertThat(lost)
                    .contains("cannot be reached")
                    .contains("runs are logged to " + outboxes())
                    .doesNotContain("cret"),
            back -> assertThat(back).endsWith("is available again"));
    assertThat(left()).isEmpty();
  }

  @Test
  void runsOfAServerThatStaysAwayAreDeliveredByTheNextProcess() throws Exception {
    List<String> expected = undisturbed();
    BookLocation place = newPlace("artefacts of another");
    RecordedTracking recorded = new RecordedTracking();
    logged(
        place,
        NONE,
        recorded,
        epoch -> {
          if (epoch == 3) {
            server.stop();
          }
        });
    assertThat(recorded.notes).hasSize(2);
    assertThat(recorded.notes.getLast())
        .matches("\\d+ entries for the lab book jdbc:postgresql:.* wait in .*");
    for (Path file : left()) {
      assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
          .doesNotContain("se cret", "se%20cret");
    }
    Path folder =
        left().stream()
            .filter(file -> file.endsWith("journal.jsonl"))
            .findFirst()
            .orElseThrow()
            .getParent();
    byte[] journal = Files.readAllBytes(folder.resolve("journal.jsonl"));
    server.restart();
    assertThat(rows(place)).isNotEqualTo(expected);
    assertThat(new SendOutbox(outboxes()).waiting()).hasSize(1);
    try (RunLogs logs = BookLogs.of(LabBook.open(place), outboxes(), QUICK, recorded)) {
      assertThat(logs).isNotNull();
    }
    assertThat(rows(place)).isEqualTo(expected);
    assertThat(left()).isEmpty();

    Files.createDirectories(folder);
    Files.write(folder.resolve("journal.jsonl"), journal);
    try (LabBook book = LabBook.open(place)) {
      assertThat(BookLogs.deliverLeft(book, outboxes()).troubles()).isEmpty();
    }
    assertThat(rows(place)).as("delivered twice").isEqualTo(expected);
    assertThat(left()).isEmpty();
  }

  /** The run of a process that was killed while the server was away is closed. */
  @Test
  void openRunOfAKilledProcessIsStopped() throws Exception {
    BookLocation place = newPlace("artefacts");
    try (LabBook book = LabBook.open(place)) {
      Outbox outbox = new Outbox(outboxes().resolve(book.localName()));
      try (OutboxStream stream = outbox.begin()) {
        EntryLog.begin(stream, () -> {}, Optional.empty(), Starts.of("cells", "killed"))
            .metrics(List.of(new Measured("loss", 1, 0.5)));
        Files.writeString(
            stream.folder().resolve("journal.jsonl"),
            "{\"run\":\"half an en",
            StandardOpenOption.APPEND);
      }
      SendOutbox.Result result = BookLogs.deliverLeft(book, outboxes());
      assertThat(result).isEqualTo(new SendOutbox.Result(2, 0, 0, List.of()));
      RunSummary run = book.runs(RunFilter.ALL).runs().getFirst();
      assertThat(run.state()).isEqualTo(RunState.STOPPED);
      assertThat(run.seconds()).isPresent();
      assertThat(book.metrics(run.number())).containsExactly(new Measured("loss", 1, 0.5));
    }
  }
}
