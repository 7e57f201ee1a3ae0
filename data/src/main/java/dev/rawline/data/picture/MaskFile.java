package dev.rawline.data.picture;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.imaging.frame.Mask;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** Mask ↔ file: PNG or TIFF; what is written has 0 for background, 255 for every kind of object. */
public final class MaskFile {
  private static final byte OBJECT = (byte) 255;
  private static final String REMEDY = "give a mask as PNG or TIFF";
  private static final ImageDecoder DECODER =
      new ImageDecoder(Set.of("png", "tif", "tiff"), "PNG or TIFF", REMEDY);

  private MaskFile() {}

  /**
   * Reads a mask in which anything but 0 is an object of kind 1.
   *
   * @throws RejectedFileException if the file is absent, damaged, or no PNG or TIFF
   */
  public static Mask read(Path file) throws RejectedFileException {
    return read(file, MaskPalette.FOREGROUND);
  }

  /**
   * Reads a mask.
   *
   * <p>Transparency does not count. Without a palette a pixel is an object if one of its colours is
   * not 0.
   *
   * @throws RejectedFileException if the file is absent, damaged, no PNG or TIFF, or holds a level
   *     or colour that the palette does not name
   */
  public static Mask read(Path file, MaskPalette palette) throws RejectedFileException {
    BufferedImage image = decoded(file);
    int width = image.getWidth();
    int height = image.getHeight();
    byte[] kinds = new byte[width * height];
    if (!palette.levels().isEmpty()) {
      readLevels(file, image, palette, kinds);
    } else if (!palette.colours().isEmpty()) {
      readColours(file, image, palette, kinds);
    } else {
      readForeground(image, kinds);
    }
    return new Mask(width, height, kinds);
  }

  private static BufferedImage decoded(Path file) throws RejectedFileException {
    if (!Files.isRegularFile(file)) {
      throw new RejectedFileException(file, "is no file that can be read", "check the path");
    }
    return DECODER.decode(
        file,
        (reader, stream) -> {
          reader.setInput(stream, true, true);
          return reader.read(0);
        });
  }

  private static void readForeground(BufferedImage image, byte[] kinds) {
    int width = image.getWidth();
    Raster raster = image.getRaster();
    boolean indexed = image.getColorModel() instanceof IndexColorModel;
    int bands = raster.getNumBands();
    int colours = image.getColorModel().hasAlpha() && bands % 2 == 0 ? bands - 1 : bands;
    int[] row = new int[width * (indexed ? 1 : bands)];
    for (int y = 0; y < image.getHeight(); y++) {
      if (indexed) {
        image.getRGB(0, y, width, 1, row, 0, width);
      } else {
        raster.getPixels(0, y, width, 1, row);
      }
      for (int x = 0; x < width; x++) {
        boolean object = indexed && (row[x] & 0xffffff) != 0;
        for (int band = 0; !indexed && band < colours; band++) {
          object |= row[x * bands + band] != 0;
        }
        kinds[y * width + x] = (byte) (object ? 1 : 0);
      }
    }
  }

  private static void readLevels(Path file, BufferedImage image, MaskPalette palette, byte[] kinds)
      throws RejectedFileException {
    int width = image.getWidth();
    Raster raster = image.getRaster();
    int bands = raster.getNumBands();
    int colours = image.getColorModel().hasAlpha() && bands % 2 == 0 ? bands - 1 : bands;
    int[] row = new int[width * bands];
    for (int y = 0; y < image.getHeight(); y++) {
      raster.getPixels(0, y, width, 1, row);
      for (int x = 0; x < width; x++) {
        int level = row[x * bands];
        for (int band = 1; band < colours; band++) {
          if (row[x * bands + band] != level) {
            throw new RejectedFileException(
                file,
                "is a mask in colours (channels differ at row %d, column %d), but the palette names levels"
                    .formatted(y, x),
                "give a palette of colours");
          }
        }
        kinds[y * width + x] = kind(file, palette.levels().get(level), "level " + level, y, x);
      }
    }
  }

  private static void readColours(Path file, BufferedImage image, MaskPalette palette, byte[] kinds)
      throws RejectedFileException {
    int width = image.getWidth();
    int[] row = new int[width];
    for (int y = 0; y < image.getHeight(); y++) {
      image.getRGB(0, y, width, 1, row, 0, width);
      for (int x = 0; x < width; x++) {
        int colour = row[x] & 0xffffff;
        kinds[y * width + x] =
            kind(file, palette.colours().get(colour), "colour %06x".formatted(colour), y, x);
      }
    }
  }

  private static byte kind(Path file, Integer kind, String what, int row, int column)
      throws RejectedFileException {
    if (kind == null) {
      throw new RejectedFileException(
          file,
          "has %s at row %d, column %d, which the palette does not name"
              .formatted(what, row, column),
          "add it to the palette, with kind 0 if it is background");
    }
    return kind.byteValue();
  }

  /**
   * Writes a mask: 255 for an object; or, of several kinds of object, their numbers, which a
   * palette such as {@code 0=0,1=1,2=2} reads back.
   *
   * @throws IOException if the target cannot be written; the message states why and what to do
   */
  public static void write(Mask mask, Path target) throws IOException {
    boolean several = false;
    for (byte kind : mask.kinds()) {
      several |= (kind & 0xff) > 1;
    }
    byte[] row = new byte[mask.width()];
    try (AtomicFile file = AtomicFile.begin(target);
        PngEncoder encoder = PngEncoder.grey(file, mask.width(), mask.height())) {
      for (int y = 0; y < mask.height(); y++) {
        for (int x = 0; x < mask.width(); x++) {
          int kind = mask.at(y, x);
          row[x] = several ? (byte) kind : kind == 0 ? 0 : OBJECT;
        }
        encoder.row(row);
      }
      encoder.finish();
      file.finish();
    }
  }
}
