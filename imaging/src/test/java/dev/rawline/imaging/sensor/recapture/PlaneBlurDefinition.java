package dev.rawline.imaging.sensor.recapture;

import dev.rawline.imaging.numeric.Parallel;

/** The blur of a mosaic and its backward pass on samples in double precision. */
final class PlaneBlurDefinition {
  private PlaneBlurDefinition() {}

  static double[] plain(PlaneBlur blur, double[] in, int height, int width) {
    double[] out = new double[in.length];
    blur.blur(rows(in, height, width), Parallel.CORES, into(out));
    return out;
  }

  static double[] back(
      PlaneBlur blur, double[] in, double[] cotangent, int height, int width, double[] gradient) {
    double[] input = new double[in.length];
    PlaneBlur.Rows coming = rows(cotangent, height, width);
    gradient[0] += blur.bySigma(rows(in, height, width), coming, Parallel.CORES);
    blur.adjoint(coming, Parallel.CORES, into(input));
    return input;
  }

  private static PlaneBlur.Rows rows(double[] samples, int height, int width) {
    return new PlaneBlur.Rows(
        height,
        width,
        (row, weight, sum) -> {
          for (int column = 0; column < width; column++) {
            sum[column] += weight * samples[row * width + column];
          }
        });
  }

  private static PlaneBlur.Sink into(double[] out) {
    return (row, samples) ->
        System.arraycopy(samples, 0, out, row * samples.length, samples.length);
  }
}
