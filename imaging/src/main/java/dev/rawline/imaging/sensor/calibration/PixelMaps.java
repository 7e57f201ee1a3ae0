package dev.rawline.imaging.sensor.calibration;

import dev.rawline.imaging.numeric.Estimate;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The stacks of one channel, pixel by pixel: dark level, smooth response, pixel response, and
 * defective pixels.
 *
 * <p>A pixel is hot if its dark mean is above the channel's median by more than 8 robust standard
 * deviations (1.4826 · median absolute deviation) and more than 1 DN. A pixel is dead if its
 * response to light is less than half of the fall-off's polynomial at its position.
 *
 * <p>Only the defective pixels are stored, one bit each: everything else is computed on demand from
 * the sums of the stacks and the polynomial's coefficients. Stored, it would take 24 bytes a pixel.
 */
final class PixelMaps {
  /**
   * The limit of robust standard deviations: the probability of a normal pixel beyond it is 6e-16.
   */
  private static final double HOT_DEVIATIONS = 8;

  /** The standard deviation of normal numbers over their median absolute deviation. */
  private static final double TO_STANDARD_DEVIATION = 1.4826;

  /** Fifty standard deviations of a PRNU of 1 %: dirt darkens a pixel less, a defect more. */
  private static final double DEAD_SHARE = 0.5;

  /** The 97.5 % quantile of the normal distribution. */
  private static final double NORMAL_QUANTILE = 1.959964;

  private final CalibrationFrames.Spatial spatial;
  private final ChannelLattice lattice;
  private final int width;
  private final ShadingPolynomial smooth;
  private final double mean;
  private final double darkMedian;
  private final BitSet hot;
  private final BitSet dead;
  private final double responseNoise;
  private final double darkNoise;

  PixelMaps(ChannelData data, CalibrationFrames.Spatial spatial) {
    this.spatial = spatial;
    FrameFormat format = spatial.flat().format();
    lattice = ChannelLattice.of(format, data.channel());
    width = format.width();
    darkMedian = MultiPassMedian.of(pixels(), this::dark);
    double spread =
        TO_STANDARD_DEVIATION * MultiPassMedian.of(pixels(), i -> Math.abs(dark(i) - darkMedian));
    double glaring = Math.max(1, HOT_DEVIATIONS * spread);
    hot = pixelsBelow(i -> glaring - (dark(i) - darkMedian));
    double middle = MultiPassMedian.of(pixels(), this::response);
    BitSet dim = pixelsBelow(i -> response(i) - DEAD_SHARE * middle);
    ShadingPolynomial rough =
        ShadingPolynomial.fit(lattice, this::response, i -> hot.get(i) || dim.get(i));
    dead = pixelsBelow(i -> response(i) - DEAD_SHARE * rough.at(row(i), column(i)));
    smooth = ShadingPolynomial.fit(lattice, this::response, this::defective);
    mean = IntStream.range(0, pixels()).mapToDouble(this::fallOff).average().orElseThrow();
    SpatialVariances flat = data.flatStack().orElseThrow();
    SpatialVariances darkStack = data.darkStack().orElseThrow();
    darkNoise = darkStack.noise();
    responseNoise = (flat.noise() + darkStack.noise()) / (mean * mean);
  }

  private BitSet pixelsBelow(IntToDoubleFunction margin) {
    BitSet below = new BitSet(pixels());
    for (int i = 0; i < pixels(); i++) {
      if (margin.applyAsDouble(i) < 0) {
        below.set(i);
      }
    }
    return below;
  }

  /** Returns the number of pixels of the channel. */
  int pixels() {
    return lattice.pixels();
  }

  private int row(int i) {
    return i / lattice.columns();
  }

  private int column(int i) {
    return i % lattice.columns();
  }

  /** Returns the index in a frame's samples of the channel's i-th pixel. */
  int place(int i) {
    return lattice.place(i, width);
  }

  /** Returns a pixel's mean in the dark [DN]. */
  double dark(int i) {
    return spatial.dark().mean(place(i));
  }

