package dev.rawline.imaging.frame;

/** The samples at one plane of the light path, with their meaning and unit. */
public sealed interface Frame permits Mosaic, Picture {

  /** Returns the number of columns, at least 1. */
  int width();

  /** Returns the number of rows, at least 1. */
  int height();

  /**
   * Returns the samples themselves, in the order (channel, row, column) from the top left.
   *
   * <p>The array is shared, not copied, because a frame may hold hundreds of megabytes: treat it as
   * read-only. Every stage is tested to leave its input untouched.
   */
  float[] samples();

  /** Returns a copy of the samples in double precision. */
  default double[] widened() {
    float[] samples = samples();
    double[] wide = new double[samples.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = samples[i];
    }
    return wide;
  }

  /** Returns samples of any frame, rounded to float32. */
  static float[] narrowed(double[] samples) {
    float[] narrow = new float[samples.length];
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] = (float) samples[i];
    }
    return narrow;
  }
}
