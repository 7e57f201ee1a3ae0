package dev.rawline.data.config;

import dev.rawline.data.file.NumpyArray;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.View;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A layer that is added to views ↔ NumPy array (colour, row, column) of float32 or float64. */
final class LayerFile {
  private static final String REMEDY =
      ": expected a NumPy array (3, rows, columns) of float32 or float64; save"
          + " numpy.asarray(layer, 'float32') by numpy.save";

  private LayerFile() {}

  /**
   * Reads a layer.
   *
   * @throws IOException if the file cannot be read; the message says why and what to do
   * @throws IllegalArgumentException if it is no such array, or a number in it is not finite
   */
  static View read(Path file) throws IOException {
    NumpyArray array =
        ArrayFile.read(file, List.of(Picture.CHANNELS, ArrayFile.ANY, ArrayFile.ANY), REMEDY);
    int height = array.shape().get(1);
    int width = array.shape().get(2);
    float[] samples = array.values();
    for (int i = 0; i < samples.length; i++) {
      if (!Float.isFinite(samples[i])) {
        throw new IllegalArgumentException(
            "%s holds %s in colour %d, row %d, column %d: expected finite numbers (normalised)"
                .formatted(file, samples[i], i / (height * width), i / width % height, i % width));
      }
    }
    return new View(width, height, samples);
  }

  /** Returns the file of a layer, as float32. */
  static byte[] file(View layer) {
    return NumpyArray.write(
        List.of(Picture.CHANNELS, layer.height(), layer.width()), layer.samples());
  }
}
