package dev.rawline.workbench.output;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.file.BoundedFile;
import dev.rawline.data.file.RejectedFileException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A file of lines that only grows: a line of {@link #append} is on the disk when it returns, a line
 * of {@link #note} survives a kill of the program. An incomplete last line of a killed program is
 * ignored.
 */
public final class Journal implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  private final Path file;
  private final FileChannel channel;
  private long end;

  private Journal(Path file, FileChannel channel, long end) {
    this.file = file;
    this.channel = channel;
    this.end = end;
  }

  /**
   * A line and where the next one begins.
   *
   * @param text the line without its end
   * @param begin where it begins [bytes]
   * @param next where the next one begins [bytes]
   */
  public record Line(String text, long begin, long next) {}

  /**
   * Opens a journal; it is created if it does not exist.
   *
   * @throws IOException if it cannot be opened
   */
  public static Journal open(Path file) throws IOException {
    BoundedFile.requireOrdinary(file);
    return of(
        file,
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
  }

  /**
   * Opens a journal for reading only.
   *
   * @throws IOException if it does not exist or cannot be opened
   */
  public static Journal reading(Path file) throws IOException {
    BoundedFile.requireOrdinary(file);
    return of(file, FileChannel.open(file, StandardOpenOption.READ));
  }

  private static Journal of(Path file, FileChannel channel) throws IOException {
    Journal journal = new Journal(file, channel, channel.size());
    try {
      journal.end = journal.wholeLines();
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    return journal;
  }

  /** Returns the end of the last complete line. */
  private long wholeLines() throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    for (long to = channel.size(); to > 0; ) {
      long from = Math.max(0, to - BUFFER);
      buffer.clear().limit((int) (to - from));
      while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) >= 0) {}
      for (int i = buffer.position() - 1; i >= 0; i--) {
        if (buffer.get(i) == '\n') {
          return from + i + 1;
        }
      }
      to = from;
    }
    return 0;
  }

  /**
   * Adds a line.
   *
   * @throws IOException if it cannot be written; the journal is then as it was before
   */
  public void append(String line) throws IOException {
    write(line, true);
  }

  /**
   * Adds a line that may be lost in a power cut.
   *
   * @throws IOException if it cannot be written; the journal is then as it was before
   */
  public void note(String line) throws IOException {
    write(line, false);
  }

  private synchronized void write(String line, boolean safe) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
    try {
      long at = end;
      while (bytes.hasRemaining()) {
        at += channel.write(bytes, at);
      }
      if (safe) {
        channel.force(false);
      }
      end = at;
    } catch (IOException e) {
      // A part that was written is after the end, and is overwritten by the next line.
      throw new IOException(
          "cannot write %s: %s%s"
              .formatted(
                  file, e.getMessage(), AtomicFile.isFullDisk(e) ? "; free space on its disk" : ""),
          e);
    }
  }

  /**
   * Cuts off what follows the last line; only the single writer may do that.
   *
   * @return the number of bytes cut off
   * @throws IOException if the file cannot be written
   */
  public synchronized long cut() throws IOException {
    long left = channel.size() - end;
    if (left > 0) {
      channel.truncate(end);
      channel.force(true);
    }
    return left;
  }

  /** Returns the end of the last line [bytes]. */
  public synchronized long end() {
    return end;
  }

  /**
   * Returns the line that begins at a position, if there is one.
   *
   * @throws IOException if it cannot be read, or is not UTF-8
   */
  public Optional<Line> line(long begin) throws IOException {
    return line(begin, true);
  }

  /**
   * Returns the line that begins at a position, if there is one, in a journal whose lines have
   * checksums: what is not UTF-8 is replaced by U+FFFD.
   *
   * @throws IOException if it cannot be read
   */
  public Optional<Line> lineWithChecksum(long begin) throws IOException {
    return line(begin, false);
  }

  private Optional<Line> line(long begin, boolean strict) throws IOException {
    long stop = end();
    if (begin >= stop) {
      return Optional.empty();
    }
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    for (long at = begin; at < stop; ) {
      buffer.clear().limit((int) Math.min(BUFFER, stop - at));
      int read = channel.read(buffer, at);
      if (read < 0) {
        break;
      }
      int length = 0;
      while (length < read && buffer.get(length) != '\n') {
        length++;
      }
      line.write(buffer.array(), 0, length);
      at += length;
      if (length < read) {
        String text =
            strict ? text(line.toByteArray(), begin) : line.toString(StandardCharsets.UTF_8);
        return Optional.of(new Line(text, begin, at + 1));
      }
    }
    throw new IOException("cannot read " + file + ": it became shorter");
  }

  private String text(byte[] line, long begin) throws RejectedFileException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
    } catch (CharacterCodingException e) {
      throw new RejectedFileException(
          file,
          "is not text in UTF-8 in the line that begins at byte " + begin,
          "something else has changed it: bring it back from a copy",
          e);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
