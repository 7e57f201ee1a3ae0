package dev.rawline.imaging.sensor.calibration;

/**
 * The statistics of one channel from two frames of the same light and exposure.
 *
 * <p>With N pixels and samples a, b: mean = ½(ā + b̄); temporal variance σ² = Σ(a − b)²/(2N) − ½(ā
 * − b̄)² (EMVA 1288 Release 4.0 Linear, mean and temporal variance of a pair). The standard errors
 * come from the scatter of the rows, so that noise common to a row is included.
 *
 * @param rows the channel's rows
 * @param columns the channel's columns
 * @param firstMean the first frame's mean ā [DN]
 * @param secondMean the second frame's mean b̄ [DN]
 * @param meanError the standard error of the mean by temporal noise [DN]
 * @param variance the temporal variance σ² [DN²]
 * @param varianceError the standard error of the temporal variance [DN²]
 * @param rowVariance the part of the temporal variance that all pixels of a row share [DN²]; may be
 *     negative by chance
 * @param neighbourCorrelation the correlation of the temporal noise of horizontal neighbours, −1 to
 *     1; near 0 for frames that were not smoothed or compressed; 0 without noise
 * @param darkest the share of samples at 0 DN
 * @param brightest the share of samples at the converter's largest number
 */
public record PairStatistics(
    int rows,
    int columns,
    double firstMean,
    double secondMean,
    double meanError,
    double variance,
    double varianceError,
    double rowVariance,
    double neighbourCorrelation,
    double darkest,
    double brightest) {

  /** Returns the mean of both frames [DN]. */
  public double mean() {
    return (firstMean + secondMean) / 2;
  }

  /** Returns the number of pixels N. */
  public int pixels() {
    return rows * columns;
  }

  static PairStatistics of(
      char[] first, char[] second, ChannelLattice lattice, int width, int largest) {
    int rows = lattice.rows();
    int columns = lattice.columns();
    long firstSum = 0;
    long secondSum = 0;
    int darkest = 0;
    int brightest = 0;
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        int place = lattice.place(row, column, width);
        firstSum += first[place];
        secondSum += second[place];
        darkest += (first[place] == 0 ? 1 : 0) + (second[place] == 0 ? 1 : 0);
        brightest += (first[place] == largest ? 1 : 0) + (second[place] == largest ? 1 : 0);
      }
    }
    double pixels = lattice.pixels();
    double firstMean = firstSum / pixels;
    double secondMean = secondSum / pixels;
    double shift = firstMean - secondMean;
    double[] rowSquares = new double[rows];
    double squares = 0;
    double squaredRowMeans = 0;
    double neighbours = 0;
    for (int row = 0; row < rows; row++) {
      double sum = 0;
      double square = 0;
      double product = 0;
      double last = 0;
      double ends = 0;
      for (int column = 0; column < columns; column++) {
        int place = lattice.place(row, column, width);
        double difference = first[place] - second[place] - shift;
        sum += difference;
        square += difference * difference;
        if (column > 0) {
          product += difference * last;
        }
        if (column == 0 || column == columns - 1) {
          ends += difference;
        }
        last = difference;
      }
      double mean = sum / columns;
      // Σ(dᵢ − m)(dᵢ₋₁ − m): the common part of the row is not a correlation of neighbours.
      neighbours += product - mean * (2 * sum - ends) + (columns - 1) * mean * mean;
      rowSquares[row] = square / 2;
      squares += square / 2;
      squaredRowMeans += mean * mean / 2;
    }
    double variance = squares / pixels;
    double within = (squares - columns * squaredRowMeans) / (rows * (columns - 1.0));
    double between = columns * squaredRowMeans / (rows - 1.0);
    double scatter = 0;
    for (double rowSquare : rowSquares) {
      scatter += (rowSquare - squares / rows) * (rowSquare - squares / rows);
    }
    double correlation =
        within == 0 ? 0 : neighbours / (2.0 * rows * (columns - 1)) / within + 1.0 / columns;
    return new PairStatistics(
        rows,
        columns,
        firstMean,
        secondMean,
        Math.sqrt(squaredRowMeans / 2 / (rows * (rows - 1.0))),
        variance,
        Math.sqrt(scatter * rows / (rows - 1.0)) / pixels,
        (between - within) / columns,
        correlation,
        darkest / (2 * pixels),
        brightest / (2 * pixels));
  }
}
