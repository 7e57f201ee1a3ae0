package dev.rawline.imaging.sensor.calibration;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.sensor.GainCurve;
import java.util.List;
import java.util.Optional;

/**
 * The patches of 8×8 pixels that are not clipped, of one channel in all images or of all channels
 * of one.
 *
 * @param bands the high and the low frequencies u + v
 * @param nonUniformity the pixels' PRNU, whose noise is not part of the line, relative
 * @param signal each patch's mean above black [DN]
 * @param high the mean square of its high frequencies [DN²]
 * @param low the mean square of its low frequencies [DN²]
 * @param tilt the slope of the power of all frequencies above the low ones over cos(πu/8) +
 *     cos(πv/8), by least squares; of noise of variance σ² that correlates by ρ with each of its
 *     four neighbours the slope is 2ρσ² [DN²]
 * @param group the group of 4×4 neighbouring patches
 * @param count how many patches there are
 */
@SuppressWarnings("ArrayRecordComponent") // many numbers, used in this package alone
record PatchStatistics(
    PatchBands bands,
    double nonUniformity,
    double[] signal,
    double[] high,
    double[] low,
    double[] tilt,
    int[] group,
    int count) {
  /** The pixels along a patch's side. */
  static final int SIDE = 8;

  /**
   * The patches along the side of a group, which the bootstrap draws as a whole: one object may
   * affect all of its 32 pixels of a channel.
   */
  private static final int GROUP_SIDE = 4;

  private static final double[][] COSINES = cosines();

  static PatchStatistics of(List<RawImage> images, Channel channel) {
    int most = 0;
    for (RawImage image : images) {
      most += image.samples().length / ((channel.site().isPresent() ? 4 : 1) * SIDE * SIDE);
    }
    PatchStatistics patches =
        new PatchStatistics(
            PatchBands.CALIBRATION,
            0,
            new double[most],
            new double[most],
            new double[most],
            new double[most],
            new int[most],
            0);
    int count = 0;
    int groups = 0;
    for (RawImage image : images) {
      ChannelLattice lattice =
          ChannelLattice.of(image.width(), image.height(), Optional.of(image.cfa()), channel);
      SiteValues levels = image.calibration().blackLevel().orElseThrow().value();
      double black = levels.at(channel.site().orElseGet(() -> image.cfa().siteAt(0, 0)));
      int across = lattice.columns() / SIDE;
      int groupsAcross = across / GROUP_SIDE + 1;
      for (int row = 0; row < lattice.rows() / SIDE; row++) {
        for (int column = 0; column < across; column++) {
          int group = groups + row / GROUP_SIDE * groupsAcross + column / GROUP_SIDE;
          if (patches.measure(
              image, lattice, row * SIDE, column * SIDE, black, white(image), count, group)) {
            count++;
          }
        }
      }
      groups += (lattice.rows() / SIDE / GROUP_SIDE + 1) * groupsAcross;
    }
    return patches.first(count);
  }

  /**
   * Collects patches of all four channels of one image together: with one amplifier they share one
   * line.
   *
   * @param nonUniformity the pixels' PRNU, which is subtracted as (PRNU · signal)²
   * @param response the gain over the signal, by which signals and powers become those of a
   *     constant gain: F(S) L(S), and variances over ρ(S)²
   * @param most the approximate largest number of patches, in whole groups spread evenly
   */
  static PatchStatistics ofAllChannels(
      RawImage image,
      SiteValues black,
      double white,
      double nonUniformity,
      GainCurve response,
      int most) {
    // Patches overlap by half, which gives a third more information; so groups are half as wide.
    int step = SIDE / 2;
    int across = Math.max(0, Math.floorDiv(image.width() / 2 - SIDE, step) + 1);
    int down = Math.max(0, Math.floorDiv(image.height() / 2 - SIDE, step) + 1);
    int side = GROUP_SIDE;
    int groupsAcross = Math.ceilDiv(across, side);
    int groups = groupsAcross * Math.ceilDiv(down, side);
    int room = Cfa.Site.values().length * side * side;
    int kept = Math.clamp(most / room, 1, Math.max(1, groups));
    double[][] of = new double[4][kept * room];
    PatchStatistics patches =
        new PatchStatistics(
            PatchBands.IMAGE, nonUniformity, of[0], of[1], of[2], of[3], new int[kept * room], 0);
    int count = 0;
    for (Channel channel : Channel.of(Optional.of(image.cfa()))) {
      ChannelLattice lattice =
          ChannelLattice.of(image.width(), image.height(), Optional.of(image.cfa()), channel);
      double dark = black.at(channel.site().orElseThrow());
      for (int i = 0; i < Math.min(kept, groups); i++) {
        int group = (int) ((long) i * groups / kept);
        int firstRow = group / groupsAcross * side;
        int firstColumn = group % groupsAcross * side;
        for (int row = firstRow; row < Math.min(down, firstRow + side); row++) {
          for (int column = firstColumn; column < Math.min(across, firstColumn + side); column++) {
            if (patches.measure(
                image, lattice, row * step, column * step, dark, white, count, group)) {
              patches.linearize(count, response);
              count++;
            }
          }
        }
      }
    }
    return patches.first(count);
  }

  /** Returns the variance of the pixels' non-uniformity in a patch [DN²]. */
  double pattern(int i) {
    double pattern = nonUniformity * signal[i];
    return pattern * pattern;
  }

  private void linearize(int i, GainCurve response) {
    double ratio = response.relativeGainAt(signal[i]);
    signal[i] = response.noiseSignal(signal[i]);
    high[i] /= ratio * ratio;
    low[i] /= ratio * ratio;
    tilt[i] /= ratio * ratio;
  }

  private PatchStatistics first(int many) {
    return new PatchStatistics(bands, nonUniformity, signal, high, low, tilt, group, many);
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
      RawImage image,
      ChannelLattice lattice,
      int top,
      int left,
      double black,
      double white,
      int place,
      int ofGroup) {
    double[][] samples = new double[SIDE][SIDE];
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
    double[][] along = alongRows(samples);
    double ofHigh = 0;
    double ofLow = 0;
    double ofTilt = 0;
    for (int u = 0; u < SIDE; u++) {
      for (int v = 0; v < SIDE; v++) {
        boolean isLow = bands.isLow(u + v);
        double tilting = bands.tilt(u, v);
        if (isLow || tilting != 0 || bands.isHigh(u + v)) {
          double coefficient = coefficient(along, u, v);
          double power = coefficient * coefficient;
          ofHigh += bands.isHigh(u + v) ? power : 0;
          ofLow += isLow ? power : 0;
          ofTilt += tilting * power;
        }
      }
    }
    signal[place] = sum / (SIDE * SIDE) - black;
    high[place] = ofHigh / bands.highCount();
    low[place] = ofLow / bands.lowCount();
    tilt[place] = ofTilt;
    group[place] = ofGroup;
    return true;
  }

  /** Returns the cosine transform of each row. */
  private static double[][] alongRows(double[][] samples) {
    double[][] along = new double[SIDE][SIDE];
    for (int row = 0; row < SIDE; row++) {
      for (int v = 0; v < SIDE; v++) {
        double sum = 0;
        for (int column = 0; column < SIDE; column++) {
          sum += COSINES[v][column] * samples[row][column];
        }
        along[row][v] = sum;
      }
    }
    return along;
  }

  private static double coefficient(double[][] along, int u, int v) {
    double sum = 0;
    for (int row = 0; row < SIDE; row++) {
      sum += COSINES[u][row] * along[row][v];
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
