package dev.rawline.imaging.sensor.calibration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The preconditions of the frames for a calibration.
 *
 * <p>First the list of frames is checked, then, if it is valid, the samples of each channel. What
 * leaves no measurement is an error; any other violation is a warning with its effect on the
 * numbers, or an error too, if the check is strict. All are reported at once.
 */
final class Preconditions {
  /**
   * The largest share of samples at an end of the converter's range, as in the standard for an
   * offset: normal noise clipped by this share at one end loses 0.9 % of its variance.
   */
  static final double MOST_CLIPPED = 0.005;

  /**
   * The largest difference of two frames' light. Light with a non-uniformity of s (relative) that
   * changes by d adds d²s²/2 times the charge to the variance over the charge: with the standard's
   * 3 % from darkest to brightest (s = 1 %) that is 0.04 % of K at 21,000 e⁻.
   */
  static final double MOST_LAMP_CHANGE = 0.02;

  /**
   * The largest difference of two darks, in their noise. It shifts signals by half of that; at a
   * dynamic range of 1000 that is 0.05 % of K.
   */
  static final double MOST_OFFSET_CHANGE = 0.5;

  /**
   * The largest curvature of variance over signal; the error of K is ¾ of it. The curvature of the
   * intact CCD whose frames the authors of the standard published is 5 %, because charges repel
   * each other.
   */
  private static final double MOST_CURVATURE = 0.1;

  /**
   * The largest linearity error [%]: that of a power law x^0.89 or x^1.14. Normal sensors stay
   * below 1 %, that CCD at 0.3 %; larger values indicate wrong light or times.
   */
  private static final double MOST_LINEARITY_ERROR = 3;

  /**
   * The largest correlation of neighbours: smoothing over two or three pixels of a row with this
   * correlation lowers the variance, and so K, by 9 %. That CCD's is below 2 %.
   */
  static final double MOST_NEIGHBOUR_CORRELATION = 0.05;

  /**
   * The share to which the variance must fall beyond saturation. In the smallest channels, of 256
   * pixels, the variance of a pair has an error of 9 %: chance causes no such fall, clipping a
   * deeper one.
   */
  static final double SATURATED_VARIANCE = 0.5;

  /** The share of saturation below which relative shot noise is 1.3 times that at half. */
  private static final double STACK_FROM = 0.3;

  /**
   * The share of saturation at which the fits of the gain end, beyond which sensors are not linear.
   */
  private static final double STACK_TO = ChannelData.FIT_LIMIT;

  /**
   * The significance limit in standard errors. Normal numbers exceed it once in 5·10⁸ times, errors
   * from the scatter of 48 rows once in 4·10⁶; the other bound, which must be exceeded too, reduces
   * false alarms for the smallest frames.
   */
  static final double SIGNIFICANT = 6;

  /** The effect of a problem that leaves nothing to evaluate. */
  private static final String NO_MEASUREMENT = "no calibration is possible";

  private static final String FEW = "the intervals are wider, and a curved series is hardly seen";

  private static final String NOT_USED = "these exposures are not used";

  /** The exposures that a gain needs. */
  private static final int FEWEST_USABLE = 2;

  private final boolean isStrict;
  private final List<CalibrationWarning> found = new ArrayList<>();
  private final Map<String, List<CalibrationWarning>> alike = new LinkedHashMap<>();
  private final List<CalibrationWarning> warnings = new ArrayList<>();

  /**
   * Prepares a check.
   *
   * @param isStrict whether a violation that leaves a measurement is an error too
   */
  Preconditions(boolean isStrict) {
    this.isStrict = isStrict;
  }

  /** Rejects frames by their list. */
  void requireComplete(CalibrationFrames frames) {
    lists(frames);
    copies(frames);
    samples(frames);
    frames.spatial().ifPresent(spatial -> stacks(frames.format(), spatial));
    rejectProblems();
  }

  /** Rejects frames by their samples. */
  void requireUsable(List<ChannelData> channels, CalibrationFrames frames) {
    for (ChannelData data : channels) {
      channel(data, frames.darks());
      frames.spatial().ifPresent(spatial -> stackOf(data, spatial));
    }
    rejectProblems();
  }

  /** Returns the frames without stacks from which no variance or no response can be computed. */
  CalibrationFrames withUsableStacks(CalibrationFrames frames) {
    return new CalibrationFrames(
        frames.format(),
        frames.flats(),
        frames.darks(),
        frames.spatial().filter(Preconditions::isUsable));
  }

