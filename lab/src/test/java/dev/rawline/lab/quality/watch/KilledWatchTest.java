package dev.rawline.lab.quality.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rawline.imaging.Seeds;
import dev.rawline.lab.statistic.ControlScheme;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Watching processes are killed, and others resume. */
class KilledWatchTest {
  private static final int KILLS = 3;
  private static final String ENTERED = "entered ";

  @TempDir private Path root;
  private final Random random = new Random(Seeds.next("KilledWatchTest"));
  private Path folder;
  private Path state;
  private int arrived;
  private int started;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectory(root.resolve("incoming"));
    state = root.resolve("state");
  }

  /** A program that watches, and the file to which it prints. */
  private record Watched(Process process, Path output) {

    /** Returns the complete lines that it has printed so far. */
    List<String> lines() throws IOException {
      String text = Files.readString(output);
      return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    /** Waits for its first lines. */
    void await(int lines) throws IOException, InterruptedException {
      while (lines().size() < lines) {
        assertThat(process.isAlive()).as("it watches; it printed %s", lines()).isTrue();
        Thread.sleep(1);
      }
    }

    void kill() throws InterruptedException {
      process.destroyForcibly().waitFor();
    }

    /** Waits until it ends by itself, and returns its output. */
    List<String> ended() throws IOException, InterruptedException {
      assertThat(process.waitFor()).isZero();
      return lines();
    }
  }

  private Watched start(List<String> before, String how, int letters) throws IOException {
    Path output = root.resolve("output-" + started++);
    return new Watched(
        WatchProcess.start(
            output, before, folder.toString(), state.toString(), how, String.valueOf(letters)),
        output);
  }

  /** Lets a file arrive: renamed into place, or written in two pieces. */
  private void arrive() throws IOException {
    String text = TextFileInspector.text(arrived);
    Path file = folder.resolve("image-%04d.txt".formatted(arrived));
    if (random.nextBoolean()) {
      Path part = Files.writeString(folder.resolve("incoming.part"), text);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } else {
      int half = random.nextInt(text.length());
      Files.writeString(file, text.substring(0, half));
      Files.writeString(file, text.substring(half), StandardOpenOption.APPEND);
    }
    arrived++;
  }

  @Test
  void everyFileIsCheckedOnceHoweverOftenTheWatchIsKilled() throws Exception {
    List<String> output = new ArrayList<>();
    for (int kill = 0; kill < KILLS; kill++) {
      Watched watched = start(List.of(), "run", 2_000);
      watched.await(1);
      for (int file = 0; file < 8; file++) {
        arrive();
      }
      // Killed right after one of the lines: while it checks, writes, or has just written.
      watched.await(2 + random.nextInt(12));
      if (random.nextBoolean()) {
        Thread.sleep(0, random.nextInt(999_999));
      }
      watched.kill();
      output.addAll(watched.lines());
    }
    arrive();
    output.addAll(start(List.of(), "once", 2_000).ended());

    List<JournalEntry> entries = Journals.entries(state);
    assertThat(entries.stream().map(JournalEntry::name)).doesNotHaveDuplicates().hasSize(arrived);
    assertThat(output.stream().filter(line -> line.startsWith(ENTERED)))
        .as("reported entries are in the journal")
        .allMatch(line -> entries.stream().anyMatch(entry -> line.equals(ENTERED + entry.name())));
    assertThat(output.stream().filter(line -> line.startsWith("begins ")).count())
        .isGreaterThanOrEqualTo(arrived);

    // The state is that of one watch that was never interrupted.
    ControlScheme chart = TextFileInspector.START;
    for (int i = 0; i < entries.size(); i++) {
      JournalEntry entry = entries.get(i);
      String text = (String) entry.findings().get("text");
      assertThat(text).isEqualTo(Files.readString(folder.resolve(entry.name())));
      chart = chart.next(TextFileInspector.score(text));
      assertThat(entry.state().get("count")).isEqualTo(i + 1);
      assertThat(RawFileInspector.ChartState.chart((Map<?, ?>) entry.state().get("chart")))
          .isEqualTo(chart);
    }
  }

  /** Services are often started without any encoding of names. */
  @Test
  void filesAreCheckedWhereNamesHaveNoEncoding() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/env")), "skipped: no env here");
    Path file = Path.of(URI.create(folder.toUri() + "h%C3%B6her.txt"));
    Files.writeString(file, TextFileInspector.text(1));
    arrive();
    List<String> plain = List.of("/usr/bin/env", "LC_ALL=C");
    start(plain, "once", 1).ended();
    start(plain, "once", 1).ended();
    assertThat(Journals.entries(state).stream().map(JournalEntry::name))
        .containsExactlyInAnyOrder("h%C3%B6her.txt", "image-0000.txt");
  }

  @Test
  void aSecondProcessIsRefusedUntilTheFirstIsKilled() throws Exception {
    Watched first = start(List.of(), "run", 1);
    first.await(1);
    assertThat(start(List.of(), "once", 1).ended())
        .containsExactly(
            "failed: %s: another watch is writing to it, process %d on %s; end it, or choose another folder for the state"
                .formatted(
                    state,
                    first.process.pid(),
                    Files.readString(Path.of("/proc/sys/kernel/hostname")).strip()));
    first.kill();
    assertThat(start(List.of(), "once", 1).ended()).containsExactly("knows 0");
  }

  /** A limit on the size of files refuses bytes just as a full disk does. */
  @Test
  void aFullDiskEndsTheWatchAndNothingIsLost() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "skipped: no bash here");
    while (arrived < 12) {
      arrive();
    }
    List<String> small = List.of("/bin/bash", "-c", "ulimit -f 64; exec \"$0\" \"$@\"");
    List<String> output = start(small, "once", 10_000).ended();
    assertThat(output.getLast())
        .isEqualTo("failed: cannot write " + state.resolve("judged.jsonl") + ": File too large");
    int before = Journals.entries(state).size();
    assertThat(before).isBetween(1, 11);
    assertThat(output.stream().filter(line -> line.startsWith(ENTERED))).hasSize(before);

    assertThat(start(List.of(), "once", 10_000).ended())
        .contains("knows " + before)
        .filteredOn(line -> line.startsWith(ENTERED))
        .hasSize(arrived - before);
    List<JournalEntry> entries = Journals.entries(state);
    assertThat(entries.stream().map(JournalEntry::name)).doesNotHaveDuplicates().hasSize(arrived);
    assertThat(entries.stream().map(entry -> entry.state().get("count")))
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, arrived).<Object>mapToObj(i -> i).toList());
  }
}
