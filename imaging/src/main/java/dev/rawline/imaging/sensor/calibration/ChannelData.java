package dev.rawline.imaging.sensor.calibration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The exposures of one channel by increasing light, each with its dark pair.
 *
 * @param channel the pixels
 * @param flats the pairs with light
 * @param darks the pairs without
 * @param darkOf for each flat the index of its dark in {@code darks}
 * @param saturation the index of the exposure with the largest temporal variance
 * @param flatStack the spatial variances with light, if there is a stack
 * @param darkStack the spatial variances without
 */
record ChannelData(
    Channel channel,
    List<FramePair> flats,
    List<FramePair> darks,
    List<Integer> darkOf,
    int saturation,
    Optional<SpatialVariances> flatStack,
    Optional<SpatialVariances> darkStack) {

  /** The share of saturation up to which gain and responsivity are fitted. */
  static final double FIT_LIMIT = 0.7;

  private static final double LINEARITY_FROM = 0.05;
  private static final double LINEARITY_TO = 0.95;

  static ChannelData of(CalibrationFrames frames, Channel channel) {
    List<FramePair> flats = new ArrayList<>(frames.flats());
    flats.sort(Comparator.comparingDouble(flat -> order(flat, channel)));
    List<Integer> darkOf = flats.stream().map(flat -> darkOf(flat, frames.darks())).toList();
    int saturation = 0;
    for (int i = 0; i < flats.size(); i++) {
      if (variance(flats.get(i), channel) >= variance(flats.get(saturation), channel)) {
        saturation = i;
      }
    }
    Optional<CalibrationFrames.Spatial> spatial = frames.spatial();
    return new ChannelData(
        channel,
        flats,
        frames.darks(),
        darkOf,
        saturation,
        spatial.map(stacks -> SpatialVariances.of(stacks.flat(), channel)),
        spatial.map(stacks -> SpatialVariances.of(stacks.dark(), channel)));
  }

  /** Returns the sort key of exposures: light, else time, else the signal. */
  private static double order(FramePair flat, Channel channel) {
    return flat.photons().orElse(flat.seconds().orElse(flat.channels().get(channel).mean()));
  }

  /** Returns the index of the dark pair of a flat's exposure time, −1 if there is none. */
  static int darkOf(FramePair flat, List<FramePair> darks) {
    for (int i = 0; i < darks.size(); i++) {
      OptionalDouble seconds = darks.get(i).seconds();
      if (darks.size() == 1 && (seconds.isEmpty() || flat.seconds().isEmpty())) {
        return 0;
      }
      if (seconds.isPresent() && seconds.equals(flat.seconds())) {
        return i;
      }
    }
    return -1;
  }

  private static double variance(FramePair flat, Channel channel) {
    return flat.channels().get(channel).variance();
  }

  int size() {
    return flats.size();
  }

  PairStatistics flat(int i) {
    return flats.get(i).channels().get(channel);
  }

  PairStatistics dark(int i) {
    return darks.get(i).channels().get(channel);
  }

  double signal(int i) {
    return flat(i).mean() - dark(darkOf.get(i)).mean();
  }

  /** Returns the standard error of the signal [DN]. */
  double signalError(int i) {
    return Math.hypot(flat(i).meanError(), dark(darkOf.get(i)).meanError());
  }

  double shotVariance(int i) {
    return flat(i).variance() - dark(darkOf.get(i)).variance();
  }

  /** Returns the standard error of the shot variance [DN²]. */
  double shotVarianceError(int i) {
    return Math.hypot(flat(i).varianceError(), dark(darkOf.get(i)).varianceError());
  }

  /** Returns whether the fits of gain and responsivity use an exposure. */
  boolean inFit(int i) {
    return i < saturation && signal(i) <= FIT_LIMIT * signal(saturation);
  }

  /** Returns whether the linearity error counts an exposure. */
  boolean inLinearity(int i) {
    return i < saturation
        && signal(i) >= LINEARITY_FROM * signal(saturation)
        && signal(i) <= LINEARITY_TO * signal(saturation);
  }

  int fitted() {
    int count = 0;
    for (int i = 0; i < size(); i++) {
      count += inFit(i) ? 1 : 0;
    }
    return count;
  }

  boolean hasPhotons() {
    return flats.stream().allMatch(flat -> flat.photons().isPresent());
  }

  /** Returns light in photons, else in seconds, if known for all exposures. */
  Optional<double[]> light() {
    if (hasPhotons()) {
      return Optional.of(flats.stream().mapToDouble(f -> f.photons().getAsDouble()).toArray());
    }
    if (flats.stream().allMatch(flat -> flat.seconds().isPresent())) {
      return Optional.of(flats.stream().mapToDouble(f -> f.seconds().getAsDouble()).toArray());
    }
    return Optional.empty();
  }

  /** Returns the exposure times of the darks, if at least three differ. */
  Optional<double[]> darkTimes() {
    Map<Double, Integer> times = new LinkedHashMap<>();
    for (FramePair dark : darks) {
      if (dark.seconds().isEmpty()) {
        return Optional.empty();
      }
      times.merge(dark.seconds().getAsDouble(), 1, Integer::sum);
    }
    return times.size() < 3
        ? Optional.empty()
        : Optional.of(darks.stream().mapToDouble(d -> d.seconds().getAsDouble()).toArray());
  }

  /**
   * Returns the parabola through zero along the photon transfer points, to test their linearity: K,
   * c and the standard error of c of variance = K·signal + c·signal², by least squares with the
   * points' errors over the range of the gain's fit.
   */
  double[] parabola() {
    double xx = 0;
    double xxx = 0;
    double xxxx = 0;
    double xy = 0;
    double xxy = 0;
    for (int i = 0; i < size(); i++) {
      if (inFit(i)) {
        double x = signal(i);
        double weight = 1 / (shotVarianceError(i) * shotVarianceError(i));
        xx += weight * x * x;
        xxx += weight * x * x * x;
        xxxx += weight * x * x * x * x;
        xy += weight * x * shotVariance(i);
        xxy += weight * x * x * shotVariance(i);
      }
    }
    double determinant = xx * xxxx - xxx * xxx;
    return new double[] {
      (xy * xxxx - xxy * xxx) / determinant,
      (xxy * xx - xy * xxx) / determinant,
      Math.sqrt(xx / determinant)
    };
  }
}
