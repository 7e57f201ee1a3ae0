package dev.rawline.learning.sample;

import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;
import dev.rawline.imaging.sensor.recapture.Binning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * From which cameras one is drawn for every sample; what has no range stays as it is.
 *
 * <p>The first seven and binning change the mosaic as a sensor would ({@link CameraVariation}), the
 * others the numbers of the chain that renders it. Factors are drawn so that their logarithm is
 * uniform, all other numbers uniformly. Each has its own random stream, so adding or removing a
 * range does not change the others.
 *
 * @param light the share of the light, above 0, at most 1
 * @param gain the factor of the signal before conversion, 1/16 to 16
 * @param readNoise the standard deviation of samples in the dark [e⁻], 0 to 1000, without
 *     quantization
 * @param blur the standard deviation of an additional Gaussian blur [px of the mosaic], 0 to 20
 * @param defocus the diameter of the disc of defocus [px of the mosaic], 0 to 64
 * @param bits the bits of the converter, whole numbers from 1 to 16
 * @param sampling the factor of the distance between pixels, 1, 3, 5 … 99; the same for all
 *     samples, so that the frames of a batch have one size
 * @param whiteBalance the factor of each colour's gain, drawn separately, 1/16 to 16
 * @param colourMatrix the largest change of a number off the diagonal of the colour matrix, above
 *     0, at most 1; the diagonal compensates, so that grey is preserved
 * @param gamma the factor of γ, 1/16 to 16
 * @param blackLevel the offset of the black level, normalised, −1 to 1
 * @param binning how pixels are joined after conversion; the same for all samples
 */
public record CameraRanges(
    Optional<Range> light,
    Optional<Range> gain,
    Optional<Range> readNoise,
    Optional<Range> blur,
    Optional<Range> defocus,
    Optional<Range> bits,
    Optional<Integer> sampling,
    Optional<Range> whiteBalance,
    Optional<Double> colourMatrix,
    Optional<Range> gamma,
    Optional<Range> blackLevel,
    Optional<Binning> binning) {
  private static final double MOST_FACTOR = 16;
  private static final int MOST_SAMPLING = 99;

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException if nothing is varied, or a range leaves its bounds; the
   *     message names all that do
   */
  public CameraRanges {
    List<String> problems = new ArrayList<>();
    require(problems, "light", light, Float.MIN_NORMAL, 1, "share of the light, above 0");
    require(problems, "gain", gain, 1 / MOST_FACTOR, MOST_FACTOR, "factor");
    require(problems, "read_noise", readNoise, 0, 1000, "e⁻");
    require(problems, "blur", blur, 0, 20, "px of the mosaic");
    require(problems, "defocus", defocus, 0, 64, "px of the mosaic");
    require(problems, "bits", bits, 1, 16, "whole bits");
    bits.filter(range -> !isWhole(range.lowest()) || !isWhole(range.highest()))
        .ifPresent(
            range ->
                problems.add(
                    "bits from %s to %s: expected whole numbers"
                        .formatted(range.lowest(), range.highest())));
    sampling
        .filter(factor -> factor < 1 || factor > MOST_SAMPLING || factor % 2 == 0)
        .ifPresent(
            factor ->
                problems.add(
                    "sampling is %d: expected 1, 3, 5 … %d (times the distance of pixels); an even number would tear the colours of a mosaic apart: binning has 2x2 and 4x4"
                        .formatted(factor, MOST_SAMPLING)));
    require(problems, "white_balance", whiteBalance, 1 / MOST_FACTOR, MOST_FACTOR, "factor");
    colourMatrix
        .filter(most -> !(most > 0 && most <= 1))
        .ifPresent(
            most ->
                problems.add(
                    "colour_matrix is %s: expected above 0 and at most 1 (no unit)"
                        .formatted(most)));
    require(problems, "gamma", gamma, 1 / MOST_FACTOR, MOST_FACTOR, "factor");
    require(problems, "black_level", blackLevel, -1, 1, "normalised");
    if (Stream.of(light, gain, readNoise, blur, defocus, bits, sampling, binning)
            .allMatch(Optional::isEmpty)
        && Stream.of(whiteBalance, colourMatrix, gamma, blackLevel).allMatch(Optional::isEmpty)) {
      problems.add("nothing is varied: expected at least one range, such as light: [0.25, 1]");
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException("drawn cameras: " + String.join("; ", problems));
    }
  }

  private static boolean isWhole(double number) {
    return number == Math.rint(number);
  }

  private static void require(
      List<String> problems,
      String name,
      Optional<Range> range,
      double lowest,
      double highest,
      String unit) {
    range
        .filter(given -> given.lowest() < lowest || given.highest() > highest)
        .ifPresent(
            given ->
                problems.add(
                    "%s %s: expected within %s to %s (%s)"
                        .formatted(
                            name,
                            given.lowest() == given.highest()
                                ? "of " + given.lowest()
                                : "from %s to %s".formatted(given.lowest(), given.highest()),
                            lowest < 1e-6 && lowest > 0 ? "0" : lowest,
                            highest,
                            unit)));
  }

  /** Returns whether the ranges contain a single camera. */
  public boolean isOneCamera() {
    return colourMatrix.isEmpty()
        && Stream.of(light, gain, readNoise, blur, defocus, bits, whiteBalance, gamma, blackLevel)
            .flatMap(Optional::stream)
            .allMatch(range -> range.lowest() == range.highest());
  }

  /** Draws a camera; the same seed draws the same one. */
  public DrawnCamera draw(Seed seed) {
    return new DrawnCamera(
        light.map(range -> range.logarithmic(stream(seed, "light"))),
        gain.map(range -> range.logarithmic(stream(seed, "gain"))),
        readNoise.map(range -> range.uniform(stream(seed, "read_noise"))),
        blur.map(range -> range.uniform(stream(seed, "blur"))),
        defocus.map(range -> range.uniform(stream(seed, "defocus"))),
        bits.map(range -> range.whole(stream(seed, "bits"))),
        sampling,
        whiteBalance.map(range -> gains(range, stream(seed, "white_balance"))),
        colourMatrix.map(most -> matrix(most, stream(seed, "colour_matrix"))),
        gamma.map(range -> range.logarithmic(stream(seed, "gamma"))),
        blackLevel.map(range -> range.uniform(stream(seed, "black_level"))),
        binning);
  }

  private static RandomStream stream(Seed seed, String name) {
    return seed.stream("camera " + name, 0);
  }

  private static Rgb gains(Range range, RandomStream random) {
    double red = range.logarithmic(random);
    double green = range.logarithmic(random);
    return new Rgb(red, green, range.logarithmic(random));
  }

  private static Matrix3 matrix(double most, RandomStream random) {
    Range range = new Range(-most, most);
    double[] numbers = new double[9];
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3; column++) {
        if (column != row) {
          numbers[row * 3 + column] = range.uniform(random);
          numbers[row * 3 + row] -= numbers[row * 3 + column];
        }
      }
    }
    return Matrix3.of(numbers);
  }
}
