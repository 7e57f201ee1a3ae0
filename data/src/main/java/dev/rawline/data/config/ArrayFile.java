package dev.rawline.data.config;

import dev.rawline.data.file.BoundedFile;
import dev.rawline.data.file.NumpyArray;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.DataFormatException;

/** A NumPy file of float32 or float64 that a YAML file names → array. */
final class ArrayFile {
  /** A side of any length, in the shape that an array must have. */
  static final int ANY = 0;

  private static final int MOST_BYTES = 1 << 30;

  private ArrayFile() {}

  /**
   * Reads an array.
   *
   * @param shape the sides that it must have
   * @param remedy how every refusal ends: what was expected, and what to do
   * @throws IOException if the file cannot be read; the message says why and what to do
   * @throws IllegalArgumentException if it is no such array
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

  /** Returns {@code <name>.<array>.npy} beside {@code <name>.yaml}. */
  static Path beside(Path yaml, String array) {
    return beside(yaml, array, "npy");
  }

  /** Returns {@code <name>.<array>.<ending>} beside {@code <name>.yaml}. */
  static Path beside(Path yaml, String array, String ending) {
    String name = yaml.getFileName().toString().replaceFirst("\\.ya?ml$", "");
    return yaml.resolveSibling("%s.%s.%s".formatted(name, array, ending));
  }
}
