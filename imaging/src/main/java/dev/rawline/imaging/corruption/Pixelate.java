package dev.rawline.imaging.corruption;

/**
 * Reduces the resolution: each pixel becomes the mean of those whose centre it covers, drawn as a
 * block.
 *
 * <p>A side of n pixels becomes one of ⌊c · n⌋, at least 1, and then n again. c is a share of the
 * picture's own pixels and is not scaled.
 *
 * @param share c, of the pixels along a side
 */
record Pixelate(double share) implements Definition {
  @Override
  public DoubleImage corrupt(DoubleImage picture, double scale, StageSeed random) {
    int width = Math.max(1, (int) (picture.width * share));
    int height = Math.max(1, (int) (picture.height * share));
    return resized(resized(picture, width, height), picture.width, picture.height);
  }

  private static DoubleImage resized(DoubleImage in, int width, int height) {
    Boxes across = new Boxes(in.width, width);
    Boxes down = new Boxes(in.height, height);
    DoubleImage out = new DoubleImage(in.channels, height, width);
    for (int channel = 0; channel < in.channels; channel++) {
      for (int row = 0; row < height; row++) {
        if (row > 0 && down.same(row)) {
          int above = out.row(channel, row - 1);
          System.arraycopy(out.samples, above, out.samples, above + width, width);
          continue;
        }
        for (int column = 0; column < width; column++) {
          out.samples[out.row(channel, row) + column] =
              mean(
                  in,
                  channel,
                  down.first[row],
                  down.last[row],
                  across.first[column],
                  across.last[column]);
        }
      }
    }
    return out;
  }

  private static double mean(
      DoubleImage in, int channel, int top, int bottom, int left, int right) {
    double sum = 0;
    for (int row = top; row <= bottom; row++) {
      int from = in.row(channel, row);
      for (int column = left; column <= right; column++) {
        sum += in.samples[from + column];
      }
    }
    return sum / ((bottom - top + 1) * (right - left + 1));
  }

  /** The samples of each box along a side: from first to last. */
  private static final class Boxes {
    final int[] first;
    final int[] last;

    Boxes(int length, int count) {
      first = new int[count];
      last = new int[count];
      double box = (double) length / count;
      double half = 0.5 * Math.max(box, 1);
      for (int i = 0; i < count; i++) {
        double middle = (i + 0.5) * box;
        first[i] = Math.max((int) (middle - half + 0.5), 0);
        last[i] = Math.max(Math.min((int) (middle + half + 0.5), length) - 1, first[i]);
      }
    }

    /** Returns whether a box holds the same samples as the one before it. */
    boolean same(int box) {
      return first[box] == first[box - 1] && last[box] == last[box - 1];
    }
  }
}
