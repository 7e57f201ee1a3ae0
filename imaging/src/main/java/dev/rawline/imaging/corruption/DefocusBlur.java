package dev.rawline.imaging.corruption;

import dev.rawline.imaging.optics.LargeKernelConvolution;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Spreads every point over a disc, like a defocused lens; beyond the edge the picture is mirrored.
 *
 * <p>The disc holds the pixels whose middle lies within its radius, and is blurred by a small
 * Gaussian of 3×3 weights (5×5 from a radius above 8 px on); all weights are rounded to float32, as
 * in the reference. From a radius of 8 px on the disc touches the edge of its square, where that
 * Gaussian is mirrored, so that the weights sum to 1.013 (8 px) and 1.011 (10 px) and brighten the
 * picture: the published pictures have this too. The radius is a length: where it is scaled, the
 * pixels of the disc become larger or smaller than those of the picture, and each contributes to
 * the pixels that it overlaps.
 *
 * @param radius of the disc [px]
 * @param softening the standard deviation of the Gaussian [px]
 */
record DefocusBlur(double radius, double softening) implements Definition {
  /**
   * With more weights than this, convolution by spectra is faster. The published discs have fewer.
   */
  private static final int MOST_SUMMED = 1024;

  /** Up to this radius the disc is centred with this many pixels on each side [px]. */
  private static final int SMALL = 8;

  @Override
  public DoubleImage corrupt(DoubleImage picture, double scale, StageSeed random) {
    DoubleImage weights = resampled(disc(), scale);
    return weights.area() > MOST_SUMMED ? bySpectra(picture, weights) : summed(picture, weights);
  }

  /** Returns the weights of the disc, a square of them. */
  DoubleImage disc() {
    int reach = radius <= SMALL ? SMALL : (int) radius;
    DoubleImage disc = new DoubleImage(1, 2 * reach + 1, 2 * reach + 1);
    int count = 0;
    for (int y = -reach; y <= reach; y++) {
      for (int x = -reach; x <= reach; x++) {
        if (x * x + y * y <= radius * radius) {
          disc.samples[disc.row(0, y + reach) + x + reach] = 1;
          count++;
        }
      }
    }
    int area = count;
    double[] soft = SeparableBlur.weights(softening, radius <= SMALL ? 1 : 2);
    Arrays.setAll(soft, i -> (float) soft[i]);
    float share = 1f / area;
    return SeparableBlur.of(disc.map(weight -> weight * share), soft, BorderMode.MIRROR)
        .map(weight -> (float) weight);
  }

  /**
   * Returns weights for pixels of another size.
   *
   * @param weights a square of odd side
   * @param scale the side of one of its pixels, in pixels of the result
   */
  static DoubleImage resampled(DoubleImage weights, double scale) {
    if (scale == 1) {
      return weights;
    }
    int reach = weights.width / 2;
    int wanted = (int) Math.ceil((reach + 0.5) * scale - 0.5);
    DoubleImage resampled = new DoubleImage(1, 2 * wanted + 1, 2 * wanted + 1);
    for (int y = -wanted; y <= wanted; y++) {
      for (int x = -wanted; x <= wanted; x++) {
        double sum = 0;
        for (int v = -reach; v <= reach; v++) {
          double down = overlap(v, y, scale);
          for (int u = -reach; u <= reach && down > 0; u++) {
            sum +=
                down
                    * overlap(u, x, scale)
                    * weights.samples[weights.row(0, v + reach) + u + reach];
          }
        }
        resampled.samples[resampled.row(0, y + wanted) + x + wanted] = sum;
      }
    }
    return resampled;
  }

  /**
   * Returns the overlap of a pixel of the disc with a pixel of the picture along an axis, as a
   * share.
   */
  private static double overlap(int ofDisc, int ofPicture, double scale) {
    double from = Math.max((ofDisc - 0.5) * scale, ofPicture - 0.5);
    double to = Math.min((ofDisc + 0.5) * scale, ofPicture + 0.5);
    return Math.max(to - from, 0) / scale;
  }

  /** The fast twin of {@link #summed} for many weights. */
  static DoubleImage bySpectra(DoubleImage in, DoubleImage weights) {
    double[] turned = new double[weights.area()];
    for (int i = 0; i < turned.length; i++) {
      turned[i] = weights.samples[turned.length - 1 - i];
    }
    DoubleImage out = in.blank();
    for (int channel = 0; channel < in.channels; channel++) {
      int from = in.row(channel, 0);
      double[] plane = Arrays.copyOfRange(in.samples, from, from + in.area());
      double[] spread = LargeKernelConvolution.of(turned, plane, in.width, in.height);
      System.arraycopy(spread, 0, out.samples, from, spread.length);
    }
    return out;
  }

  /** Returns Σ weight(i, j) · in(y + i, x + j). */
  static DoubleImage summed(DoubleImage in, DoubleImage weights) {
    DoubleImage out = in.blank();
    int radius = weights.width / 2;
    int stride = in.width + 2 * radius;
    int[] used = IntStream.range(0, weights.area()).filter(i -> weights.samples[i] != 0).toArray();
    double[] share = Arrays.stream(used).mapToDouble(i -> weights.samples[i]).toArray();
    int[] read =
        Arrays.stream(used).map(i -> i / weights.width * stride + i % weights.width).toArray();
    double[] wide = new double[(in.height + 2 * radius) * stride];
    for (int channel = 0; channel < in.channels; channel++) {
      for (int row = -radius; row < in.height + radius; row++) {
        SeparableBlur.widen(
            in,
            in.row(channel, BorderMode.MIRROR.index(row, in.height)),
            radius,
            BorderMode.MIRROR,
            wide,
            (row + radius) * stride);
      }
      for (int row = 0; row < in.height; row++) {
        ShiftedRows.sum(
            wide, row * stride, read, share, out.samples, in.row(channel, row), in.width);
      }
    }
    return out;
  }
}
