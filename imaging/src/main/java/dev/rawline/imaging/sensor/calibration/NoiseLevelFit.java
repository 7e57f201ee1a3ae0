package dev.rawline.imaging.sensor.calibration;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.numeric.LineFit;
import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;
import dev.rawline.imaging.sensor.GainCurve;
import java.util.Arrays;

/**
 * The line variance = K · signal + σ²_dark through the smooth patches, and the selection of these.
 */
final class NoiseLevelFit {
  /**
   * The number of alternations between fit and selection. In 32 simulated pictures, smooth, waved
   * and grained, the gain changed by less than 0.1 % from the fifth on.
   */
  private static final int ROUNDS = 12;

  /** With this number of draws the end of a 95 % interval is uncertain by 6 % of the half width. */
  private static final int RESAMPLES = 500;

  /** The initial classes of brightness: the fewest patches give 6 of each. */
  private static final int BINS = 16;

  /** The initial share of patches: if half are smooth, the line starts 12 % too high. */
  private static final double QUIET = 0.1;

  /** The share of patches that count as low-noise. */
  private static final double QUARTILE = 0.25;

  /**
   * A floor that keeps weights finite if a line is not above 0; rounding alone gives 1/12 [DN²].
   */
  private static final double LEAST_VARIANCE = 1e-3;

  private final PatchStatistics patches;
  private final boolean[] even;
  private double gain;
  private double darkVariance;

  private NoiseLevelFit(PatchStatistics patches) {
    this.patches = patches;
    even = new boolean[patches.count()];
  }

  /** Fits the line if there are at least {@link NoiseLevelFunction#FEWEST_PATCHES}. */
  static NoiseLevelFit fit(PatchStatistics patches) {
    NoiseLevelFit line = new NoiseLevelFit(patches);
    if (patches.count() >= NoiseLevelFunction.FEWEST_PATCHES) {
      line.begin();
      for (int round = 0; round < ROUNDS; round++) {
        line.choose();
        if (line.count() < NoiseLevelFunction.FEWEST_PATCHES) {
          break;
        }
        line.refit();
      }
    }
    return line;
  }

  /** Starts with the tenth of the patches with the least noise of each brightness. */
  private void begin() {
    int[] all = new int[patches.count()];
    Arrays.setAll(all, i -> i);
    set(quiet(all, QUIET, patches.bands().quietQuantile));
  }

  /**
   * Returns the line through a low quantile of the noise of each class of brightness.
   *
   * @param share the share of patches below the quantile
   * @param quantile that quantile for smooth patches of variance 1
   */
  private LineFit quiet(int[] places, double share, double quantile) {
    int count = places.length;
    Integer[] order = Arrays.stream(places).boxed().toArray(Integer[]::new);
    Arrays.sort(order, (a, b) -> Double.compare(patches.signal()[a], patches.signal()[b]));
    double[] signals = new double[BINS];
    double[] variances = new double[BINS];
    double[] weights = new double[BINS];
    for (int bin = 0; bin < BINS; bin++) {
      int from = bin * count / BINS;
      int to = (bin + 1) * count / BINS;
      double[] noise = new double[to - from];
      double pattern = 0;
      for (int i = from; i < to; i++) {
        noise[i - from] = patches.high()[order[i]];
        signals[bin] += patches.signal()[order[i]] / (to - from);
        pattern += patches.pattern(order[i]) / (to - from);
      }
      double total =
          Math.max(LEAST_VARIANCE, ParametricBootstrap.quantile(noise, share) / quantile);
      weights[bin] = 1 / (total * total);
      variances[bin] = total - pattern;
    }
    return LineFit.weighted(signals, variances, weights);
  }

  private void set(LineFit line) {
    gain = line.slope();
    darkVariance = line.intercept();
  }

  /** Returns the expected variance of a patch, the pixels' non-uniformity included. */
  private double expected(int i) {
    return Math.max(LEAST_VARIANCE, gain * patches.signal()[i] + darkVariance) + patches.pattern(i);
  }

  private void choose() {
    PatchBands bands = patches.bands();
    for (int i = 0; i < even.length; i++) {
      double expected = expected(i);
      even[i] =
          patches.low()[i] < bands.even * expected && patches.high()[i] < bands.loud * expected;
    }
  }

  private void refit() {
    set(line(chosen()));
  }

  private int[] chosen() {
    int[] chosen = new int[count()];
    int next = 0;
    for (int i = 0; i < even.length; i++) {
      if (even[i]) {
        chosen[next++] = i;
      }
    }
    return chosen;
  }

  private LineFit line(int[] places) {
    double[] x = new double[places.length];
    double[] y = new double[places.length];
    double[] weights = new double[places.length];
    for (int i = 0; i < places.length; i++) {
      double expected = expected(places[i]);
      x[i] = patches.signal()[places[i]];
      y[i] = patches.high()[places[i]] - patches.pattern(places[i]);
      weights[i] = 1 / (expected * expected);
    }
    return LineFit.weighted(x, y, weights);
  }

  int count() {
    int count = 0;
    for (boolean isEven : even) {
      count += isEven ? 1 : 0;
    }
    return count;
  }

  double gain() {
    return gain;
  }

  /** Returns the 5 % quantile of the signal of the smooth patches [DN]. */
  double darkest() {
    return quantile(0.05);
  }

  /** Returns the 95 % quantile of the signal of the smooth patches [DN]. */
  double brightest() {
    return quantile(0.95);
  }

