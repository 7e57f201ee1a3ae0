package dev.rawline.imaging.optics;

/** Spreads every sample of a plane, and carries a gradient back, a few rows at a time. */
interface PointSpreadOperator {

  /** Reads a row of a plane. */
  @FunctionalInterface
  interface RowReader {
    /** Copies a row; may be asked by several threads at once. */
    void read(int row, double[] samples);
  }

  /** Takes a row of results. */
  @FunctionalInterface
  interface RowWriter {
    /** Takes a row, whose samples change when the next is written. */
    void write(int row, double[] samples);
  }

  /** Spreads a plane, and hands on its rows from top to bottom. */
  void spread(RowReader plane, RowWriter spread, int width, int height);

  /**
   * Carries a gradient by the spread plane back to the plane, and hands on its rows as they end.
   */
  void carryBack(RowReader cotangent, RowWriter gradient, int width, int height);

  /** Returns the spread plane. */
  default double[] of(double[] plane, int width, int height) {
    double[] spread = new double[plane.length];
    spread(rowsOf(plane, width), rowsInto(spread, width), width, height);
    return spread;
  }

  /** Returns the gradient by the plane. */
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
