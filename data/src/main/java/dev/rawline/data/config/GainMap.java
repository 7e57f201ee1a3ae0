package dev.rawline.data.config;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.file.BoundedFile;
import dev.rawline.data.file.NumpyArray;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.zip.DataFormatException;

/** A map of gains ↔ NumPy array (row, column) of float32 or float64. */
final class GainMap {
  private static final int MOST_BYTES = 1 << 30;
  private static final String REMEDY =
      ": expected a two-dimensional NumPy array of float32 or float64; save"
          + " numpy.asarray(gains, 'float32') by numpy.save";

  private GainMap() {}

  /**
   * Reads a map.
   *
   * @throws IOException if the file cannot be read; the message says why and what to do
   * @throws IllegalArgumentException if it is no such array
   */
  static RawImage read(Path file) throws IOException {
    byte[] content = BoundedFile.read(file, MOST_BYTES);
    if (!NumpyArray.matches(content)) {
      throw new IllegalArgumentException(file + " is no NumPy array" + REMEDY);
    }
    NumpyArray array;
    try {
      array = NumpyArray.of(content);
    } catch (DataFormatException e) {
      throw new IllegalArgumentException(
          file + " is damaged: " + e.getMessage() + "; save it again", e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + " " + e.getMessage() + REMEDY, e);
    }
    if (!array.type().isFloatingPoint()) {
      throw new IllegalArgumentException(file + " is an array of " + array.type() + REMEDY);
    }
    // A gain belongs to a pixel, whatever colour the pixel sees.
    return RawImage.normalised(array.columns(), array.rows(), Cfa.RGGB, array.values());
  }

  /** Writes a map as float32. */
  static void write(RawImage gains, Path file) throws IOException {
    AtomicFile.write(file, NumpyArray.write(gains.height(), gains.width(), gains.samples()));
  }
}
