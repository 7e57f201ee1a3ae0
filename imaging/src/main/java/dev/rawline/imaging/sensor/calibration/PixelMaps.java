package dev.rawline.imaging.sensor.calibration;

import java.util.Arrays;

/**
 * The stacks of one channel, pixel by pixel: what is dark, what is smooth, what is a pixel's own,
 * and which pixels are broken.
 *
 * <p>Hot is a pixel whose dark mean lies above the channel's median by more than 8 robust standard
 * deviations (1.4826 · median absolute deviation) and more than 1 DN. Dead is one whose answer to
 * light is less than half of the fall-off's polynomial at its place.
 */
final class PixelMaps {
  private static final double HOT_DEVIATIONS = 8;
  private static final double TO_STANDARD_DEVIATION = 1.4826;
  private static final double DEAD_SHARE = 0.5;
  private static final double NORMAL_QUANTILE = 1.959964;

  final Lattice lattice;
  final double[] dark;
  final double[] response;
  final double[] fallOff;
  final boolean[] hot;
  final boolean[] dead;
  final double darkMedian;
  private final double responseNoise;
  private final double darkNoise;

  PixelMaps(ChannelData data, CalibrationFrames.Spatial spatial) {
    FrameFormat format = spatial.flat().format();
    lattice = Lattice.of(format, data.channel());
    int pixels = lattice.pixels();
    dark = new double[pixels];
    response = new double[pixels];
    fallOff = new double[pixels];
    hot = new boolean[pixels];
    dead = new boolean[pixels];
    for (int i = 0; i < pixels; i++) {
      int place = place(i, format.width());
      dark[i] = spatial.dark().mean(place);
      response[i] = spatial.flat().mean(place) - dark[i];
    }
    darkMedian = median(dark);
    double spread =
        TO_STANDARD_DEVIATION
            * median(Arrays.stream(dark).map(d -> Math.abs(d - darkMedian)).toArray());
    double middle = median(response);
    for (int i = 0; i < pixels; i++) {
      hot[i] = dark[i] - darkMedian > Math.max(1, HOT_DEVIATIONS * spread);
      dead[i] = response[i] < DEAD_SHARE * middle;
    }
    fit();
    Arrays.fill(dead, false);
    for (int i = 0; i < pixels; i++) {
      dead[i] = response[i] < DEAD_SHARE * fallOff[i];
    }
    fit();
    SpatialVariances flat = data.flatStack().orElseThrow();
    SpatialVariances darkStack = data.darkStack().orElseThrow();
    darkNoise = darkStack.noise();
    responseNoise = (flat.noise() + darkStack.noise()) / (mean() * mean());
  }

  /** Returns the place in a frame's samples of the channel's i-th pixel. */
  int place(int i, int width) {
    return lattice.place(i / lattice.columns(), i % lattice.columns(), width);
  }

  private void fit() {
    boolean[] left = new boolean[dead.length];
    for (int i = 0; i < left.length; i++) {
      left[i] = defective(i);
    }
    FallOff smooth = FallOff.fit(lattice, response, left);
    for (int i = 0; i < fallOff.length; i++) {
      fallOff[i] = smooth.at(i / lattice.columns(), i % lattice.columns());
    }
  }

  boolean defective(int i) {
    return hot[i] || dead[i];
  }

  /** Returns the mean of the smooth response [DN]. */
  double mean() {
    return Arrays.stream(fallOff).average().orElseThrow();
  }

  /** Returns PRNU without fall-off and defective pixels [%], its interval by χ² of the pixels. */
  Estimate pixelResponse() {
    double[] deviations = new double[response.length];
    Arrays.setAll(deviations, i -> defective(i) ? Double.NaN : response[i] / fallOff[i] - 1);
    return spread(deviations, responseNoise, 100, "%");
  }

  /**
   * Returns the relative standard error of the mean response that stems from which pixels there
   * happen to be: s²_row/R + s²_col/C + s²_pix/N, the fall-off taken out.
   */
  double meanError() {
    double[] rows = new double[lattice.rows()];
    double[] columns = new double[lattice.columns()];
    double squares = 0;
    for (int i = 0; i < response.length; i++) {
      double deviation = defective(i) ? 0 : response[i] / fallOff[i] - 1;
      rows[i / columns.length] += deviation / columns.length;
      columns[i % columns.length] += deviation / rows.length;
      squares += deviation * deviation;
    }
    double pixels = response.length;
    double variance =
        variance(rows) / rows.length
            + variance(columns) / columns.length
            - squares / (pixels * pixels);
    return Math.sqrt(Math.max(variance, squares / (pixels * pixels)));
  }

  /** Returns the variance of means of which the fall-off has taken a polynomial of its degree. */
  private static double variance(double[] means) {
    return Arrays.stream(means).map(mean -> mean * mean).sum()
        / (means.length - FallOff.DEGREE - 1);
  }

  /** Returns DSNU without defective pixels [e⁻]; the gain's uncertainty is left out. */
  Estimate darkOffsets(double gain) {
    double[] deviations = new double[dark.length];
    Arrays.setAll(deviations, i -> defective(i) ? Double.NaN : dark[i]);
    return spread(deviations, darkNoise, 1 / gain, "e⁻");
  }

  /** Returns factor · √(variance − noise) of the numbers that are not NaN. */
  private static Estimate spread(double[] numbers, double noise, double factor, String unit) {
    double[] sound = Arrays.stream(numbers).filter(number -> !Double.isNaN(number)).toArray();
    double mean = Arrays.stream(sound).average().orElseThrow();
    double squares = 0;
    double fourths = 0;
    for (double number : sound) {
      double square = (number - mean) * (number - mean);
      squares += square;
      fourths += square * square;
    }
    double measured = squares / (sound.length - 1);
    double excess = measured == 0 ? 0 : fourths / sound.length / (measured * measured) - 3;
    double freedom = (sound.length - 1) / (1 + Math.max(0, excess) / 2);
    return new Estimate(
        factor * root(measured - noise),
        factor * root(measured / chiSquareShare(freedom, NORMAL_QUANTILE) - noise),
        factor * root(measured / chiSquareShare(freedom, -NORMAL_QUANTILE) - noise),
        unit,
        Estimate.Method.ANALYTIC);
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

  private static double median(double[] values) {
    return Draws.quantile(values.clone(), 0.5);
  }
}
