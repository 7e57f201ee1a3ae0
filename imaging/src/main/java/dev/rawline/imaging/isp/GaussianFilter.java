package dev.rawline.imaging.isp;

import dev.rawline.imaging.frame.Border;

/**
 * A blur by a Gaussian, along columns and then along rows.
 *
 * @param sigma the standard deviation σ [px]
 * @param border how the picture is extended beyond the edge
 * @param alongRows whether it blurs along rows too
 */
record GaussianFilter(double sigma, Border border, boolean alongRows) {

  Planes of(Planes in) {
    Planes blurred = vertical().of(in, border);
    return alongRows ? horizontal().of(blurred, border) : blurred;
  }

  /** Returns the gradient with respect to the input. */
  Planes adjoint(Planes cotangent) {
    return vertical().adjoint(beforeRows(cotangent), border);
  }

  /** Returns the gradient with respect to σ, for a fixed number of weights. */
  double sigmaGradient(Planes in, Planes cotangent) {
    double gradient = alongSlope(vertical().weightGradient(in, beforeRows(cotangent), border));
    if (alongRows) {
      Planes blurred = vertical().of(in, border);
      gradient += alongSlope(horizontal().weightGradient(blurred, cotangent, border));
    }
    return gradient;
  }

  private Planes beforeRows(Planes cotangent) {
    return alongRows ? horizontal().adjoint(cotangent, border) : cotangent;
  }

  private double alongSlope(double[] weightGradient) {
    double[] slope = Convolution.gaussianSlope(sigma);
    double sum = 0;
    for (int i = 0; i < slope.length; i++) {
      sum += slope[i] * weightGradient[i];
    }
    return sum;
  }

  private Convolution vertical() {
    return Convolution.vertical(Convolution.gaussian(sigma));
  }

  private Convolution horizontal() {
    return Convolution.horizontal(Convolution.gaussian(sigma));
  }
}
