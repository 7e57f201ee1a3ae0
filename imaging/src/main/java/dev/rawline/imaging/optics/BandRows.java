package dev.rawline.imaging.optics;

/**
 * Three bands of light that are read and written line by line in double precision, for any storage
 * precision.
 *
 * <p>Line n is row n mod height of band ⌊n / height⌋. Backward passes process a few lines at a
 * time, since a single band of a large picture in double precision takes two thirds of the memory
 * of the whole picture in float32.
 */
interface BandRows {
  /** Returns the number of columns. */
  int width();

  /** Returns the number of rows of a band. */
  int height();

  /** Copies a line. */
  void read(int line, double[] samples);

  /** Replaces a line. */
  void write(int line, double[] samples);
}
