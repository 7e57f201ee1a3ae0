package dev.rawline.data.config;

import dev.rawline.data.file.NumpyArray;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A map of gains ↔ NumPy array (row, column) of float32 or float64. */
final class GainMap {
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
    NumpyArray array = ArrayFile.read(file, List.of(ArrayFile.ANY, ArrayFile.ANY), REMEDY);
    // A gain belongs to a pixel, whatever colour the pixel sees.
    return RawImage.normalised(array.columns(), array.rows(), Cfa.RGGB, array.values());
  }

  /** Returns the file of a map, as float32. */
  static byte[] file(RawImage gains) {
    return NumpyArray.write(List.of(gains.height(), gains.width()), gains.samples());
  }
}
