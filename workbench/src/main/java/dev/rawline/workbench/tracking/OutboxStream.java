package dev.rawline.workbench.tracking;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.file.ExclusiveLock;
import dev.rawline.data.file.JsonFile;
import dev.rawline.data.file.JsonRecords;
import dev.rawline.workbench.output.Journal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;

/**
 * What one process has to send, in order: a journal of entries, copies of their files, and the
 * progress of sending with the runs that the server created. After a kill the progress may lag
 * behind; what is sent twice then is the same both times.
 *
 * <p>A line is followed by a tab and its checksum (CRC-32C, in hex), and the name of a copy ends
 * with that of its content; those of older programs have none. A damaged progress is forgotten:
 * everything is then sent again.
 */
final class OutboxStream implements AutoCloseable {
  static final String JOURNAL = "journal.jsonl";
  static final String REFUSED = "refused.jsonl";
  static final String DAMAGED = "damaged.jsonl";
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
    try {
      for (Optional<Journal.Line> line = progress.lineWithChecksum(0);
          line.isPresent();
          line = progress.lineWithChecksum(line.get().next())) {
        Map<String, Object> values = JsonFile.parse(verified(line.get().text()));
        if (values.get("offset") instanceof Number sent) {
          offset = sent.longValue();
        } else {
          ServerRun run = JsonRecords.ofValues(values, ServerRun.class);
          runs.put(run.run(), run);
        }
      }
    } catch (IllegalArgumentException e) {
      offset = 0;
      runs.clear();
    }
  }

  /** Returns a line with its checksum. */
  private static String withSum(String text) {
    return text + '\t' + sum(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String sum(byte[] bytes) {
    CRC32C sum = new CRC32C();
    sum.update(bytes);
    return HexFormat.of().toHexDigits((int) sum.getValue());
  }

  /**
   * Returns a line without its checksum.
   *
   * @throws IllegalArgumentException if the checksum is that of another line
   */
  private static String verified(String line) {
    int tab = line.lastIndexOf('\t');
    if (tab < 0 && line.endsWith("}")) { // of an earlier version
      return line;
    }
    if (tab < 0) {
      throw new IllegalArgumentException("its checksum is missing");
    }
    String text = line.substring(0, tab);
    if (!withSum(text).equals(line)) {
      throw new IllegalArgumentException("its checksum does not match");
    }
    return text;
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
    progress.note(withSum(JsonFile.text(Map.of("offset", next))));
    offset = next;
  }

  /** Records that a run was created. */
  void created(ServerRun run) throws IOException {
    progress.note(withSum(JsonFile.text(run)));
    runs.put(run.run(), run);
  }

  /** Appends an entry, which is on the disk when this returns. */
  void append(OutboxEntry entry) throws IOException {
    journal.append(withSum(entry.line()));
  }

  /**
   * A line of the journal.
   *
   * @param entry the entry; empty if the line is damaged
   * @param line the line and where it begins
   * @param damage what is wrong with it
   */
  record Pending(Optional<OutboxEntry> entry, Journal.Line line, String damage) {}

  /** Returns the line that begins at a position, if there is one. */
  Optional<Pending> line(long begin) throws IOException {
    return journal.lineWithChecksum(begin).map(OutboxStream::pending);
  }

  private static Pending pending(Journal.Line line) {
    try {
      return new Pending(Optional.of(OutboxEntry.of(verified(line.text()))), line, "");
    } catch (IllegalArgumentException e) {
      return new Pending(Optional.empty(), line, e.getMessage());
    }
  }

  /**
   * Keeps a damaged line for the user.
   *
   * @return what happened, for the user
   */
  String setAside(Pending damaged) throws IOException {
    long number = 1;
    try (Journal all = Journal.reading(folder.resolve(JOURNAL))) {
      for (long begin = 0; begin < damaged.line().begin(); number++) {
        begin = all.lineWithChecksum(begin).orElseThrow().next();
      }
    }
    String where = "%s, line %d: %s".formatted(JOURNAL, number, damaged.damage());
    note(folder.resolve(DAMAGED), where, damaged.line().text());
    return "pending entries in %s are damaged: %s; it is set aside in %s, and the others are sent"
        .formatted(folder, where, DAMAGED);
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
      for (Optional<Journal.Line> line = all.lineWithChecksum(offset);
          line.isPresent();
          line = all.lineWithChecksum(line.get().next())) {
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
    Path copy = copy(copies.incrementAndGet() + "");
    try {
      CRC32C sum = new CRC32C();
      try (InputStream in = new CheckedInputStream(Files.newInputStream(file), sum)) {
        Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
      }
      try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Path named =
          copy(copy.getFileName() + "-" + HexFormat.of().toHexDigits((int) sum.getValue()));
      Files.move(copy, named, StandardCopyOption.REPLACE_EXISTING);
      return String.valueOf(named.getFileName());
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
  }

  /** Returns whether a copy differs from what was copied. */
  boolean isDamaged(String name) throws IOException {
    int dash = name.lastIndexOf('-');
    if (dash < 0) {
      return false;
    }
    CRC32C sum = new CRC32C();
    try (InputStream in = new CheckedInputStream(Files.newInputStream(copy(name)), sum)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return !name.substring(dash + 1).equals(HexFormat.of().toHexDigits((int) sum.getValue()));
  }

  /** Returns the path of a copy. */
  Path copy(String name) {
    return folder.resolve(FILES).resolve(name);
  }

  /** A line of the file of refused entries. */
  private record Refused(String refused, String entry) {}

  /** Records an entry that the server will never accept, for the user to read. */
  void refuse(OutboxEntry entry, String reason) throws IOException {
    note(folder.resolveSibling(REFUSED), reason, entry.line());
  }

  private static void note(Path file, String reason, String entry) throws IOException {
    Files.writeString(
        file,
        JsonFile.text(new Refused(reason, entry)) + "\n",
        StandardCharsets.UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  /** Deletes everything but damaged entries; all others must have been sent. */
  void delete() throws IOException {
    // The journal first: a folder without one is ignored.
    Files.deleteIfExists(folder.resolve(JOURNAL));
    boolean damaged = Files.exists(folder.resolve(DAMAGED));
    try (Stream<Path> inside = Files.walk(folder)) {
      List<Path> paths = inside.sorted(Comparator.reverseOrder()).toList();
      for (Path path : paths) {
        if (!damaged || !(path.equals(folder) || path.endsWith(DAMAGED))) {
          Files.deleteIfExists(path);
        }
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