  private static boolean isUsable(CalibrationFrames.Spatial spatial) {
    return spatial.flat().frames() > 1
        && spatial.dark().frames() > 1
        && Channel.of(spatial.flat().format().cfa()).stream()
            .allMatch(channel -> mean(spatial.flat(), channel) > mean(spatial.dark(), channel));
  }

  private static double mean(SpatialStack stack, Channel channel) {
    return stack.totals(channel).frameMeans.stream()
        .mapToDouble(Double::doubleValue)
        .average()
        .orElse(0);
  }

  /** Returns the violations that are no errors. */
  List<CalibrationWarning> warnings() {
    return List.copyOf(warnings);
  }

  private void rejectProblems() {
    for (List<CalibrationWarning> group : alike.values()) {
      int others = group.size() - 1;
      CalibrationWarning first = group.getFirst();
      found.add(
          new CalibrationWarning(
              switch (others) {
                case 0 -> first.problem();
                case 1 -> first.problem() + " (and 1 other pair)";
                default -> first.problem() + " (and %d other pairs)".formatted(others);
              },
              first.effect()));
    }
    List<String> problems =
        found.stream()
            .filter(each -> isStrict || each.effect().equals(NO_MEASUREMENT))
            .map(CalibrationWarning::problem)
            .toList();
    if (!problems.isEmpty()) {
      throw new UnsuitableFramesException(problems);
    }
    warnings.addAll(found);
    found.clear();
    alike.clear();
  }

  private void add(String problem, String effect) {
    found.add(new CalibrationWarning(problem, effect));
  }

  /** Adds a problem that can affect many pairs: the first is listed, the others are counted. */
  private void addAlike(String kind, String problem, String effect) {
    alike
        .computeIfAbsent(kind, first -> new ArrayList<>())
        .add(new CalibrationWarning(problem, effect));
  }

  private void lists(CalibrationFrames frames) {
    if (frames.flats().size() <= CalibrationFrames.FEWEST_FLATS) {
      add(
          "there are %d pairs of flats: expected at least %d exposures up to 70 %% of saturation, and more up to beyond it; record them"
              .formatted(frames.flats().size(), CalibrationFrames.FEWEST_FLATS),
          frames.flats().size() < FEWEST_USABLE ? NO_MEASUREMENT : FEW);
    }
    if (frames.darks().isEmpty()) {
      add(
          "there is no pair of dark frames: expected one for each exposure time of the flat frames;"
              + " record them with the lens covered",
          NO_MEASUREMENT);
    }
    for (FramePair pair : all(frames)) {
      if (!pair.channels().keySet().equals(new HashSet<>(Channel.of(frames.format().cfa())))) {
        addAlike(
            "channels",
            "%s have the channels %s: expected %s; use one format for all pairs"
                .formatted(
                    pair.name(), pair.channels().keySet(), Channel.of(frames.format().cfa())),
            NO_MEASUREMENT);
      }
    }
    uniform(
        frames.flats().stream().map(FramePair::photons).toList(),
        "the photons a pixel",
        "η, R and all numbers in photons are not given");
    uniform(
        frames.flats().stream().map(FramePair::seconds).toList(),
        "the exposure time",
        "exposures without one have the dark pair of another");
    if (!frames.darks().isEmpty()) {
      for (FramePair flat : frames.flats()) {
        if (ChannelData.darkOf(flat, frames.darks()) < 0) {
          addAlike(
              "no dark",
              "%s have no dark pair of %s: expected one of the same exposure time; record it with the lens covered"
                  .formatted(flat.name(), time(flat.seconds())),
              borrowed(frames));
        }
      }
    }
  }

  /** Returns what follows where flats have no dark pair of their own exposure time. */
  private static String borrowed(CalibrationFrames frames) {
    long without =
        frames.flats().stream()
            .filter(flat -> ChannelData.darkOf(flat, frames.darks()) < 0)
            .count();
    return 2 * without > frames.flats().size()
        ? "the dark pair of the nearest time is used; dark current counts as light, so that η, R, LE and the threshold in photons are not given"
        : NOT_USED;
  }

