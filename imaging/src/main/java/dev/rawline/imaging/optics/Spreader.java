package dev.rawline.imaging.optics;

/** Spreads every sample of a plane, and carries a gradient back. */
interface Spreader {
  /** Returns the spread plane. */
  double[] of(double[] plane, int width, int height);

  /** Returns the gradient by the plane. */
  double[] adjoint(double[] cotangent, int width, int height);
}
