package dev.rawline.benchmarks;

import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SiteValues;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/** Mosaics to measure with: gradients, edges and noise, the same on every run. */
final class BenchmarkMosaics {
  private static final long SEED = 20;
  private static final int STEP = 16;
  private static final int WHITE = 4095 * STEP;

  private BenchmarkMosaics() {}

  /** Returns a normalised RGGB mosaic of a size written as width×height with an x, "256x256". */
  static RawImage of(String size) {
    return of(size, SEED);
  }

  /** Returns several mosaics of one size, which differ in their noise. */
  static List<RawImage> batch(int count, String size) {
    return IntStream.range(0, count).mapToObj(image -> of(size, SEED + image)).toList();
  }

  /** Returns that mosaic in digital numbers of 16 bits, each made of a normalised sample. */
  static RawImage digital(String size, DoubleUnaryOperator level) {
    return digital(of(size), level, Calibration.unknown(Short.SIZE));
  }

  /**
   * Returns a raw image of a kind: 12 bits in the upper ones of 16, black at 0.
   *
   * @param number which one; they differ in their noise
   */
  static RawImage recorded(int number, String size) {
    return digital(
        of(size, SEED + number),
        sample -> Math.round(sample * WHITE / STEP) * (double) STEP,
        Calibration.ofLevels(Short.SIZE, SiteValues.uniform(0), WHITE, "made"));
  }

  private static RawImage digital(
      RawImage mosaic, DoubleUnaryOperator level, Calibration calibration) {
    float[] samples = mosaic.samples().clone();
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) level.applyAsDouble(samples[i]);
    }
    return new RawImage(
        mosaic.width(), mosaic.height(), mosaic.cfa(), RawImage.Unit.DN, samples, calibration);
  }

  private static RawImage of(String size, long seed) {
    String[] sides = size.split("x", -1);
    int width = Integer.parseInt(sides[0]);
    int height = Integer.parseInt(sides[1]);
    Random random = new Random(seed);
    float[] samples = new float[width * height];
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        double bright = 0.1 + 0.4 * column / width + (column / 37 + row / 53) % 2 * 0.3;
        samples[row * width + column] = (float) (bright + 0.02 * random.nextGaussian());
      }
    }
    return RawImage.normalised(width, height, Cfa.RGGB, samples);
  }
}
