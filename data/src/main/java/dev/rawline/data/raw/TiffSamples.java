package dev.rawline.data.raw;

import dev.rawline.data.file.FileBytes;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.picture.Tiff;

/**
 * The samples of one TIFF directory with one sample a pixel: strips or tiles, uncompressed and
 * packed or lossless JPEG.
 *
 * <p>Source: TIFF 6.0, sections 3 and 15; DNG specification 1.7.1, chapter 2 (bits are packed with
 * the most significant first in either byte order; a JPEG stream fills its tile sample by sample,
 * independent of its own width and number of components).
 */
final class TiffSamples {
  private static final int BITS_PER_SAMPLE = 258;
  static final int COMPRESSION = 259;
  static final int FILL_ORDER = 266;
  private static final int STRIP_OFFSETS = 273;
  static final int SAMPLES_PER_PIXEL = 277;
  private static final int ROWS_PER_STRIP = 278;
  private static final int STRIP_BYTE_COUNTS = 279;
  private static final int TILE_WIDTH = 322;
  private static final int TILE_LENGTH = 323;
  private static final int TILE_OFFSETS = 324;
  private static final int TILE_BYTE_COUNTS = 325;
  static final int SAMPLE_FORMAT = 339;
  private static final int SUB_TILE_BLOCK_SIZE = 50974;
  private static final int ROW_INTERLEAVE_FACTOR = 50975;
  private static final int COLUMN_INTERLEAVE_FACTOR = 52547;

  private static final int UNCOMPRESSED = 1;
  private static final int JPEG = 7;

  private final Tiff.Directory tags;
  private final FileBytes file;
  private final int bits;
  private final int compression;

  private TiffSamples(Tiff.Directory tags) throws RejectedFileException {
    this.tags = tags;
    this.file = tags.bytes();
    this.bits = (int) tags.integer(BITS_PER_SAMPLE).orElse(1);
    this.compression = (int) tags.integer(COMPRESSION).orElse(UNCOMPRESSED);
  }

  /** Checks that this project can decode the samples of a directory. */
  static TiffSamples of(Tiff.Directory tags) throws RejectedFileException {
    TiffSamples samples = new TiffSamples(tags);
    samples.requireKnownEncoding();
    return samples;
  }

  /** Returns the bits of a stored sample, 8 to 16. */
  int bits() {
    return bits;
  }

  /** Returns the encoding in words. */
  String encoding() {
    return (compression == JPEG ? "lossless JPEG, " : "uncompressed, ") + bits + " bits";
  }

  private void requireKnownEncoding() throws RejectedFileException {
    if (compression != UNCOMPRESSED && compression != JPEG) {
      throw file.rejection(
          "is compressed by %s (TIFF compression %d), which Rawline does not decode"
              .formatted(nameOf(compression), compression),
          "convert it to a DNG that is uncompressed or compressed by lossless JPEG");
    }
    long samplesPerPixel = tags.integer(SAMPLES_PER_PIXEL).orElse(1);
    if (samplesPerPixel != 1) {
      throw file.rejection(
          "has %d samples a pixel, not a mosaic of one".formatted(samplesPerPixel),
          "give the raw file as the camera recorded it");
    }
    if (tags.integer(SAMPLE_FORMAT).orElse(1) != 1) {
      throw file.rejection(
          "has samples that are not unsigned integers (TIFF SampleFormat %d)"
              .formatted(tags.integer(SAMPLE_FORMAT).orElse(1)),
          "convert it to a DNG with integers of 8 to 16 bits");
    }
    if (bits < 8 || bits > 16) {
      throw file.rejection(
          "has samples of " + bits + " bits; expected 8 to 16",
          "convert it to a DNG with integers of 8 to 16 bits");
    }
    if (tags.integer(FILL_ORDER).orElse(1) != 1
        || tags.integer(ROW_INTERLEAVE_FACTOR).orElse(1) != 1
        || tags.integer(COLUMN_INTERLEAVE_FACTOR).orElse(1) != 1
        || tags.integer(SUB_TILE_BLOCK_SIZE).orElse(1) != 1) {
      throw file.rejection(
          "stores its samples in another order than row by row (tag FillOrder, InterleaveFactor or"
              + " SubTileBlockSize)",
          "convert it to an ordinary DNG");
    }
  }

  private static String nameOf(int compression) {
    return switch (compression) {
      case 2, 3, 4 -> "a fax code";
      case 5 -> "LZW";
      case 6 -> "old-style JPEG";
      case 8, 32946 -> "Deflate";
      case 9 -> "VC-5 (GoPro GPR)";
      case 32767, 32769, 32770, 34713, 65000, 65535 -> "a code of its maker";
      case 32773 -> "PackBits";
      case 34892 -> "lossy JPEG";
      case 52546 -> "JPEG XL";
      default -> "an unknown code";
    };
  }

