package dev.rawline.imaging.frame;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The weights of a square neighbourhood, in reading order; the middle weight belongs to the pixel
 * itself.
 *
 * <p>out(y, x) = Σ_(i, j) weight(i, j) · in(y + i − side/2, x + j − side/2)
 *
 * @param rows an odd number of rows of as many finite numbers, without unit
 */
public record Kernel(List<List<Double>> rows) {

  /**
   * Copies and checks the rows.
   *
   * @throws IllegalArgumentException if they are not an odd square of finite numbers
   */
  public Kernel {
    rows = rows.stream().map(List::copyOf).toList();
    int side = rows.size();
    if (side % 2 == 0 || rows.stream().anyMatch(row -> row.size() != side)) {
      throw new IllegalArgumentException(
          "a kernel has an odd number of rows and as many columns, got rows of "
              + rows.stream().map(List::size).toList()
              + " weights");
    }
    if (rows.stream().flatMap(List::stream).anyMatch(weight -> !Double.isFinite(weight))) {
      throw new IllegalArgumentException("a kernel holds finite numbers, got " + rows);
    }
  }

  /**
   * Returns the kernel of weights in reading order.
   *
   * @throws IllegalArgumentException if they are not an odd square of finite numbers
   */
  public static Kernel of(double... weights) {
    int side = (int) Math.round(Math.sqrt(weights.length));
    if (side * side != weights.length) {
      throw new IllegalArgumentException(
          "a kernel has an odd number of rows and as many columns, got %d weights: %s"
              .formatted(weights.length, Arrays.toString(weights)));
    }
    List<List<Double>> rows = new ArrayList<>();
    for (int row = 0; row < side; row++) {
      rows.add(Arrays.stream(weights, row * side, (row + 1) * side).boxed().toList());
    }
    return new Kernel(rows);
  }

  /** Returns the number of rows and of columns, odd. */
  public int side() {
    return rows.size();
  }

  /** Returns the weight in a row and a column, counted from the top left. */
  public double at(int row, int column) {
    return rows.get(row).get(column);
  }

  /** Returns the weights in reading order. */
  public double[] weights() {
    return rows.stream().flatMap(List::stream).mapToDouble(Double::doubleValue).toArray();
  }
}
