package dev.rawline.workbench.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rawline.imaging.Seeds;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several programs write to one book at once, and some are killed by force in the middle. */
class BookWritersTest {
  private static final int WRITERS = 4;
  private static final int RUNS = 2;
  private static final int KILLS = 2;

  @TempDir Path folder;

  @Test
  void fourProgramsWriteAtOnce() throws Exception {
    String place = folder.resolve("labbook").toString();
    write(BookLocation.parse(place, Optional.of(artefacts())), place);
  }

  @Test
  void fourProgramsWriteToPostgresAtOnce() throws Exception {
    assumeTrue(PostgresServer.programs().isPresent(), PostgresServer.MISSING);
    try (PostgresServer server = PostgresServer.start()) {
      String url = server.newSchema();
      write(new BookLocation.Server(url, artefacts()), url);
    }
  }

  private Path artefacts() {
    return folder.resolve("artefacts");
  }

  /** Three write all; a fourth is killed repeatedly, at different places. */
  private void write(BookLocation place, String text) throws Exception {
    Random random = new Random(Seeds.next("BookWritersTest"));
    List<String> lines = Collections.synchronizedList(new ArrayList<>());
    List<Process> programs = new ArrayList<>();
    List<Thread> readers = new ArrayList<>();
    for (int writer = 0; writer < WRITERS - 1; writer++) {
      Process program = BookProcess.writer(text, "w" + writer, RUNS, artefacts());
      programs.add(program);
      readers.add(
          Thread.ofPlatform()
              .start(
                  () -> program.inputReader(StandardCharsets.UTF_8).lines().forEach(lines::add)));
    }
    for (int kill = 0; kill < KILLS; kill++) {
      Process program = BookProcess.writer(text, "killed" + kill, 1000, artefacts());
      BufferedReader reader = program.inputReader(StandardCharsets.UTF_8);
      int count = 1 + random.nextInt(20);
      for (int line = 0; line < count; line++) {
        String next = reader.readLine();
        assertThat(next).isNotNull().doesNotStartWith("failed").doesNotStartWith("refused");
        lines.add(next);
      }
      program.toHandle().destroyForcibly(); // the process itself would close what it printed
      program.waitFor();
      reader.lines().filter(line -> line.matches("\\w+ \\d+( .*)?")).forEach(lines::add);
    }
    for (Thread reader : readers) {
      reader.join();
    }
    for (Process program : programs) {
      assertThat(program.waitFor()).isZero();
    }
    assertThat(lines).noneMatch(line -> line.startsWith("failed") || line.startsWith("refused"));
    assertThat(lines.stream().filter(line -> line.matches("run \\d+ w\\d-.*")))
        .hasSize((WRITERS - 1) * RUNS);
    BookProcess.assertConsistent(place, lines);
  }
}