  /** Decodes the whole frame. */
  StoredFrame decode(int width, int height) throws RejectedFileException {
    boolean tiled = tags.has(TILE_OFFSETS);
    long tileWidth = tiled ? size(TILE_WIDTH) : width;
    long tileHeight =
        tiled ? size(TILE_LENGTH) : Math.min(tags.integer(ROWS_PER_STRIP).orElse(height), height);
    long[] offsets = whole(tiled ? TILE_OFFSETS : STRIP_OFFSETS);
    long[] lengths = whole(tiled ? TILE_BYTE_COUNTS : STRIP_BYTE_COUNTS);
    if (tileWidth < 1 || tileHeight < 1 || tileWidth > 1 << 20 || tileHeight > 1 << 20) {
      throw file.corrupt("tiles of %d×%d pixels".formatted(tileWidth, tileHeight));
    }
    long across = (width + tileWidth - 1) / tileWidth;
    long down = (height + tileHeight - 1) / tileHeight;
    if (offsets.length != across * down || lengths.length != offsets.length) {
      throw file.corrupt(
          "%d×%d pixels need %d tiles or strips of %d×%d, but %d are listed"
              .formatted(
                  width,
                  height,
                  across * down,
                  tileWidth,
                  tileHeight,
                  Math.min(offsets.length, lengths.length)));
    }
    requireEnoughBytes(width, height, offsets, lengths);
    StoredFrame.requireMemory(file, width, height);
    StoredFrame frame = new StoredFrame(width, height, new char[width * height]);
    for (int i = 0; i < offsets.length; i++) {
      int top = (int) (i / across * tileHeight);
      int left = (int) (i % across * tileWidth);
      // Tiles are padded to full size, strips end with the picture.
      int rows = tiled ? (int) tileHeight : (int) Math.min(tileHeight, height - top);
      PixelRectangle tile = new PixelRectangle(top, left, top + rows, left + (int) tileWidth);
      if (compression == JPEG) {
        unpackJpeg(frame, tile, (int) offsets[i], (int) lengths[i]);
      } else {
        unpack(frame, tile, (int) offsets[i], lengths[i]);
      }
    }
    return frame;
  }

  /** Every sample takes at least a bit, so that a false header cannot request much memory. */
  private void requireEnoughBytes(int width, int height, long[] offsets, long[] lengths)
      throws RejectedFileException {
    long total = 0;
    for (int i = 0; i < offsets.length; i++) {
      file.require(offsets[i], lengths[i], "image data");
      total += lengths[i];
    }
    if (total > file.size() || (long) width * height > 8 * total) {
      throw file.corrupt(
          "%d×%d pixels do not fit in %d bytes of image data".formatted(width, height, total));
    }
  }

  private void unpackJpeg(StoredFrame frame, PixelRectangle tile, int offset, int length)
      throws RejectedFileException {
    LosslessJpeg.Decoded decoded = LosslessJpeg.decode(file, offset, length);
    char[] in = decoded.samples();
    if (in.length < (long) tile.width() * tile.height()) {
      throw file.corrupt(
          "a tile of %d×%d pixels contains %d samples"
              .formatted(tile.width(), tile.height(), in.length));
    }
    int columns = Math.min(tile.right(), frame.width()) - tile.left();
    int rows = Math.min(tile.bottom(), frame.height()) - tile.top();
    for (int row = 0; row < rows; row++) {
      System.arraycopy(
          in,
          row * tile.width(),
          frame.samples(),
          (tile.top() + row) * frame.width() + tile.left(),
          columns);
    }
  }

  private void unpack(StoredFrame frame, PixelRectangle tile, int offset, long length)
      throws RejectedFileException {
    long bytesPerRow = BitUnpacker.bytesPerRow(tile.width(), bits);
    if (length < bytesPerRow * tile.height()) {
      throw file.corrupt(
          "a tile or strip of %d×%d pixels at %d bits needs %d bytes, but has %d"
              .formatted(tile.width(), tile.height(), bits, bytesPerRow * tile.height(), length));
    }
    int columns = Math.min(tile.right(), frame.width()) - tile.left();
    int rows = Math.min(tile.bottom(), frame.height()) - tile.top();
    for (int row = 0; row < rows; row++) {
      BitUnpacker.row(
          file,
          offset + (int) (row * bytesPerRow),
          bits,
          frame.samples(),
          (tile.top() + row) * frame.width() + tile.left(),
          columns);
    }
  }

  private long size(int tag) throws RejectedFileException {
    return tags.integer(tag).orElseThrow(() -> file.corrupt("it lacks tag " + tag));
  }

  private long[] whole(int tag) throws RejectedFileException {
    double[] values = tags.numbers(tag).orElseThrow(() -> file.corrupt("it lacks tag " + tag));
    long[] whole = new long[values.length];
    for (int i = 0; i < whole.length; i++) {
      whole[i] = (long) values[i];
    }
    return whole;
  }
}
