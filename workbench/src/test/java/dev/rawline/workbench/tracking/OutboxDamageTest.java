package dev.rawline.workbench.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.data.web.RetryPolicy;
import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.imaging.random.RandomStream;
import dev.rawline.workbench.book.RunLog;
import dev.rawline.workbench.book.RunLog.Measured;
import dev.rawline.workbench.book.RunState;
import dev.rawline.workbench.tracking.StrictTrackingServer.Failures;
import dev.rawline.workbench.tracking.StrictTrackingServer.Point;
import dev.rawline.workbench.tracking.StrictTrackingServer.TestRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is damaged in an outbox is reported and never sent; the rest is. */
class OutboxDamageTest {
  private static final DeliveryTiming QUICK =
      new DeliveryTiming(
          new RetryPolicy(Integer.MAX_VALUE, Duration.ofMillis(5), Duration.ofMillis(40)),
          Duration.ofSeconds(20),
          Duration.ofSeconds(30));
  private static final DeliveryTiming NONE =
      new DeliveryTiming(QUICK.retry(), QUICK.answer(), Duration.ofMillis(1));
  private static final int RUNS = 3;

  @TempDir Path work;

  private Path outboxes() {
    return work.resolve("outbox");
  }

  /** Leaves runs in the outbox, and returns their folder. */
  private Path leave(StrictTrackingServer server) throws IOException {
    Path file = Files.writeString(work.resolve("weights"), "0123456789".repeat(50));
    server.goDown(true);
    try (MlflowLogs logs = new MlflowLogs(server.address(), outboxes(), NONE, Progress.SILENT)) {
      for (int i = 0; i < RUNS; i++) {
        RunLog run = logs.begin(Starts.of("left", "run " + i));
        run.parameters(Map.of("rate", "0.125"));
        run.metrics(List.of(new Measured("loss", 1, 0.5)));
        run.tags(Map.of("note", "good"));
        run.artefact("weights", file);
        run.end(RunState.FINISHED);
      }
    }
    server.goDown(false);
    try (Stream<Path> inside = Files.walk(outboxes())) {
      return inside
          .filter(path -> path.endsWith("journal.jsonl"))
          .findFirst()
          .orElseThrow()
          .getParent();
    }
  }

  private SendOutbox.Result send(StrictTrackingServer server) throws IOException {
    return new SendOutbox(outboxes()).send(server.address(), QUICK, Progress.SILENT);
  }

  /** Requires that a server has nothing but what was logged. */
  private static void assertNoGarbage(StrictTrackingServer server) {
    for (TestRun run : server.runs()) {
      assertThat(run.name).matches("run [012]");
      assertThat(server.experimentOf(run)).isEqualTo("left");
      assertThat(run.params).isIn(Map.of(), Map.of("rate", "0.125"));
      assertThat(run.tags.getOrDefault("note", "good")).isEqualTo("good");
      assertThat(run.tags.get("rawline.machine")).isEqualTo(Starts.ORIGIN.machine());
      assertThat(run.metrics.keySet()).isSubsetOf("loss");
      for (var points : run.metrics.values()) {
        assertThat(points).extracting(Point::value).containsExactly(0.5);
      }
      byte[] file = server.file(run, "weights");
      if (file != null) {
        assertThat(file).asString().isEqualTo("0123456789".repeat(50));
      }
    }
    assertThat(server.violations()).isEmpty();
  }

  @Test
  void damagedEntriesAreReportedByFileAndLineAndTheOthersAreSent() throws IOException {
    checkDamages(25);
  }

  @Test
  @Tag("slow")
  void aThousandDamagesAreReported() throws IOException {
    checkDamages(1000);
  }

