package dev.rawline.data.raw;

import dev.rawline.data.file.FileBytes;
import dev.rawline.data.file.RejectedFileException;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decodes the samples of a grey PNG of 8 or 16 bits, which the JDK's decoder sets and gets one by
 * one.
 *
 * <p>Source: PNG specification (third edition), sections 9 and 10.
 */
final class GreyPng {
  private static final int HEADER = 16;
  private static final int FIRST_CHUNK = 8;
  private static final int DATA = 0x49444154;
  private static final int END = 0x49454e44;
  private static final int TRANSPARENCY = 0x74524e53;

  private final FileBytes file;
  private final Inflater inflater;
  private int chunk;

  private GreyPng(FileBytes file, Inflater inflater, int chunk) {
    this.file = file;
    this.inflater = inflater;
    this.chunk = chunk;
  }

  /**
   * Reads a file whose chunks are whole.
   *
   * @return empty for a picture of another kind, and for damaged data, whose fault the JDK's
   *     decoder states
   */
  static Optional<RawFile> read(FileBytes png) throws RejectedFileException {
    FileBytes file = png.ordered(true);
    int width = (int) file.unsignedInt(HEADER);
    int height = (int) file.unsignedInt(HEADER + 4);
    int bits = file.unsignedByte(HEADER + 8);
    // Grey, deflated, with the five filters, not interlaced.
    boolean plain = file.unsignedInt(HEADER + 9) == 0;
    int first = firstData(file);
    if (!plain || (bits != Byte.SIZE && bits != Short.SIZE) || first < 0) {
      return Optional.empty();
    }
    try (Inflater inflater = new Inflater()) {
      char[] samples = new char[width * height];
      return new GreyPng(file, inflater, first).decode(samples, width, bits / Byte.SIZE)
          ? Optional.of(
              new StoredFrame(width, height, samples).untagged(bits, "PNG, " + bits + " bits"))
          : Optional.empty();
    } catch (DataFormatException e) {
      return Optional.empty();
    }
  }

  /**
   * Returns where the first chunk of data begins, −1 if there is none or a pixel is transparent.
   */
  private static int firstData(FileBytes file) throws RejectedFileException {
    int at = FIRST_CHUNK;
    while (true) {
      switch ((int) file.unsignedInt(at + 4)) {
        case DATA -> {
          return at;
        }
        case END, TRANSPARENCY -> {
          return -1;
        }
        default -> at += 12 + (int) file.unsignedInt(at);
      }
    }
  }

  private boolean decode(char[] samples, int width, int bytes)
      throws DataFormatException, RejectedFileException {
    byte[] line = new byte[1 + width * bytes];
    byte[] above = new byte[line.length];
    for (int from = 0; from < samples.length; from += width) {
      if (!inflate(line) || !unfilter(line, above, bytes)) {
        return false;
      }
      for (int i = 0; i < width; i++) {
        samples[from + i] =
            bytes == 1
                ? (char) (line[1 + i] & 0xff)
                : (char) ((line[1 + 2 * i] << Byte.SIZE) | (line[2 + 2 * i] & 0xff));
      }
      byte[] other = above;
      above = line;
      line = other;
    }
    return true;
  }

  /** Fills a line from one chunk of data after another; returns whether there was enough. */
  private boolean inflate(byte[] line) throws DataFormatException, RejectedFileException {
    int done = 0;
    while (done < line.length) {
      int count = inflater.inflate(line, done, line.length - done);
      if (count == 0) {
        boolean more = inflater.needsInput() && file.unsignedInt(chunk + 4) == DATA;
        if (!more) {
          return false;
        }
        int length = (int) file.unsignedInt(chunk);
        inflater.setInput(file.array(), chunk + 8, length);
        chunk += 12 + length;
      }
      done += count;
    }
    return true;
  }

  /** Undoes the filter that the first byte names; returns whether it names one. */
  private static boolean unfilter(byte[] line, byte[] above, int bytes) {
    switch (line[0]) {
      case 0 -> {}
      case 1 -> {
        for (int i = 1 + bytes; i < line.length; i++) {
          line[i] += line[i - bytes];
        }
      }
      case 2 -> {
        for (int i = 1; i < line.length; i++) {
          line[i] += above[i];
        }
      }
      case 3 -> {
        for (int i = 1; i < line.length; i++) {
          int left = i > bytes ? line[i - bytes] & 0xff : 0;
          line[i] += (byte) ((left + (above[i] & 0xff)) >>> 1);
        }
      }
      case 4 -> {
        for (int i = 1; i < line.length; i++) {
          boolean edge = i <= bytes;
          line[i] +=
              edge
                  ? above[i]
                  : paeth(line[i - bytes] & 0xff, above[i] & 0xff, above[i - bytes] & 0xff);
        }
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Returns that of three neighbours which is nearest to left + up − corner. */
  private static byte paeth(int left, int up, int corner) {
    int byLeft = Math.abs(up - corner);
    int byUp = Math.abs(left - corner);
    int byCorner = Math.abs(left + up - 2 * corner);
    return (byte) (byLeft <= byUp && byLeft <= byCorner ? left : byUp <= byCorner ? up : corner);
  }
}
