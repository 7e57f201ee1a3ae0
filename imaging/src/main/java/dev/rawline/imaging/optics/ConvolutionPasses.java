package dev.rawline.imaging.optics;

import java.util.Arrays;
import java.util.List;

/**
 * The point-spread weights of one colour: of one pass over the plane, or of one along columns and
 * one along rows.
 *
 * @param passes the passes, first to last; the sums of their weights are 1
 */
record ConvolutionPasses(List<PlaneConvolution> passes) implements PointSpreadOperator {
  private static final int STRIP_ROWS = 64;

  /** With strips of this multiple of the weights' reach, a quarter is computed twice. */
  private static final int STRIP_REACHES = 8;

  /** Returns the spread of a square of weights. */
  static ConvolutionPasses square(double... weights) {
    int side = (int) Math.round(Math.sqrt(weights.length));
    return new ConvolutionPasses(List.of(new PlaneConvolution(side, side, weights)));
  }

  /** Returns the spread whose weights are the products of two rows of weights. */
  static ConvolutionPasses separable(double[] down, double[] across) {
    return new ConvolutionPasses(
        List.of(
            new PlaneConvolution(down.length, 1, down),
            new PlaneConvolution(1, across.length, across)));
  }

  @Override
  public void spread(RowReader plane, RowWriter spread, int width, int height) {
    inStrips(plane, spread, width, height, this::of);
  }

  @Override
  public void carryBack(RowReader cotangent, RowWriter gradient, int width, int height) {
    inStrips(cotangent, gradient, width, height, this::adjoint);
  }

  /** An operation on a plane. */
  private interface Operation {
    double[] on(double[] plane, int width, int height);
  }

  /**
   * Processes strips with the rows around them. At a cut a strip is extended by reflection instead
   * of by the plane: rows within the weights' reach of the cut are invalid, in the backward pass
   * one more, onto which the outermost is folded.
   */
  private void inStrips(
      RowReader plane, RowWriter out, int width, int height, Operation operation) {
    int reach = passes.stream().mapToInt(PlaneConvolution::reachDown).max().orElseThrow();
    int rows = Math.max(STRIP_ROWS, STRIP_REACHES * reach);
    double[] line = new double[width];
    for (int top = 0; top < height; top += rows) {
      int bottom = Math.min(height, top + rows);
      int from = Math.max(0, top - reach - 1);
      int to = Math.min(height, bottom + reach + 1);
      double[] strip = new double[(to - from) * width];
      for (int row = from; row < to; row++) {
        plane.read(row, line);
        System.arraycopy(line, 0, strip, (row - from) * width, width);
      }
      double[] results = operation.on(strip, width, to - from);
      for (int row = top; row < bottom; row++) {
        System.arraycopy(results, (row - from) * width, line, 0, width);
        out.write(row, line);
      }
    }
  }

  @Override
  public double[] of(double[] plane, int width, int height) {
    double[] spread = plane;
    for (PlaneConvolution pass : passes) {
      spread = pass.of(spread, width, height);
    }
    return spread;
  }

  @Override
  public double[] adjoint(double[] cotangent, int width, int height) {
    double[] gradient = cotangent;
    for (PlaneConvolution pass : passes.reversed()) {
      gradient = pass.adjoint(gradient, width, height);
    }
    return gradient;
  }

  /** Returns the number of products of a sample. */
  int weights() {
    return passes.stream()
        .mapToInt(pass -> (int) Arrays.stream(pass.weights).filter(weight -> weight != 0).count())
        .sum();
  }

  /** Returns the single pass that is equivalent to all passes. */
  PlaneConvolution joined() {
    if (passes.size() == 1) {
      return passes.getFirst();
    }
    double[] down = passes.getFirst().weights;
    double[] across = passes.getLast().weights;
    double[] products = new double[down.length * across.length];
    for (int i = 0; i < products.length; i++) {
      products[i] = down[i / across.length] * across[i % across.length];
    }
    return new PlaneConvolution(down.length, across.length, products);
  }

  /** Returns weights divided by their sum. */
  static double[] normalised(double[] weights) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    double[] shares = weights.clone();
    for (int i = 0; i < shares.length; i++) {
      shares[i] /= sum;
    }
    return shares;
  }
}
