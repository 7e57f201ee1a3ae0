package dev.rawline.data.picture;

import dev.rawline.data.file.FileBytes;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.imaging.frame.Orientation;
import java.util.zip.CRC32;

/**
 * Checks that a PNG or TIFF is whole before it is decoded.
 *
 * <p>The JDK's readers fill what is missing with zeros, take a PNG's checksums unseen, and allocate
 * whatever size a header claims. What has no checksum can still be altered unnoticed: the samples
 * of an uncompressed TIFF, and codes of LZW, PackBits and JPEG that another valid code replaces.
 */
public final class WholePicture {
  private static final int[] PNG_MAGIC = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

  /** LZW, the tightest code of samples of 8 bits or more, packs at most 1365 bytes into one. */
  private static final long MOST_EXPANSION = 1400;

  private WholePicture() {}

  /** Returns whether a file begins like a PNG. */
  public static boolean isPng(FileBytes file) {
    return file.startsWith(PNG_MAGIC);
  }

  /**
   * Checks a file; of other formats than PNG and TIFF nothing is checked.
   *
   * @return how the picture must be turned upright
   * @throws RejectedFileException if it is damaged, or its samples would be misread
   */
  static Orientation require(FileBytes file) throws RejectedFileException {
    if (isPng(file)) {
      requirePng(file);
    } else if (Tiff.matches(file)) {
      Tiff.Directory tags = Tiff.read(file).directories().getFirst();
      requireTiff(tags);
      return tags.orientation();
    }
    return Orientation.UPRIGHT;
  }

  /**
   * Checks the chunks of a PNG: their lengths, checksums and order. Source: PNG specification
   * (third edition), section 5.
   *
   * @throws RejectedFileException if they are not whole
   */
  public static void requirePng(FileBytes png) throws RejectedFileException {
    FileBytes file = png.ordered(true);
    long at = PNG_MAGIC.length;
    boolean first = true;
    while (true) {
      long length = file.unsignedInt(at);
      long type = file.unsignedInt(at + 4);
      file.require(at + 8, length + 4, "a PNG chunk");
      CRC32 checksum = new CRC32();
      checksum.update(file.array(), (int) at + 4, (int) length + 4);
      if (checksum.getValue() != file.unsignedInt(at + 8 + length)) {
        throw file.corrupt("the checksum of a PNG chunk at byte " + at + " does not match");
      }
      boolean header = type == 0x49484452; // IHDR
      if (first != header) {
        throw file.corrupt("its PNG header is missing or repeated");
      }
      if (header) {
        file.require(at + 8, 13, "the PNG header");
        requireSize(
            file,
            file.unsignedInt(at + 8),
            file.unsignedInt(at + 12),
            file.unsignedByte(at + 16) * channels(file.unsignedByte(at + 17)));
      }
      first = false;
      at += 12 + length;
      if (type == 0x49454E44) { // IEND
        return;
      }
    }
  }

  /** Returns the samples of a pixel of a PNG's colour type. */
  private static long channels(int colourType) {
    return switch (colourType) {
      case 2 -> 3;
      case 4 -> 2;
      case 6 -> 4;
      default -> 1;
    };
  }

  /**
   * Checks the first picture of a TIFF: its strips or tiles are in the file and decode to all their
   * rows, and the JDK reads its samples for what they are.
   *
   * @throws RejectedFileException if it is not so
   */
  public static void requireTiff(Tiff.Directory tags) throws RejectedFileException {
    FileBytes file = tags.bytes();
    TiffSegments segments = TiffSegments.of(tags);
    if (tags.integer(339).orElse(1) == 3 && segments.bits() < Float.SIZE) {
      throw file.rejection(
          "has floating-point samples of %d bits (TIFF SampleFormat 3)".formatted(segments.bits()),
          "convert it to integers of 8 or 16 bits, or save it as a NumPy array of float32");
    }
    requireSize(file, segments.width(), segments.height(), segments.bitsPerPixel());
    segments.requireWhole();
  }

  /** Rejects a size that is none, exceeds an array, the memory, or what the file can hold. */
  private static void requireSize(FileBytes file, long width, long height, long bitsPerPixel)
      throws RejectedFileException {
    file.requireSides(width, height);
    if (width * height / Byte.SIZE * bitsPerPixel > MOST_EXPANSION * file.size()) {
      throw file.corrupt(
          "%d×%d pixels do not fit in %d bytes".formatted(width, height, file.size()));
    }
    file.requireMemory(width * height * (Float.BYTES * 2 + Character.BYTES));
  }
}
