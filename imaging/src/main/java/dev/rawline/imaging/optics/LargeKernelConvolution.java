package dev.rawline.imaging.optics;

/** Convolution of a plane with a large square of weights, by spectra. */
public final class LargeKernelConvolution {
  private LargeKernelConvolution() {}

  /**
   * Returns out(y, x) = Σ_(i, j) weight(i, j) · in(y − i, x − j), (0, 0) being the middle of the
   * weights; beyond the edge the plane is extended by {@link
   * dev.rawline.imaging.frame.Border#MIRROR}. It differs from the sum only by rounding.
   *
   * @param weights a square of odd side, in reading order
   * @param plane the samples, row by row
   * @param width columns of the plane
   * @param height rows of the plane
   */
  public static double[] of(double[] weights, double[] plane, int width, int height) {
    return new FourierConvolution(ConvolutionPasses.square(weights)).of(plane, width, height);
  }
}
