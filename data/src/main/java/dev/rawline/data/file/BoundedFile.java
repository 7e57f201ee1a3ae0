package dev.rawline.data.file;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.LineNumberReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** File → bytes or text, at most as much as its kind may have. */
public final class BoundedFile {
  private BoundedFile() {}

  /**
   * Reads a whole file.
   *
   * @throws FileSystemException if the file is no ordinary one, cannot be read or is longer; its
   *     reason states why, and what to do
   */
  public static byte[] read(Path file, int mostBytes) throws FileSystemException {
    Optional<String> obstacle = obstacle(file);
    if (obstacle.isPresent()) {
      throw rejected(file, obstacle.get(), null);
    }
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(mostBytes + 1);
    } catch (NoSuchFileException e) {
      throw rejected(file, "the file does not exist: check its path", e);
    } catch (AccessDeniedException e) {
      throw rejected(file, "may not be read: change its permissions", e);
    } catch (IOException e) {
      throw rejected(file, "cannot be read (" + e.getMessage() + "): copy it elsewhere", e);
    }
    if (bytes.length > mostBytes) {
      throw rejected(
          file,
          "more than %d bytes: expected at most that many; is it the right file?"
              .formatted(mostBytes),
          null);
    }
    return bytes;
  }

  /**
   * Requires that a file, if it exists, is an ordinary one: a program that opens a pipe waits for
   * another one, and a device may never end.
   *
   * @throws RejectedFileException if it is a folder, a pipe, a device or a socket
   */
  public static void requireOrdinary(Path file) throws RejectedFileException {
    Optional<String> obstacle = obstacle(file);
    if (obstacle.isPresent()) {
      throw RejectedFileException.of(file, new IllegalArgumentException(obstacle.get()));
    }
  }

  private static Optional<String> obstacle(Path file) {
    if (Files.isDirectory(file)) {
      return Optional.of("is a folder: name a file in it");
    }
    return Files.exists(file) && !Files.isRegularFile(file)
        ? Optional.of("is a pipe, a device or a socket: write its content into a file first")
        : Optional.empty();
  }

  /**
   * Reads a whole file of text in UTF-8, without a byte order mark.
   *
   * @throws FileSystemException as {@link #read}, or if the file holds no such text
   */
  public static String text(Path file, int mostBytes) throws FileSystemException {
    try {
      String text = decoded(read(file, mostBytes), 1);
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (IllegalArgumentException e) {
      throw rejected(file, e.getMessage(), null);
    }
  }

  /**
   * Reads a whole file of text in UTF-8 of any length, without a byte order mark.
   *
   * @throws RejectedFileException if it cannot be read or holds no such text
   */
  public static String wholeText(Path file) throws RejectedFileException {
    try {
      return text(file, Integer.MAX_VALUE - Long.BYTES);
    } catch (FileSystemException e) {
      throw RejectedFileException.of(file, new IllegalArgumentException(e.getReason(), e));
    }
  }

  /**
   * Opens a file of text in UTF-8 that is read line by line; each line is checked as it is read.
   *
   * @throws RejectedFileException if it is no ordinary file; from {@code readLine} if a line is not
   *     UTF-8
   * @throws IOException if it does not exist or cannot be read
   */
  public static BufferedReader lines(Path file) throws IOException {
    requireOrdinary(file);
    return new LineNumberReader(
        new InputStreamReader(Files.newInputStream(file), StandardCharsets.ISO_8859_1)) {
      @Override
      public String readLine() throws IOException {
        String line = super.readLine();
        try {
          return line == null
              ? null
              : decoded(line.getBytes(StandardCharsets.ISO_8859_1), getLineNumber());
        } catch (IllegalArgumentException e) {
          throw RejectedFileException.of(file, e);
        }
      }
    };
  }

  /** Decodes UTF-8; the first line of the bytes has this number. */
  private static String decoded(byte[] bytes, int first) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer text = CharBuffer.allocate(bytes.length);
    if (StandardCharsets.UTF_8.newDecoder().decode(in, text, true).isError()) {
      int line = first;
      for (int i = 0; i < in.position(); i++) {
        line += bytes[i] == '\n' ? 1 : 0;
      }
      throw new IllegalArgumentException(
          "is not text in UTF-8 (byte %02x in line %d): save it as UTF-8; is it the right file?"
              .formatted(bytes[in.position()] & 0xff, line));
    }
    return text.flip().toString();
  }

  private static FileSystemException rejected(Path file, String reason, IOException cause) {
    FileSystemException rejection = new FileSystemException(file.toString(), null, reason);
    rejection.initCause(cause);
    return rejection;
  }
}