  private void uniform(List<OptionalDouble> values, String what, String effect) {
    long known = values.stream().filter(OptionalDouble::isPresent).count();
    if (known > 0 && known < values.size()) {
      add(
          "%s is known for %d of %d pairs of flats: expected for all or none; complete the list of frames"
              .formatted(what, known, values.size()),
          effect);
    }
  }

  private static String time(OptionalDouble seconds) {
    return seconds.isPresent() ? number(seconds.getAsDouble()) + " s" : "unknown exposure time";
  }

  private static List<FramePair> all(CalibrationFrames frames) {
    List<FramePair> pairs = new ArrayList<>(frames.flats());
    pairs.addAll(frames.darks());
    return pairs;
  }

  private void copies(CalibrationFrames frames) {
    Map<Long, String> seen = new HashMap<>();
    for (FramePair pair : all(frames)) {
      long first = pair.evidence().firstFingerprint();
      long second = pair.evidence().secondFingerprint();
      if (first != 0 && first == second) {
        addAlike(
            "same frame",
            "%s are the same frame, sample by sample: expected two recordings; record the pair again"
                .formatted(pair.name()),
            NO_MEASUREMENT);
        second = 0;
      }
      for (long fingerprint : new long[] {first, second}) {
        String earlier = fingerprint == 0 ? null : seen.putIfAbsent(fingerprint, pair.name());
        if (earlier != null) {
          addAlike(
              "repeated",
              "%s repeat a frame of %s: expected every frame once; correct the list of frames"
                  .formatted(pair.name(), earlier),
              NO_MEASUREMENT);
        }
      }
    }
  }

  private void samples(CalibrationFrames frames) {
    for (FramePair pair : all(frames)) {
      SampleEvidence evidence = pair.evidence();
      if (evidence.isPosterised()) {
        addAlike(
            "codes",
            "%s lack %d of %d codes (DN) between those that are frequent: expected nearly all; the samples were compressed or their bits are fewer than %d, give uncompressed frames or the true bits"
                .formatted(
                    pair.name(),
                    evidence.missingCodes(),
                    evidence.judgedCodes(),
                    frames.format().adcBits()),
            "the intervals of K, the noise and all numbers in e⁻ include the variance of the coarser steps");
      }
    }
  }

  private void stacks(FrameFormat format, CalibrationFrames.Spatial spatial) {
    stack(format, spatial.flat(), "flats");
    stack(format, spatial.dark(), "darks");
  }

  private void stack(FrameFormat format, SpatialStack stack, String kind) {
    if (!stack.format().equals(format)) {
      add(
          "the stack of %s has the format %s: expected %s; stack frames of one sensor"
              .formatted(kind, stack.format(), format),
          NO_MEASUREMENT);
    }
    if (stack.frames() < CalibrationFrames.FEWEST_STACKED) {
      add(
          "the stack of %s has %d frames: expected at least %d; record more for the spatial measurement"
              .formatted(kind, stack.frames(), CalibrationFrames.FEWEST_STACKED),
          stack.frames() > 1
              ? "the intervals of DSNU and PRNU are wider, and the maps noisier"
              : "DSNU, PRNU and the maps are not given");
    }
    for (String copy : stack.copies()) {
      add(
          "%s repeats an earlier frame of the stack of %s: expected every frame once; correct the list of frames"
              .formatted(copy, kind),
          NO_MEASUREMENT);
    }
  }

  private void channel(ChannelData data, List<FramePair> darks) {
    String channel = name(data.channel());
    for (FramePair dark : darks) {
      dark(channel, data, dark.name(), dark.channels().get(data.channel()));
    }
    if (data.saturation() == data.size() - 1 || !staysSaturated(data)) {
      add(
          "%sthe temporal variance is largest (%s DN²) at the brightest exposures: expected it to fall below half beyond saturation; record brighter flats until they saturate"
              .formatted(channel, number(data.flat(data.saturation()).variance())),
          data.saturates()
              ? "the exposure of the largest variance counts as saturation, as it falls significantly"
              : "saturation capacity, SNR_max and dynamic range are not given, and all exposures are fitted");
    }
    if (data.inRange() < CalibrationFrames.FEWEST_FLATS) {
      add(
          "%s%d exposures are within 70 %% of saturation (%s DN above dark): expected at least %d; record more, evenly spaced"
              .formatted(
                  channel,
                  data.inRange(),
                  number(ChannelData.FIT_LIMIT * data.saturationSignal()),
                  CalibrationFrames.FEWEST_FLATS),
          FEW);
      if (isStrict) {
        return;
      }
    }
    if (!isStrict && (data.fitted() < FEWEST_USABLE || !data.hasGain())) {
      add(
          "%s%d exposures below saturation are usable, and the temporal variance %s with the signal: expected at least %d where it does; record flats of more light without clipped samples"
              .formatted(
                  channel,
                  data.fitted(),
                  data.hasGain() ? "rises" : "does not rise",
                  FEWEST_USABLE),
          NO_MEASUREMENT);
      return;
    }
    int before = found.size() + alike.size();
    for (int i = 0; i <= data.lastUnsaturated(); i++) {
      flat(channel, data, i);
    }
    rising(channel, data);
    if (found.size() + alike.size() == before) {
      straight(channel, data);
    }
  }

