package dev.rawline.lab.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OrthantProbabilityTest {

  /** Φ(−1) = 0.158655, Φ(−5) = 2.866516e-7 by tables. */
  @Test
  void inOneDimensionItIsExact() {
    assertThat(OrthantProbability.probability(new double[] {2}, new double[][] {{4}}))
        .isCloseTo(0.15865525393145707, within(1e-12));
    assertThat(OrthantProbability.probability(new double[] {5}, new double[][] {{1}}))
        .isCloseTo(2.866515718791939e-7, within(1e-14));
    assertThat(OrthantProbability.probability(new double[] {1}, new double[][] {{0}})).isZero();
    assertThat(OrthantProbability.probability(new double[] {-1}, new double[][] {{0}})).isOne();
  }

  /** For independent variables it is 1 − Π (1 − p), small ones included; for equal ones it is p. */
  @Test
  void independentAndEqualVariablesHaveClosedForms() {
    double p = OrthantProbability.phi(-1.2);
    double q = OrthantProbability.phi(-0.4);
    assertThat(
            OrthantProbability.probability(
                new double[] {1.2, 0.4, 1.2}, new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}))
        .isCloseTo(1 - (1 - p) * (1 - p) * (1 - q), within(1e-3));
    double rare = OrthantProbability.phi(-4);
    assertThat(OrthantProbability.probability(new double[] {4, 4}, new double[][] {{1, 0}, {0, 1}}))
        .isCloseTo(2 * rare - rare * rare, within(1e-3 * rare));
    assertThat(OrthantProbability.probability(new double[] {1, 1}, new double[][] {{1, 1}, {1, 1}}))
        .isCloseTo(OrthantProbability.phi(-1), within(1e-3));
  }

  /** For correlated variables it agrees with Monte Carlo, within four standard errors and 1 %. */
  @Test
  void itAgreesWithMonteCarlo() {
    int draws = 200_000;
    for (int seed = 1; seed <= 6; seed++) {
      Random random = new Random(seed);
      int size = 2 + seed % 4 * 2;
      double[][] root = new double[size][size];
      double[] means = new double[size];
      for (int i = 0; i < size; i++) {
        means[i] = 0.5 + 2 * random.nextDouble();
        for (int j = 0; j < size; j++) {
          root[i][j] = random.nextGaussian() / Math.sqrt(size);
        }
      }
      double measured = drawn(seed, means, root, draws);
      double error = Math.sqrt(measured * (1 - measured) / draws);
      assertThat(OrthantProbability.probability(means, covariance(root)))
          .as("seed %d", seed)
          .isCloseTo(measured, within(4 * error + 0.01 * measured));
    }
  }

  private static double[][] covariance(double[][] root) {
    int size = root.length;
    double[][] covariance = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        for (int l = 0; l < size; l++) {
          covariance[i][j] += root[i][l] * root[j][l];
        }
      }
    }
    return covariance;
  }

  /** Returns in which share of draws one of the numbers falls below 0. */
  private static double drawn(int seed, double[] means, double[][] root, int draws) {
    RandomStream normals = new Seed(seed, "orthant").stream("normals", 0);
    int below = 0;
    for (int draw = 0; draw < draws; draw++) {
      double[] z = new double[means.length];
      for (int i = 0; i < z.length; i++) {
        z[i] = normals.nextGaussian();
      }
      boolean any = false;
      for (int i = 0; i < z.length; i++) {
        double number = means[i];
        for (int l = 0; l < z.length; l++) {
          number += root[i][l] * z[l];
        }
        any |= number < 0;
      }
      below += any ? 1 : 0;
    }
    return (double) below / draws;
  }
}