  /** Returns a pixel's mean in the light minus that in the dark [DN]. */
  double response(int i) {
    return spatial.flat().mean(place(i)) - dark(i);
  }

  /** Returns the smooth part of the response at a pixel's position [DN]. */
  double fallOff(int i) {
    return smooth.at(row(i), column(i));
  }

  /** Returns the hot pixels. */
  IntStream hot() {
    return hot.stream();
  }

  /** Returns the dead pixels. */
  IntStream dead() {
    return dead.stream();
  }

  boolean defective(int i) {
    return hot.get(i) || dead.get(i);
  }

  /** Returns the mean of the smooth response [DN]. */
  double mean() {
    return mean;
  }

  /** Returns the median of the dark means [DN]. */
  double darkMedian() {
    return darkMedian;
  }

  private double deviation(int i) {
    return response(i) / fallOff(i) - 1;
  }

  /** Returns PRNU without fall-off and defective pixels [%], its interval by χ² of the pixels. */
  Estimate pixelResponse() {
    return spread(this::deviation, responseNoise, 100);
  }

  /**
   * Returns the relative standard error of the mean response because of the sampling of pixels:
   * s²_row/R + s²_col/C + s²_pix/N, without the fall-off.
   */
  double meanError() {
    double[] rows = new double[lattice.rows()];
    double[] columns = new double[lattice.columns()];
    double squares = 0;
    for (int i = 0; i < pixels(); i++) {
      double deviation = defective(i) ? 0 : deviation(i);
      rows[row(i)] += deviation / columns.length;
      columns[column(i)] += deviation / rows.length;
      squares += deviation * deviation;
    }
    double pixels = pixels();
    double variance =
        variance(rows) / rows.length
            + variance(columns) / columns.length
            - squares / (pixels * pixels);
    return Math.sqrt(Math.max(variance, squares / (pixels * pixels)));
  }

  /** Returns the variance of means after the fall-off's polynomial is subtracted. */
  private static double variance(double[] means) {
    return Arrays.stream(means).map(mean -> mean * mean).sum()
        / (means.length - ShadingPolynomial.DEGREE - 1);
  }

  /** Returns DSNU without defective pixels [e⁻]; without the gain's uncertainty. */
  Estimate darkOffsets(double gain) {
    return spread(this::dark, darkNoise, 1 / gain);
  }

  /** Returns factor · √(variance − noise) of a value of all pixels that are not defective. */
  private Estimate spread(IntToDoubleFunction number, double noise, double factor) {
    int sound = 0;
    double sum = 0;
    for (int i = 0; i < pixels(); i++) {
      if (!defective(i)) {
        sum += number.applyAsDouble(i);
        sound++;
      }
    }
    double middle = sum / sound;
    double squares = 0;
    double fourths = 0;
    for (int i = 0; i < pixels(); i++) {
      if (!defective(i)) {
        double square = square(number.applyAsDouble(i) - middle);
        squares += square;
        fourths += square * square;
      }
    }
    double measured = squares / (sound - 1);
    double excess = measured == 0 ? 0 : fourths / sound / (measured * measured) - 3;
    return spread(measured, (sound - 1) / (1 + Math.max(0, excess) / 2), noise, factor);
  }

  /** Returns factor · √(variance − noise) of a variance of that many degrees of freedom. */
  static Estimate spread(double measured, double freedom, double noise, double factor) {
    return new Estimate(
        factor * root(measured - noise),
        factor * root(measured / chiSquareShare(freedom, NORMAL_QUANTILE) - noise),
        factor * root(measured / chiSquareShare(freedom, -NORMAL_QUANTILE) - noise));
  }

  private static double square(double number) {
    return number * number;
  }

  /** Returns the quantile of χ²_ν / ν by that of the normal distribution (Wilson and Hilferty). */
  private static double chiSquareShare(double freedom, double normal) {
    double part = 2 / (9 * freedom);
    double root = 1 - part + normal * Math.sqrt(part);
    return root * root * root;
  }

  private static double root(double variance) {
    return Math.sqrt(Math.max(0, variance));
  }
}
