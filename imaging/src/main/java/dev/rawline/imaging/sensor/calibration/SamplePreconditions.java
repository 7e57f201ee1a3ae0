package dev.rawline.imaging.sensor.calibration;

import static dev.rawline.imaging.sensor.calibration.CalibrationFindings.NO_MEASUREMENT;
import static dev.rawline.imaging.sensor.calibration.Preconditions.FEW;
import static dev.rawline.imaging.sensor.calibration.Preconditions.FEWEST_USABLE;
import static dev.rawline.imaging.sensor.calibration.Preconditions.MOST_CLIPPED;
import static dev.rawline.imaging.sensor.calibration.Preconditions.MOST_LAMP_CHANGE;
import static dev.rawline.imaging.sensor.calibration.Preconditions.MOST_NEIGHBOUR_CORRELATION;
import static dev.rawline.imaging.sensor.calibration.Preconditions.MOST_OFFSET_CHANGE;
import static dev.rawline.imaging.sensor.calibration.Preconditions.NOT_USED;
import static dev.rawline.imaging.sensor.calibration.Preconditions.SATURATED_VARIANCE;
import static dev.rawline.imaging.sensor.calibration.Preconditions.SIGNIFICANT;
import static dev.rawline.imaging.sensor.calibration.Preconditions.number;

import dev.rawline.imaging.sensor.uncertainty.MeasurementConditions;
import dev.rawline.imaging.sensor.uncertainty.PropagateDistributions;
import java.util.List;

/** The preconditions of the samples of each channel. */
final class SamplePreconditions {
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

  /** The share of saturation below which relative shot noise is 1.3 times that at half. */
  private static final double STACK_FROM = 0.3;

  /**
   * The share of saturation at which the fits of the gain end, beyond which sensors are not linear.
   */
  private static final double STACK_TO = ChannelData.FIT_LIMIT;

  private final CalibrationFindings findings;

  /** Prepares a check that adds to findings. */
  SamplePreconditions(CalibrationFindings findings) {
    this.findings = findings;
  }

  /** Rejects frames by their samples. */
  void requireUsable(List<ChannelData> channels, CalibrationFrames frames) {
    for (ChannelData data : channels) {
      channel(data, frames.darks());
      frames.spatial().ifPresent(spatial -> stackOf(data, spatial));
    }
    findings.rejectProblems();
  }

  private void channel(ChannelData data, List<FramePair> darks) {
    String channel = name(data.channel());
    for (FramePair dark : darks) {
      dark(channel, data, dark.name(), dark.channels().get(data.channel()));
    }
    if (data.saturation() == data.size() - 1 || !staysSaturated(data)) {
      findings.add(
          "%sthe temporal variance is largest (%s DN²) at the brightest exposures: expected it to fall below half beyond saturation; record brighter flats until they saturate"
              .formatted(channel, number(data.flat(data.saturation()).variance())),
          data.saturates()
              ? "the exposure of the largest variance counts as saturation, as it falls significantly"
              : "saturation capacity, SNR_max and dynamic range are not given, and all exposures are fitted");
    }
    if (data.inRange() < CalibrationFrames.FEWEST_FLATS) {
      findings.add(
          "%s%d exposures are within 70 %% of saturation (%s DN above dark): expected at least %d; record more, evenly spaced"
              .formatted(
                  channel,
                  data.inRange(),
                  number(ChannelData.FIT_LIMIT * data.saturationSignal()),
                  CalibrationFrames.FEWEST_FLATS),
          FEW);
      if (findings.isStrict()) {
        return;
      }
    }
    if (!findings.isStrict() && (data.fitted() < FEWEST_USABLE || !data.hasGain())) {
      findings.add(
          "%s%d exposures below saturation are usable, and the temporal variance %s with the signal: expected at least %d where it does; record flats of more light without clipped samples"
              .formatted(
                  channel,
                  data.fitted(),
                  data.hasGain() ? "rises" : "does not rise",
                  FEWEST_USABLE),
          NO_MEASUREMENT);
      return;
    }
    int before = findings.size();
    for (int i = 0; i <= data.lastUnsaturated(); i++) {
      flat(channel, data, i);
    }
    rising(channel, data);
    if (findings.size() == before) {
      straight(channel, data);
    }
  }

