package dev.rawline.imaging.sensor.calibration;

/**
 * The spatial variances of the pixels of one channel in the mean of a stack of L frames.
 *
 * <p>With R rows, C columns and N = R·C pixels of the mean image: s² is its variance, s²_rav that
 * of its row means, s²_cav that of its column means; from each the remaining temporal noise after
 * averaging is subtracted, which is measured in the stack (for white noise σ²/L, σ²/(C·L) and
 * σ²/(R·L)). The parts then solve s² = s²_row + s²_col + s²_pix, s²_rav = s²_row + s²_pix/C, s²_cav
 * = s²_col + s²_pix/R (EMVA 1288 Release 4.0 Linear, spatial variances):
 *
 * <pre>
 * s²_pix = N/(N − R − C) · (s² − s²_rav − s²_cav)
 * s²_row = (N − C)/(N − R − C) · s²_rav − R/(N − R − C) · (s² − s²_cav)
 * s²_col = (N − R)/(N − R − C) · s²_cav − C/(N − R − C) · (s² − s²_rav)
 * </pre>
 *
 * @param rows R
 * @param columns C
 * @param mean the mean of all pixels and frames [DN]
 * @param temporal σ², the temporal variance in the stack, without the common part of whole frames
 *     [DN²]
 * @param noise the contribution of temporal noise to the variance of the mean image [DN²]
 * @param rest the mean square of the pixels' residuals without rows and columns
 * @param ofRows the mean square of the row means
 * @param ofColumns the mean square of the column means
 */
record SpatialVariances(
    int rows,
    int columns,
    double mean,
    double temporal,
    double noise,
    MeanSquare rest,
    MeanSquare ofRows,
    MeanSquare ofColumns) {

  /**
   * A measured variance and its noise part.
   *
   * @param measured the variance in the mean image [DN²]
   * @param noise the contribution of temporal noise [DN²]
   * @param freedom the degrees of freedom of the measured variance
   */
  record MeanSquare(double measured, double noise, double freedom) {}

  /**
   * The solved parts [DN²]; may be negative by chance.
   *
   * @param total s²
   * @param row s²_row
   * @param column s²_col
   * @param pixel s²_pix
   */
  record Parts(double total, double row, double column, double pixel) {}

  /** Returns the parts as measured. */
  Parts parts() {
    return parts(rest.measured, ofRows.measured, ofColumns.measured);
  }

  /** Returns the parts for given measured variances. */
  Parts parts(double restMeasured, double rowsMeasured, double columnsMeasured) {
    double n = (double) rows * columns;
    double ofRest = (rows - 1.0) * (columns - 1.0) * restMeasured;
    double ofLines =
        columns * (rows - 1.0) * rowsMeasured + rows * (columns - 1.0) * columnsMeasured;
    double total = (ofRest + ofLines) / (n - 1) - noise;
    double rowAverages = rowsMeasured - ofRows.noise;
    double columnAverages = columnsMeasured - ofColumns.noise;
    double divisor = n - rows - columns;
    return new Parts(
        total,
        ((n - columns) * rowAverages - rows * (total - columnAverages)) / divisor,
        ((n - rows) * columnAverages - columns * (total - rowAverages)) / divisor,
        n * (total - rowAverages - columnAverages) / divisor);
  }

  /** Returns the standard error of the mean because of the sampling of pixels [DN]. */
  double meanError() {
    Parts parts = parts();
    return Math.sqrt(
        Math.max(0, parts.row) / rows
            + Math.max(0, parts.column) / columns
            + Math.max(0, parts.pixel) / ((double) rows * columns));
  }

  static SpatialVariances of(SpatialStack stack, Channel channel) {
    FrameFormat format = stack.format();
    ChannelLattice lattice = ChannelLattice.of(format, channel);
    SpatialStack.Totals totals = stack.totals(channel);
    int rows = lattice.rows();
    int columns = lattice.columns();
    double pixels = lattice.pixels();
    int frames = stack.frames();
    double mean = totals.frameMeans.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    double squares = 0;
    double fourths = 0;
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        double deviation = stack.mean(lattice.place(row, column, format.width())) - mean;
        squares += deviation * deviation;
        fourths += deviation * deviation * deviation * deviation;
      }
    }
    double temporal = (totals.squares - frames * squares) / (pixels * (frames - 1));
    MeanSquare ofRows = lines(totals.rowSums, totals.rowSquares, frames);
    MeanSquare ofColumns = lines(totals.columnSums, totals.columnSquares, frames);
    double ofRest =
        squares
            - columns * (rows - 1.0) * ofRows.measured
            - rows * (columns - 1.0) * ofColumns.measured;
    double freedom = (rows - 1.0) * (columns - 1.0);
    double excess = squares == 0 ? 0 : fourths * pixels / (squares * squares) - 3;
    return new SpatialVariances(
        rows,
        columns,
        mean,
        temporal,
        temporal / frames,
        // Outlying pixels make a variance less certain: its variance is 2 + excess kurtosis by N.
        new MeanSquare(
            ofRest / freedom, temporal / frames, freedom / (1 + Math.max(0, excess) / 2)),
        ofRows,
        ofColumns);
  }

  /** Returns the mean square of the means of rows or columns, and the contribution of noise. */
  private static MeanSquare lines(double[] sums, double[] squares, int frames) {
    int lines = sums.length;
    double between = 0;
    double within = 0;
    for (int line = 0; line < lines; line++) {
      double average = sums[line] / frames;
      between += average * average;
      within += squares[line] - frames * average * average;
    }
    double noise = within / ((lines - 1.0) * (frames - 1.0)) / frames;
    return new MeanSquare(between / (lines - 1.0), noise, lines - 1.0);
  }
}
