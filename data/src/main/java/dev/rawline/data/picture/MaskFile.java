package dev.rawline.data.picture;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.file.FileBytes;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.imaging.frame.Mask;
import dev.rawline.imaging.frame.Orientation;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** Mask ↔ file: PNG or TIFF; written files have 0 for background, 255 for every kind of object. */
public final class MaskFile {
  private static final byte OBJECT = (byte) 255;
  private static final String REMEDY = "give a mask as PNG or TIFF";
  private static final ImageDecoder DECODER =
      new ImageDecoder(Set.of("png", "tif", "tiff"), "PNG or TIFF", REMEDY);

  private MaskFile() {}

  /**
   * Reads a mask.
   *
   * <p>Transparency does not count. Without a palette a pixel is an object if one of its colours is
   * not 0.
   *
   * @throws RejectedFileException if the file is absent, damaged, no PNG or TIFF, or has a level or
   *     colour that is not in the palette
   */
  public static Mask read(Path file, MaskPalette palette) throws RejectedFileException {
    if (!Files.isRegularFile(file)) {
      throw new RejectedFileException(file, "is no file that can be read", "check the path");
    }
    Orientation orientation = WholePicture.require(FileBytes.read(file));
    BufferedImage image = decoded(file);
    Raster raster = image.getRaster();
    int width = image.getWidth();
    byte[] kinds = new byte[width * image.getHeight()];
    boolean levels = !palette.levels().isEmpty();
    boolean coloured =
        !levels
            && (!palette.colours().isEmpty() || image.getColorModel() instanceof IndexColorModel);
    int bands = coloured ? 1 : raster.getNumBands();
    int colours = image.getColorModel().hasAlpha() && bands % 2 == 0 ? bands - 1 : bands;
    int[] row = new int[width * bands];
    for (int y = 0; y < image.getHeight(); y++) {
      if (coloured) {
        image.getRGB(0, y, width, 1, row, 0, width);
      } else {
        raster.getPixels(0, y, width, 1, row);
      }
      for (int x = 0; x < width; x++) {
        int first = row[x * bands];
        boolean object = (coloured ? first & 0xffffff : first) != 0;
        for (int band = 1; band < colours; band++) {
          object |= row[x * bands + band] != 0;
          if (levels && row[x * bands + band] != first) {
            throw new RejectedFileException(
                file,
                "is a mask in colours (channels differ at row %d, column %d), but the palette names levels"
                    .formatted(y, x),
                "give a palette of colours");
          }
        }
        kinds[y * width + x] =
            palette.isForeground()
                ? (byte) (object ? 1 : 0)
                : kind(file, palette, coloured ? first & 0xffffff : first, y, x);
      }
    }
    return upright(new Mask(width, image.getHeight(), kinds), orientation);
  }

  private static Mask upright(Mask mask, Orientation orientation) {
    if (orientation == Orientation.UPRIGHT) {
      return mask;
    }
    int width = orientation.transposed() ? mask.height() : mask.width();
    int height = orientation.transposed() ? mask.width() : mask.height();
    byte[] kinds = new byte[width * height];
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        kinds[row * width + column] =
            (byte)
                mask.at(
                    orientation.storedRow(row, column, mask.height()),
                    orientation.storedColumn(row, column, mask.width()));
      }
    }
    return new Mask(width, height, kinds);
  }

  private static BufferedImage decoded(Path file) throws RejectedFileException {
    return DECODER.decode(
        file,
        (reader, stream) -> {
          reader.setInput(stream, true, true);
          return reader.read(0);
        });
  }

  private static byte kind(Path file, MaskPalette palette, int value, int row, int column)
      throws RejectedFileException {
    boolean levels = !palette.levels().isEmpty();
    Integer kind = (levels ? palette.levels() : palette.colours()).get(value);
    if (kind == null) {
      throw new RejectedFileException(
          file,
          "has %s at row %d, column %d, which the palette does not name"
              .formatted(levels ? "level " + value : "colour %06x".formatted(value), row, column),
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
        PngEncoder encoder = PngEncoder.mask(file, mask.width(), mask.height())) {
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