  private void checkDamages(int trials) throws IOException {
    long seed = Seeds.next("OutboxDamageTest");
    RandomStream random = new RandomStream(seed);
    for (int trial = 0; trial < trials; trial++) {
      try (StrictTrackingServer server = StrictTrackingServer.start(Failures.none())) {
        Path folder = leave(server);
        Path journal = folder.resolve("journal.jsonl");
        byte[] bytes = Files.readAllBytes(journal);
        int at = (int) (random.nextUniform() * (bytes.length - 1)); // but for the last newline
        int line = 1;
        for (int i = 0; i < at; i++) {
          line += bytes[i] == '\n' ? 1 : 0;
        }
        bytes[at] ^= (byte) (1 << (int) (random.nextUniform() * 8));
        Files.write(journal, bytes);
        SendOutbox.Result result = send(server);
        assertThat(result.waiting()).isZero();
        assertThat(result.refused()).isPositive();
        assertThat(result.troubles().getFirst())
            .as("byte %d", at)
            .startsWith(
                "pending entries in %s are damaged: journal.jsonl, line %d: "
                    .formatted(folder, line))
            .endsWith("it is set aside in damaged.jsonl, and the others are sent");
        assertThat(folder.resolve("damaged.jsonl")).exists();
        assertThat(journal).doesNotExist();
        assertNoGarbage(server);
        int entries = 6 * RUNS;
        assertThat(result.sent() + result.refused()).isBetween(entries - 1L, entries + 1L);
        assertThat(server.runs().size()).isGreaterThanOrEqualTo(RUNS - 1);
        assertThat(send(server).troubles()).isEmpty();
        Files.delete(folder.resolve("damaged.jsonl"));
        Files.delete(folder);
      }
    }
  }

  @Test
  void damagedCopyIsNotSent() throws IOException {
    try (StrictTrackingServer server = StrictTrackingServer.start(Failures.none())) {
      Path folder = leave(server);
      Path copy;
      try (Stream<Path> copies = Files.list(folder.resolve("files"))) {
        copy = copies.sorted().findFirst().orElseThrow();
      }
      byte[] bytes = Files.readAllBytes(copy);
      bytes[7] ^= 4;
      Files.write(copy, bytes);
      SendOutbox.Result result = send(server);
      assertThat(result.refused()).isEqualTo(1);
      assertThat(result.troubles().getFirst())
          .contains("weights of a run is damaged: its copy " + copy);
      assertNoGarbage(server);
      assertThat(server.runs()).hasSize(RUNS).allMatch(run -> run.status.equals("FINISHED"));
    }
  }

  @Test
  void truncatedLastEntryIsNoDamage() throws IOException {
    try (StrictTrackingServer server = StrictTrackingServer.start(Failures.none())) {
      Path folder = leave(server);
      Files.writeString(
          folder.resolve("journal.jsonl"),
          "{\"run\":\"x\",\"kind\":\"me",
          StandardOpenOption.APPEND);
      assertThat(send(server)).isEqualTo(new SendOutbox.Result(6L * RUNS, 0, 0, List.of()));
      assertThat(server.runs()).hasSize(RUNS).allMatch(run -> run.status.equals("FINISHED"));
    }
  }

  @Test
  void entriesOfAnOlderProgramHaveNoChecksums() throws IOException {
    try (StrictTrackingServer server = StrictTrackingServer.start(Failures.none())) {
      Path folder = leave(server);
      Path journal = folder.resolve("journal.jsonl");
      assertThat(Files.readAllLines(journal)).allMatch(line -> line.matches(".*\\}\t[0-9a-f]{8}"));
      Files.writeString(journal, Files.readString(journal).replaceAll("\t[0-9a-f]{8}\n", "\n"));
      assertThat(send(server)).isEqualTo(new SendOutbox.Result(6L * RUNS, 0, 0, List.of()));
      assertThat(server.runs()).hasSize(RUNS).allMatch(run -> run.status.equals("FINISHED"));
      assertNoGarbage(server);
    }
  }

  /** All is sent again, and comes to the same. */
  @Test
  void damagedProgressLosesNothing() throws IOException {
    try (StrictTrackingServer server = StrictTrackingServer.start(Failures.none())) {
      Path folder = leave(server);
      byte[] journal = Files.readAllBytes(folder.resolve("journal.jsonl"));
      for (String sent : List.of("{\"offset\":17}\t00000000\n", "nonsense\n", "\0\0\0\0\n")) {
        Files.createDirectories(folder.resolve("files"));
        Files.write(folder.resolve("journal.jsonl"), journal);
        Files.writeString(folder.resolve("sent.jsonl"), sent, StandardCharsets.UTF_8);
        assertThat(send(server).troubles()).isEmpty();
        assertThat(server.runs()).hasSize(RUNS).allMatch(run -> run.status.equals("FINISHED"));
        assertNoGarbage(server);
      }
    }
  }
}
