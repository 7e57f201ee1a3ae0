package dev.rawline.workbench.tracking;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.file.ExclusiveLock;
import dev.rawline.data.file.JsonFile;
import dev.rawline.data.file.JsonRecords;
import dev.rawline.workbench.output.Journal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * What one process has to send, in order: a journal of entries, copies of their files, and the
 * progress of sending with the runs that the server created. After a kill the progress may lag
 * behind; what is sent twice then is the same both times.
 */
final class OutboxStream implements AutoCloseable {
  static final String JOURNAL = "journal.jsonl";
  static final String REFUSED = "refused.jsonl";
  private static final String FILES = "files";

  private final Path folder;
  private final ExclusiveLock lock;
  private final Journal journal;
  private final Journal progress;
  private final Map<String, ServerRun> runs = new HashMap<>();
  private final AtomicLong copies = new AtomicLong();
  private long offset;

  private OutboxStream(Path folder, ExclusiveLock lock, Journal journal, Journal progress)
      throws IOException {
    this.folder = folder;
    this.lock = lock;
    this.journal = journal;
    this.progress = progress;
    for (Optional<Journal.Line> line = progress.line(0);
        line.isPresent();
        line = progress.line(line.get().next())) {
      Map<String, Object> values = JsonFile.parse(line.get().text());
      if (values.get("offset") instanceof Number sent) {
        offset = sent.longValue();
      } else {
        ServerRun run = JsonRecords.ofValues(values, ServerRun.class);
        runs.put(run.run(), run);
      }
    }
  }

  /**
   * A run on the server; a line of the progress.
   *
   * @param run its key
   * @param id its id on the server
   * @param experiment the id of its experiment
   * @param artefacts the address of its files
   */
  record ServerRun(String run, String id, String experiment, String artefacts) {}

  /**
   * Locks and opens the stream of a folder.
   *
   * @return the stream; empty if a running process has locked it
   * @throws IOException if it cannot be opened
   */
  static Optional<OutboxStream> open(Path folder) throws IOException {
    Optional<ExclusiveLock> lock = Optional.empty();
    try {
      lock = ExclusiveLock.tryTake(folder.toRealPath().resolve("lock"));
    } catch (IOException e) {
      if (Files.exists(folder)) {
        throw e;
      }
    }
    if (lock.isEmpty()) {
      return Optional.empty(); // or its process has sent everything meanwhile
    }
    Journal journal = null;
    Journal progress = null;
    OutboxStream stream = null;
    try {
      Files.createDirectories(folder.resolve(FILES));
      journal = Journal.open(folder.resolve(JOURNAL));
      progress = Journal.open(folder.resolve("sent.jsonl"));
      stream = new OutboxStream(folder, lock.get(), journal, progress);
      return Optional.of(stream);
    } finally {
      if (stream == null) {
        close(lock.get(), journal, progress);
      }
    }
  }

  /** Returns its folder. */
  Path folder() {
    return folder;
  }

  /** Returns the position of the first entry that was not sent [bytes of the journal]. */
  long offset() {
    return offset;
  }

  /** Returns a run that was created. */
  Optional<ServerRun> run(String key) {
    return Optional.ofNullable(runs.get(key));
  }

  /** Records that everything before a position was sent. */
  void sent(long next) throws IOException {
    progress.note(JsonFile.text(Map.of("offset", next)));
    offset = next;
  }

  /** Records that a run was created. */
  void created(ServerRun run) throws IOException {
    progress.note(JsonFile.text(run));
    runs.put(run.run(), run);
  }

  /** Appends an entry, which is on the disk when this returns. */
  void append(OutboxEntry entry) throws IOException {
    journal.append(entry.line());
  }

  /** Returns the line that begins at a position, if there is one. */
  Optional<Journal.Line> line(long begin) throws IOException {
    return journal.line(begin);
  }

  /**
   * Returns the number of entries to send in a folder; none while a running process has it.
   *
   * @throws IOException if they cannot be read
   */
  static long waiting(Path folder) throws IOException {
    Optional<OutboxStream> left = open(folder);
    if (left.isEmpty()) {
      return 0;
    }
    try (OutboxStream stream = left.get()) {
      return stream.waiting();
    }
  }

  /**
   * Returns the number of entries to send; the end of a stream is one of them when all others were
   * sent, because the tables of its open runs are sent with it.
   */
  long waiting() throws IOException {
    long waiting = 0;
    // Opened again, since a thread that was interrupted while it read has closed its journal.
    try (Journal all = Journal.open(folder.resolve(JOURNAL))) {
      for (Optional<Journal.Line> line = all.line(offset);
          line.isPresent();
          line = all.line(line.get().next())) {
        waiting++;
      }
    }
    return waiting == 0 && offset > 0 ? 1 : waiting;
  }

  /**
   * Copies a file, which may change afterwards.
   *
   * @return the name of the copy
   */
  String copy(Path file) throws IOException {
    String name = copies.incrementAndGet() + "";
    Path copy = copy(name);
    try {
      Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
    } catch (IOException e) {
      Files.deleteIfExists(copy);
      throw new IOException(
          "cannot store a copy of %s in %s: %s%s"
              .formatted(
                  file,
                  copy.getParent(),
                  e.getMessage(),
                  AtomicFile.isFullDisk(e) ? "; free space on its disk" : ""),
          e);
    }
    return name;
  }

  /** Returns the path of a copy. */
  Path copy(String name) {
    return folder.resolve(FILES).resolve(name);
  }

  /** A line of the file of refused entries. */
  private record Refused(String refused, String entry) {}

  /** Records an entry that the server will never accept, for the user to read. */
  void refuse(OutboxEntry entry, String reason) throws IOException {
    Path file = folder.resolveSibling(REFUSED);
    String line = JsonFile.text(new Refused(reason, entry.line())) + "\n";
    Files.writeString(
        file, line, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** Deletes everything; all entries must have been sent. */
  void delete() throws IOException {
    // The journal first: a folder without one is ignored.
    Files.deleteIfExists(folder.resolve(JOURNAL));
    try (Stream<Path> inside = Files.walk(folder)) {
      List<Path> paths = inside.sorted(Comparator.reverseOrder()).toList();
      for (Path path : paths) {
        Files.deleteIfExists(path);
      }
    } catch (NoSuchFileException | DirectoryNotEmptyException e) {
      // Another process has it open, and will find nothing to send.
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  @Override
  public void close() throws IOException {
    close(lock, journal, progress);
  }

  private static void close(ExclusiveLock lock, Journal journal, Journal progress)
      throws IOException {
    try (lock;
        journal;
        progress) {}
  }
}
