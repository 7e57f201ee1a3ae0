package dev.rawline.lab.statistic;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * The probability that at least one of several normal numbers falls below 0.
 *
 * <p>P = Σ_k P(d_k &lt; 0, d_j ≥ 0 for all j before k), the numbers in the order of how probably
 * each falls below 0 by itself. Each term is integrated by Genz's transformation over {@value
 * #POINTS} points of a lattice, d_k first, so that small probabilities are as precise as large
 * ones. Of one number it is exact, Φ(−m / σ). A number that by itself falls below 0 a thousand
 * times more rarely than the first one adds its own probability, which is an upper bound of its
 * term.
 */
public final class OrthantProbability {
  private static final int POINTS = 251;
  private static final double RARE = 1e-3;
  private static final NormalDistribution NORMAL = new NormalDistribution();

  /** So far out, Φ is 0 or 1 in double precision. */
  private static final double FAR = 38;

  /** What is left of a variance below this share of it is rounding. */
  private static final double SINGULAR = 1e-10;

  private final double[] means;
  private final double[][] covariance;

  private OrthantProbability(double[] means, double[][] covariance) {
    this.means = means;
    this.covariance = covariance;
  }

  /** Returns Φ, the standard normal distribution's cumulative probability. */
  public static double phi(double z) {
    return Double.isNaN(z) ? 0.5 : NORMAL.cumulativeProbability(Math.clamp(z, -FAR, FAR));
  }

  /**
   * Returns the probability.
   *
   * @param means the means
   * @param covariance how the numbers vary together
   */
  public static double probability(double[] means, double[][] covariance) {
    OrthantProbability orthant = new OrthantProbability(means, covariance);
    double[] alone = new double[means.length];
    for (int k = 0; k < means.length; k++) {
      alone[k] = orthant.alone(k);
    }
    List<Integer> order =
        IntStream.range(0, means.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer k) -> -alone[k]))
            .toList();
    double sum = 0;
    for (int place = 0; place < order.size(); place++) {
      int k = order.get(place);
      sum +=
          place == 0 || alone[k] < RARE * alone[order.getFirst()]
              ? alone[k]
              : orthant.first(k, order.subList(0, place));
    }
    return Math.min(1, sum);
  }

  private double alone(int k) {
    double deviation = Math.sqrt(covariance[k][k]);
    return deviation > 0 ? phi(-means[k] / deviation) : means[k] < 0 ? 1 : 0;
  }

  /** Returns P(d_k &lt; 0, d_j ≥ 0 for all j before it). */
  private double first(int k, List<Integer> before) {
    int size = before.size() + 1;
    int[] places = new int[size];
    places[0] = k;
    for (int i = 1; i < size; i++) {
      places[i] = before.get(i - 1);
    }
    double[][] root = cholesky(places);
    double below = alone(k);
    double[] normals = new double[size];
    double sum = 0;
    for (int point = 0; point < POINTS; point++) {
      normals[0] = quantile(below * coordinate(point, 0));
      double product = 1;
      for (int i = 1; i < size && product > 0; i++) {
        double shifted = means[places[i]];
        for (int j = 0; j < i; j++) {
          shifted += root[i][j] * normals[j];
        }
        double least = root[i][i] > 0 ? -shifted / root[i][i] : shifted >= 0 ? -FAR : FAR;
        double cut = phi(least);
        product *= 1 - cut;
        normals[i] = quantile(cut + coordinate(point, i) * (1 - cut));
      }
      sum += product;
    }
    return below * sum / POINTS;
  }

  /** The lattice of Richtmyer, folded so that the integrand becomes periodic (baker's). */
  private static double coordinate(int point, int dimension) {
    int again = dimension / PRIMES.length;
    double root = Math.sqrt(PRIMES[dimension % PRIMES.length]);
    double fraction = (point + 0.5) * root + 0.37 * again;
    return Math.abs(2 * (fraction - Math.floor(fraction)) - 1);
  }

  private static final int[] PRIMES = {2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53};

  private static double quantile(double probability) {
    return Math.clamp(
        NORMAL.inverseCumulativeProbability(Math.clamp(probability, 0, 1)), -FAR, FAR);
  }

  private double[][] cholesky(int[] places) {
    int size = places.length;
    double[][] root = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        double left = covariance[places[i]][places[j]];
        for (int l = 0; l < j; l++) {
          left -= root[i][l] * root[j][l];
        }
        double whole = covariance[places[i]][places[i]];
        if (i == j) {
          root[i][i] = left > SINGULAR * whole ? Math.sqrt(left) : 0;
        } else {
          root[i][j] = root[j][j] > 0 ? left / root[j][j] : 0;
        }
      }
    }
    return root;
  }
}
