package dev.rawline.imaging.isp;

import dev.rawline.imaging.chain.Parameter;
import dev.rawline.imaging.chain.RangeChecks;
import dev.rawline.imaging.frame.Border;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.FileWord;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * Denoising of the luma by the bilateral filter: a mean over neighbours that are close in position
 * and value.
 *
 * <p>out(p) = Σ_q w(p, q) · in(q) / Σ_q w(p, q), w(p, q) = exp(−|p − q|² / 2σ_space²) · exp(−|in(p)
 * − in(q)|² / 2σ_value²), q in a square window that reaches max(2, ⌈3 σ_space⌉) pixels to every
 * side. On colours ({@link RgbFilter}) |in(p) − in(q)| is the Euclidean distance of two colours.
 *
 * <p>Backwards the gradient, by the picture, σ_space and σ_value, is exact for a fixed window size;
 * if σ_value is the picture's standard deviation, its derivative is included. A picture whose
 * standard deviation is 0 passes unchanged, and so does its gradient.
 *
 * <p>Source: C. Tomasi, R. Manduchi, "Bilateral filtering for gray and color images", ICCV 1998.
 *
 * <pre>{@code
 * LinearRgb smooth = new Bilateral(0.6, Border.MIRROR).apply(rgb); // σ_value from the picture
 * }</pre>
 */
