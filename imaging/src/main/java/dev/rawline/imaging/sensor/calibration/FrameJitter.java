package dev.rawline.imaging.sensor.calibration;

import java.util.stream.IntStream;

/**
 * By how much lamp and offset differ from frame to frame, beyond noise: from the difference of the
 * two means of each pair.
 */
final class FrameJitter {
  private double chiSquare;
  private double sum;
  private int count;

  private FrameJitter() {}

  /**
   * Returns the relative standard deviation of the lamp from frame to frame; 0 if it is not
   * significant.
   */
  static double ofLamp(ChannelData data) {
    FrameJitter jitter = new FrameJitter();
    IntStream.range(0, data.size())
        .filter(data::inLinearity)
        .forEach(i -> jitter.add(data.flat(i), data.signal(i)));
    return jitter.deviation();
  }

  /**
   * Returns the standard deviation of the offset from frame to frame [DN]; 0 if it is not
   * significant.
   */
  static double ofOffset(ChannelData data) {
    FrameJitter jitter = new FrameJitter();
    IntStream.range(0, data.darks().size())
        .mapToObj(data::dark)
        .filter(dark -> dark.meanError() > 0 && !ChannelData.hasOffsetDrift(dark))
        .forEach(dark -> jitter.add(dark, 1));
    return jitter.deviation();
  }

  private void add(PairStatistics pair, double signal) {
    double half = (pair.firstMean() - pair.secondMean()) / 2;
    double expected = pair.meanError() * pair.meanError();
    chiSquare += half * half / expected;
    sum += (half * half - expected) / (signal * signal);
    count++;
  }

  private double deviation() {
    return count > 0 && chiSquare > count + 3 * Math.sqrt(2.0 * count)
        ? Math.sqrt(2 * Math.max(0, sum / count))
        : 0;
  }
}
