package dev.rawline.data.picture;

import dev.rawline.data.raw.RawFileNames;
import dev.rawline.data.raw.RefusedFileException;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.View;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;

/**
 * PNG or TIFF → view: reads a rendered picture back, 8 or 16 bits a colour.
 *
 * <p>A sample becomes level / (2^bits − 1); a grey picture has three equal colours. Tags of colour
 * spaces are not heeded.
 */
public final class PictureReader {
  private static final Set<String> FORMATS = Set.of("png", "tif", "tiff");
  private static final String REMEDY =
      "give a PNG or TIFF of 8 or 16 bits, grey or red, green, blue";

  private PictureReader() {}

  /**
   * Reads a picture.
   *
   * @throws RefusedFileException if the file is absent, damaged, or no such picture
   */
  public static View read(Path file) throws RefusedFileException {
    if (Files.isDirectory(file)) {
      throw new RefusedFileException(file, "is a folder", "name a picture in it");
    }
    if (!Files.exists(file)) {
      throw new RefusedFileException(file, "does not exist", "check the path");
    }
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new RefusedFileException(
          file, "is no file that can be read", "check the path and its permissions");
    }
    if (RawFileNames.saysRaw(file)) {
      // Many of them are TIFF, and what a reader of TIFF finds there is a small preview.
      throw new RefusedFileException(file, "is a raw file, not a picture", REMEDY);
    }
    return view(file, decoded(file));
  }

  private static BufferedImage decoded(Path file) throws RefusedFileException {
    try (ImageInputStream stream = new FileImageInputStream(file.toFile())) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
      ImageReader reader = readers.hasNext() ? readers.next() : null;
      if (reader == null || !FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
        throw new RefusedFileException(file, "is no PNG or TIFF", REMEDY);
      }
      try {
        reader.setInput(stream, true, true);
        return reader.read(0);
      } finally {
        reader.dispose();
      }
    } catch (RefusedFileException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // On damaged data the JDK's readers stumble in many ways; all of them mean the same.
      RefusedFileException refusal =
          new RefusedFileException(file, "cannot be decoded (" + e.getMessage() + ")", REMEDY);
      refusal.initCause(e);
      throw refusal;
    }
  }

  private static View view(Path file, BufferedImage image) throws RefusedFileException {
    Raster raster = image.getRaster();
    int bits = raster.getSampleModel().getSampleSize(0);
    int bands = raster.getNumBands();
    if (image.getColorModel() instanceof IndexColorModel
        || image.getColorModel().hasAlpha()
        || (bits != 8 && bits != 16)
        || (bands != 1 && bands != Picture.CHANNELS)) {
      throw new RefusedFileException(
          file,
          "is a picture of %d channels of %d bits, with a palette or transparency perhaps"
              .formatted(bands, bits),
          REMEDY);
    }
    int width = raster.getWidth();
    int height = raster.getHeight();
    float[] samples = new float[Picture.CHANNELS * height * width];
    float scale = (1 << bits) - 1;
    int[] row = new int[width];
    for (int channel = 0; channel < Picture.CHANNELS; channel++) {
      for (int y = 0; y < height; y++) {
        raster.getSamples(0, y, width, 1, Math.min(channel, bands - 1), row);
        for (int x = 0; x < width; x++) {
          samples[(channel * height + y) * width + x] = row[x] / scale;
        }
      }
    }
    return new View(width, height, samples);
  }
}
