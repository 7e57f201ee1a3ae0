package dev.rawline.imaging.sensor.recapture;

import dev.rawline.imaging.chain.DefinedPullback;
import dev.rawline.imaging.chain.Differentiable;
import dev.rawline.imaging.chain.Learnable;
import dev.rawline.imaging.chain.ParameterChecks;
import dev.rawline.imaging.chain.Pullback;
import dev.rawline.imaging.frame.Border;
import dev.rawline.imaging.frame.FileWord;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.numeric.Parallel;

/**
 * Blurs a mosaic, each kind of pixel on its own lattice with a spacing of a px: 2 in a Bayer
 * mosaic, 1 in a monochrome image.
 *
 * <p>out(y, x) = Σ_(i, j) h(i) h(j) in(y + a·i, x + a·j), mirrored at the edge, with the discrete
 * Gaussian h(i) = e^(−t) I_i(t) of t = (σ / a)² (Lindeberg 1990). Its variance is σ² exactly, for
 * any σ, so that the variances of successive blurs add.
 *
 * <p>Backwards the adjoint, and ∂h(i)/∂σ = (2σ / a²) · ((h(i − 1) + h(i + 1)) / 2 − h(i)).
 *
 * <pre>{@code
 * RawImage blurred = new PlaneBlur(1.5).apply(raw); // σ in px
 * }</pre>
 *
 * @param sigma the standard deviation σ of the point-spread function [px of the mosaic], 0 to 50
 */
