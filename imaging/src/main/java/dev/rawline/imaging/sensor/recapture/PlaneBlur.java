package dev.rawline.imaging.sensor.recapture;

import dev.rawline.imaging.chain.DefinedPullback;
import dev.rawline.imaging.chain.Differentiable;
import dev.rawline.imaging.chain.Parallel;
import dev.rawline.imaging.chain.Parameter;
import dev.rawline.imaging.chain.Parameters;
import dev.rawline.imaging.chain.Pullback;
import dev.rawline.imaging.frame.Border;
import dev.rawline.imaging.frame.RawImage;
import java.util.List;

/**
 * Blurs a mosaic, each kind of pixel on its own lattice, whose pixels lie 2 px apart.
 *
 * <p>out(y, x) = Σ_(i, j) h(i) h(j) in(y + 2i, x + 2j), mirrored at the edge, with the discrete
 * Gaussian h(i) = e^(−t) I_i(t) of t = σ² / 4 (Lindeberg 1990). Its variance is σ² exactly, however
 * small σ is, so that two blurs add up to one: their variances add.
 *
 * <p>Backwards the adjoint, and ∂h(i)/∂σ = (σ / 2) · ((h(i − 1) + h(i + 1)) / 2 − h(i)).
 *
 * @param sigma the standard deviation σ of the point-spread function [px of the mosaic], 0 to 50
 */
public record PlaneBlur(double sigma) implements Differentiable<RawImage, RawImage> {
  private static final String NAME = "plane_blur";

  /**
   * Checks the width.
   *
   * @throws IllegalArgumentException if it lies outside 0 to 50 px
   */
  public PlaneBlur {
    Parameters.requireRange(NAME + " sigma", sigma, "px", 0, 50);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(Parameter.between(0, 50, NAME + ".sigma", "px"));
  }

  @Override
  public double[] values() {
    return new double[] {sigma};
  }

  @Override
  public PlaneBlur with(double[] values) {
    return new PlaneBlur(values[0]);
  }

  @Override
  public RawImage apply(RawImage raw) {
    double[] blurred = plain(widened(raw.samples()), raw.height(), raw.width());
    return raw.with(raw.unit(), narrowed(blurred));
  }

  @Override
  public Pullback<RawImage, RawImage> pull(RawImage raw) {
    int height = raw.height();
    int width = raw.width();
    return new DefinedPullback<>(
        apply(raw),
        1,
        (cotangent, gradient) -> {
          double[] coming = widened(cotangent.samples());
          double[] input = back(widened(raw.samples()), coming, height, width, gradient);
          return raw.with(raw.unit(), narrowed(input));
        });
  }

  double[] plain(double[] in, int height, int width) {
    double[] weights = weights();
    return alongRows(alongColumns(in, height, width, weights), height, width, weights);
  }

  double[] back(double[] in, double[] cotangent, int height, int width, double[] gradient) {
    double[] weights = weights();
    double[] slopes = slopes();
    double[] stretched =
        sum(
            alongRows(alongColumns(in, height, width, slopes), height, width, weights),
            alongRows(alongColumns(in, height, width, weights), height, width, slopes));
    for (int i = 0; i < cotangent.length; i++) {
      gradient[0] += stretched[i] * cotangent[i];
    }
    return columnsBack(rowsBack(cotangent, height, width, weights), height, width, weights);
  }

  /** Returns h(0), h(1), …, as far as a weight exceeds 1e-12. */
  double[] weights() {
    return bessel(reach());
  }

  private double[] slopes() {
    int reach = reach();
    double[] weights = bessel(reach + 1);
    double[] slopes = new double[reach + 1];
    for (int i = 0; i <= reach; i++) {
      double before = weights[Math.abs(i - 1)];
      slopes[i] = sigma / 2 * ((before + weights[i + 1]) / 2 - weights[i]);
    }
    return slopes;
  }

  /** Beyond seven standard deviations, and seven more pixels, nothing is left. */
  private int reach() {
    return sigma == 0 ? 0 : (int) Math.ceil(3.5 * sigma) + 7;
  }

  /**
   * Returns e^(−t) I_i(t) = (1/π) ∫ e^(t (cos φ − 1)) cos iφ dφ over 0 to π: by the trapezoidal
   * rule, whose error falls faster than any power of the number of points.
   */
  private double[] bessel(int reach) {
    double t = sigma * sigma / 4;
    int points = 4 * (reach + 8);
    double[] weights = new double[reach + 1];
    for (int point = 0; point <= points; point++) {
      double angle = Math.PI * point / points;
      double end = point == 0 || point == points ? 0.5 : 1;
      double height = end * StrictMath.exp(t * (StrictMath.cos(angle) - 1)) / points;
      for (int i = 0; i <= reach; i++) {
        weights[i] += height * StrictMath.cos(i * angle);
      }
    }
    return weights;
  }

  private static double[] alongColumns(double[] in, int height, int width, double[] weights) {
    double[] out = new double[in.length];
    Parallel.forEach(
        Parallel.CORES,
        height,
        row -> {
          for (int i = 1 - weights.length; i < weights.length; i++) {
            int from = Border.MIRROR.index(row + 2 * i, height) * width;
            double weight = weights[Math.abs(i)];
            for (int column = 0; column < width; column++) {
              out[row * width + column] += weight * in[from + column];
            }
          }
        });
    return out;
  }

  private static double[] columnsBack(double[] in, int height, int width, double[] weights) {
    double[] out = new double[in.length];
    for (int row = 0; row < height; row++) {
      for (int i = 1 - weights.length; i < weights.length; i++) {
        int to = Border.MIRROR.index(row + 2 * i, height) * width;
        double weight = weights[Math.abs(i)];
        for (int column = 0; column < width; column++) {
          out[to + column] += weight * in[row * width + column];
        }
      }
    }
    return out;
  }

  /** Goes row by row: down a column, every sample would come from another line of the cache. */
  private static double[] alongRows(double[] in, int height, int width, double[] weights) {
    double[] out = new double[in.length];
    Parallel.forEach(
        Parallel.CORES,
        height,
        row -> {
          int start = row * width;
          for (int i = 1 - weights.length; i < weights.length; i++) {
            double weight = weights[Math.abs(i)];
            for (int column = 0; column < width; column++) {
              int from = Border.MIRROR.index(column + 2 * i, width);
              out[start + column] += weight * in[start + from];
            }
          }
        });
    return out;
  }

  private static double[] rowsBack(double[] in, int height, int width, double[] weights) {
    double[] out = new double[in.length];
    Parallel.forEach(
        Parallel.CORES,
        height,
        row -> {
          int start = row * width;
          for (int i = 1 - weights.length; i < weights.length; i++) {
            double weight = weights[Math.abs(i)];
            for (int column = 0; column < width; column++) {
              int to = Border.MIRROR.index(column + 2 * i, width);
              out[start + to] += weight * in[start + column];
            }
          }
        });
    return out;
  }

  private static double[] sum(double[] left, double[] right) {
    double[] sum = left.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += right[i];
    }
    return sum;
  }

  static double[] widened(float[] samples) {
    double[] wide = new double[samples.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = samples[i];
    }
    return wide;
  }

  static float[] narrowed(double[] samples) {
    float[] narrow = new float[samples.length];
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] = (float) samples[i];
    }
    return narrow;
  }
}