  private static boolean staysSaturated(ChannelData data) {
    double last = data.flat(data.size() - 1).variance();
    return last < SATURATED_VARIANCE * data.flat(data.saturation()).variance();
  }

  private void dark(String channel, ChannelData data, String name, PairStatistics dark) {
    if (dark.darkest() > MOST_CLIPPED) {
      findings.addAlike(
          "black" + channel,
          "%s%s have %s %% of samples at 0 DN: expected at most %s %%; raise the camera's offset (black level)"
              .formatted(channel, name, number(100 * dark.darkest()), number(100 * MOST_CLIPPED)),
          data.isDarkKnown()
              ? "other dark pairs are used instead"
              : "offset, dark noise, DSNU, thresholds and dynamic range are not given; K is the slope of the variance from an unknown level on");
    }
    if (dark.variance() == 0) {
      findings.addAlike(
          "noiseless" + channel,
          "%s%s have no noise (temporal variance 0 DN²): expected noise of the read-out; turn off the camera's processing or raise its gain"
              .formatted(channel, name),
          data.darks().stream().anyMatch(other -> variance(other, data.channel()) > 0)
              ? "other dark pairs are used instead"
              : "the standard's bound of 0.24 DN² stands in for the dark variance");
    }
    double change = Math.abs(dark.firstMean() - dark.secondMean());
    if (ChannelData.hasOffsetDrift(dark)) {
      findings.addAlike(
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
      findings.addAlike(
          "darker" + channel,
          "%s%s are darker (%s DN) than their darks (%s DN): expected more light; check which frames are which"
              .formatted(channel, name, number(flat.mean()), number(flat.mean() - signal)),
          NOT_USED);
      return;
    }
    if (data.inFitRange(i) && flat.brightest() > MOST_CLIPPED) {
      findings.addAlike(
          "white" + channel,
          "%s%s have %s %% of samples at the converter's maximum, below 70 %% of saturation: expected at most %s %%; make the light more uniform, or state the true bit depth"
              .formatted(channel, name, number(100 * flat.brightest()), number(100 * MOST_CLIPPED)),
          NOT_USED);
    }
    double change = Math.abs(flat.firstMean() - flat.secondMean());
    if (data.hasLampDrift(i)) {
      findings.addAlike(
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
      findings.addAlike(
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
        findings.addAlike(
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
      findings.add(
          "%sthe temporal variance is not proportional to the signal (the slope changes by %s %% up to 70 %% of saturation): expected at most %s %%; the camera is not linear or its samples were compressed, give linear raw frames"
              .formatted(channel, number(100 * bend), number(100 * MOST_CURVATURE)),
          "the intervals of K and of all numbers in e⁻ include the bias; the general evaluation holds without it");
      return;
    }
    new Linearity(data, new PropagateDistributions(MeasurementConditions.NONE, data.size()))
        .error()
        .ifPresent(
            error -> {
              if (error > MOST_LINEARITY_ERROR) {
                findings.add(
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
      findings.add(
          "%sthe stack of flat frames is at %s %% of saturation: expected about half, %s to %s %%; record it with another light level"
              .formatted(
                  channel, number(100 * share), number(100 * STACK_FROM), number(100 * STACK_TO)),
          "PRNU and the maps are those of this level");
      return;
    }
    for (double mean : spatial.flat().totals(data.channel()).frameMeans) {
      double change = Math.abs(mean - dark - signal) / signal;
      if (change > MOST_LAMP_CHANGE) {
        findings.add(
            "%sa frame of the stack of flats differs by %s %% from the stack's mean: expected at most %s %%; the lamp drifts or exposures are mixed"
                .formatted(channel, number(100 * change), number(100 * MOST_LAMP_CHANGE)),
            "PRNU and the maps are those of the mean light");
        return;
      }
    }
    for (SpatialStack stack : List.of(spatial.flat(), spatial.dark())) {
      double clipped = data.clippedShare(stack);
      if (clipped > MOST_CLIPPED) {
        findings.add(
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
}
