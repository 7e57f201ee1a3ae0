package dev.rawline.data.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** File → bytes or text, at most as much as its kind may have. */
public final class BoundedFile {
  private BoundedFile() {}

  /**
   * Reads a whole file; an endless one, such as a device, is rejected at the bound.
   *
   * @throws FileSystemException if the file cannot be read or is longer; its reason states why, and
   *     what to do
   */
  public static byte[] read(Path file, int mostBytes) throws FileSystemException {
    if (Files.isDirectory(file)) {
      throw rejected(file, "is a folder: name a file in it", null);
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
   * Reads a whole file of text in UTF-8, without a byte order mark.
   *
   * @throws FileSystemException as {@link #read}, or if the file holds no such text
   */
  public static String text(Path file, int mostBytes) throws FileSystemException {
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(read(file, mostBytes)))
              .toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw rejected(file, "is not text in UTF-8: save it as UTF-8; is it the right file?", e);
    }
  }

  private static FileSystemException rejected(Path file, String reason, IOException cause) {
    FileSystemException rejection = new FileSystemException(file.toString(), null, reason);
    rejection.initCause(cause);
    return rejection;
  }
}
