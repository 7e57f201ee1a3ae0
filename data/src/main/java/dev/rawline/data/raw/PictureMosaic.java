package dev.rawline.data.raw;

import dev.rawline.data.file.FileBytes;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.picture.Tiff;
import dev.rawline.data.picture.WholePicture;
import dev.rawline.imaging.frame.Orientation;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Reads PNG and TIFF pictures of 8 or 16 bits that are mosaics: one channel, or several channels
 * that are all equal, with an opaque alpha or none.
 *
 * <p>The JDK decodes the samples, after {@link WholePicture} has checked that all of them are
 * there. A TIFF's orientation is applied, as that of a DNG: the colour layout is that of the stored
 * rows.
 */
final class PictureMosaic {
  private static final String REMEDY = "give a mosaic: one channel of 8 or 16 bits";

  private PictureMosaic() {}

  static RawFile readPng(FileBytes file) throws RejectedFileException {
    WholePicture.requirePng(file);
    return read(file, "PNG", "png", Orientation.UPRIGHT);
  }

  static RawFile readTiff(FileBytes file, Tiff tiff) throws RejectedFileException {
    requireOnePicture(file, tiff);
    Tiff.Directory tags = tiff.directories().getFirst();
    requireWholeTiff(tags);
    return isPlain(tags) ? readPlainTiff(tags) : read(file, "TIFF", "tiff", tags.orientation());
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
    return frame.untagged(samples.bits(), "TIFF, " + samples.bits() + " bits", tags.orientation());
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

  private static void requireWholeTiff(Tiff.Directory tags) throws RejectedFileException {
    FileBytes file = tags.bytes();
    long photometric = tags.integer(262).orElse(1);
    if (photometric != 1 && photometric != 2) {
      throw file.rejection(
          "is a TIFF with PhotometricInterpretation " + photometric + ", which is no mosaic",
          REMEDY);
    }
    long channels = tags.integer(277).orElse(1);
    long bits = tags.integer(258).orElse(1);
    if (channels < 1 || channels > 4 || (bits != 8 && bits != 16)) {
      throw file.rejection("is a TIFF of %d channels of %d bits".formatted(channels, bits), REMEDY);
    }
    WholePicture.requireTiff(tags);
  }

  private static RawFile read(FileBytes file, String format, String plugin, Orientation orientation)
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
    return new StoredFrame(width, height, samples)
        .untagged(bits, format + ", " + bits + " bits", orientation);
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
