package dev.rawline.imaging.sensor.calibration;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The statistics of two frames of the same light and exposure.
 *
 * @param name the two frames' names, for messages
 * @param seconds the exposure time [s], if known
 * @param photons the photons that fell on a pixel during the exposure, if known; 0 in the dark
 * @param channels the statistics of each channel
 * @param evidence evidence that the samples are unprocessed
 */
public record FramePair(
    String name,
    OptionalDouble seconds,
    OptionalDouble photons,
    Map<Channel, PairStatistics> channels,
    SampleEvidence evidence) {

  /** Copies the map. */
  public FramePair {
    channels = Map.copyOf(channels);
  }

  /**
   * Reduces two frames.
   *
   * @param format the common format of all frames
   * @param seconds the exposure time [s], if known
   * @param photons the photons a pixel, if known
   * @param first one frame
   * @param second the other
   * @throws UnsuitableFramesException if a frame differs from the format in size, unit or depth, or
   *     time or light are below 0; the message lists all problems
   */
  public static FramePair of(
      FrameFormat format,
      OptionalDouble seconds,
      OptionalDouble photons,
      NamedFrame first,
      NamedFrame second) {
    List<String> problems = new ArrayList<>();
    String name = first.name() + " and " + second.name();
    seconds.ifPresent(time -> requirePositive(problems, name, "an exposure time", time, "s"));
    photons.ifPresent(number -> requirePositive(problems, name, "light", number, "photons/pixel"));
    char[] a = read(format, first, problems);
    char[] b = read(format, second, problems);
    if (!problems.isEmpty()) {
      throw new UnsuitableFramesException(problems);
    }
    Map<Channel, PairStatistics> channels = new EnumMap<>(Channel.class);
    int judged = 0;
    int missing = 0;
    for (Channel channel : Channel.of(format.cfa())) {
      ChannelLattice lattice = ChannelLattice.of(format, channel);
      channels.put(
          channel, PairStatistics.of(a, b, lattice, format.width(), format.largestNumber()));
      int[] codes = SampleEvidence.codes(histogram(format, lattice, a, b));
      judged += codes[0];
      missing += codes[1];
    }
    return new FramePair(
        name,
        seconds,
        photons,
        channels,
        new SampleEvidence(
            judged, missing, StoredSamples.fingerprint(a), StoredSamples.fingerprint(b)));
  }

  private static void requirePositive(
      List<String> problems, String name, String what, double value, String unit) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      problems.add(
          "%s have %s of %s: expected 0 or more (%s); correct the list of frames"
              .formatted(name, what, value, unit));
    }
  }

  private static char[] read(FrameFormat format, NamedFrame frame, List<String> problems) {
    try {
      return StoredSamples.of(format, frame);
    } catch (UnsuitableFramesException refused) {
      problems.addAll(refused.problems());
      return new char[0];
    }
  }

  private static int[] histogram(FrameFormat format, ChannelLattice lattice, char[] a, char[] b) {
    int[] histogram = new int[format.largestNumber() + 1];
    for (int row = 0; row < lattice.rows(); row++) {
      for (int column = 0; column < lattice.columns(); column++) {
        int place = lattice.place(row, column, format.width());
        histogram[a[place]]++;
        histogram[b[place]]++;
      }
    }
    return histogram;
  }
}
