package dev.rawline.imaging.inspection;

import dev.rawline.imaging.frame.RawImage;
import java.util.Arrays;
import java.util.Optional;

/**
 * Detects compression in blocks of 8×8, of the mosaic or of each colour's plane: the difference of
 * neighbours of one colour then depends on their position in a block.
 *
 * <p>The differences of pixels two columns (rows) apart, at most four times their median each, are
 * averaged by column (row) modulo 16, in 16 bands and in each block of 16. Blocks are detected if
 * the differences at one position modulo 8 or 16 deviate from those at all positions of its parity
 * by a tenth, by 5 standard errors between bands and by 4 between blocks, along rows and along
 * columns: an edge of the scene that runs along the pixels crosses all bands, but only a few
 * blocks.
 */
final class BlockingArtefacts {
  private static final int PERIOD = 16;
  private static final int BANDS = 16;
  private static final int MOST_LINES = 1024;
  private static final double LEAST_EXCESS = 0.1;
  private static final double LEAST_ERRORS = 5;
  private static final double LEAST_BLOCK_ERRORS = 4;

  private BlockingArtefacts() {}

  static Optional<Anomaly> of(RawImage image) {
    Profile right = Profile.of(image, image.width(), image.height(), 1, image.width());
    Profile down = Profile.of(image, image.height(), image.width(), image.width(), 1);
    for (int period : new int[] {PERIOD / 2, PERIOD}) {
      double excess = Math.min(right.excess(period), down.excess(period));
      if (excess > LEAST_EXCESS) {
        return Optional.of(
            Anomaly.of(
                Anomaly.Kind.COMPRESSED,
                "the differences of neighbours vary by %.0f %% with their position in blocks of"
                    + " 8×8 pixels %s: expected no blocks; the samples were compressed with"
                    + " loss",
                100 * excess,
                period == PERIOD ? "of each colour" : "of the mosaic"));
      }
    }
    return Optional.empty();
  }

  /**
   * The mean differences at each position modulo 16.
   *
   * @param bands band by band, over all blocks
   * @param blocks block by block, over all bands
   */
  @SuppressWarnings("ArrayRecordComponent") // many numbers, used in this class alone
  private record Profile(double[][] bands, double[][] blocks) {

    static Profile of(RawImage image, int along, int lines, int alongStride, int lineStride) {
      float[] samples = image.samples();
      int used = Math.min(lines, MOST_LINES);
      double most = 4 * Math.max(1, median(samples, along, lines, alongStride, lineStride));
      double[][] bands = new double[BANDS][PERIOD];
      double[][] blocks = new double[along / PERIOD][PERIOD];
      int[][] counts = new int[BANDS][PERIOD];
      for (int i = 0; i < used; i++) {
        int band = i * BANDS / used;
        int start = (int) ((long) i * lines / used) * lineStride;
        for (int place = 2; place < blocks.length * PERIOD; place++) {
          int at = start + place * alongStride;
          double size = Math.min(most, Math.abs(samples[at] - samples[at - 2 * alongStride]));
          bands[band][place % PERIOD] += size;
          counts[band][place % PERIOD]++;
          blocks[place / PERIOD][place % PERIOD] += size / used;
        }
      }
      for (int band = 0; band < BANDS; band++) {
        for (int place = 0; place < PERIOD; place++) {
          bands[band][place] /= Math.max(1, counts[band][place]);
        }
      }
      // The first block has no differences at its first two places.
      return new Profile(bands, Arrays.copyOfRange(blocks, 1, Math.max(1, blocks.length)));
    }

    private static float median(
        float[] samples, int along, int lines, int alongStride, int lineStride) {
      int used = Math.min(lines, 64);
      float[] sizes = new float[used * (along - 2)];
      int next = 0;
      for (int i = 0; i < used; i++) {
        int start = (int) ((long) i * lines / used) * lineStride;
        for (int place = 2; place < along; place++) {
          int at = start + place * alongStride;
          sizes[next++] = Math.abs(samples[at] - samples[at - 2 * alongStride]);
        }
      }
      Arrays.sort(sizes);
      return sizes[sizes.length / 2];
    }

    /**
     * Returns the largest relative deviation of the differences at one position of a period from
     * those at all positions of its parity; 0 if it is not significant or limited to a few blocks.
     */
    double excess(int period) {
      double most = 0;
      for (int place = 0; place < period; place++) {
        double mean = Math.abs(mean(bands, place, period));
        if (isBeyond(bands, place, period, LEAST_ERRORS)
            && isBeyond(blocks, place, period, LEAST_BLOCK_ERRORS)) {
          most = Math.max(most, mean);
        }
      }
      return most;
    }

    /** Returns the excess at a position, relative to the mean at its parity. */
    private static double mean(double[][] profiles, int place, int period) {
      double excess = 0;
      double all = 0;
      for (double[] profile : profiles) {
        excess += excess(profile, place, period);
        all += ofParity(profile, place);
      }
      return all > 0 ? excess / all : 0;
    }

    private static boolean isBeyond(double[][] profiles, int place, int period, double errors) {
      if (profiles.length < 2) {
        return false;
      }
      double[] excesses =
          Arrays.stream(profiles).mapToDouble(profile -> excess(profile, place, period)).toArray();
      double mean = Arrays.stream(excesses).average().orElseThrow();
      return Math.abs(mean) > errors * ConfidenceIntervals.error(excesses);
    }

    private static double excess(double[] profile, int place, int period) {
      double here = 0;
      for (int other = place; other < PERIOD; other += period) {
        here += profile[other] * period / PERIOD;
      }
      return here - ofParity(profile, place);
    }

    private static double ofParity(double[] profile, int place) {
      double all = 0;
      for (int other = place % 2; other < PERIOD; other += 2) {
        all += 2 * profile[other] / PERIOD;
      }
      return all;
    }
  }
}
