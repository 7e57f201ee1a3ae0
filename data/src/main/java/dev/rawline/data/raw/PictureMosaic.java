package dev.rawline.data.raw;

import dev.rawline.data.file.FileBytes;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.picture.PngDecoder;
import dev.rawline.data.picture.StoredPicture;
import dev.rawline.data.picture.Tiff;
import dev.rawline.data.picture.WholePicture;
import dev.rawline.imaging.frame.Orientation;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Reads PNG and TIFF pictures of 8 or 16 bits that are mosaics: one channel, or several channels
 * that are all equal, with an opaque alpha or none.
 *
 * <p>{@link PngDecoder} or the JDK decodes the samples, after {@link WholePicture} has checked that
 * the file is whole. A TIFF's orientation is applied, as that of a DNG: the colour layout is that
 * of the stored rows.
 */
final class PictureMosaic {
  private static final String REMEDY = "give a mosaic: one channel of 8 or 16 bits";

  private PictureMosaic() {}

  static RawFile readPng(FileBytes file) throws RejectedFileException {
    WholePicture.requirePng(file);
    Optional<StoredPicture> picture = PngDecoder.decode(file);
    return mosaic(
        file,
        picture.isPresent() ? picture.get() : decode(file, "PNG"),
        "PNG",
        Orientation.UPRIGHT);
  }

  static RawFile readTiff(FileBytes file, Tiff tiff) throws RejectedFileException {
    requireOnePicture(file, tiff);
    Tiff.Directory tags = tiff.directories().getFirst();
    requireWholeTiff(tags);
    return isPlain(tags)
        ? readPlainTiff(tags)
        : mosaic(file, decode(file, "TIFF"), "TIFF", tags.orientation());
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

  private static RawFile mosaic(
      FileBytes file, StoredPicture picture, String format, Orientation orientation)
      throws RejectedFileException {
    int width = picture.width();
    int channels = picture.channels();
    char[] samples = picture.samples();
    if (channels > 1) {
      samples = new char[width * picture.height()];
      for (int i = 0; i < samples.length; i++) {
        requireGrey(file, picture, i * channels, i / width, i % width);
        samples[i] = picture.samples()[i * channels];
      }
    }
    return new StoredFrame(width, picture.height(), samples)
        .untagged(picture.bits(), format + ", " + picture.bits() + " bits", orientation);
  }

  private static void requireGrey(
      FileBytes file, StoredPicture picture, int at, int row, int column)
      throws RejectedFileException {
    char[] samples = picture.samples();
    for (int colour = 1; colour < picture.colours(); colour++) {
      if (samples[at + colour] != samples[at]) {
        throw file.rejection(
            "is a colour image (channels differ at row %d, column %d): it is already demosaiced"
                .formatted(row, column),
            REMEDY);
      }
    }
    if (picture.hasAlpha() && samples[at + picture.colours()] != picture.largest()) {
      throw file.rejection(
          "is partly transparent (at row %d, column %d)".formatted(row, column), REMEDY);
    }
  }

  private static StoredPicture decode(FileBytes file, String format) throws RejectedFileException {
    BufferedImage picture = decodeByJdk(file, format);
    if (picture.getColorModel() instanceof IndexColorModel) {
      throw file.rejection("is a " + format + " with a palette, not a mosaic", REMEDY);
    }
    int bits = picture.getSampleModel().getSampleSize(0);
    int type = picture.getRaster().getDataBuffer().getDataType();
    if ((bits != 8 || type != DataBuffer.TYPE_BYTE)
        && (bits != 16 || type != DataBuffer.TYPE_USHORT)) {
      throw file.rejection("is a " + format + " with samples of " + bits + " bits", REMEDY);
    }
    return StoredPicture.of(picture);
  }

  private static BufferedImage decodeByJdk(FileBytes file, String format)
      throws RejectedFileException {
    ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
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
