package dev.rawline.data.config;

import dev.rawline.data.file.BoundedFile;
import dev.rawline.data.file.NumpyArray;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.DataFormatException;

/**
 * A NumPy file of float32 or float64 that a YAML file names ↔ array, map of gains or layer that is
 * added to views.
 */
final class ArrayFile {
  /** A side of any length, in the shape that an array must have. */
  static final int ANY = 0;

  private static final int MOST_BYTES = 1 << 30;

  private static final String GAINS =
      ": expected a two-dimensional NumPy array of float32 or float64; save"
          + " numpy.asarray(gains, 'float32') by numpy.save";

  private static final String LAYER =
      ": expected a NumPy array (3, rows, columns) of float32 or float64; save"
          + " numpy.asarray(layer, 'float32') by numpy.save";

  private ArrayFile() {}

  /**
   * Reads an array.
   *
   * @param shape the required sides
   * @param remedy the end of every rejection: what was expected, and what to do
   * @throws IOException if the file cannot be read; the message states why and what to do
   * @throws IllegalArgumentException if it is not such an array
   */
  static NumpyArray read(Path file, List<Integer> shape, String remedy) throws IOException {
    byte[] content = BoundedFile.read(file, MOST_BYTES);
    if (!NumpyArray.matches(content)) {
      throw new IllegalArgumentException(file + " is no NumPy array" + remedy);
    }
    NumpyArray array;
    try {
      array = NumpyArray.of(content);
    } catch (DataFormatException e) {
      throw new IllegalArgumentException(
          file + " is damaged: " + e.getMessage() + "; save it again", e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + " " + e.getMessage() + remedy, e);
    }
    if (!array.type().isFloatingPoint()) {
      throw new IllegalArgumentException(file + " is an array of " + array.type() + remedy);
    }
    if (!fits(array.shape(), shape)) {
      throw new IllegalArgumentException(
          file + " is an array of shape " + NumpyArray.shown(array.shape()) + remedy);
    }
    return array;
  }

  private static boolean fits(List<Integer> sides, List<Integer> wanted) {
    return sides.size() == wanted.size()
        && IntStream.range(0, sides.size())
            .allMatch(axis -> wanted.get(axis) == ANY || wanted.get(axis).equals(sides.get(axis)));
  }

  /** Returns {@code <name>.<array>.npy} next to {@code <name>.yaml}. */
  static Path beside(Path yaml, String array) {
    return beside(yaml, array, "npy");
  }

  /** Returns {@code <name>.<array>.<ending>} next to {@code <name>.yaml}. */
  static Path beside(Path yaml, String array, String ending) {
    String name = yaml.getFileName().toString().replaceFirst("\\.ya?ml$", "");
    return yaml.resolveSibling("%s.%s.%s".formatted(name, array, ending));
  }

  /**
   * Reads a map of gains (row, column).
   *
   * @throws IOException if the file cannot be read; the message states why and what to do
   * @throws IllegalArgumentException if it is not such an array
   */
  static RawImage gains(Path file) throws IOException {
    NumpyArray array = read(file, List.of(ANY, ANY), GAINS);
    // A gain belongs to a pixel of any colour.
    return RawImage.normalised(array.columns(), array.rows(), Cfa.RGGB, array.values());
  }

  /** Returns the file of a map, as float32. */
  static byte[] of(RawImage gains) {
    return NumpyArray.write(List.of(gains.height(), gains.width()), gains.samples());
  }

  /**
   * Reads a layer (colour, row, column).
   *
   * @throws IOException if the file cannot be read; the message states why and what to do
   * @throws IllegalArgumentException if it is not such an array, or a number in it is not finite
   */
  static View layer(Path file) throws IOException {
    NumpyArray array = read(file, List.of(Picture.CHANNELS, ANY, ANY), LAYER);
    int height = array.shape().get(1);
    int width = array.shape().get(2);
    float[] samples = array.values();
    for (int i = 0; i < samples.length; i++) {
      if (!Float.isFinite(samples[i])) {
        throw new IllegalArgumentException(
            "%s contains %s in colour %d, row %d, column %d: expected finite numbers (normalised)"
                .formatted(file, samples[i], i / (height * width), i / width % height, i % width));
      }
    }
    return new View(width, height, samples);
  }

  /** Returns the file of a layer, as float32. */
  static byte[] of(View layer) {
    return NumpyArray.write(
        List.of(Picture.CHANNELS, layer.height(), layer.width()), layer.samples());
  }
}
