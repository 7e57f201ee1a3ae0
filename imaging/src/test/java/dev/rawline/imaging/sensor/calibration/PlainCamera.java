package dev.rawline.imaging.sensor.calibration;

import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.DoubleUnaryOperator;

/**
 * A camera of a few lines with known numbers, independent of the sensor's own stages: normal noise,
 * patterns of rows, columns and pixels, and a hook with which a test can spoil each frame.
 */
final class PlainCamera {
  static final double GAIN = 0.1;
  static final double EFFICIENCY = 0.5;
  static final double OFFSET = 29.4;
  static final double DARK_NOISE = 30;
  static final double ROW_NOISE = 6;
  static final double FULL_WELL = 30000;
  static final double DARK_CURRENT = 2000;
  static final double PRNU_PIXEL = 0.005;
  static final double PRNU_ROW = 0.003;
  static final double PRNU_COLUMN = 0.002;
  static final double DSNU_PIXEL = 5;
  static final double DSNU_ROW = 3;
  static final double DSNU_COLUMN = 4;
  static final double RATE = 3.5e6;
  static final double LONGEST = 0.02;

  final int side;
  final long seed;
  Optional<Cfa> cfa = Optional.empty();
  int exposures = 22;
  int stacked = 16;
  double brightest = LONGEST;
  double stackSeconds = 9 * LONGEST / 22;
  boolean knowsLight = true;
  double fullWell = FULL_WELL;
  double gain = GAIN;
  double offset = OFFSET;
  double darkNoise = DARK_NOISE;
  double rowNoise = ROW_NOISE;
  double rate = RATE;
  double jitter = 0;
  int bits = 12;
  boolean variesLight = false;
  DoubleUnaryOperator converted = charge -> charge;
  DoubleUnaryOperator noiseFactor = charge -> 1;
  BiFunction<String, RawImage, RawImage> processing = (name, raw) -> raw;
  final double[] response;
  final double[] offsets;
  final double[] light;
  final double[] hotCurrent;

  PlainCamera(int side, long seed) {
    this.side = side;
    this.seed = seed;
    Random random = new Random(mixed(seed, "pattern"));
    response = pattern(random, PRNU_PIXEL, PRNU_ROW, PRNU_COLUMN);
    offsets = pattern(random, DSNU_PIXEL, DSNU_ROW, DSNU_COLUMN);
    light = new double[side * side];
    Arrays.fill(light, 1);
    hotCurrent = new double[side * side];
  }

  private double[] pattern(Random random, double pixel, double row, double column) {
    double[] rows = random.doubles(side).map(u -> random.nextGaussian() * row).toArray();
    double[] columns = random.doubles(side).map(u -> random.nextGaussian() * column).toArray();
    double[] all = new double[side * side];
    Arrays.setAll(all, i -> rows[i / side] + columns[i % side] + random.nextGaussian() * pixel);
    return all;
  }

  FrameFormat format() {
    return new FrameFormat(side, side, cfa, bits, bits);
  }

  NamedFrame frame(String name, double seconds, double photonsPerSecond) {
    return lit(name, seconds, photonsPerSecond * seconds);
  }

  private NamedFrame lit(String name, double seconds, double photons) {
    Random random = new Random(mixed(seed, name));
    float[] samples = new float[side * side];
    double ofRow = 0;
    double lamp = jitter == 0 ? 1 : 1 + jitter * random.nextGaussian();
    for (int i = 0; i < samples.length; i++) {
      if (i % side == 0) {
        ofRow = rowNoise * random.nextGaussian();
      }
      double charge =
          lamp * photons * EFFICIENCY * light[i] * (1 + response[i])
              + (DARK_CURRENT + hotCurrent[i]) * seconds;
      double noise = Math.sqrt(charge * noiseFactor.applyAsDouble(charge));
      double caught = Math.min(fullWell, charge + noise * random.nextGaussian());
      double read = caught + offsets[i] + ofRow + darkNoise * random.nextGaussian();
      samples[i] =
          (float)
              Math.clamp(
                  Math.rint(offset + gain * converted.applyAsDouble(read)), 0, (1 << bits) - 1);
    }
    RawImage raw =
        new RawImage(
            side, side, cfa.orElse(Cfa.RGGB), RawImage.Unit.DN, samples, Calibration.unknown(bits));
    return new NamedFrame(name, processing.apply(name, raw));
  }

  /** Returns a seed; neighbouring seeds and similar names give unrelated numbers. */
  private static long mixed(long seed, String name) {
    long bits = seed * 0x9e3779b97f4a7c15L + name.hashCode() * 0xbf58476d1ce4e5b9L;
    bits = (bits ^ (bits >>> 31)) * 0x94d049bb133111ebL;
    return bits ^ (bits >>> 29);
  }

  double seconds(int exposure) {
    return brightest * (exposure + 1) / exposures;
  }

  FramePair pair(String name, double seconds, double photonsPerSecond) {
    return lit(name, seconds, photonsPerSecond * seconds, knowsLight);
  }

  private FramePair lit(String name, double seconds, double photons, boolean isMetered) {
    return FramePair.of(
        format(),
        knowsLight ? OptionalDouble.of(seconds) : OptionalDouble.empty(),
        isMetered && photons > 0 ? OptionalDouble.of(photons) : OptionalDouble.empty(),
        lit(name + "a", seconds, photons),
        lit(name + "b", seconds, photons));
  }

  List<FramePair> flats() {
    List<FramePair> flats = new ArrayList<>();
    for (int i = 0; i < exposures; i++) {
      flats.add(
          variesLight
              ? lit("flat" + i, stackSeconds, rate * seconds(i), false)
              : pair("flat" + i, seconds(i), rate));
    }
    return flats;
  }

  List<FramePair> darks() {
    List<FramePair> darks = new ArrayList<>();
    for (int i = 0; i < (knowsLight && !variesLight ? exposures : 1); i++) {
      darks.add(pair("dark" + i, variesLight ? stackSeconds : seconds(i), 0));
    }
    return darks;
  }

  CalibrationFrames.Spatial stacks() {
    SpatialStack flats = new SpatialStack(format());
    SpatialStack darks = new SpatialStack(format());
    for (int i = 0; i < stacked; i++) {
      flats.add(frame("stacked flat" + i, stackSeconds, rate));
      darks.add(frame("stacked dark" + i, stackSeconds, 0));
    }
    return new CalibrationFrames.Spatial(flats, darks, OptionalDouble.of(stackSeconds));
  }

  CalibrationFrames frames() {
    return new CalibrationFrames(format(), flats(), darks(), Optional.of(stacks()));
  }
}