  private double quantile(double share) {
    double[] signals = Arrays.stream(chosen()).mapToDouble(i -> patches.signal()[i]).toArray();
    return signals.length == 0 ? 0 : ParametricBootstrap.quantile(signals, share);
  }

  /** Returns the line with its errors, by the jackknife over groups of patches. */
  ImageNoise ofImage(GainCurve response) {
    int[] chosen = chosen();
    int[] starts = groupStarts(chosen);
    int groups = starts.length - 1;
    double[][] moments = new double[groups][];
    double[] all = new double[5];
    for (int group = 0; group < groups; group++) {
      moments[group] = moments(chosen, starts[group], starts[group + 1]);
      for (int i = 0; i < all.length; i++) {
        all[i] += moments[group][i];
      }
    }
    double ofSlope = 0;
    double ofIntercept = 0;
    for (double[] own : moments) {
      double ones = all[0] - own[0];
      double signals = all[1] - own[1];
      double squares = all[2] - own[2];
      double determinant = ones * squares - signals * signals;
      double slope = (own[4] * ones - own[3] * signals) / determinant;
      double intercept = (own[3] * squares - own[4] * signals) / determinant;
      ofSlope += slope * slope;
      ofIntercept += intercept * intercept;
    }
    double share = (groups - 1.0) / groups;
    return new ImageNoise(
        gain,
        darkVariance,
        Math.sqrt(share * ofSlope),
        Math.sqrt(share * ofIntercept),
        groups,
        patches.nonUniformity(),
        response);
  }

  /** Returns a group's weighted sums of 1, x, x², the residual, and the residual times x. */
  private double[] moments(int[] chosen, int from, int to) {
    double[] sums = new double[5];
    for (int i = from; i < to; i++) {
      int place = chosen[i];
      double expected = expected(place);
      double weight = 1 / (expected * expected);
      double signal = patches.signal()[place];
      double rest = patches.high()[place] - patches.pattern(place) - gain * signal - darkVariance;
      sums[0] += weight;
      sums[1] += weight * signal;
      sums[2] += weight * signal * signal;
      sums[3] += weight * rest;
      sums[4] += weight * signal * rest;
    }
    return sums;
  }

  NoiseLevelFunction function(Channel channel) {
    int[] chosen = chosen();
    int[] starts = groupStarts(chosen);
    LineFit quieter = quiet(chosen.clone(), QUARTILE, patches.bands().quartileQuantile);
    double[] gains = new double[RESAMPLES];
    double[] darks = new double[RESAMPLES];
    RandomStream stream = new Seed(0, "noise level").stream("blocks of " + channel.name(), 0);
    for (int resample = 0; resample < RESAMPLES; resample++) {
      LineFit drawn = line(resampled(chosen, starts, stream));
      gains[resample] = drawn.slope();
      darks[resample] = drawn.intercept();
    }
    return new NoiseLevelFunction(
        channel, estimate(gain, gains, quieter.slope()), darkNoise(darks, quieter), chosen.length);
  }

  /**
   * Returns √ of the variance in the dark; its interval is widened as a variance, by a share of
   * that of the darkest smooth patches, so that it has an upper end even if the line is negative.
   */
  private Estimate darkNoise(double[] drawn, LineFit quieter) {
    double systematic =
        NoiseLevelFunction.SYSTEMATIC * (gain * darkest() + Math.max(0, darkVariance))
            + 2 * Math.abs(darkVariance - quieter.intercept());
    return new Estimate(
        root(darkVariance),
        root(ParametricBootstrap.quantile(drawn, 0.025) - systematic),
        root(Math.max(0, ParametricBootstrap.quantile(drawn, 0.975)) + systematic));
  }

  /** Returns the index in the selected patches at which each group begins, and their end. */
  private int[] groupStarts(int[] chosen) {
    Integer[] sorted = Arrays.stream(chosen).boxed().toArray(Integer[]::new);
    Arrays.sort(sorted, (a, b) -> Integer.compare(patches.group()[a], patches.group()[b]));
    int[] starts = new int[chosen.length + 1];
    int groups = 0;
    for (int i = 0; i < chosen.length; i++) {
      chosen[i] = sorted[i];
      if (i == 0 || patches.group()[chosen[i]] != patches.group()[chosen[i - 1]]) {
        starts[groups++] = i;
      }
    }
    starts[groups] = chosen.length;
    return Arrays.copyOf(starts, groups + 1);
  }

  private static int[] resampled(int[] chosen, int[] starts, RandomStream stream) {
    int groups = starts.length - 1;
    int[] resampled = new int[chosen.length * 2];
    int count = 0;
    for (int draw = 0; draw < groups; draw++) {
      int group = (int) (groups * stream.nextUniform());
      for (int i = starts[group]; i < starts[group + 1]; i++) {
        if (count == resampled.length) {
          resampled = Arrays.copyOf(resampled, 2 * count);
        }
        resampled[count++] = chosen[i];
      }
    }
    return Arrays.copyOf(resampled, count);
  }

  private static double root(double variance) {
    return Math.sqrt(Math.max(0, variance));
  }

  private static Estimate estimate(double value, double[] drawn, double quieter) {
    double systematic = NoiseLevelFunction.SYSTEMATIC * value + 2 * Math.abs(value - quieter);
    return new Estimate(
        value,
        Math.max(0, ParametricBootstrap.quantile(drawn, 0.025) - systematic),
        ParametricBootstrap.quantile(drawn, 0.975) + systematic);
  }
}