@FileWord("plane_blur")
public record PlaneBlur(
    @Learnable(name = "plane_blur.sigma", unit = "px", lowest = 0, highest = 50) double sigma)
    implements Differentiable<RawImage, RawImage> {
  private static final String NAME = "plane_blur";

  /**
   * Checks the width.
   *
   * @throws IllegalArgumentException if it is outside 0 to 50 px
   */
  public PlaneBlur {
    ParameterChecks.requireRange(NAME + " sigma", sigma, "px", 0, 50);
  }

  @Override
  public RawImage apply(RawImage raw) {
    return apply(raw, Parallel.CORES);
  }

  /** Blurs on several threads; the result does not depend on their number. */
  RawImage apply(RawImage raw, int threads) {
    float[] out = new float[raw.samples().length];
    blur(Rows.of(raw), threads, intoFloats(out));
    return raw.with(raw.unit(), out);
  }

  @Override
  public Pullback<RawImage, RawImage> pull(RawImage raw) {
    return new DefinedPullback<>(
        apply(raw),
        1,
        (cotangent, gradient) -> {
          gradient[0] += bySigma(Rows.of(raw), Rows.of(cotangent), Parallel.CORES);
          return raw.with(raw.unit(), adjoint(cotangent, Parallel.CORES));
        });
  }

  /** Returns the gradient with respect to the input. */
  float[] adjoint(RawImage cotangent, int threads) {
    float[] input = new float[cotangent.samples().length];
    adjoint(Rows.of(cotangent), threads, intoFloats(input));
    return input;
  }

  void blur(Rows in, int threads, Sink out) {
    int lattice = in.lattice();
    double[] weights = weights(lattice);
    Parallel.forEach(
        threads,
        in.height(),
        row -> out.accept(row, alongRow(alongColumns(in, row, weights), weights, lattice)));
  }

  void adjoint(Rows cotangent, int threads, Sink input) {
    int lattice = cotangent.lattice();
    double[] weights = weights(lattice);
    Parallel.forEach(
        threads,
        cotangent.height(),
        row -> input.accept(row, rowBack(columnsBack(cotangent, row, weights), weights, lattice)));
  }

  double bySigma(Rows in, Rows cotangent, int threads) {
    int lattice = in.lattice();
    double[] weights = weights(lattice);
    double[] slopes = slopes(lattice);
    double[] ofRows = new double[in.height()];
    Parallel.forEach(
        threads,
        in.height(),
        row -> {
          double[] down = alongRow(alongColumns(in, row, slopes), weights, lattice);
          double[] right = alongRow(alongColumns(in, row, weights), slopes, lattice);
          double[] coming = new double[in.width()];
          cotangent.add(row, 1, coming);
          for (int column = 0; column < coming.length; column++) {
            ofRows[row] += (down[column] + right[column]) * coming[column];
          }
        });
    double sum = 0;
    for (double ofRow : ofRows) {
      sum += ofRow;
    }
    return sum;
  }

  /**
   * Returns h(0), h(1), …, as far as a weight exceeds 1e-12.
   *
   * @param lattice the spacing a of the pixels of one kind [px]
   */
  double[] weights(int lattice) {
    return bessel(reach(lattice), lattice);
  }

  private double[] slopes(int lattice) {
    int reach = reach(lattice);
    double[] weights = bessel(reach + 1, lattice);
    double[] slopes = new double[reach + 1];
    for (int i = 0; i <= reach; i++) {
      double before = weights[Math.abs(i - 1)];
      slopes[i] = 2 * sigma / (lattice * lattice) * ((before + weights[i + 1]) / 2 - weights[i]);
    }
    return slopes;
  }

  /** Beyond seven standard deviations and seven more pixels, the weights are negligible. */
  private int reach(int lattice) {
    return sigma == 0 ? 0 : (int) Math.ceil(7 * sigma / lattice) + 7;
  }

  /**
   * Returns e^(−t) I_i(t) = (1/π) ∫ e^(t (cos φ − 1)) cos iφ dφ over 0 to π: by the trapezoidal
   * rule, whose error falls faster than any power of the number of points.
   */
  private double[] bessel(int reach, int lattice) {
    double t = sigma * sigma / (lattice * lattice);
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

  /** Returns one row of the blur along columns. */
  private static double[] alongColumns(Rows in, int row, double[] weights) {
    double[] sum = new double[in.width()];
    for (int i = 1 - weights.length; i < weights.length; i++) {
      in.add(Border.MIRROR.index(row + in.lattice() * i, in.height()), weights[Math.abs(i)], sum);
    }
    return sum;
  }

  /**
   * Returns one row of the adjoint: the sum over the positions that are mirrored onto the row,
   * itself included. Gathered, so that no two threads write to one row.
   */
  private static double[] columnsBack(Rows cotangent, int row, double[] weights) {
    double[] sum = new double[cotangent.width()];
    int margin = cotangent.lattice() * (weights.length - 1);
    for (int place = -margin; place < cotangent.height() + margin; place++) {
      if (Border.MIRROR.index(place, cotangent.height()) == row) {
        for (int i = 1 - weights.length; i < weights.length; i++) {
          int from = place - cotangent.lattice() * i;
          if (from >= 0 && from < cotangent.height()) {
            cotangent.add(from, weights[Math.abs(i)], sum);
          }
        }
      }
    }
    return sum;
  }

  private static double[] alongRow(double[] line, double[] weights, int lattice) {
    int margin = lattice * (weights.length - 1);
    double[] wide = new double[line.length + 2 * margin];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = line[Border.MIRROR.index(i - margin, line.length)];
    }
    return convolved(wide, weights, lattice);
  }

  /** The line is padded with zeros, blurred within its reach, and folded at its ends. */
  private static double[] rowBack(double[] line, double[] weights, int lattice) {
    int margin = lattice * (weights.length - 1);
    double[] wide = new double[line.length + 4 * margin];
    System.arraycopy(line, 0, wide, 2 * margin, line.length);
    double[] reached = convolved(wide, weights, lattice);
    double[] folded = new double[line.length];
    for (int i = 0; i < reached.length; i++) {
      folded[Border.MIRROR.index(i - margin, line.length)] += reached[i];
    }
    return folded;
  }

  /** Returns the convolution where all weights are within the line. */
  private static double[] convolved(double[] wide, double[] weights, int lattice) {
    int margin = lattice * (weights.length - 1);
    double[] out = new double[wide.length - 2 * margin];
    for (int i = 1 - weights.length; i < weights.length; i++) {
      double weight = weights[Math.abs(i)];
      int shift = margin + lattice * i;
      for (int column = 0; column < out.length; column++) {
        out[column] += weight * wide[shift + column];
      }
    }
    return out;
  }

  /** Receives one row of the output. */
  interface Sink {
    void accept(int row, double[] samples);
  }

  private static Sink intoFloats(float[] out) {
    return (row, samples) -> {
      for (int column = 0; column < samples.length; column++) {
        out[row * samples.length + column] = (float) samples[column];
      }
    };
  }

  /**
   * The rows of a plane in either precision, so that a mosaic need not be copied to double
   * precision.
   *
   * @param height the number of rows
   * @param width samples a row
   * @param lattice the spacing of the pixels of one kind [px]
   * @param adder adds a row, weighted, to a sum
   */
  record Rows(int height, int width, int lattice, Adder adder) {

    /** Adds one row of a plane. */
    interface Adder {
      void add(int row, double weight, double[] sum);
    }

    static Rows of(RawImage raw) {
      float[] samples = raw.samples();
      int width = raw.width();
      return new Rows(
          raw.height(),
          width,
          raw.cfa().lattice(),
          (row, weight, sum) -> {
            for (int column = 0; column < width; column++) {
              sum[column] += weight * samples[row * width + column];
            }
          });
    }

    void add(int row, double weight, double[] sum) {
      adder.add(row, weight, sum);
    }
  }
}
