package dev.rawline.imaging.sensor.calibration;

import dev.rawline.imaging.sensor.uncertainty.SystematicErrors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The exposures of one channel by increasing light, each with its dark pair.
 *
 * @param channel the pixels
 * @param flats the pairs with light
 * @param darks the usable pairs without: neither clipped nor, where others have noise, without it
 * @param darkOf for each flat the index of its dark in {@code darks}
 * @param isDarkKnown whether a dark pair is not clipped; else offset and dark noise are unknown
 * @param borrowed the flats without a usable dark pair of their own exposure time, which have the
 *     nearest one
 * @param saturation the index of the exposure with the largest temporal variance
 * @param saturates whether the variance falls significantly beyond it
 * @param flatStack the spatial variances with light, if there is a stack
 * @param darkStack the spatial variances without
 */
record ChannelData(
    Channel channel,
    List<FramePair> flats,
    List<FramePair> darks,
    List<Integer> darkOf,
    boolean isDarkKnown,
    List<Integer> borrowed,
    int saturation,
    boolean saturates,
    Optional<SpatialVariances> flatStack,
    Optional<SpatialVariances> darkStack) {

  /** The share of saturation up to which gain and responsivity are fitted. */
  static final double FIT_LIMIT = 0.7;

  /**
   * The share of the largest variance that remains at full wells: read noise, a tenth or less of
   * it.
   */
  private static final double PLATEAU = 0.1;

  private static final double LINEARITY_FROM = 0.05;
  private static final double LINEARITY_TO = 0.95;

  static ChannelData of(CalibrationFrames frames, Channel channel) {
    Optional<CalibrationFrames.Spatial> spatial = frames.spatial();
    return of(
        channel,
        frames.flats(),
        frames.darks(),
        spatial.map(stacks -> SpatialVariances.of(stacks.flat(), channel)),
        spatial.map(stacks -> SpatialVariances.of(stacks.dark(), channel)));
  }

  static ChannelData of(
      Channel channel,
      List<FramePair> unsorted,
      List<FramePair> allDarks,
      Optional<SpatialVariances> flatStack,
      Optional<SpatialVariances> darkStack) {
    List<FramePair> flats = new ArrayList<>(unsorted);
    flats.sort(comparator(flats, channel));
    List<FramePair> unclipped =
        allDarks.stream().filter(dark -> !isClipped(dark, channel)).toList();
    List<FramePair> darks = unclipped.isEmpty() ? allDarks : unclipped;
    List<FramePair> noisy = darks.stream().filter(dark -> variance(dark, channel) > 0).toList();
    List<FramePair> usable = noisy.isEmpty() ? darks : noisy;
    List<Integer> borrowed =
        IntStream.range(0, flats.size())
            .filter(i -> darkOf(flats.get(i), usable) < 0)
            .boxed()
            .toList();
    int saturation = 0;
    for (int i = 0; i < flats.size(); i++) {
      if (variance(flats.get(i), channel) >= variance(flats.get(saturation), channel)) {
        saturation = i;
      }
    }
    return new ChannelData(
        channel,
        flats,
        usable,
        flats.stream().map(flat -> nearestDark(flat, usable)).toList(),
        !unclipped.isEmpty(),
        borrowed,
        saturation,
        saturates(flats, channel, saturation),
        flatStack,
        darkStack);
  }

  /** Orders exposures by light if all are metered, by time if that varies, else by signal. */
  private static Comparator<FramePair> comparator(List<FramePair> flats, Channel channel) {
    if (flats.stream().allMatch(flat -> flat.photons().isPresent())) {
      return Comparator.comparingDouble(flat -> flat.photons().getAsDouble());
    }
    return variesTime(flats)
        ? Comparator.comparingDouble(flat -> flat.seconds().getAsDouble())
        : Comparator.comparingDouble(flat -> flat.channels().get(channel).mean());
  }

  private static boolean variesTime(List<FramePair> flats) {
    return flats.stream().allMatch(flat -> flat.seconds().isPresent())
        && flats.stream().mapToDouble(flat -> flat.seconds().getAsDouble()).distinct().count() > 1;
  }

  /** Returns whether more dark samples are at 0 than the offset's 0.5 %. */
  static boolean isClipped(FramePair dark, Channel channel) {
    return dark.channels().get(channel).darkest() > Preconditions.MOST_CLIPPED;
  }

  private static boolean saturates(List<FramePair> flats, Channel channel, int saturation) {
    PairStatistics noisiest = flats.get(saturation).channels().get(channel);
    PairStatistics last = flats.getLast().channels().get(channel);
    return last.variance() < Preconditions.SATURATED_VARIANCE * noisiest.variance()
        || flats.subList(saturation + 1, flats.size()).stream()
            .map(flat -> flat.channels().get(channel))
            .anyMatch(
                later ->
                    noisiest.variance() - later.variance()
                        > Preconditions.SIGNIFICANT
                            * Math.hypot(noisiest.varianceError(), later.varianceError()));
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

  /** Returns the index of the dark pair whose exposure time is nearest to a flat's. */
  private static int nearestDark(FramePair flat, List<FramePair> darks) {
    int own = darkOf(flat, darks);
    return own >= 0
        ? own
        : IntStream.range(0, darks.size())
            .boxed()
            .min(Comparator.comparingDouble(i -> distance(flat, darks.get(i))))
            .orElseThrow();
  }

  private static double distance(FramePair flat, FramePair dark) {
    return flat.seconds().isPresent() && dark.seconds().isPresent()
        ? Math.abs(flat.seconds().getAsDouble() - dark.seconds().getAsDouble())
        : Double.POSITIVE_INFINITY;
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
    return Math.hypot(flatError(i), darkError(darkOf.get(i)));
  }

  /** Returns the standard error of a flat pair's mean, a drift between its frames included [DN]. */
  double flatError(int i) {
    PairStatistics flat = flat(i);
    return hasLampDrift(i) ? Math.hypot(flat.meanError(), drift(flat) / 2) : flat.meanError();
  }

  /** Returns the standard error of a dark pair's mean, a drift between its frames included [DN]. */
  double darkError(int i) {
    PairStatistics dark = dark(i);
    return hasOffsetDrift(dark) ? Math.hypot(dark.meanError(), drift(dark) / 2) : dark.meanError();
  }

  private static double drift(PairStatistics pair) {
    return Math.abs(pair.firstMean() - pair.secondMean());
  }

  /** Returns whether two darks differ significantly, and by more than half their noise. */
  static boolean hasOffsetDrift(PairStatistics dark) {
    return drift(dark) > Preconditions.MOST_OFFSET_CHANGE * Math.sqrt(dark.variance())
        && drift(dark) > Preconditions.SIGNIFICANT * 2 * dark.meanError();
  }

  /** Returns whether two flats differ significantly, and by more than 2 % of their signal. */
  boolean hasLampDrift(int i) {
    return drift(flat(i)) > Preconditions.MOST_LAMP_CHANGE * signal(i)
        && drift(flat(i)) > Preconditions.SIGNIFICANT * 2 * flat(i).meanError();
  }

  /** Returns whether neighbours share noise significantly. */
  boolean isSmoothed(int i) {
    double correlation = Math.abs(flat(i).neighbourCorrelation());
    return inFit(i)
        && correlation > Preconditions.MOST_NEIGHBOUR_CORRELATION
        && correlation > Preconditions.SIGNIFICANT / Math.sqrt(flat(i).pixels());
  }

  double shotVariance(int i) {
    return flat(i).variance() - dark(darkOf.get(i)).variance();
  }

  /** Returns the standard error of the shot variance [DN²]. */
  double shotVarianceError(int i) {
    return Math.hypot(flatVarianceError(i), darkVarianceError(darkOf.get(i)));
  }

  /** Returns the standard error of a flat's variance; that of coarse steps is added [DN²]. */
  double flatVarianceError(int i) {
    return Math.hypot(flat(i).varianceError(), flats.get(i).evidence().varianceOfSteps());
  }

  /** Returns the standard error of a dark's variance; that of coarse steps is added [DN²]. */
  double darkVarianceError(int i) {
    return Math.hypot(dark(i).varianceError(), darks.get(i).evidence().varianceOfSteps());
  }

  /** Returns the index of the brightest exposure that is not known to be beyond saturation. */
  private int brightest() {
    return saturates
        ? saturation
        : IntStream.range(0, size())
            .boxed()
            .max(Comparator.comparingDouble(this::signal))
            .orElseThrow();
  }

  /** Returns the index of the last exposure that is not beyond saturation. */
  int lastUnsaturated() {
    return saturates ? saturation : size() - 1;
  }

  /** Returns the signal that counts as saturation: the largest one, if none saturates [DN]. */
  double saturationSignal() {
    return signal(brightest());
  }

  /** Returns whether an exposure lies in the range of the fits of gain and responsivity. */
  boolean inFitRange(int i) {
    return saturates
        ? i < saturation && signal(i) <= FIT_LIMIT * signal(saturation)
        : signal(i) <= saturationSignal();
  }

  /** Returns whether an exposure is significantly darker than its dark. */
  boolean isDarkerThanDark(int i) {
    return signal(i) < -Preconditions.SIGNIFICANT * signalError(i);
  }

  /** Returns whether too many samples of an exposure in the range of the fits are clipped. */
  boolean isClipped(int i) {
    return inFitRange(i)
        && (flat(i).brightest() > Preconditions.MOST_CLIPPED
            || (!isDarkKnown && flat(i).darkest() > Preconditions.MOST_CLIPPED));
  }

  /** Returns whether most exposures lack a dark pair of their own time. */
  boolean lacksDarks() {
    return 2 * borrowed.size() > size();
  }

  private boolean isUsable(int i) {
    return !isDarkerThanDark(i) && !isClipped(i) && (lacksDarks() || !borrowed.contains(i));
  }

  /** Returns whether the fits of gain and responsivity use an exposure. */
  boolean inFit(int i) {
    return inFitRange(i) && isUsable(i);
  }

  /**
   * Returns the exposures below saturation that are not clipped.
   *
   * @param isRounded whether to leave out those whose variance rounding may hide
   */
  int[] belowSaturation(boolean isRounded) {
    return IntStream.rangeClosed(0, lastUnsaturated())
        .filter(i -> isUsable(i) && flat(i).brightest() <= Preconditions.MOST_CLIPPED)
        .filter(i -> !isRounded || flat(i).variance() >= DarkNoiseFloor.LEAST_VARIANCE)
        .toArray();
  }

  /** Returns whether the linearity error counts an exposure. */
  boolean inLinearity(int i) {
    return (!saturates || i < saturation)
        && signal(i) >= LINEARITY_FROM * saturationSignal()
        && signal(i) <= LINEARITY_TO * saturationSignal()
        && isUsable(i);
  }

  /** Returns the number of exposures that the fits of gain and responsivity use. */
  int fitted() {
    return (int) IntStream.range(0, size()).filter(this::inFit).count();
  }

  /** Returns the number of exposures in their range, usable or not. */
  int inRange() {
    return (int) IntStream.range(0, size()).filter(this::inFitRange).count();
  }

  boolean hasPhotons() {
    return flats.stream().allMatch(flat -> flat.photons().isPresent());
  }

  /** Returns what clipped or missing frames leave unknown. */
  Set<EmvaQuantity> unknown(CalibrationFrames frames) {
    Set<EmvaQuantity> unknown = EnumSet.noneOf(EmvaQuantity.class);
    if (!saturates) {
      unknown.addAll(EmvaQuantity.OF_SATURATION);
    }
    if (!isDarkKnown) {
      unknown.addAll(EmvaQuantity.OF_DARKNESS);
      if (!hasPhotons()) {
        unknown.addAll(EmvaQuantity.OF_SATURATION);
      }
    }
    frames
        .spatial()
        .ifPresent(
            stacks -> {
              if (clippedShare(stacks.dark()) > Preconditions.MOST_CLIPPED) {
                unknown.addAll(EmvaQuantity.OF_OFFSETS);
                unknown.addAll(EmvaQuantity.OF_RESPONSES);
              }
              if (clippedShare(stacks.flat()) > Preconditions.MOST_CLIPPED) {
                unknown.addAll(EmvaQuantity.OF_RESPONSES);
              }
            });
    return unknown;
  }

  /** Returns the brightest exposure at the full well, −1 if there is none. */
  int plateau() {
    int last = size() - 1;
    boolean full =
        last > saturation
            && flat(last).variance() < PLATEAU * flat(saturation).variance()
            && flat(last).brightest() < Preconditions.MOST_CLIPPED;
    return full ? last : -1;
  }

  /**
   * Returns by how much smoothing may have lowered the gain, 0 if it is not significant: a filter
   * of unit sum that lowers the variance by a factor leaves the sum of all correlations 1 + 2ρ
   * along a row, and along a column.
   */
  double smoothing() {
    double largest = 0;
    for (int i = 0; i < size(); i++) {
      largest =
          isSmoothed(i) ? Math.max(largest, Math.abs(flat(i).neighbourCorrelation())) : largest;
    }
    return (1 + 2 * largest) * (1 + 2 * largest) - 1;
  }

  /** Returns the share of a stack's samples at 0 or at the converter's largest number. */
  double clippedShare(SpatialStack stack) {
    return (double) stack.totals(channel).clipped / stack.frames() / flat(0).pixels();
  }

  /** Returns light in photons, else in seconds if these vary, if known for all exposures. */
  Optional<double[]> light() {
    if (hasPhotons()) {
      return Optional.of(flats.stream().mapToDouble(f -> f.photons().getAsDouble()).toArray());
    }
    if (variesTime(flats)) {
      return Optional.of(flats.stream().mapToDouble(f -> f.seconds().getAsDouble()).toArray());
    }
    return Optional.empty();
  }

  /** Returns the light under errors of the set-up, if it is known for all exposures. */
  Optional<double[]> light(SystematicErrors errors) {
    return light().map(stated -> errors.light(stated, hasPhotons()));
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

  /** Returns whether the variance rises with the signal over the range of the gain's fit. */
  boolean hasGain() {
    double product = 0;
    for (int i = 0; i < size(); i++) {
      product += inFit(i) ? signal(i) * shotVariance(i) : 0;
    }
    return product > 0;
  }
}
