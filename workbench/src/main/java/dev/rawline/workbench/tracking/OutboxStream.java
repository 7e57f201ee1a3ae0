package dev.rawline.workbench.tracking;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.file.JsonFile;
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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * What one process has to send, in order: a journal of entries, copies of their files, and the
 * progress of sending.
 */
final class OutboxStream implements AutoCloseable {
  static final String JOURNAL = "journal.jsonl";
  private static final String SENT = "sent.jsonl";
  static final String REFUSED = "refused.jsonl";
  private static final String FILES = "files";

  private final Outbox.Held held;
  private final Journal journal;
  private final DeliveryLog sent;
  private final AtomicLong copies = new AtomicLong();

  private OutboxStream(Outbox.Held held, Journal journal, DeliveryLog sent) {
    this.held = held;
    this.journal = journal;
    this.sent = sent;
  }

  /**
   * Opens the stream of a folder.
   *
   * @throws IOException if it cannot be opened
   */
  static OutboxStream open(Outbox.Held held) throws IOException {
    Files.createDirectories(held.folder().resolve(FILES));
    Journal journal = Journal.open(held.folder().resolve(JOURNAL));
    try {
      return new OutboxStream(held, journal, DeliveryLog.open(held.folder().resolve(SENT)));
    } catch (IOException e) {
      journal.close();
      throw e;
    }
  }

  /** Returns its folder. */
  Path folder() {
    return held.folder();
  }

  /** Returns the progress of sending. */
  DeliveryLog sent() {
    return sent;
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
   * Returns the number of entries to send; the end of a stream is one of them when all others were
   * sent, because the tables of its open runs are sent with it.
   */
  long waiting() throws IOException {
    long waiting = 0;
    // Opened again, since a thread that was interrupted while it read has closed its journal.
    try (Journal all = Journal.open(folder().resolve(JOURNAL))) {
      for (Optional<Journal.Line> line = all.line(sent.offset());
          line.isPresent();
          line = all.line(line.get().next())) {
        waiting++;
      }
    }
    return waiting == 0 && sent.offset() > 0 ? 1 : waiting;
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
    return folder().resolve(FILES).resolve(name);
  }

  /** A line of the file of refused entries. */
  private record Refused(String refused, String entry) {}

  /** Records an entry that the server will never accept, for the user to read. */
  void refuse(OutboxEntry entry, String reason) throws IOException {
    Path file = folder().resolveSibling(REFUSED);
    String line = JsonFile.text(new Refused(reason, entry.line())) + "\n";
    Files.writeString(
        file, line, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** Deletes everything; all entries must have been sent. */
  void delete() throws IOException {
    // The journal first: a folder without one is ignored.
    Files.deleteIfExists(folder().resolve(JOURNAL));
    try (Stream<Path> inside = Files.walk(folder())) {
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
    try (held;
        journal) {
      sent.close();
    }
  }
}
