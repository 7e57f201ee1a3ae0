package dev.rawline.imaging.sensor.calibration;

/** The assignment of the 64 frequencies u, v of a patch to its smoothness and to its noise. */
enum PatchBands {
  /**
   * For calibrations, from many images: the noise of 36 high frequencies. Orders 5 and 6 are
   * omitted, so that selection and measurement share no peak of a texture. 12 % of truly smooth
   * patches exceed {@link #even} (χ²₁₂/12), 0.03 % {@link #loud} (χ²₃₆/36), which lowers their mean
   * by 0.04 %.
   */
  CALIBRATION(2, 4, 7, 0.7123, 0.8326, 1.5, 2),
  /**
   * For single images of any scene: the noise of the 15 highest frequencies, with the least
   * contribution of lens and scene, and smoothness by 28 of those between. 4 % of truly smooth
   * patches exceed {@link #even} (χ²₂₈/28), 0.01 % {@link #loud} (χ²₁₅/15).
   */
  IMAGE(5, 8, 10, 0.5698, 0.7357, 1.5, 3);

  private final int lowest;
  private final int highestOfLow;
  private final int lowestOfHigh;

  private final int lowCount;
  private final int highCount;
  private final double meanOfHigh;

  @SuppressWarnings("ImmutableEnumChecker") // not modified after the constructor
  private final double[][] tilts = new double[PatchStatistics.SIDE][PatchStatistics.SIDE];

  /** The 10 % quantile of the high-frequency noise of smooth patches of variance 1. */
  final double quietQuantile;

  /** Its lower quartile. */
  final double quartileQuantile;

  /** The limit of a smooth patch at low frequencies, as a multiple of the noise. */
  final double even;

  /** The limit at high frequencies, as a multiple of the noise. */
  final double loud;

  PatchBands(
      int lowest,
      int highestOfLow,
      int lowestOfHigh,
      double quietQuantile,
      double quartileQuantile,
      double even,
      double loud) {
    this.lowest = lowest;
    this.highestOfLow = highestOfLow;
    this.lowestOfHigh = lowestOfHigh;
    this.quietQuantile = quietQuantile;
    this.quartileQuantile = quartileQuantile;
    this.even = even;
    this.loud = loud;
    double[] cosines = new double[PatchStatistics.SIDE];
    for (int u = 0; u < cosines.length; u++) {
      cosines[u] = StrictMath.cos(Math.PI * u / cosines.length);
    }
    int ofLow = 0;
    int ofHigh = 0;
    int beyond = 0;
    double high = 0;
    double mean = 0;
    for (int u = 0; u < cosines.length; u++) {
      for (int v = 0; v < cosines.length; v++) {
        ofLow += isLow(u + v) ? 1 : 0;
        ofHigh += isHigh(u + v) ? 1 : 0;
        beyond += u + v > highestOfLow ? 1 : 0;
        high += isHigh(u + v) ? cosines[u] + cosines[v] : 0;
        mean += u + v > highestOfLow ? cosines[u] + cosines[v] : 0;
      }
    }
    lowCount = ofLow;
    highCount = ofHigh;
    meanOfHigh = high / ofHigh;
    mean /= beyond;
    double squares = 0;
    for (int u = 0; u < cosines.length; u++) {
      for (int v = 0; v < cosines.length; v++) {
        tilts[u][v] = u + v > highestOfLow ? cosines[u] + cosines[v] - mean : 0;
        squares += tilts[u][v] * tilts[u][v];
      }
    }
    for (double[] row : tilts) {
      for (int v = 0; v < row.length; v++) {
        row[v] /= squares;
      }
    }
  }

  boolean isLow(int order) {
    return order >= lowest && order <= highestOfLow;
  }

  boolean isHigh(int order) {
    return order >= lowestOfHigh;
  }

  int lowCount() {
    return lowCount;
  }

  int highCount() {
    return highCount;
  }

  /**
   * Returns the weight of a frequency's power in the slope of all powers above the low frequencies
   * over cos(πu/8) + cos(πv/8), by least squares.
   */
  double tilt(int u, int v) {
    return tilts[u][v];
  }

  /** Returns the mean of cos(πu/8) + cos(πv/8) over the high frequencies. */
  double meanOfHigh() {
    return meanOfHigh;
  }
}
