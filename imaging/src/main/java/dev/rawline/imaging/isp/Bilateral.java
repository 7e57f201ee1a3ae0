package dev.rawline.imaging.isp;

import dev.rawline.imaging.frame.Border;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Denoising of the luma by the bilateral filter: a mean over neighbours that are near in place and
 * in value.
 *
 * <p>out(p) = Σ_q w(p, q) · in(q) / Σ_q w(p, q), w(p, q) = exp(−|p − q|² / 2σ_space²) · exp(−|in(p)
 * − in(q)|² / 2σ_value²), q in a square window that reaches max(2, ⌈3 σ_space⌉) pixels to every
 * side. On colours ({@link OnColours}) |in(p) − in(q)| is the Euclidean distance of two colours.
 *
 * <p>Source: C. Tomasi, R. Manduchi, "Bilateral filtering for gray and color images", ICCV 1998.
 *
 * @param sigmaSpace σ_space, 0.1 to 30 px
 * @param sigmaValue σ_value, above 0, in the unit of the luma; when empty the standard deviation of
 *     the picture's samples
 * @param border how the picture goes on beyond the edge. ZERO counts black neighbours there
 * @param weights how the weights are computed
 */
public record Bilateral(
    double sigmaSpace, OptionalDouble sigmaValue, Border border, Weights weights)
    implements LumaStage {

  /** How the weights are computed. */
  public enum Weights {
    /** By the formula; the default. */
    GAUSSIAN,
    /**
     * By the tables of the published reference, which differ from the formula in four ways:
     *
     * <ul>
     *   <li>the weights of places stand in a table of n + 1 rows of n + 1, for offsets −(n + 1)/2
     *       to (n − 1)/2, but are read from it as rows of n, n being the window's side; the largest
     *       weight therefore meets a pixel down and to the left, and the picture shifts,
     *   <li>a distance of values is divided by the number of planes (the quotient of 10000 and that
     *       number being rounded down), so that σ_value is that many times larger on colours,
     *   <li>distances are rounded down to 1/10000 of the picture's maximum,
     *   <li>a picture with negative samples is shifted by its minimum for the filter, while the
     *       table of value weights keeps the scale of the unshifted one.
     * </ul>
     */
    REFERENCE_TABLES
  }

  /** σ_space = 0.6 px, σ_value the picture's standard deviation, with a mirrored border. */
  public static final Bilateral DEFAULT = new Bilateral(0.6, Border.MIRROR);

  /**
   * Checks the parameters.
   *
   * @throws IllegalArgumentException if sigmaSpace lies outside 0.1 to 30 px, or sigmaValue is
   *     given and not a finite number above 0
   */
  public Bilateral {
    Parameters.requireRange("bilateral sigma_space", sigmaSpace, "px", 0.1, 30);
    sigmaValue.ifPresent(
        sigma -> Parameters.requireAbove("bilateral sigma_value", sigma, "unit of the luma", 0));
  }

  /**
   * A bilateral filter whose σ_value is the picture's standard deviation.
   *
   * @throws IllegalArgumentException if sigmaSpace lies outside 0.1 to 30 px
   */
  public Bilateral(double sigmaSpace, Border border) {
    this(sigmaSpace, OptionalDouble.empty(), border, Weights.GAUSSIAN);
  }

  @Override
  public String name() {
    return "bilateral";
  }

  Planes plain(Planes picture) {
    double sigma = sigmaValue.orElseGet(() -> standardDeviation(picture.samples));
    if (sigma == 0) {
      return picture;
    }
    int radius = Math.max(2, (int) Math.ceil(3 * sigmaSpace));
    return switch (weights) {
      case GAUSSIAN ->
          filter(
              picture,
              radius,
              (down, right) ->
                  Math.exp(-0.5 * (down * down + right * right) / (sigmaSpace * sigmaSpace)),
              // Divided first: the square of a tiny σ is 0.
              distance -> Math.exp(-0.5 * (distance / sigma) * (distance / sigma)));
      case REFERENCE_TABLES -> filterByReferenceTables(picture, radius, sigma);
    };
  }

  /** The weight of a neighbour by its place. */
  private interface PlaceWeight {
    double at(int down, int right);
  }

  /** The weight of a neighbour by the distance of its value. */
  private interface ValueWeight {
    double at(double distance);
  }

  private Planes filter(Planes picture, int radius, PlaceWeight place, ValueWeight value) {
    Planes out = picture.blank();
    double[] sum = new double[picture.channels];
    for (int row = 0; row < picture.height; row++) {
      for (int column = 0; column < picture.width; column++) {
        Arrays.fill(sum, 0);
        double total = 0;
        for (int down = -radius; down <= radius; down++) {
          for (int right = -radius; right <= radius; right++) {
            double squares = 0;
            for (int channel = 0; channel < picture.channels; channel++) {
              double difference =
                  picture.at(channel, row + down, column + right, border)
                      - picture.at(channel, row, column);
              squares += difference * difference;
            }
            double weight = place.at(down, right) * value.at(Math.sqrt(squares));
            for (int channel = 0; channel < picture.channels; channel++) {
              sum[channel] += weight * picture.at(channel, row + down, column + right, border);
            }
            total += weight;
          }
        }
        for (int channel = 0; channel < picture.channels; channel++) {
          out.set(channel, row, column, sum[channel] / total);
        }
      }
    }
    return out;
  }

  private Planes filterByReferenceTables(Planes picture, int radius, double sigma) {
    int side = 2 * radius + 1;
    int bins = 10_000;
    double lowest = Arrays.stream(picture.samples).min().orElseThrow();
    double highest = Arrays.stream(picture.samples).max().orElseThrow();
    double shift = Math.min(lowest, 0);
    int binsOfOnePlane = bins / picture.channels;
    double binsPerDistance = binsOfOnePlane / (highest - shift);

    Planes filtered =
        filter(
            picture.map(sample -> sample - shift),
            radius,
            (down, right) -> {
              int number = (down + radius) * side + right + radius;
              int tableDown = number / (side + 1) - (radius + 1);
              int tableRight = number % (side + 1) - (radius + 1);
              double squares = tableDown * tableDown + tableRight * tableRight;
              return Math.exp(-0.5 * squares / (sigmaSpace * sigmaSpace));
            },
            distance -> {
              int bin = Math.min((int) (distance * binsPerDistance), bins - 1);
              double rounded = bin * highest / bins;
              return Math.exp(-0.5 * rounded * rounded / (sigma * sigma));
            });
    return filtered.map(sample -> sample + shift);
  }

  private static double standardDeviation(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    double variance =
        Arrays.stream(values).map(value -> (value - mean) * (value - mean)).average().orElseThrow();
    return Math.sqrt(variance);
  }
}