  private static boolean staysSaturated(ChannelData data) {
    double last = data.flat(data.size() - 1).variance();
    return last < SATURATED_VARIANCE * data.flat(data.saturation()).variance();
  }

  private void dark(String channel, ChannelData data, String name, PairStatistics dark) {
    if (dark.darkest() > MOST_CLIPPED) {
      addAlike(
          "black" + channel,
          "%s%s have %s %% of samples at 0 DN: expected at most %s %%; raise the camera's offset (black level)"
              .formatted(channel, name, number(100 * dark.darkest()), number(100 * MOST_CLIPPED)),
          data.isDarkKnown()
              ? "other dark pairs are used instead"
              : "offset, dark noise, DSNU, thresholds and dynamic range are not given; K is the slope of the variance from an unknown level on");
    }
    if (dark.variance() == 0) {
      addAlike(
          "noiseless" + channel,
          "%s%s have no noise (temporal variance 0 DN²): expected noise of the read-out; turn off the camera's processing or raise its gain"
              .formatted(channel, name),
          data.darks().stream().anyMatch(other -> variance(other, data.channel()) > 0)
              ? "other dark pairs are used instead"
              : "the standard's bound of 0.24 DN² stands in for the dark variance");
    }
    double change = Math.abs(dark.firstMean() - dark.secondMean());
    if (ChannelData.hasOffsetDrift(dark)) {
      addAlike(
          "offset" + channel,
          "%s%s differ by %s DN in their means: expected less than half their noise (%s DN); the offset drifts or light leaks in: record the dark frames again"
              .formatted(
                  channel,
                  name,
                  number(change),
                  number(MOST_OFFSET_CHANGE * Math.sqrt(dark.variance()))),
          "the intervals of the offset and of what follows from it include half the difference");
    }
  }

  private void flat(String channel, ChannelData data, int i) {
    PairStatistics flat = data.flat(i);
    String name = data.flats().get(i).name();
    double signal = data.signal(i);
    if (data.isDarkerThanDark(i)) {
      addAlike(
          "darker" + channel,
          "%s%s are darker (%s DN) than their darks (%s DN): expected more light; check which frames are which"
              .formatted(channel, name, number(flat.mean()), number(flat.mean() - signal)),
          NOT_USED);
      return;
    }
    if (data.inFitRange(i) && flat.brightest() > MOST_CLIPPED) {
      addAlike(
          "white" + channel,
          "%s%s have %s %% of samples at the converter's maximum, below 70 %% of saturation: expected at most %s %%; make the light more uniform, or state the true bit depth"
              .formatted(channel, name, number(100 * flat.brightest()), number(100 * MOST_CLIPPED)),
          NOT_USED);
    }
    double change = Math.abs(flat.firstMean() - flat.secondMean());
    if (data.hasLampDrift(i)) {
      addAlike(
          "lamp" + channel,
          "%s%s differ by %s %% of their signal (%s and %s DN): expected at most %s %%; the lamp drifts or two exposures are mixed, let it warm up and record the pair again"
              .formatted(
                  channel,
                  name,
                  number(100 * change / signal),
                  number(flat.firstMean()),
                  number(flat.secondMean()),
                  number(100 * MOST_LAMP_CHANGE)),
          "the intervals of η, R and LE include half the difference");
    }
    if (data.isSmoothed(i)) {
      addAlike(
          "smoothed" + channel,
          "%s%s have noise that neighbours share (correlation %s): expected at most %s; the frames were smoothed or compressed, give raw ones"
              .formatted(
                  channel,
                  name,
                  number(flat.neighbourCorrelation()),
                  number(MOST_NEIGHBOUR_CORRELATION)),
          "the intervals of K and of all numbers in e⁻ include the variance that smoothing takes away");
    }
  }

