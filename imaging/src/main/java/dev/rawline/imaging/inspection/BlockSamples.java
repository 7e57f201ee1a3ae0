package dev.rawline.imaging.inspection;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import java.util.List;

/** Some samples of a colour from each block of an image, evenly spread. */
final class BlockSamples {
  private final float[][] samples;

  private BlockSamples(float[][] samples) {
    this.samples = samples;
  }

  /**
   * Collects samples.
   *
   * @param most the largest number of quads used of a block
   */
  static BlockSamples of(RawImage image, List<Cfa.Site> sites, int most) {
    float[][] samples = new float[SampleCounts.BLOCKS][];
    int[] places = new int[sites.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] =
          rowOf(image.cfa(), sites.get(i)) * image.width() + columnOf(image.cfa(), sites.get(i));
    }
    for (int down = 0; down < SampleCounts.SIDE; down++) {
      int top = SampleCounts.row(down, image.height());
      int rows = (SampleCounts.row(down + 1, image.height()) - top) / 2;
      for (int right = 0; right < SampleCounts.SIDE; right++) {
        int left = SampleCounts.column(right, image.width());
        int columns = (SampleCounts.column(right + 1, image.width()) - left) / 2;
        int across = Math.min(columns, (int) Math.sqrt(most));
        int along = Math.min(rows, (int) Math.sqrt(most));
        float[] block = new float[across * along * sites.size()];
        int next = 0;
        for (int i = 0; i < along; i++) {
          int row = top + 2 * (i * rows / along);
          for (int j = 0; j < across; j++) {
            int column = left + 2 * (j * columns / across);
            for (int place : places) {
              block[next++] = image.samples()[row * image.width() + column + place];
            }
          }
        }
        samples[down * SampleCounts.SIDE + right] = block;
      }
    }
    return new BlockSamples(samples);
  }

  /** Returns the row of a site in a quad, 0 or 1. */
  static int rowOf(Cfa cfa, Cfa.Site site) {
    boolean inRedRow = site == Cfa.Site.RED || site == Cfa.Site.GREEN_IN_RED_ROW;
    return inRedRow ? cfa.redRow() : 1 - cfa.redRow();
  }

  /** Returns the column of a site in a quad, 0 or 1. */
  static int columnOf(Cfa cfa, Cfa.Site site) {
    boolean inRedColumn = site == Cfa.Site.RED || site == Cfa.Site.GREEN_IN_BLUE_ROW;
    return inRedColumn ? cfa.redColumn() : 1 - cfa.redColumn();
  }

  int blocks() {
    return samples.length;
  }

  /** Returns the standard error of the share of samples that lie below a level. */
  double errorOfShareBelow(double level) {
    double[] shares = new double[samples.length];
    for (int block = 0; block < shares.length; block++) {
      int below = 0;
      for (float sample : samples[block]) {
        below += sample < level ? 1 : 0;
      }
      shares[block] = (double) below / samples[block].length;
    }
    return ConfidenceIntervals.error(shares);
  }
}
