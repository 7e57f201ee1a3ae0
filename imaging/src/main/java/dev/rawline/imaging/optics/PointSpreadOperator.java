package dev.rawline.imaging.optics;

/** Convolves a plane with a point spread, and applies the adjoint, a few rows at a time. */
interface PointSpreadOperator {

  /** Reads a row of a plane. */
  @FunctionalInterface
  interface RowReader {
    /** Copies a row; may be called by several threads at once. */
    void read(int row, double[] samples);
  }

  /** Receives a row of results. */
  @FunctionalInterface
  interface RowWriter {
    /** Receives a row, whose samples are overwritten by the next one. */
    void write(int row, double[] samples);
  }

  /** Convolves a plane, and passes on its rows from top to bottom. */
  void spread(RowReader plane, RowWriter spread, int width, int height);

  /**
   * Propagates a gradient of the convolved plane back to the plane, and passes on its rows when
   * they are complete.
   */
  void carryBack(RowReader cotangent, RowWriter gradient, int width, int height);

  /** Returns the convolved plane. */
  default double[] of(double[] plane, int width, int height) {
    double[] spread = new double[plane.length];
    spread(rowsOf(plane, width), rowsInto(spread, width), width, height);
    return spread;
  }

  /** Returns the gradient with respect to the plane. */
  default double[] adjoint(double[] cotangent, int width, int height) {
    double[] gradient = new double[cotangent.length];
    carryBack(rowsOf(cotangent, width), rowsInto(gradient, width), width, height);
    return gradient;
  }

  private static RowReader rowsOf(double[] plane, int width) {
    return (row, samples) -> System.arraycopy(plane, row * width, samples, 0, width);
  }

  private static RowWriter rowsInto(double[] plane, int width) {
    return (row, samples) -> System.arraycopy(samples, 0, plane, row * width, width);
  }
}