  private void rising(String channel, ChannelData data) {
    for (int i = 1; i <= data.lastUnsaturated(); i++) {
      double fall = data.signal(i - 1) - data.signal(i);
      double error = Math.hypot(data.signalError(i - 1), data.signalError(i));
      if (fall > SIGNIFICANT * error && fall > MOST_LAMP_CHANGE * data.signal(i - 1)) {
        addAlike(
            "falling" + channel,
            "%s%s are darker (signal %s DN) than %s with less light (%s DN): expected the signal to rise with the light; the lamp drifts or exposures are mixed"
                .formatted(
                    channel,
                    data.flats().get(i).name(),
                    number(data.signal(i)),
                    data.flats().get(i - 1).name(),
                    number(data.signal(i - 1))),
            "the intervals of η, R and LE include the scatter about the line");
      }
    }
  }

  private void straight(String channel, ChannelData data) {
    double[] curve = data.parabola();
    double reach = ChannelData.FIT_LIMIT * data.saturationSignal();
    double bend = Math.abs(curve[1] * reach / curve[0]);
    if (!(curve[0] > 0) || (bend > MOST_CURVATURE && Math.abs(curve[1]) > SIGNIFICANT * curve[2])) {
      add(
          "%sthe temporal variance is not proportional to the signal (the slope changes by %s %% up to 70 %% of saturation): expected at most %s %%; the camera is not linear or its samples were compressed, give linear raw frames"
              .formatted(channel, number(100 * bend), number(100 * MOST_CURVATURE)),
          "the intervals of K and of all numbers in e⁻ include the bias; the general evaluation holds without it");
      return;
    }
    new Linearity(data)
        .error()
        .ifPresent(
            error -> {
              if (error > MOST_LINEARITY_ERROR) {
                add(
                    "%sthe signal is not proportional to the light (mean deviation %s %%): expected at most %s %%; the camera is not linear, the lamp drifted, or photons or times are wrong"
                        .formatted(channel, number(error), number(MOST_LINEARITY_ERROR)),
                    "the intervals of η, R and the numbers in photons include the curvature; the general evaluation holds without it");
              }
            });
  }

  private void stackOf(ChannelData data, CalibrationFrames.Spatial spatial) {
    String channel = name(data.channel());
    double dark = data.darkStack().orElseThrow().mean();
    double signal = data.flatStack().orElseThrow().mean() - dark;
    double share = signal / data.saturationSignal();
    if (!(share >= STACK_FROM && share <= STACK_TO)) {
      add(
          "%sthe stack of flat frames is at %s %% of saturation: expected about half, %s to %s %%; record it with another light level"
              .formatted(
                  channel, number(100 * share), number(100 * STACK_FROM), number(100 * STACK_TO)),
          "PRNU and the maps are those of this level");
      return;
    }
    for (double mean : spatial.flat().totals(data.channel()).frameMeans) {
      double change = Math.abs(mean - dark - signal) / signal;
      if (change > MOST_LAMP_CHANGE) {
        add(
            "%sa frame of the stack of flats differs by %s %% from the stack's mean: expected at most %s %%; the lamp drifts or exposures are mixed"
                .formatted(channel, number(100 * change), number(100 * MOST_LAMP_CHANGE)),
            "PRNU and the maps are those of the mean light");
        return;
      }
    }
    for (SpatialStack stack : List.of(spatial.flat(), spatial.dark())) {
      double clipped = data.clippedShare(stack);
      if (clipped > MOST_CLIPPED) {
        add(
            "%sthe stack of %s has %s %% of samples at 0 or at the maximum: expected at most %s %%; change the light or the offset"
                .formatted(
                    channel,
                    stack == spatial.flat() ? "flats" : "darks",
                    number(100 * clipped),
                    number(100 * MOST_CLIPPED)),
            stack == spatial.flat() ? "PRNU is not given" : "DSNU and PRNU are not given");
      }
    }
  }

  private static double variance(FramePair pair, Channel channel) {
    return pair.channels().get(channel).variance();
  }

  private static String name(Channel channel) {
    return channel == Channel.MONOCHROME ? "" : channel + ": ";
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }
}
