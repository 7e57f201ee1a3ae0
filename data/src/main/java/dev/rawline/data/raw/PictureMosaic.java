package dev.rawline.data.raw;

import dev.rawline.data.file.RejectedFileException;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Reads PNG and TIFF pictures of 8 or 16 bits that are mosaics: one channel, or several channels
 * that are all equal, with an opaque alpha or none.
 *
 * <p>The JDK decodes the samples. It does not verify declared sizes, so the structure is checked
 * first.
 */
final class PictureMosaic {
  private static final int[] PNG_MAGIC = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final String REMEDY = "give a mosaic: one channel of 8 or 16 bits";

  /** Deflate, the tightest code of both formats but for LZW, packs at most 1032 bytes into one. */
  private static final long MOST_EXPANSION = 1400;

  private PictureMosaic() {}

  static boolean isPng(FileBytes file) {
    return file.startsWith(PNG_MAGIC);
  }

  static RawFile readPng(FileBytes file) throws RejectedFileException {
    requireWholePng(file.ordered(true));
    return read(file, "PNG", "png");
  }

  static RawFile readTiff(FileBytes file, Tiff tiff) throws RejectedFileException {
    requireOnePicture(file, tiff);
    Tiff.Directory tags = tiff.directories().getFirst();
    requireWholeTiff(tags);
    return isPlain(tags) ? readPlainTiff(tags) : read(file, "TIFF", "tiff");
  }

  /**
   * Returns whether a TIFF is one uncompressed channel, which needs no decoder: most mosaics are,
   * and the JDK's decoder is many times slower.
   */
  private static boolean isPlain(Tiff.Directory tags) throws RejectedFileException {
    return tags.integer(TiffSamples.SAMPLES_PER_PIXEL).orElse(1) == 1
        && tags.integer(TiffSamples.COMPRESSION).orElse(1) == 1
        && tags.integer(TiffSamples.FILL_ORDER).orElse(1) == 1
        && tags.integer(TiffSamples.SAMPLE_FORMAT).orElse(1) == 1
        && tags.integer(262).orElse(1) == 1;
  }

  private static RawFile readPlainTiff(Tiff.Directory tags) throws RejectedFileException {
    TiffSamples samples = TiffSamples.of(tags);
    StoredFrame frame =
        samples.decode((int) tags.integer(256).orElse(0), (int) tags.integer(257).orElse(0));
    return frame.untagged(samples.bits(), "TIFF, " + samples.bits() + " bits");
  }

  /** Of a stack, all pictures but the first would be lost silently; a preview is none. */
  private static void requireOnePicture(FileBytes file, Tiff tiff) throws RejectedFileException {
    int pictures = 0;
    for (Tiff.Directory directory : tiff.directories()) {
      boolean reduced = (directory.integer(254).orElse(0) & 1) != 0;
      pictures += directory.has(256) && !reduced ? 1 : 0;
    }
    if (pictures > 1) {
      throw file.rejection(
          "is a TIFF of " + pictures + " pictures", "split it into files of one mosaic each");
    }
  }

