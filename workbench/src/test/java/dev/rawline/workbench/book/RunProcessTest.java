package dev.rawline.workbench.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rawline.data.file.JsonFile;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run whose process is gone is stopped; the others run. */
class RunProcessTest {
  private static PostgresServer server;

  @TempDir Path work;

  @BeforeAll
  static void start() throws Exception {
    if (PostgresServer.programs().isPresent()) {
      server = PostgresServer.start();
    }
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  private BookLocation place(boolean postgres) throws Exception {
    if (!postgres) {
      return BookLocation.Folder.of(work.resolve("book"));
    }
    assumeTrue(server != null, PostgresServer.MISSING);
    return new BookLocation.Server(server.newSchema(), work.resolve("artefacts"));
  }

  private static String url(BookLocation place) {
    return switch (place) {
      case BookLocation.Folder folder -> "jdbc:sqlite:" + folder.file();
      case BookLocation.Server on -> on.url();
    };
  }

  private static void execute(BookLocation place, String sql) throws Exception {
    try (Connection connection = DriverManager.getConnection(url(place))) {
      connection.createStatement().execute(sql);
    }
  }

  private static RunState state(LabBook book, long number) throws Exception {
    RunState listed =
        book.runs(RunFilter.ALL).runs().stream()
            .filter(run -> run.number() == number)
            .findFirst()
            .orElseThrow()
            .state();
    assertThat(book.run(number).run().state()).isEqualTo(listed);
    for (RunState state : RunState.values()) {
      boolean found =
          book
              .runs(
                  new RunFilter(
                      Optional.empty(), Optional.empty(), Optional.of(state), true, List.of(), 100))
              .runs()
              .stream()
              .anyMatch(run -> run.number() == number);
      assertThat(found).as("found as " + state).isEqualTo(state == listed);
    }
    return listed;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void runOfAKilledProcessIsStopped(boolean postgres) throws Exception {
    BookLocation place = place(postgres);
    try (LabBook book = LabBook.open(place)) {
      Process program =
          BookProcess.writer(
              place instanceof BookLocation.Server on ? on.url() : place.toString(),
              "killed",
              1000,
              place.artefacts());
      BufferedReader reader = program.inputReader(StandardCharsets.UTF_8);
      String line = reader.readLine();
      long number = Long.parseLong(line.split(" ", -1)[1]);
      program.toHandle().destroyForcibly();
      program.waitFor();
      while (line != null) {
        number = line.startsWith("run ") ? Long.parseLong(line.split(" ", -1)[1]) : number;
        line = reader.readLine();
      }
      if (state(book, number) != RunState.FINISHED) {
        assertThat(state(book, number)).isEqualTo(RunState.STOPPED);
        book.export(number, work.resolve("exported"));
        assertThat(JsonFile.read(work.resolve("exported/run.json")))
            .containsEntry("state", "stopped");
      }
      RunLog own = book.begin(Samples.start("own"));
      assertThat(state(book, Long.parseLong(own.id()))).isEqualTo(RunState.RUNNING);
      own.end(RunState.FAILED);
      assertThat(state(book, Long.parseLong(own.id()))).isEqualTo(RunState.FAILED);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void processesAreToldApart(boolean postgres) throws Exception {
    BookLocation place = place(postgres);
    try (LabBook book = LabBook.open(place)) {
      long number = Long.parseLong(book.begin(Samples.start("one")).id());
      assertThat(state(book, number)).isEqualTo(RunState.RUNNING);
      String update = "update run set %s = '%s' where id = " + number;
      execute(place, update.formatted("process_started", "2001-01-01T00:00:00.000Z"));
      assertThat(state(book, number)).as("a later process has its id").isEqualTo(RunState.STOPPED);
      execute(place, update.formatted("host", "another"));
      assertThat(state(book, number)).as("seen a moment ago").isEqualTo(RunState.RUNNING);
      Instant before = Instant.now().minus(RunProcess.SILENCE).minus(Duration.ofMinutes(1));
      execute(place, update.formatted("seen", ColumnCodec.time(before)));
      assertThat(state(book, number)).as("silent").isEqualTo(RunState.STOPPED);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void olderBookIsUpgraded(boolean postgres) throws Exception {
    BookLocation place = place(postgres);
    Database database =
        switch (place) {
          case BookLocation.Folder folder -> new SqliteDatabase(folder);
          case BookLocation.Server on -> new PostgresDatabase(on);
        };
    database.prepare();
    Flyway.configure()
        .dataSource(database.writing())
        .locations("classpath:rawline/schema")
        .table(Schema.HISTORY)
        .placeholders(database.spelling())
        .target("2")
        .load()
        .migrate();
    execute(place, "insert into experiment (name) values ('old')");
    for (String state : List.of("running", "finished")) {
      execute(
          place,
          "insert into run (experiment, name, command, state, started, plan, code_commit, data, seeds, machine, versions) values (1, '%s', 'train', '%s', '2026-01-31T12:00:00.000Z', '', '', '', '', '', '{}')"
              .formatted(state, state));
    }
    try (LabBook book = LabBook.open(place)) {
      assertThat(state(book, 1)).as("nothing is known of its process").isEqualTo(RunState.RUNNING);
      assertThat(state(book, 2)).isEqualTo(RunState.FINISHED);
      assertThat(book.begin(Samples.start("new")).id()).isEqualTo("3");
    }
  }

  @Test
  void heartbeatIsOlderThanNoSilence() {
    assertThat(RunProcess.HEARTBEAT.multipliedBy(5)).isLessThan(RunProcess.SILENCE);
    assertThat(RunProcess.CURRENT.isGone(Instant.EPOCH, Instant.now())).isFalse();
  }
}
