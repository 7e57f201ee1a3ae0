package dev.rawline.imaging.sensor.calibration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
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

  /**
   * The significance limit in standard errors. Normal numbers exceed it once in 5·10⁸ times, errors
   * from the scatter of 48 rows once in 4·10⁶; the other bound, which must be exceeded too, reduces
   * false alarms for the smallest frames.
   */
  static final double SIGNIFICANT = 6;

  static final String FEW = "the intervals are wider, and a curved series is hardly seen";

  static final String NOT_USED = "these exposures are not used";

  /** The exposures that a gain needs. */
  static final int FEWEST_USABLE = 2;

  private final CalibrationFindings findings;

  /** Prepares a check that adds to findings. */
  Preconditions(CalibrationFindings findings) {
    this.findings = findings;
  }

  /** Rejects frames by their list. */
  void requireComplete(CalibrationFrames frames) {
    lists(frames);
    copies(frames);
    samples(frames);
    frames.spatial().ifPresent(spatial -> stacks(frames.format(), spatial));
    findings.rejectProblems();
  }

  /** Returns the frames without stacks from which no variance or no response can be computed. */
  static CalibrationFrames withUsableStacks(CalibrationFrames frames) {
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

  private void lists(CalibrationFrames frames) {
    if (frames.flats().size() <= CalibrationFrames.FEWEST_FLATS) {
      findings.add(
          "there are %d pairs of flats: expected at least %d exposures up to 70 %% of saturation, and more up to beyond it; record them"
              .formatted(frames.flats().size(), CalibrationFrames.FEWEST_FLATS),
          frames.flats().size() < FEWEST_USABLE ? CalibrationFindings.NO_MEASUREMENT : FEW);
    }
    if (frames.darks().isEmpty()) {
      findings.add(
          "there is no pair of dark frames: expected one for each exposure time of the flat frames;"
              + " record them with the lens covered",
          CalibrationFindings.NO_MEASUREMENT);
    }
    for (FramePair pair : all(frames)) {
      if (!pair.channels().keySet().equals(new HashSet<>(Channel.of(frames.format().cfa())))) {
        findings.addAlike(
            "channels",
            "%s have the channels %s: expected %s; use one format for all pairs"
                .formatted(
                    pair.name(), pair.channels().keySet(), Channel.of(frames.format().cfa())),
            CalibrationFindings.NO_MEASUREMENT);
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
          findings.addAlike(
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
      findings.add(
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
        findings.addAlike(
            "same frame",
            "%s are the same frame, sample by sample: expected two recordings; record the pair again"
                .formatted(pair.name()),
            CalibrationFindings.NO_MEASUREMENT);
        second = 0;
      }
      for (long fingerprint : new long[] {first, second}) {
        String earlier = fingerprint == 0 ? null : seen.putIfAbsent(fingerprint, pair.name());
        if (earlier != null) {
          findings.addAlike(
              "repeated",
              "%s repeat a frame of %s: expected every frame once; correct the list of frames"
                  .formatted(pair.name(), earlier),
              CalibrationFindings.NO_MEASUREMENT);
        }
      }
    }
  }

  private void samples(CalibrationFrames frames) {
    for (FramePair pair : all(frames)) {
      SampleEvidence evidence = pair.evidence();
      if (evidence.isPosterised()) {
        findings.addAlike(
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
      findings.add(
          "the stack of %s has the format %s: expected %s; stack frames of one sensor"
              .formatted(kind, stack.format(), format),
          CalibrationFindings.NO_MEASUREMENT);
    }
    if (stack.frames() < CalibrationFrames.FEWEST_STACKED) {
      findings.add(
          "the stack of %s has %d frames: expected at least %d; record more for the spatial measurement"
              .formatted(kind, stack.frames(), CalibrationFrames.FEWEST_STACKED),
          stack.frames() > 1
              ? "the intervals of DSNU and PRNU are wider, and the maps noisier"
              : "DSNU, PRNU and the maps are not given");
    }
    for (String copy : stack.copies()) {
      findings.add(
          "%s repeats an earlier frame of the stack of %s: expected every frame once; correct the list of frames"
              .formatted(copy, kind),
          CalibrationFindings.NO_MEASUREMENT);
    }
  }

  /** Returns a number for a message. */
  static String number(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }
}
