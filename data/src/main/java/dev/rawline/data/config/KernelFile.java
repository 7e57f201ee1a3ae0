package dev.rawline.data.config;

import dev.rawline.data.file.BoundedFile;
import dev.rawline.data.file.NumpyArray;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.Kernel;
import dev.rawline.imaging.optics.MeasuredSpread;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The image of a point, measured ↔ NumPy array (row, column) or (colour, row, column) of float32 or
 * float64; also read from text: a row of numbers a line, commas between them.
 */
final class KernelFile {
  private static final int MOST_BYTES = 1 << 24;
  private static final String REMEDY =
      ": expected an odd square of weights, or three of them (red, green, blue), of float32 or"
          + " float64; save numpy.asarray(image, 'float64') by numpy.save";

  private KernelFile() {}

  /**
   * Reads the image of a point.
   *
   * @throws IOException if the file cannot be read; the message states why and what to do
   * @throws IllegalArgumentException if it holds no such weights
   */
  static MeasuredSpread read(Path file) throws IOException {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    try {
      return name.endsWith(".csv") ? MeasuredSpread.of(text(file)) : array(file);
    } catch (IllegalArgumentException e) {
      String message = e.getMessage();
      throw message.startsWith(file.toString())
          ? e
          : new IllegalArgumentException(file + " is no image of a point: " + message, e);
    }
  }

  private static MeasuredSpread array(Path file) throws IOException {
    NumpyArray array;
    try {
      array = ArrayFile.read(file, List.of(ArrayFile.ANY, ArrayFile.ANY), REMEDY);
    } catch (IllegalArgumentException notTwoAxes) {
      array =
          ArrayFile.read(
              file, List.of(Colour.values().length, ArrayFile.ANY, ArrayFile.ANY), REMEDY);
    }
    double[] weights = array.doubles();
    if (array.shape().size() == 2) {
      return MeasuredSpread.of(kernel(weights, 0, array.rows(), array.columns()));
    }
    int rows = array.shape().get(1);
    int columns = array.shape().get(2);
    return new MeasuredSpread(
        kernel(weights, 0, rows, columns),
        kernel(weights, rows * columns, rows, columns),
        kernel(weights, 2 * rows * columns, rows, columns));
  }

  private static Kernel kernel(double[] weights, int first, int rows, int columns) {
    return new Kernel(
        Stream.iterate(first, at -> at < first + rows * columns, at -> at + columns)
            .map(at -> Arrays.stream(weights, at, at + columns).boxed().toList())
            .toList());
  }

  private static Kernel text(Path file) throws IOException {
    return new Kernel(
        BoundedFile.text(file, MOST_BYTES)
            .lines()
            .filter(line -> !line.isBlank())
            .map(line -> Arrays.stream(line.split(",")).map(KernelFile::number).toList())
            .toList());
  }

  private static Double number(String text) {
    try {
      return Double.valueOf(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "it contains '%s': expected comma-separated numbers".formatted(text.strip()), e);
    }
  }

  /** Returns the file of the images of a point; smaller ones are amid zeros. */
  static byte[] bytes(MeasuredSpread measured) {
    if (measured.equals(MeasuredSpread.of(measured.red()))) {
      int side = measured.red().side();
      return NumpyArray.write(List.of(side, side), measured.red().weights());
    }
    int side =
        Arrays.stream(Colour.values()).mapToInt(at -> measured.at(at).side()).max().orElseThrow();
    double[] weights = new double[Colour.values().length * side * side];
    for (Colour colour : Colour.values()) {
      Kernel kernel = measured.at(colour);
      int margin = (side - kernel.side()) / 2;
      for (int row = 0; row < kernel.side(); row++) {
        for (int column = 0; column < kernel.side(); column++) {
          weights[(colour.plane() * side + margin + row) * side + margin + column] =
              kernel.at(row, column);
        }
      }
    }
    return NumpyArray.write(List.of(Colour.values().length, side, side), weights);
  }
}