  /** Source: PNG specification (third edition), section 5: chunks with lengths and checksums. */
  private static void requireWholePng(FileBytes file) throws RejectedFileException {
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
        requireSize(file, file.unsignedInt(at + 8), file.unsignedInt(at + 12));
      }
      first = false;
      at += 12 + length;
      if (type == 0x49454E44) { // IEND
        return;
      }
    }
  }

  private static void requireWholeTiff(Tiff.Directory tags) throws RejectedFileException {
    FileBytes file = tags.bytes();
    long width = tags.integer(256).orElse(0);
    long height = tags.integer(257).orElse(0);
    requireSize(file, width, height);
    long photometric = tags.integer(262).orElse(1);
    if (photometric != 1 && photometric != 2) {
      throw file.rejection(
          "is a TIFF with PhotometricInterpretation " + photometric + ", which is no mosaic",
          REMEDY);
    }
    // The JDK's reader allocates memory for all declared samples.
    long channels = tags.integer(277).orElse(1);
    long bits = tags.integer(258).orElse(1);
    if (channels < 1 || channels > 4 || (bits != 8 && bits != 16)) {
      throw file.rejection("is a TIFF of %d channels of %d bits".formatted(channels, bits), REMEDY);
    }
    boolean tiled = tags.has(324);
    if (tiled) {
      long tileWidth = tags.integer(322).orElse(0);
      long tileHeight = tags.integer(323).orElse(0);
      if (tileWidth < 1
          || tileWidth > 2 * width + 4096
          || tileHeight < 1
          || tileHeight > 2 * height + 4096) {
        throw file.corrupt("tiles of %d×%d pixels".formatted(tileWidth, tileHeight));
      }
    }
    double[] offsets = tags.numbers(tiled ? 324 : 273).orElse(new double[0]);
    double[] lengths = tags.numbers(tiled ? 325 : 279).orElse(new double[0]);
    if (offsets.length == 0 || offsets.length != lengths.length) {
      throw file.corrupt("it lists " + offsets.length + " tiles or strips");
    }
    for (int i = 0; i < offsets.length; i++) {
      file.require((long) offsets[i], (long) lengths[i], "image data");
    }
  }

  private static void requireSize(FileBytes file, long width, long height)
      throws RejectedFileException {
    StoredFrame.require(file, width, height);
    if (width * height > MOST_EXPANSION * file.size()) {
      throw file.corrupt(
          "%d×%d pixels do not fit in %d bytes".formatted(width, height, file.size()));
    }
    StoredFrame.requireMemory(file, width, height);
  }

  private static RawFile read(FileBytes file, String format, String plugin)
      throws RejectedFileException {
    BufferedImage picture = decode(file, format, plugin);
    if (picture.getColorModel() instanceof IndexColorModel) {
      throw file.rejection("is a " + format + " with a palette, not a mosaic", REMEDY);
    }
    Raster raster = picture.getRaster();
    int bits = raster.getSampleModel().getSampleSize(0);
    int type = raster.getDataBuffer().getDataType();
    if ((bits != 8 || type != DataBuffer.TYPE_BYTE)
        && (bits != 16 || type != DataBuffer.TYPE_USHORT)) {
      throw file.rejection("is a " + format + " with samples of " + bits + " bits", REMEDY);
    }
    int width = raster.getWidth();
    int height = raster.getHeight();
    int bands = raster.getNumBands();
    int colours = picture.getColorModel().hasAlpha() ? bands - 1 : bands;
    char[] samples = new char[width * height];
    int[] row = new int[width * bands];
    for (int y = 0; y < height; y++) {
      raster.getPixels(0, y, width, 1, row);
      for (int x = 0; x < width; x++) {
        int value = row[x * bands];
        for (int band = 1; band < bands; band++) {
          int other = row[x * bands + band];
          if (band < colours && other != value) {
            throw file.rejection(
                "is a colour image (channels differ at row %d, column %d): it is already"
                        .formatted(y, x)
                    + " demosaiced",
                REMEDY);
          }
          if (band >= colours && other != (1 << bits) - 1) {
            throw file.rejection(
                "is partly transparent (at row %d, column %d)".formatted(y, x), REMEDY);
          }
        }
        samples[y * width + x] = (char) value;
      }
    }
    return new StoredFrame(width, height, samples).untagged(bits, format + ", " + bits + " bits");
  }

  private static BufferedImage decode(FileBytes file, String format, String plugin)
      throws RejectedFileException {
    ImageReader reader = ImageIO.getImageReadersByFormatName(plugin).next();
    try (ImageInputStream stream =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(file.array()))) {
      reader.setInput(stream, true, true);
      return reader.read(0);
    } catch (IOException | RuntimeException e) {
      // On damaged data the JDK's readers throw various exceptions with the same meaning.
      throw file.corrupt("its " + format + " data cannot be decoded (" + e.getMessage() + ")");
    } finally {
      reader.dispose();
    }
  }
}
