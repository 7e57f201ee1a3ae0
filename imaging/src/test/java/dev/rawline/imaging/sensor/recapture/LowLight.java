package dev.rawline.imaging.sensor.recapture;

import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.sensor.GainCurve;
import java.util.Arrays;
import java.util.Random;

/**
 * A camera that shares no code with the project: flat frames of a known number of electrons.
 *
 * <p>The electrons of a pixel are drawn from a table of the cumulative Poisson distribution.
 */
final class LowLight {
  static final int WIDTH = 500;

  private LowLight() {}

  /** Records a flat frame of a number of samples, a multiple of {@link #WIDTH}. */
  static RawImage record(Readout readout, double electrons, int samples, long seed) {
    double[] cumulative = cumulative(electrons);
    Random random = new Random(seed);
    double black = readout.black().red();
    float[] stored = new float[samples];
    for (int i = 0; i < samples; i++) {
      int found = Arrays.binarySearch(cumulative, random.nextDouble());
      int count = found < 0 ? -found - 1 : found + 1;
      double level = black + readout.gain() * count + readout.darkNoise() * random.nextGaussian();
      if (!readout.response().isConstant()) {
        level = black + bent(level - black, readout.response());
      }
      double number = Math.floor(level / readout.step() + 0.5);
      stored[i] = (float) (readout.step() * number);
      if (stored[i] < 0 || stored[i] > readout.largest()) {
        throw new AssertionError("the test's camera is clipped at " + stored[i] + " DN");
      }
    }
    return frame(stored);
  }

  /** Returns the signal of a linear one, by a curve of one knot. */
  private static double bent(double linear, GainCurve curve) {
    double end = curve.signal().getFirst();
    double last = 1 / curve.relativeGain().getFirst();
    double bend = (last - 1) / end;
    if (linear <= 0) {
      return linear;
    }
    double whole = end * (1 + last) / 2;
    return linear < whole
        ? (Math.sqrt(1 + 2 * bend * linear) - 1) / bend
        : end + (linear - whole) / last;
  }

  /** Returns samples as a mosaic with a minimal calibration. */
  static RawImage frame(float[] samples) {
    return new RawImage(
        WIDTH,
        samples.length / WIDTH,
        Cfa.RGGB,
        RawImage.Unit.DN,
        samples,
        Calibration.unknown(16));
  }

  /** P(N ≤ 0), P(N ≤ 1), … up to 1 within rounding. */
  private static double[] cumulative(double mean) {
    int most = (int) (mean + 12 * Math.sqrt(mean) + 30);
    double[] logs = new double[most + 1];
    double largest = Double.NEGATIVE_INFINITY;
    double log = 0;
    for (int i = 1; i <= most; i++) {
      log += mean == 0 ? -1000 : Math.log(mean / i);
      logs[i] = log;
    }
    for (double each : logs) {
      largest = Math.max(largest, each);
    }
    double[] cumulative = new double[most + 1];
    double sum = 0;
    for (int i = 0; i <= most; i++) {
      sum += Math.exp(logs[i] - largest);
      cumulative[i] = sum;
    }
    for (int i = 0; i <= most; i++) {
      cumulative[i] /= sum;
    }
    return cumulative;
  }
}
