package dev.rawline.imaging.metric;

/**
 * The structural similarity of one colour plane after another, on reused working planes.
 *
 * <p>With the window's blur F: μ_p = F(p), μ_r = F(r), σ_p² + σ_r² = F(p² + r²) − μ_p² − μ_r², σ_pr
 * = F(p · r) − μ_p μ_r. A symmetric window with zeros beyond the edge is its own adjoint, so that
 *
 * <p>∂(Σ S)/∂p = F(∂S/∂μ_p) + 2p · F(∂S/∂F(p² + r²)) + r · F(∂S/∂F(p · r)).
 */
final class PlaneSsim {
  private final GaussianWindow window;
  private final double c1;
  private final double c2;
  private final ImagePair pair;
  private final double[] input;
  private final double[] meanOfPicture;
  private final double[] meanOfReference;
  private final double[] meanOfSquares;
  private final double[] meanOfProduct;

  PlaneSsim(Ssim ssim, ImagePair pair) {
    this.window = GaussianWindow.of(ssim, pair.width, pair.height);
    this.c1 = ssim.k1() * ssim.k1();
    this.c2 = ssim.k2() * ssim.k2();
    this.pair = pair;
    int area = pair.area();
    this.input = new double[area];
    this.meanOfPicture = new double[area];
    this.meanOfReference = new double[area];
    this.meanOfSquares = new double[area];
    this.meanOfProduct = new double[area];
  }

  /** Returns Σ S over a plane; the means are replaced by the derivatives of S by them. */
  double sum(int channel) {
    means(channel);
    double sum = 0;
    for (int i = 0; i < input.length; i++) {
      double p = meanOfPicture[i];
      double r = meanOfReference[i];
      double squares = p * p + r * r;
      double product = 2 * p * r;
      double likeness = product + c1;
      double covariance = 2 * meanOfProduct[i] - product + c2;
      double perBrightness = 1 / (squares + c1);
      double perVariance = 1 / (meanOfSquares[i] - squares + c2);
      double scale = perBrightness * perVariance;
      double similarity = likeness * covariance * scale;
      sum += similarity;
      meanOfPicture[i] =
          2
              * (r * (covariance - likeness) * scale
                  + p * similarity * (perVariance - perBrightness));
      meanOfSquares[i] = -similarity * perVariance;
      meanOfProduct[i] = 2 * likeness * scale;
    }
    return sum;
  }

  /** Writes ∂(Σ S)/∂picture to a plane of the gradient, after {@link #sum} of the same plane. */
  void pull(int channel, double[] gradient) {
    int plane = channel * input.length;
    window.blur(meanOfPicture, input);
    System.arraycopy(input, 0, gradient, plane, input.length);
    window.blur(meanOfSquares, input);
    for (int i = 0; i < input.length; i++) {
      gradient[plane + i] += 2 * pair.picture[plane + i] * input[i];
    }
    window.blur(meanOfProduct, input);
    for (int i = 0; i < input.length; i++) {
      gradient[plane + i] += pair.reference[plane + i] * input[i];
    }
  }

  private void means(int channel) {
    double[] picture = pair.picture;
    double[] reference = pair.reference;
    int plane = channel * input.length;
    System.arraycopy(picture, plane, input, 0, input.length);
    window.blur(input, meanOfPicture);
    System.arraycopy(reference, plane, input, 0, input.length);
    window.blur(input, meanOfReference);
    for (int i = 0; i < input.length; i++) {
      double p = picture[plane + i];
      double r = reference[plane + i];
      input[i] = p * p + r * r;
    }
    window.blur(input, meanOfSquares);
    for (int i = 0; i < input.length; i++) {
      input[i] = picture[plane + i] * reference[plane + i];
    }
    window.blur(input, meanOfProduct);
  }
}