@FileWord("bilateral")
public record Bilateral(
    @Described(meaning = "the spatial standard deviation σ", unit = "px", min = 0.1, max = 30)
        double sigmaSpace,
    @Described(
            meaning = "the standard deviation σ of values (default: that of the image)",
            unit = "normalised",
            above = 0)
        OptionalDouble sigmaValue,
    @Described(meaning = "how the image is extended at its edges") Border border,
    @Described(meaning = "how the weights are computed") Weights weights)
    implements LumaStage {

  /** How the weights are computed. */
  public enum Weights {
    /** By the formula (default). */
    GAUSSIAN,
    /**
     * By the tables of the published reference, which differ from the formula in four ways:
     *
     * <ul>
     *   <li>the spatial weights are in a table of n + 1 rows of n + 1, for offsets −(n + 1)/2 to (n
     *       − 1)/2, but are read from it as rows of n, n being the window's side; the largest
     *       weight therefore applies to a pixel down and to the left, and the picture shifts,
     *   <li>a distance of values is divided by the number of planes (the quotient of 10000 and that
     *       number being rounded down), so that σ_value is that many times larger on colours,
     *   <li>distances are rounded down to 1/10000 of the picture's maximum,
     *   <li>a picture with negative samples is shifted by its minimum for the filter, while the
     *       table of value weights keeps the scale of the unshifted one.
     * </ul>
     *
     * <p>Backwards the weights and the shift are constant with respect to the picture, because
     * distances are rounded, so that the filter is linear; the gradients by σ_space and, where it
     * is given, σ_value are exact.
     */
    REFERENCE_TABLES
  }

  /** σ_space = 0.6 px, σ_value the picture's standard deviation, with a mirrored border. */
  public static final Bilateral DEFAULT = new Bilateral(0.6, Border.MIRROR);

  /**
   * Checks the parameters.
   *
   * @throws IllegalArgumentException if sigmaSpace is outside 0.1 to 30 px, or sigmaValue is given
   *     and not a finite number above 0
   */
  public Bilateral {
    RangeChecks.require(Bilateral.class, "sigmaSpace", sigmaSpace);
    sigmaValue.ifPresent(sigma -> RangeChecks.require(Bilateral.class, "sigmaValue", sigma));
  }

  /**
   * A bilateral filter whose σ_value is the picture's standard deviation.
   *
   * @throws IllegalArgumentException if sigmaSpace is outside 0.1 to 30 px
   */
  public Bilateral(double sigmaSpace, Border border) {
    this(sigmaSpace, OptionalDouble.empty(), border, Weights.GAUSSIAN);
  }

  @Override
  public List<Parameter> parameters() {
    Parameter space = Parameter.between(0.1, 30, "bilateral.sigma_space", "px");
    Parameter value =
        Parameter.between(1e-6, Double.MAX_VALUE, "bilateral.sigma_value", "unit of the luma");
    return sigmaValue.isPresent() ? List.of(space, value) : List.of(space);
  }

  @Override
  public double[] values() {
    return DoubleStream.concat(DoubleStream.of(sigmaSpace), sigmaValue.stream()).toArray();
  }

  @Override
  public Bilateral with(double[] values) {
    OptionalDouble value =
        sigmaValue.isPresent() ? OptionalDouble.of(values[1]) : OptionalDouble.empty();
    return new Bilateral(values[0], value, border, weights);
  }

  Planes plain(Planes picture) {
    double sigma = sigmaValue.orElseGet(() -> standardDeviation(picture.samples));
    if (sigma == 0) {
      return picture;
    }
    Factors factors = factors(picture, sigma);
    Window window = new Window(picture, factors);
    Planes out = picture.blank();
    for (int row = 0; row < picture.height; row++) {
      for (int column = 0; column < picture.width; column++) {
        window.moveTo(row, column);
        for (int channel = 0; channel < picture.channels; channel++) {
          out.set(channel, row, column, window.mean[channel] + factors.shift());
        }
      }
    }
    return out;
  }

  Planes back(Planes picture, Planes cotangent, double[] gradient) {
    double sigma = sigmaValue.orElseGet(() -> standardDeviation(picture.samples));
    if (sigma == 0) {
      return cotangent;
    }
    Window window = new Window(picture, factors(picture, sigma));
    Planes input = picture.blank();
    double[] ofSigmas = new double[2];
    for (int row = 0; row < picture.height; row++) {
      for (int column = 0; column < picture.width; column++) {
        window.moveTo(row, column);
        window.back(cotangent, input, ofSigmas);
      }
    }
    gradient[0] += ofSigmas[0] / sigmaSpace;
    double ofSigmaValue = ofSigmas[1] / sigma;
    if (sigmaValue.isPresent()) {
      gradient[1] += ofSigmaValue;
    } else if (weights == Weights.GAUSSIAN) {
      double mean = mean(picture.samples);
      double share = ofSigmaValue / (sigma * picture.samples.length);
      return input.with(picture, (coming, sample) -> coming + share * (sample - mean));
    }
    return input;
  }

  /** The window around a pixel, and the filter's result. */
  private final class Window {
    private final Planes picture;
    private final Factors factors;
    private final int radius = radius();
    private final int side = 2 * radius + 1;

    private int row;
    private int column;

    /** The weights of the neighbours in reading order, and their sum. */
    private final double[] weightOf = new double[side * side];

    private double total;

    /** The mean of each channel, still shifted. */
    private final double[] mean;

    Window(Planes picture, Factors factors) {
      this.picture = picture.map(sample -> sample - factors.shift());
      this.factors = factors;
      mean = new double[picture.channels];
    }

    void moveTo(int newRow, int newColumn) {
      row = newRow;
      column = newColumn;
      total = 0;
      Arrays.fill(mean, 0);
      for (int number = 0; number < weightOf.length; number++) {
        double weight =
            Math.exp(factors.ofPlace(down(number), right(number)))
                * Math.exp(factors.ofDistance(distance(number)));
        weightOf[number] = weight;
        total += weight;
        for (int channel = 0; channel < mean.length; channel++) {
          mean[channel] += weight * neighbour(channel, number);
        }
      }
      for (int channel = 0; channel < mean.length; channel++) {
        mean[channel] /= total;
      }
    }

    /**
     * Propagates the cotangent of the mean back.
     *
     * <p>∂L/∂ ln w(p, q) = w(p, q) / Σ w · Σ_c ∂L/∂out_c(p) · (in_c(q) − out_c(p)).
     *
     * @param input receives the gradient with respect to the picture
     * @param ofSigmas receives the gradients with respect to ln σ_space and ln σ_value
     */
    void back(Planes cotangent, Planes input, double[] ofSigmas) {
      for (int number = 0; number < weightOf.length; number++) {
        double weight = weightOf[number] / total;
        if (weight == 0) {
          continue;
        }
        double ofLogarithm = 0;
        for (int channel = 0; channel < mean.length; channel++) {
          double coming = weight * cotangent.at(channel, row, column);
          ofLogarithm += coming * (neighbour(channel, number) - mean[channel]);
          addToNeighbour(input, channel, number, coming);
        }
        ofSigmas[0] -= 2 * ofLogarithm * factors.ofPlace(down(number), right(number));
        ofSigmas[1] -= 2 * ofLogarithm * factors.ofDistance(distance(number));
        for (int channel = 0; channel < mean.length; channel++) {
          double slope = ofLogarithm * factors.slope(difference(channel, number));
          addToNeighbour(input, channel, number, slope);
          input.add(channel, row, column, -slope);
        }
      }
    }

    private int down(int number) {
      return number / side - radius;
    }

    private int right(int number) {
      return number % side - radius;
    }

    private double neighbour(int channel, int number) {
      return picture.at(channel, row + down(number), column + right(number), border);
    }

    private void addToNeighbour(Planes planes, int channel, int number, double value) {
      planes.add(channel, row + down(number), column + right(number), border, value);
    }

    private double difference(int channel, int number) {
      return neighbour(channel, number) - picture.at(channel, row, column);
    }

    private double distance(int number) {
      double squares = 0;
      for (int channel = 0; channel < mean.length; channel++) {
        double difference = difference(channel, number);
        squares += difference * difference;
      }
      return Math.sqrt(squares);
    }
  }

  /** The two factors of a neighbour's weight, by their logarithms. */
  private interface Factors {
    /** Returns the shift that is subtracted from every sample for the filter. */
    double shift();

    double ofPlace(int down, int right);

    double ofDistance(double distance);

    /** Returns how {@link #ofDistance} grows with a channel's difference in(q) − in(p). */
    double slope(double difference);
  }

  private Factors factors(Planes picture, double sigma) {
    return switch (weights) {
      case GAUSSIAN -> new Gaussian(sigmaSpace, sigma);
      case REFERENCE_TABLES -> ReferenceTables.of(picture, radius(), sigmaSpace, sigma);
    };
  }

  private int radius() {
    return Math.max(2, (int) Math.ceil(3 * sigmaSpace));
  }

  private record Gaussian(double sigmaSpace, double sigmaValue) implements Factors {
    @Override
    public double shift() {
      return 0;
    }

    @Override
    public double ofPlace(int down, int right) {
      return -0.5 * (down * down + right * right) / (sigmaSpace * sigmaSpace);
    }

    @Override
    public double ofDistance(double distance) {
      // Divided first: the square of a tiny σ is 0.
      return -0.5 * (distance / sigmaValue) * (distance / sigmaValue);
    }

    @Override
    public double slope(double difference) {
      return -difference / sigmaValue / sigmaValue;
    }
  }

  private record ReferenceTables(
      int radius,
      double sigmaSpace,
      double sigmaValue,
      double shift,
      double highest,
      double binsPerDistance)
      implements Factors {
    private static final int BINS = 10_000;

    static ReferenceTables of(Planes picture, int radius, double sigmaSpace, double sigmaValue) {
      double lowest = Arrays.stream(picture.samples).min().orElseThrow();
      double highest = Arrays.stream(picture.samples).max().orElseThrow();
      double shift = Math.min(lowest, 0);
      int binsOfOnePlane = BINS / picture.channels;
      double binsPerDistance = binsOfOnePlane / (highest - shift);
      return new ReferenceTables(radius, sigmaSpace, sigmaValue, shift, highest, binsPerDistance);
    }

    @Override
    public double ofPlace(int down, int right) {
      int side = 2 * radius + 1;
      int number = (down + radius) * side + right + radius;
      int tableDown = number / (side + 1) - (radius + 1);
      int tableRight = number % (side + 1) - (radius + 1);
      double squares = tableDown * tableDown + tableRight * tableRight;
      return -0.5 * squares / (sigmaSpace * sigmaSpace);
    }

    @Override
    public double ofDistance(double distance) {
      int bin = Math.min((int) (distance * binsPerDistance), BINS - 1);
      double rounded = bin * highest / BINS;
      return -0.5 * rounded * rounded / (sigmaValue * sigmaValue);
    }

    @Override
    public double slope(double difference) {
      return 0;
    }
  }

  private static double standardDeviation(double[] values) {
    double mean = mean(values);
    double variance =
        Arrays.stream(values).map(value -> (value - mean) * (value - mean)).average().orElseThrow();
    return Math.sqrt(variance);
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }
}
