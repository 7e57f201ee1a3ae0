package dev.rawline.data.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The bytes of one file, read with care: reaching beyond its end is a rejection, not a crash. */
public final class FileBytes {
  private static final String COPY_AGAIN = "copy the file again from its source";

  /** What a path has instead of bytes that are not UTF-8. */
  private static final char REPLACEMENT = '\uFFFD';

  private final Path file;
  private final byte[] bytes;
  private final boolean bigEndian;

  private FileBytes(Path file, byte[] bytes, boolean bigEndian) {
    this.file = file;
    this.bytes = bytes;
    this.bigEndian = bigEndian;
  }

  /** Wraps the content of a file. */
  public static FileBytes of(Path file, byte[] bytes) throws RejectedFileException {
    if (bytes.length == 0) {
      throw new RejectedFileException(file, "is empty (0 bytes)", COPY_AGAIN);
    }
    return new FileBytes(file, bytes, false);
  }

  /** Reads a whole file; a missing, empty, unreadable or too large one is rejected. */
  public static FileBytes read(Path file) throws RejectedFileException {
    if (Files.isDirectory(file)) {
      throw new RejectedFileException(file, "is a folder", "name the raw files in it");
    }
    if (!Files.exists(file)) {
      throw file.toString().indexOf(REPLACEMENT) < 0
          ? new RejectedFileException(file, "does not exist", "check the path")
          : new RejectedFileException(
              file, "has a name that is not UTF-8", "rename it, for example with convmv");
    }
    if (!Files.isRegularFile(file)) {
      throw new RejectedFileException(
          file, "is a pipe, a device or a socket", "write its content into a file first");
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
  public FileBytes ordered(boolean asBigEndian) {
    return new FileBytes(file, bytes, asBigEndian);
  }

  public Path file() {
    return file;
  }

  public byte[] array() {
    return bytes;
  }

  public int size() {
    return bytes.length;
  }

  /** Returns whether the file begins with these bytes. */
  public boolean startsWith(int... magic) {
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

  public int unsignedByte(long offset) throws RejectedFileException {
    require(offset, 1, "a byte");
    return bytes[(int) offset] & 0xFF;
  }

  public int unsignedShort(long offset) throws RejectedFileException {
    require(offset, 2, "a number");
    return unsignedShortAt((int) offset);
  }

  /** Returns a number whose place has been checked by {@link #require}. */
  public int unsignedShortAt(int offset) {
    int first = bytes[offset] & 0xFF;
    int second = bytes[offset + 1] & 0xFF;
    return bigEndian ? first << 8 | second : second << 8 | first;
  }

  public long unsignedInt(long offset) throws RejectedFileException {
    long first = unsignedShort(offset);
    long second = unsignedShort(offset + 2);
    return bigEndian ? first << 16 | second : second << 16 | first;
  }

  public long signedLong(long offset) throws RejectedFileException {
    long first = unsignedInt(offset);
    long second = unsignedInt(offset + 4);
    return bigEndian ? first << 32 | second : second << 32 | first;
  }

  /** Rejects the file as truncated unless it holds these bytes. */
  public void require(long offset, long length, String what) throws RejectedFileException {
    if (offset < 0 || length < 0 || offset > bytes.length - length) {
      throw rejection(
          "is truncated or corrupt: %s should be at bytes %d to %d, but the file has %d bytes"
              .formatted(what, offset, offset + length, bytes.length),
          COPY_AGAIN);
    }
  }

  /** Rejects a frame whose sides are not positive, or whose samples exceed an array. */
  public void requireSides(long width, long height) throws RejectedFileException {
    if (width < 1 || height < 1) {
      throw rejection(
          "has a frame of %d×%d pixels".formatted(width, height),
          "record it again; both sides must be at least 1 pixel");
    }
    if (width > Integer.MAX_VALUE / height) {
      throw rejection(
          "declares a frame of %d×%d pixels, more than 2^31".formatted(width, height),
          "check that the file is not damaged, or split it into frames");
    }
  }

  /** Rejects the file unless this many bytes of memory are available. */
  public void requireMemory(long needed) throws RejectedFileException {
    long most = Runtime.getRuntime().maxMemory();
    if (needed > most) {
      throw rejection(
          "needs %d MB of memory, but Java may use %d MB".formatted(needed >> 20, most >> 20),
          "allow more, for example by JDK_JAVA_OPTIONS=-Xmx8g");
    }
  }

  /** Returns the exception that rejects this file. */
  public RejectedFileException rejection(String found, String remedy) {
    return new RejectedFileException(file, found, remedy);
  }

  /** Returns the exception that rejects this file as damaged. */
  public RejectedFileException corrupt(String found) {
    return rejection("is truncated or corrupt: " + found, COPY_AGAIN);
  }
}
