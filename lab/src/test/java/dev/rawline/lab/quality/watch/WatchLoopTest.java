package dev.rawline.lab.quality.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rawline.data.file.RejectedFileException;
import dev.rawline.imaging.Mutation;
import dev.rawline.imaging.Seeds;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SequencedMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchLoopTest {
  private static final Duration QUIET = Duration.ofMillis(40);
  private static final Duration LONG = Duration.ofHours(1);

  @TempDir private Path root;
  private Path folder;
  private Path state;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectory(root.resolve("incoming"));
    state = root.resolve("state");
  }

  private WatchSettings settings(Duration patience) {
    return new WatchSettings(folder, state, true, QUIET, patience);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private List<JournalEntry> checkAll() throws IOException {
    try (WatchLoop watch = WatchLoop.open(settings(QUIET))) {
      watch.run(new TextFileInspector(), WatchListener.SILENT, true);
    }
    return Journals.entries(state);
  }

  private List<String> names() throws IOException {
    return Journals.entries(state).stream().map(JournalEntry::name).toList();
  }

  /** Prints a measured number. */
  @SuppressWarnings("SystemOut")
  private static void print(String line) {
    System.out.println("measured: " + line);
  }

  private static WatchSettings usual(Path folder, Path state) {
    return new WatchSettings(folder, state, true, WatchSettings.QUIET, WatchSettings.PATIENCE);
  }

  @Test
  void existingFilesAreCheckedInTheOrderOfTheirWriting() throws IOException {
    for (int i = 0; i < 5; i++) {
      Files.setLastModifiedTime(
          write("image-" + i + ".txt", TextFileInspector.text(i)),
          FileTime.from(Instant.parse("2026-01-01T00:00:00Z").minusSeconds(i)));
    }
    Files.createDirectory(folder.resolve("folder.txt"));
    Files.createSymbolicLink(folder.resolve("circle.txt"), folder.resolve("circle.txt"));

    List<JournalEntry> entries = checkAll();

    assertThat(entries.stream().map(JournalEntry::name))
        .containsExactly("image-4.txt", "image-3.txt", "image-2.txt", "image-1.txt", "image-0.txt");
    assertThat(entries.stream().map(entry -> entry.state().get("count")))
        .containsExactly(1, 2, 3, 4, 5);
    JournalEntry first = entries.getFirst();
    assertThat(first.findings()).isEqualTo(Map.of("text", TextFileInspector.text(4)));
    assertThat(first.outcome()).isEqualTo(WatchOutcome.JUDGED);
    assertThat(first.size()).isEqualTo(TextFileInspector.text(4).length());
    assertThat(first.modified()).isEqualTo("2025-12-31T23:59:56Z");
    assertThat(first.sha256()).hasSize(64);
    assertThat(first.duplicateOf()).isEmpty();
    assertThat(first.refusal()).isEmpty();
    assertThat(checkAll()).as("checked once").isEqualTo(entries);
  }

  /** Listing many files takes longer than the interval between two listings. */
  @Test
  void filesThatAreSeenTogetherAreReadyTogether() throws IOException {
    for (int i = 0; i < 20; i++) {
      Files.setLastModifiedTime(
          write("image-%02d.txt".formatted(i), TextFileInspector.text(i)),
          FileTime.from(Instant.parse("2026-01-01T00:00:00Z").minusSeconds(i)));
    }
    FileInspector slow =
        new TextFileInspector() {
          @Override
          public boolean takes(String name) {
            LockSupport.parkNanos(3_000_000);
            return true;
          }
        };
    try (WatchLoop watch = WatchLoop.open(settings(QUIET))) {
      watch.run(slow, WatchListener.SILENT, true);
    }
    assertThat(names()).hasSize(20).isSortedAccordingTo(Comparator.reverseOrder());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void arrivingFilesAreChecked(boolean listening) throws Exception {
    try (BackgroundWatch watching =
        new BackgroundWatch(WatchLoop.open(settings(LONG), listening), new TextFileInspector())) {
      for (int i = 0; i < 5; i++) {
        Path whole = Files.writeString(root.resolve("elsewhere"), TextFileInspector.text(i));
        Instant complete = Instant.now();
        Files.move(whole, folder.resolve("image-" + i), StandardCopyOption.ATOMIC_MOVE);
        JournalEntry entry = watching.next();
        assertThat(entry.name()).isEqualTo("image-" + i);
        assertThat(entry.time()).isAfter(complete.plus(QUIET));
        print(
            (listening ? "notified by the system" : "listed")
                + ": checked after "
                + Duration.between(complete, entry.time()).toMillis()
                + " ms, of which it was quiet for "
                + QUIET.toMillis());
      }
    }
  }

  @Test
  void aHalfCopiedFileWaitsUntilItIsComplete() throws Exception {
    CountDownLatch refusals = new CountDownLatch(2);
    FileInspector inspector =
        new TextFileInspector() {
          @Override
          public FileVerdict judge(IncomingFile arrival, SequencedMap<String, Object> before)
              throws IOException {
            try {
              return super.judge(arrival, before);
            } catch (RejectedFileException e) {
              refusals.countDown();
              throw e;
            }
          }
        };
    try (BackgroundWatch watching =
        new BackgroundWatch(WatchLoop.open(settings(LONG)), inspector)) {
      Path file = write("slow.txt", "a pic");
      while (refusals.getCount() > 1) {
        Thread.sleep(1);
      }
      Files.writeString(file, "ture that", StandardOpenOption.APPEND);
      refusals.await();
      Files.writeString(file, " took its time.", StandardOpenOption.APPEND);

      JournalEntry entry = watching.next();
      assertThat(entry.outcome()).isEqualTo(WatchOutcome.JUDGED);
      assertThat(entry.findings().get("text")).isEqualTo("a picture that took its time.");
    }
    assertThat(names()).containsExactly("slow.txt");
  }

  @Test
  void aTruncatedFileIsRefusedOnceAndCheckedWhenItIsComplete() throws Exception {
    write("first.txt", TextFileInspector.text(1));
    checkAll();
    Path file = write("half.txt", "a pic");
    assertThat(checkAll()).hasSize(2);
    assertThat(checkAll()).hasSize(2);

    JournalEntry refused = Journals.entries(state).getLast();
    assertThat(refused.outcome()).isEqualTo(WatchOutcome.REFUSED);
    assertThat(refused.refusal()).contains(file + ": it has no end; copy it again");
    assertThat(refused.state().get("count")).as("the state stays").isEqualTo(1);

    Files.writeString(file, "ture.", StandardOpenOption.APPEND);
    JournalEntry checked = checkAll().getLast();
    assertThat(checked.outcome()).isEqualTo(WatchOutcome.JUDGED);
    assertThat(checked.state().get("count")).isEqualTo(2);
    assertThat(checkAll()).hasSize(3);
  }

  @Test
  void temporaryNamesWaitForTheFinalName() throws Exception {
    List<String> unfinished =
        List.of(".hidden.txt", "a.txt.part", "b.txt.TMP", "c.txt~", "d.txt.filepart");
    for (String name : unfinished) {
      write(name, TextFileInspector.text(name.length()));
    }
    assertThat(checkAll()).isEmpty();
    try (BackgroundWatch watching =
        new BackgroundWatch(WatchLoop.open(settings(LONG)), new TextFileInspector())) {
      for (String name : unfinished) {
        Files.move(folder.resolve(name), folder.resolve("done-" + name.length()));
        assertThat(watching.next().name()).isEqualTo("done-" + name.length());
      }
      assertThat(watching.isQuiet()).isTrue();
    }
  }

  @Test
  void onlyChangedContentIsCheckedAgain() throws Exception {
    Path file = write("image.txt", TextFileInspector.text(1));
    checkAll();
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
    assertThat(checkAll()).hasSize(1);
    write("image.txt", TextFileInspector.text(2));
    assertThat(checkAll()).hasSize(2);
    write("image.txt", TextFileInspector.text(1));
    assertThat(checkAll()).as("this content was checked under this name").hasSize(2);
  }

  @Test
  void theSameContentUnderAnotherNameIsADuplicate() throws Exception {
    write("first.txt", TextFileInspector.text(1));
    checkAll();
    write("second.txt", TextFileInspector.text(1));
    checkAll();
    write("third.txt", TextFileInspector.text(1));
    List<JournalEntry> entries = checkAll();
    assertThat(entries.get(1).duplicateOf()).contains("first.txt");
    assertThat(entries.get(2).duplicateOf()).contains("first.txt");
    assertThat(entries.get(2).findings().get("seen")).isEqualTo("first.txt");
  }

  @Test
  void onlyFilesFromBeforeTheWatchCanBeSkipped() throws Exception {
    write("old.txt", TextFileInspector.text(1));
    Path changed = write("changed.txt", TextFileInspector.text(2));
    WatchSettings leaving = new WatchSettings(folder, state, false, QUIET, LONG);
    for (int time = 0; time < 2; time++) {
      try (WatchLoop watch = WatchLoop.open(leaving)) {
        watch.run(new TextFileInspector(), WatchListener.SILENT, true);
      }
    }
    assertThat(names()).isEmpty();

    // Files that arrive between two watches are not skipped.
    write("new.txt", TextFileInspector.text(3));
    Files.writeString(changed, TextFileInspector.text(4));
    try (WatchLoop watch = WatchLoop.open(leaving)) {
      watch.run(new TextFileInspector(), WatchListener.SILENT, true);
    }
    assertThat(names()).containsExactlyInAnyOrder("new.txt", "changed.txt");
  }

  @Test
  void aFileThatChangesDuringItsCheckIsCheckedAgain() throws Exception {
    Path file = write("growing.txt", TextFileInspector.text(1));
    AtomicInteger checks = new AtomicInteger();
    FileInspector inspector =
        new TextFileInspector() {
          @Override
          public FileVerdict judge(IncomingFile arrival, SequencedMap<String, Object> before)
              throws IOException {
            FileVerdict verdict = super.judge(arrival, before);
            if (checks.incrementAndGet() == 1) {
              Files.writeString(file, " And more.", StandardOpenOption.APPEND);
            }
            return verdict;
          }
        };
    try (WatchLoop watch = WatchLoop.open(settings(LONG))) {
      watch.run(inspector, WatchListener.SILENT, true);
    }
    assertThat(checks).hasValue(2);
    assertThat(Journals.entries(state))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.findings().get("text"))
                  .isEqualTo(TextFileInspector.text(1) + " And more.");
              assertThat(entry.state().get("count")).isEqualTo(1);
            });
  }

  @Test
  void disappearingFilesAreNoErrors() throws Exception {
    FileInspector inspector =
        new TextFileInspector() {
          @Override
          public FileVerdict judge(IncomingFile arrival, SequencedMap<String, Object> before)
              throws IOException {
            if (arrival.name().startsWith("going")) {
              Files.delete(arrival.file());
            }
            return super.judge(arrival, before);
          }
        };
    try (BackgroundWatch watching =
        new BackgroundWatch(WatchLoop.open(settings(LONG)), inspector)) {
      for (int i = 0; i < 20; i++) {
        Files.delete(write("gone-" + i, TextFileInspector.text(i)));
        write("going-" + i, TextFileInspector.text(i));
      }
      write("staying", TextFileInspector.text(100));
      Files.setLastModifiedTime(
          folder.resolve("staying"), FileTime.from(Instant.now().plusSeconds(60)));
      assertThat(watching.next().name()).isEqualTo("staying");
    }
    assertThat(names()).containsExactly("staying");
  }

  @Test
  void aFailedInspectorEndsTheWatchAndTheNextResumesAtTheSameFile() throws Exception {
    write("image.txt", TextFileInspector.text(1));
    IOException failure = new NoSuchFileException("the reference");
    try (WatchLoop watch = WatchLoop.open(settings(LONG))) {
      assertThatThrownBy(
              () ->
                  watch.run(
                      (_, _) -> {
                        throw failure;
                      },
                      WatchListener.SILENT,
                      false))
          .isSameAs(failure);
    }
    assertThat(names()).isEmpty();
    assertThat(checkAll()).hasSize(1);
  }

  @Test
  void anIncompleteLastLineIsRemoved() throws Exception {
    write("first.txt", TextFileInspector.text(1));
    checkAll();
    Path journal = state.resolve(WatchJournal.FILE);
    long before = Files.size(journal);
    write("second.txt", TextFileInspector.text(2));
    checkAll();
    byte[] whole = Files.readAllBytes(journal);
    for (int end = (int) before; end < whole.length; end += end < before + 3 ? 1 : 37) {
      Files.write(journal, Arrays.copyOf(whole, end));
      assertThat(Journals.entries(state)).as("read before it is repaired").hasSize(1);
      List<JournalEntry> entries = checkAll();
      assertThat(entries.stream().map(JournalEntry::name))
          .containsExactly("first.txt", "second.txt");
      assertThat(entries.getLast().state().get("count")).isEqualTo(2);
      assertThat(Files.readString(journal)).endsWith("\n");
    }
    Files.write(journal, Arrays.copyOf(whole, 10));
    assertThat(checkAll()).as("torn in its first line").hasSize(2);
  }

  /** Of a mutated journal every line is read, or one is named; a torn last line is dropped. */
  @Test
  void aMutatedJournalIsReadOrRefused() throws Exception {
    write("first.txt", TextFileInspector.text(1));
    write("second.txt", TextFileInspector.text(2));
    checkAll();
    Path journal = state.resolve(WatchJournal.FILE);
    byte[] whole = Files.readAllBytes(journal);
    Random random = new Random(Seeds.next("aMutatedJournalIsReadOrRefused"));
    for (int i = 0; i < 1000; i++) {
      Mutation mutation = List.of(Mutation.values()).get(random.nextInt(Mutation.values().length));
      Files.write(journal, mutation.of(whole, random));
      try {
        Journals.entries(state);
      } catch (IOException e) {
        assertThat(e).as("%s, %d", mutation, i).hasMessageContaining(journal.toString());
      }
    }
  }

  @Test
  void aDamagedJournalIsRefused() throws Exception {
    write("first.txt", TextFileInspector.text(1));
    checkAll();
    Path journal = state.resolve(WatchJournal.FILE);
    String good = Files.readString(journal);
    Map<String, String> damages = new LinkedHashMap<>();
    damages.put("{\"time\"", "{\"tame\"");
    damages.put("\"outcome\":\"judged\"", "\"outcome\":\"eaten\"");
    damages.put("\"size\":", "\"size\":\"x\",\"was\":");
    damages.put("{\"time\":\"", "{\"time\":\"yesterday ");
    damages.put("\"told\":{", "told:{");
    for (Map.Entry<String, String> damage : damages.entrySet()) {
      assertThat(good).contains(damage.getKey());
      Files.writeString(journal, good.replace(damage.getKey(), damage.getValue()));
      assertThatThrownBy(this::checkAll)
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("line 2 of " + journal + " ")
          .hasMessageEndingWith(
              "; the file was changed by something else: bring it back from a copy, or begin with another folder for the state");
    }
    byte[] bytes = good.getBytes(StandardCharsets.UTF_8);
    bytes[bytes.length - 10] = (byte) 0xff;
    Files.write(journal, bytes);
    assertThatThrownBy(this::checkAll)
        .isInstanceOf(RejectedFileException.class)
        .hasMessageStartingWith(journal + ": is not text in UTF-8 (byte ff in line 2)");
    assertThatThrownBy(() -> Journals.entries(state))
        .isInstanceOf(RejectedFileException.class)
        .hasMessageStartingWith(
            journal + ": is not text in UTF-8 in the line that begins at byte ");
    Files.writeString(journal, "nothing\n" + good);
    assertThatThrownBy(this::checkAll).hasMessageStartingWith("line 1 of " + journal + " ");
  }

  /** Reading a long journal keeps one entry at a time in memory. */
  @Test
  void entriesAreReportedBeforeTheNextLineIsRead() throws Exception {
    write("first.txt", TextFileInspector.text(1));
    checkAll();
    Path journal = state.resolve(WatchJournal.FILE);
    Files.writeString(journal, "damaged\n", StandardOpenOption.APPEND);
    List<String> reported = new ArrayList<>();
    assertThatThrownBy(() -> WatchLoop.entries(state, entry -> reported.add(entry.name())))
        .hasMessageStartingWith("line 3 of " + journal);
    assertThat(reported).containsExactly("first.txt");
  }

  /** Returns a file in the watched folder whose name is no text in any encoding but Latin ones. */
  private Path latin(String escaped) {
    return Path.of(URI.create(folder.toUri() + escaped));
  }

  @Test
  void filesWithUndecodableNamesAreCheckedAndRecorded() throws Exception {
    Files.writeString(latin("h%F6her.txt"), TextFileInspector.text(1));
    Files.writeString(latin("h%E4her.txt"), TextFileInspector.text(2));
    write("plain.txt", TextFileInspector.text(3));
    List<String> notes = new ArrayList<>();
    for (int time = 0; time < 2; time++) {
      try (WatchLoop watch = WatchLoop.open(settings(QUIET))) {
        watch.run(new TextFileInspector(), notes::add, true);
      }
    }
    assertThat(names()).containsExactlyInAnyOrder("h%F6her.txt", "h%E4her.txt", "plain.txt");
    assertThat(notes)
        .hasSize(2)
        .anySatisfy(
            note ->
                assertThat(note)
                    .contains("the journal calls it h%F6her.txt", "; rename it, or watch in"));
  }

  @Test
  void undecodableNamesAreNoticed() throws Exception {
    try (BackgroundWatch watching =
        new BackgroundWatch(WatchLoop.open(settings(LONG)), new TextFileInspector())) {
      Files.writeString(latin("h%F6her.txt"), TextFileInspector.text(1));
      assertThat(watching.next().name()).isEqualTo("h%F6her.txt");
    }
  }

  /** As in a system without any encoding, where the name of a sidecar cannot be formed. */
  @Test
  void filesThatAnInspectorCannotNameAreRefused() throws Exception {
    Path file = Files.writeString(latin("h%F6her.txt"), TextFileInspector.text(1));
    FileInspector inspector =
        (_, _) -> {
          throw new InvalidPathException("h?her.yaml", "Malformed input");
        };
    try (WatchLoop watch = WatchLoop.open(settings(QUIET))) {
      watch.run(inspector, WatchListener.SILENT, true);
    }
    assertThat(Journals.entries(state))
        .singleElement()
        .satisfies(
            entry ->
                assertThat(entry.refusal().orElseThrow())
                    .startsWith(file + " is not named in the system's encoding, "));
    Files.move(file, folder.resolve("higher.txt"));
    assertThat(checkAll()).hasSize(2);
  }

  /** The disk gives no information on a file: that must not look as if it had never arrived. */
  @Test
  void aFileWithoutAccessEndsTheWatch() throws Exception {
    Path link = folder.resolve("link.txt");
    Files.createSymbolicLink(link, Path.of("x".repeat(300)));
    assertThatThrownBy(this::checkAll)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("cannot determine size and time of " + link + ": ")
        .hasMessageEndingWith(
            "; reconnect its disk or remove the file, and start watching again; nothing is lost");
    Files.delete(link);
    Files.createSymbolicLink(link, Path.of("nowhere"));
    Files.createSymbolicLink(folder.resolve("there.txt"), Path.of("back.txt"));
    Files.createSymbolicLink(folder.resolve("back.txt"), Path.of("there.txt"));
    assertThat(checkAll()).isEmpty();
  }

  @Test
  void everyFailureReleasesTheStateFolder() throws Exception {
    Map<String, FileFingerprint> broken = new LinkedHashMap<>();
    broken.put("image.txt", null);
    assertThatThrownBy(() -> WatchJournal.open(state, folder, broken))
        .isInstanceOf(NullPointerException.class);
    assertThat(checkAll()).isEmpty();
  }

  @Test
  void aStateFolderServesOneWatchOfOneFolder() throws Exception {
    try (WatchLoop _ = WatchLoop.open(settings(LONG))) {
      assertThatThrownBy(() -> WatchLoop.open(settings(LONG)))
          .isInstanceOf(IOException.class)
          .hasMessage(
              "%s: another watch is writing to it, this process; end it, or choose another folder for the state"
                  .formatted(state));
    }
    Path other = Files.createDirectory(root.resolve("other"));
    assertThatThrownBy(() -> WatchLoop.open(usual(other, state)))
        .hasMessage(
            "%s: is the journal of %s, not of %s; choose another folder for the state"
                .formatted(state.resolve("judged.jsonl"), folder, other));
    checkAll(); // a refused watch holds no lock
  }

  @Test
  void unsuitableFoldersAreRefused() throws Exception {
    assertThatThrownBy(() -> WatchLoop.open(usual(root.resolve("none"), state)))
        .hasMessage(
            "%s: is not a folder; choose the folder into which files arrive"
                .formatted(root.resolve("none")));
    Path file = Files.writeString(root.resolve("file"), "");
    assertThatThrownBy(() -> WatchLoop.open(usual(folder, file)))
        .hasMessage("%s: is a file; choose a folder for the state of the watch".formatted(file));
    assertThatThrownBy(() -> Journals.entries(root.resolve("none")))
        .hasMessageContaining("there is no journal here");
    assertThatThrownBy(
            () -> new WatchSettings(folder, folder, true, Duration.ZERO, Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the journal would be among the watched files in "
                + folder
                + ": choose another folder for it, which may be a subfolder\n"
                + "the quiet time is 0 ms: expected 10 to 60000 ms\n"
                + "patience ends after -1 ms: expected at least the quiet time, 0 ms");
  }

  @Test
  void aStateFolderThatCannotBeWrittenToIsRefused() {
    Path system = Path.of("/proc");
    assumeTrue(Files.isDirectory(system), "skipped: no /proc here");
    assertThatThrownBy(() -> WatchLoop.open(usual(folder, system.resolve("rawline"))))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("cannot make the folder /proc/rawline: ")
        .hasMessageEndingWith("; choose another one for the state of the watch");
    assertThatThrownBy(() -> WatchLoop.open(usual(folder, system)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("cannot lock /proc/lock: ")
        .hasMessageContaining("choose a writable folder");
  }

  @Test
  void aRemovedFolderEndsTheWatch() throws Exception {
    try (BackgroundWatch watching =
        new BackgroundWatch(WatchLoop.open(settings(LONG)), new TextFileInspector())) {
      write("image.txt", TextFileInspector.text(1));
      watching.next();
      Files.move(folder, root.resolve("moved"));
      assertThat(watching.failure())
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("cannot list " + folder + ": ")
          .hasMessageEndingWith("restore the folder and start watching again; nothing is lost");
    }
    Files.move(root.resolve("moved"), folder);
    assertThat(checkAll()).hasSize(1);
  }

  @Test
  void aVerdictHoldsOnlyJsonValues() {
    SequencedMap<String, Object> good = new LinkedHashMap<>();
    good.put("list", List.of(1, 2.5, "three", true, 4L, Map.of("five", 5)));
    assertThat(new FileVerdict(good, good).findings()).isEqualTo(good);
    List<Object> bad = new ArrayList<>(List.of(Double.NaN, 1f, new Object()));
    bad.add(null);
    for (Object value : bad) {
      SequencedMap<String, Object> object = new LinkedHashMap<>();
      object.put("key", value);
      assertThatThrownBy(() -> new FileVerdict(object, good))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "'key' is %s: expected a string, a finite number, true or false, or a list or map of such values"
                  .formatted(value));
    }
  }
}
