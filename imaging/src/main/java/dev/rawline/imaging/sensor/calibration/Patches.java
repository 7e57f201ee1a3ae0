package dev.rawline.imaging.sensor.calibration;

import dev.rawline.imaging.frame.RawImage;
import java.util.List;
import java.util.Optional;

/**
 * The patches of 8×8 pixels of one channel in all images that are not clipped.
 *
 * @param signal each patch's mean above black [DN]
 * @param high the mean square of its high frequencies, u + v ≥ 7 [DN²]
 * @param low the mean square of its low frequencies, 2 ≤ u + v ≤ 4 [DN²]
 * @param group the group of 4×4 neighbouring patches that it belongs to
 * @param count how many patches there are
 */
@SuppressWarnings("ArrayRecordComponent") // many numbers, used in this package alone
record Patches(double[] signal, double[] high, double[] low, int[] group, int count) {
  /** The pixels along a patch's side. */
  static final int SIDE = 8;

  /** How many coefficients tell the noise. */
  static final int HIGH_COEFFICIENTS = 36;

  /** From here on u + v counts as high: 36 of the 64 coefficients, where scenes hold least. */
  private static final int LOWEST_OF_HIGH = 7;

  /** Below are the mean and the slopes, so that light may fall off across an even patch. */
  private static final int LOWEST_OF_LOW = 2;

  /** Orders 5 and 6 are left out, so that choosing and measuring share no texture's peak. */
  private static final int HIGHEST_OF_LOW = 4;

  /** How many u, v have 2 ≤ u + v ≤ 4. */
  private static final int LOW_COEFFICIENTS = 12;

  /**
   * The patches along the side of a group, which the bootstrap draws as a whole: over its 32 pixels
   * of a channel, one object may disturb them all.
   */
  private static final int GROUP_SIDE = 4;

  private static final double[][] COSINES = cosines();

  static Patches of(List<RawImage> images, Channel channel) {
    int most = 0;
    for (RawImage image : images) {
      most += image.samples().length / (4 * SIDE * SIDE);
    }
    Patches patches =
        new Patches(new double[most], new double[most], new double[most], new int[most], 0);
    int count = 0;
    int groups = 0;
    for (RawImage image : images) {
      Lattice lattice =
          Lattice.of(image.width(), image.height(), Optional.of(image.cfa()), channel);
      double black =
          image.calibration().blackLevel().orElseThrow().value().at(channel.site().orElseThrow());
      int across = lattice.columns() / SIDE;
      int groupsAcross = across / GROUP_SIDE + 1;
      for (int row = 0; row < lattice.rows() / SIDE; row++) {
        for (int column = 0; column < across; column++) {
          int group = groups + row / GROUP_SIDE * groupsAcross + column / GROUP_SIDE;
          if (patches.measure(image, lattice, row * SIDE, column * SIDE, black, count, group)) {
            count++;
          }
        }
      }
      groups += (lattice.rows() / SIDE / GROUP_SIDE + 1) * groupsAcross;
    }
    return new Patches(patches.signal, patches.high, patches.low, patches.group, count);
  }

  /** Returns the level at which an image is clipped [DN]. */
  static double white(RawImage image) {
    return image
        .calibration()
        .whiteLevel()
        .map(level -> level.value())
        .orElse((double) image.calibration().fullScale());
  }

  private boolean measure(
      RawImage image, Lattice lattice, int top, int left, double black, int place, int ofGroup) {
    double[][] samples = new double[SIDE][SIDE];
    double white = white(image);
    double sum = 0;
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        float sample = image.samples()[lattice.place(top + row, left + column, image.width())];
        if (sample <= 0 || sample >= white) {
          return false;
        }
        samples[row][column] = sample;
        sum += sample;
      }
    }
    double ofHigh = 0;
    double ofLow = 0;
    for (int u = 0; u < SIDE; u++) {
      for (int v = 0; v < SIDE; v++) {
        if (u + v >= LOWEST_OF_HIGH || (u + v >= LOWEST_OF_LOW && u + v <= HIGHEST_OF_LOW)) {
          double coefficient = coefficient(samples, u, v);
          if (u + v >= LOWEST_OF_HIGH) {
            ofHigh += coefficient * coefficient;
          } else {
            ofLow += coefficient * coefficient;
          }
        }
      }
    }
    signal[place] = sum / (SIDE * SIDE) - black;
    high[place] = ofHigh / HIGH_COEFFICIENTS;
    low[place] = ofLow / LOW_COEFFICIENTS;
    group[place] = ofGroup;
    return true;
  }

  private static double coefficient(double[][] samples, int u, int v) {
    double sum = 0;
    for (int row = 0; row < SIDE; row++) {
      double along = 0;
      for (int column = 0; column < SIDE; column++) {
        along += COSINES[v][column] * samples[row][column];
      }
      sum += COSINES[u][row] * along;
    }
    return sum;
  }

  private static double[][] cosines() {
    double[][] cosines = new double[SIDE][SIDE];
    for (int u = 0; u < SIDE; u++) {
      for (int x = 0; x < SIDE; x++) {
        cosines[u][x] =
            Math.sqrt((u == 0 ? 1.0 : 2.0) / SIDE)
                * StrictMath.cos(Math.PI * u * (2 * x + 1) / (2 * SIDE));
      }
    }
    return cosines;
  }
}
