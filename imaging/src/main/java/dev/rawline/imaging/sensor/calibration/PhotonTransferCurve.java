package dev.rawline.imaging.sensor.calibration;

/** The parabola through zero along the photon transfer points, to test their linearity. */
final class PhotonTransferCurve {
  private PhotonTransferCurve() {}

  /**
   * Returns K, c and the standard error of c of variance = K·signal + c·signal², by least squares
   * with the points' errors over the range of the gain's fit.
   */
  static double[] fit(ChannelData data) {
    double xx = 0;
    double xxx = 0;
    double xxxx = 0;
    double xy = 0;
    double xxy = 0;
    for (int i = 0; i < data.size(); i++) {
      if (data.inFit(i)) {
        double x = data.signal(i);
        double weight = 1 / (data.shotVarianceError(i) * data.shotVarianceError(i));
        xx += weight * x * x;
        xxx += weight * x * x * x;
        xxxx += weight * x * x * x * x;
        xy += weight * x * data.shotVariance(i);
        xxy += weight * x * x * data.shotVariance(i);
      }
    }
    double determinant = xx * xxxx - xxx * xxx;
    return new double[] {
      (xy * xxxx - xxy * xxx) / determinant,
      (xxy * xx - xy * xxx) / determinant,
      Math.sqrt(xx / determinant)
    };
  }
}
