package dev.rawline.imaging.corruption;

import dev.rawline.imaging.random.RandomStream;

/**
 * Blurs, replaces every pixel by a nearby one in several passes, and blurs again.
 *
 * <p>From the last pixel to the first, a pixel takes the colour of the one −d … d − 1 away along
 * each axis, with equal probability; a margin of d pixels and one more at the top and the left is
 * unchanged. The reference intends to swap the two pixels, but its swap of array slices only
 * copies; the published pictures were made this way, so this implementation copies too. It omits
 * the intermediate rounding to 8 bits.
 *
 * <p>σ and d are lengths: a scaled distance is rounded up with a probability equal to its
 * fractional part, down otherwise.
 *
 * @param sigma the standard deviation σ of each blur [px]
 * @param reach d [px]
 * @param passes the number of passes
 */
record GlassBlur(double sigma, int reach, int passes) implements Definition {
  @Override
  public DoubleImage corrupt(DoubleImage picture, double scale, StageSeed random) {
    DoubleImage mixed = GaussianBlur.of(picture, sigma * scale).copy();
    int margin = (int) Math.ceil(reach * scale);
    for (int pass = 0; pass < passes; pass++) {
      for (int row = mixed.height - margin; row > margin; row--) {
        RandomStream stream = random.stream(pass * mixed.height + row);
        for (int column = mixed.width - margin; column > margin; column--) {
          int fromColumn = column + distance(scale, stream);
          int fromRow = row + distance(scale, stream);
          copy(
              mixed,
              Math.min(fromRow, mixed.height - 1),
              Math.min(fromColumn, mixed.width - 1),
              row,
              column);
        }
      }
    }
    return GaussianBlur.of(mixed, sigma * scale);
  }

  private int distance(double scale, RandomStream stream) {
    double wanted = (Math.floor(2 * reach * stream.nextUniform()) - reach) * scale;
    double whole = Math.floor(wanted);
    return (int) whole + (stream.nextUniform() < wanted - whole ? 1 : 0);
  }

  private static void copy(DoubleImage in, int fromRow, int fromColumn, int row, int column) {
    for (int channel = 0; channel < in.channels; channel++) {
      in.samples[in.row(channel, row) + column] = in.samples[in.row(channel, fromRow) + fromColumn];
    }
  }
}
