package dev.rawline.imaging.sensor.recapture;

import dev.rawline.imaging.numeric.Parallel;

/** The blur of a mosaic and its backward pass on samples in double precision. */
final class PlaneBlurDefinition {
  private PlaneBlurDefinition() {}

  static double[] plain(PlaneBlur blur, double[] in, int height, int width) {
    return plain(blur, in, height, width, 2);
  }

  static double[] plain(PlaneBlur blur, double[] in, int height, int width, int lattice) {
    double[] out = new double[in.length];
    blur.blur(rows(in, height, width, lattice), Parallel.CORES, into(out));
    return out;
  }

  static double[] back(
      PlaneBlur blur, double[] in, double[] cotangent, int height, int width, double[] gradient) {
    return back(blur, in, cotangent, height, width, 2, gradient);
  }

  static double[] back(
      PlaneBlur blur,
      double[] in,
      double[] cotangent,
      int height,
      int width,
      int lattice,
      double[] gradient) {
    double[] input = new double[in.length];
    PlaneBlur.Rows coming = rows(cotangent, height, width, lattice);
    gradient[0] += blur.bySigma(rows(in, height, width, lattice), coming, Parallel.CORES);
    blur.adjoint(coming, Parallel.CORES, into(input));
    return input;
  }

  private static PlaneBlur.Rows rows(double[] samples, int height, int width, int lattice) {
    return new PlaneBlur.Rows(
        height,
        width,
        lattice,
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
