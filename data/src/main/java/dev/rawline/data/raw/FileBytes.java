package dev.rawline.data.raw;

import dev.rawline.data.file.RejectedFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The bytes of one file, read with care: reaching beyond its end is a rejection, not a crash. */
final class FileBytes {
  private static final String COPY_AGAIN = "copy the file again from its source";

  private final Path file;
  private final byte[] bytes;
  private final boolean bigEndian;

  private FileBytes(Path file, byte[] bytes, boolean bigEndian) {
    this.file = file;
    this.bytes = bytes;
    this.bigEndian = bigEndian;
  }

  /** Wraps the content of a file. */
  static FileBytes of(Path file, byte[] bytes) throws RejectedFileException {
    if (bytes.length == 0) {
      throw new RejectedFileException(file, "is empty (0 bytes)", COPY_AGAIN);
    }
    return new FileBytes(file, bytes, false);
  }

  /** Reads a whole file; a missing, empty, unreadable or too large one is rejected. */
  static FileBytes read(Path file) throws RejectedFileException {
    if (Files.isDirectory(file)) {
      throw new RejectedFileException(file, "is a folder", "name the raw files in it");
    }
    if (!Files.exists(file)) {
      throw new RejectedFileException(file, "does not exist", "check the path");
    }
    if (!Files.isRegularFile(file)) {
      throw new RejectedFileException(file, "is not an ordinary file", "name a raw file");
    }
    try {
      long size = Files.size(file);
      FileBytes none = new FileBytes(file, new byte[0], false);
      if (size > Integer.MAX_VALUE - Long.BYTES) {
        throw none.rejection("has " + size + " bytes, more than 2 GiB", "split it into frames");
      }
      none.requireMemory(size);
      return of(file, Files.readAllBytes(file));
    } catch (RejectedFileException e) {
      throw e;
    } catch (IOException e) {
      throw new RejectedFileException(
          file, "cannot be read (" + e + ")", "check its permissions and its disk");
    }
  }

  /** Returns a view of the same bytes whose numbers have this byte order. */
  FileBytes ordered(boolean asBigEndian) {
    return new FileBytes(file, bytes, asBigEndian);
  }

  Path file() {
    return file;
  }

  byte[] array() {
    return bytes;
  }

  int size() {
    return bytes.length;
  }

  /** Returns whether the file begins with these bytes. */
  boolean startsWith(int... magic) {
    if (bytes.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((bytes[i] & 0xFF) != magic[i]) {
        return false;
      }
    }
    return true;
  }

  int unsignedByte(long offset) throws RejectedFileException {
    require(offset, 1, "a byte");
    return bytes[(int) offset] & 0xFF;
  }

  int unsignedShort(long offset) throws RejectedFileException {
    require(offset, 2, "a number");
    return unsignedShortAt((int) offset);
  }

  /** Returns a number whose place has been checked by {@link #require}. */
  int unsignedShortAt(int offset) {
    int first = bytes[offset] & 0xFF;
    int second = bytes[offset + 1] & 0xFF;
    return bigEndian ? first << 8 | second : second << 8 | first;
  }

  long unsignedInt(long offset) throws RejectedFileException {
    long first = unsignedShort(offset);
    long second = unsignedShort(offset + 2);
    return bigEndian ? first << 16 | second : second << 16 | first;
  }

  long signedLong(long offset) throws RejectedFileException {
    long first = unsignedInt(offset);
    long second = unsignedInt(offset + 4);
    return bigEndian ? first << 32 | second : second << 32 | first;
  }

  /** Rejects the file as truncated unless it holds these bytes. */
  void require(long offset, long length, String what) throws RejectedFileException {
    if (offset < 0 || length < 0 || offset > bytes.length - length) {
      throw rejection(
          "is truncated or corrupt: %s should be at bytes %d to %d, but the file has %d bytes"
              .formatted(what, offset, offset + length, bytes.length),
          COPY_AGAIN);
    }
  }

  /** Rejects the file unless this many bytes of memory are available. */
  void requireMemory(long needed) throws RejectedFileException {
    long most = Runtime.getRuntime().maxMemory();
    if (needed > most) {
      throw rejection(
          "needs %d MB of memory, but Java may use %d MB".formatted(needed >> 20, most >> 20),
          "allow more, for example by JDK_JAVA_OPTIONS=-Xmx8g");
    }
  }

  /** Returns the exception that rejects this file. */
  RejectedFileException rejection(String found, String remedy) {
    return new RejectedFileException(file, found, remedy);
  }

  /** Returns the exception that rejects this file as damaged. */
  RejectedFileException corrupt(String found) {
    return rejection("is truncated or corrupt: " + found, COPY_AGAIN);
  }
}
