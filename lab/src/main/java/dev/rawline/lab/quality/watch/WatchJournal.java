package dev.rawline.lab.quality.watch;

import dev.rawline.data.file.BoundedFile;
import dev.rawline.data.file.ExclusiveLock;
import dev.rawline.data.file.JsonFile;
import dev.rawline.data.file.JsonRecords;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.workbench.output.Journal;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The files that were checked: a journal {@value #FILE} of JSON lines, which only grows, and which
 * one watch writes at a time.
 *
 * <p>Its first line names its folder and the files that are ignored. Each other line is one {@link
 * JournalEntry}, and holds the findings of a file together with the state after it: a program that
 * is killed at any moment leaves both or neither. A last line without its end is no entry, and is
 * cut off.
 */
final class WatchJournal implements AutoCloseable {
  static final String FILE = "judged.jsonl";
  private static final String LOCK = "lock";

  private final ExclusiveLock right;
  private final Journal journal;
  private final Map<String, FileFingerprint> stamps = new HashMap<>();
  private final Map<String, Set<String>> sums = new HashMap<>();
  private final Map<String, String> firstNames = new HashMap<>();
  private SequencedMap<String, Object> state = JsonValues.copy(Map.of());
  private long entries;

  /** The first line: the folder that is watched, and the files that are ignored. */
  private record Header(String folder, List<IgnoredFile> present) {}

  /** A file that was there before. */
  private record IgnoredFile(String name, long size, Instant modified) {}

  private WatchJournal(ExclusiveLock right, Journal journal) {
    this.right = right;
    this.journal = journal;
  }

  /**
   * Opens a folder's journal; starts it if there is none.
   *
   * @param folder the folder of the journal; made if it does not exist
   * @param watched the folder whose files are checked
   * @param present the files that are ignored unless they change, if the journal begins now
   * @throws IOException if another watch has it, it is of another folder, or it cannot be read or
   *     written
   */
  static WatchJournal open(Path folder, Path watched, Map<String, FileFingerprint> present)
      throws IOException {
    makeFolder(folder);
    Path lock = folder.toRealPath().resolve(LOCK);
    Optional<ExclusiveLock> taken = ExclusiveLock.tryTake(lock);
    if (taken.isEmpty()) {
      throw new RejectedFileException(
          folder,
          "another watch is writing to it, " + ExclusiveLock.holder(lock),
          "end it, or choose another folder for the state");
    }
    ExclusiveLock right = taken.get();
    Journal journal = null;
    boolean opened = false;
    try {
      Path file = folder.resolve(FILE);
      journal = opened(file);
      journal.cut();
      WatchJournal judged = new WatchJournal(right, journal);
      if (journal.end() == 0) {
        journal.append(beginning(watched, present));
      }
      judged.replay(file, watched);
      opened = true;
      return judged;
    } finally {
      if (!opened) {
        if (journal != null) {
          journal.close();
        }
        right.close();
      }
    }
  }

  private static void makeFolder(Path folder) throws IOException {
    try {
      Files.createDirectories(folder);
    } catch (FileAlreadyExistsException e) {
      RejectedFileException refusal =
          new RejectedFileException(
              folder, "is a file", "choose a folder for the state of the watch");
      refusal.initCause(e);
      throw refusal;
    } catch (IOException e) {
      throw new IOException(
          "cannot make the folder %s: %s; choose another one for the state of the watch"
              .formatted(folder, e.getMessage()),
          e);
    }
  }

  private static Journal opened(Path file) throws IOException {
    try {
      return Journal.open(file);
    } catch (IOException e) {
      throw new IOException(
          "cannot open %s for writing: %s; change its permissions or choose another folder for the state"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static String beginning(Path watched, Map<String, FileFingerprint> present) {
    List<IgnoredFile> files = new ArrayList<>();
    present.forEach(
        (name, stamp) -> files.add(new IgnoredFile(name, stamp.size(), stamp.modified())));
    return JsonFile.text(JsonRecords.values(new Header(watched.toString(), files)));
  }

  /**
   * Reads the entries of a state folder one by one, also while a watch writes to it.
   *
   * @param from where the first of them begins [bytes]; 0 for the first of all
   * @return where the next one will begin
   * @throws IOException if there is no journal, or it cannot be read
   */
  static long read(Path folder, long from, Consumer<JournalEntry> each) throws IOException {
    Path file = folder.resolve(FILE);
    try (Journal journal = readable(file)) {
      Optional<Journal.Line> line = journal.line(from);
      long next = from;
      for (long number = 1; line.isPresent(); number++) {
        if (next > 0) {
          each.accept(entry(file, number, line.get().text()));
        }
        next = line.get().next();
        line = journal.line(next);
      }
      return next;
    }
  }

  /** Returns the folder whose files the journal of a state folder is about. */
  static Path watched(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    try (Journal journal = readable(file)) {
      String line = journal.line(0).map(Journal.Line::text).orElse("{}");
      return Path.of(JsonRecords.ofValues(JsonFile.parse(line), Header.class).folder);
    } catch (IllegalArgumentException e) {
      throw damaged(file, 1, e);
    }
  }

  private static Journal readable(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new NoSuchFileException(
          file.toString(), null, "there is no journal here: choose the state folder of a watch");
    }
    return Journal.reading(file);
  }

  private void replay(Path file, Path watched) throws IOException {
    try (BufferedReader lines = BoundedFile.lines(file)) {
      String line = lines.readLine();
      begun(file, watched, line);
      for (long number = 2; (line = lines.readLine()) != null; number++) {
        know(entry(file, number, line));
      }
    }
  }

  private void begun(Path file, Path watched, String line) throws IOException {
    try {
      Header header = JsonRecords.ofValues(JsonFile.parse(line), Header.class);
      if (!header.folder.equals(watched.toString())) {
        throw new RejectedFileException(
            file,
            "is the journal of %s, not of %s".formatted(header.folder, watched),
            "choose another folder for the state");
      }
      for (IgnoredFile each : header.present) {
        stamps.put(each.name, new FileFingerprint(each.size, each.modified));
      }
    } catch (IllegalArgumentException e) {
      throw damaged(file, 1, e);
    }
  }

  private static JournalEntry entry(Path file, long number, String line) throws IOException {
    try {
      return JournalEntry.parse(line);
    } catch (IllegalArgumentException e) {
      throw damaged(file, number, e);
    }
  }

  private static IOException damaged(Path file, long number, IllegalArgumentException e) {
    return new IOException(
        "line %d of %s %s; the file was changed by something else: bring it back from a copy, or begin with another folder for the state"
            .formatted(number, file, e.getMessage()),
        e);
  }

  private void know(JournalEntry entry) {
    entries++;
    stamps.put(entry.name(), new FileFingerprint(entry.size(), entry.modified()));
    if (!entry.sha256().isEmpty()) {
      sums.computeIfAbsent(entry.name(), _ -> new HashSet<>()).add(entry.sha256());
    }
    if (entry.outcome() == WatchOutcome.JUDGED) {
      firstNames.putIfAbsent(entry.sha256(), entry.name());
    }
    state = entry.state();
  }

  /**
   * Writes an entry, which is valid from then on.
   *
   * @return the entry as the journal gives it back
   * @throws IOException if it cannot be written; there is no entry then
   */
  JournalEntry enter(JournalEntry entry) throws IOException {
    String line = entry.line();
    journal.append(line);
    // As read, so that a running watch and a resumed one continue identically.
    JournalEntry read = JournalEntry.parse(line);
    know(read);
    return read;
  }

  /** A file of known content has another time of change now. */
  void touched(String name, FileFingerprint stamp) {
    stamps.put(name, stamp);
  }

  /** Returns whether the journal has a file as it is now, or ignores it. */
  boolean knows(String name, FileFingerprint stamp) {
    return stamp.equals(stamps.get(name));
  }

  /** Returns whether this content was checked or rejected under this name. */
  boolean hasJudged(String name, String sha256) {
    return sums.getOrDefault(name, Set.of()).contains(sha256);
  }

  /** Returns the name under which this content was checked first, if another one. */
  Optional<String> otherName(String name, String sha256) {
    return Optional.ofNullable(firstNames.get(sha256)).filter(first -> !first.equals(name));
  }

  /** Returns the state after the last check. */
  SequencedMap<String, Object> state() {
    return state;
  }

  /** Returns how many entries there are. */
  long entries() {
    return entries;
  }

  @Override
  public void close() throws IOException {
    try {
      journal.close();
    } finally {
      right.close();
    }
  }
}
