package dev.rawline.imaging.corruption;

import java.util.Arrays;

/**
 * A blur along half a line, strongest at its beginning.
 *
 * <p>out(y, x) = Σ_i w_i · in(y + ⌈i · sin φ − ½⌉, x + ⌈i · cos φ − ½⌉) for i = 0 … 2⌈r⌉, with w_i
 * the half of a Gaussian of standard deviation σ, summing to 1; beyond the edge the outermost
 * sample is repeated. (This is ImageMagick's motion blur.)
 *
 * @param radius r [px]
 * @param sigma σ [px]
 */
record MotionKernel(double radius, double sigma) implements Definition {
  private static final double STEEPEST = 45;

  /**
   * Blurs as if the camera moved sideways, at a random angle of −45° to 45°. The motion is a length
   * and is scaled.
   */
  @Override
  public DoubleImage corrupt(DoubleImage picture, double scale, StageSeed random) {
    double angle = STEEPEST * (2 * random.stream(0).nextUniform() - 1);
    return times(scale).of(picture, angle);
  }

  MotionKernel times(double scale) {
    return new MotionKernel(radius * scale, sigma * scale);
  }

  /**
   * Returns blurred planes.
   *
   * @param angle φ, from right to down [°]
   */
  DoubleImage of(DoubleImage in, double angle) {
    int count = 2 * (int) Math.ceil(radius) + 1;
    double[] weights = weights(count);
    double sine = StrictMath.sin(StrictMath.toRadians(angle));
    double cosine = StrictMath.cos(StrictMath.toRadians(angle));
    int[] down = new int[count];
    int[] right = new int[count];
    for (int i = 0; i < count; i++) {
      down[i] = (int) Math.ceil(i * sine - 0.5);
      right[i] = (int) Math.ceil(i * cosine - 0.5);
    }
    int above = -Math.min(0, down[count - 1]);
    int below = Math.max(0, down[count - 1]);
    int stride = in.width + 2 * count;
    int[] read = new int[count];
    Arrays.setAll(read, i -> (above + down[i]) * stride + count + right[i]);
    DoubleImage out = in.blank();
    double[] wide = new double[(above + in.height + below) * stride];
    for (int channel = 0; channel < in.channels; channel++) {
      for (int row = -above; row < in.height + below; row++) {
        int from = in.row(channel, BorderMode.NEAREST.index(row, in.height));
        SeparableBlur.widen(in, from, count, BorderMode.NEAREST, wide, (above + row) * stride);
      }
      for (int row = 0; row < in.height; row++) {
        ShiftedRows.sum(
            wide, row * stride, read, weights, out.samples, in.row(channel, row), in.width);
      }
    }
    return out;
  }

  private double[] weights(int count) {
    double[] weights = new double[count];
    double sum = 0;
    for (int i = 0; i < count; i++) {
      weights[i] = StrictMath.exp(-0.5 * i * i / (sigma * sigma));
      sum += weights[i];
    }
    for (int i = 0; i < count; i++) {
      weights[i] /= sum;
    }
    return weights;
  }
}
