package dev.rawline.imaging.sensor.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.frame.Cfa;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Pairs and stacks reduced to numbers, against the standard's formulas written out. */
class PairStatisticsTest {
  private static final int WIDTH = 40;
  private static final int HEIGHT = 34;
  private static final int LARGEST = 4095;

  private static char[] noise(long seed, double mean, double sigma, double rowSigma) {
    Random random = new Random(seed);
    char[] codes = new char[WIDTH * HEIGHT];
    double row = 0;
    for (int i = 0; i < codes.length; i++) {
      row = i % WIDTH == 0 ? rowSigma * random.nextGaussian() : row;
      codes[i] =
          (char) Math.clamp(Math.rint(mean + row + sigma * random.nextGaussian()), 0, LARGEST);
    }
    return codes;
  }

  @Test
  void pairStatisticsMatchTheStandard() {
    char[] a = noise(1, 100, 8, 0);
    char[] b = noise(2, 103, 8, 0);
    a[5] = 0;
    b[6] = LARGEST;
    FrameFormat format = new FrameFormat(WIDTH, HEIGHT, Optional.of(Cfa.GRBG), 12, 12);
    for (Channel channel : Channel.of(format.cfa())) {
      ChannelLattice lattice = ChannelLattice.of(format, channel);
      double aSum = 0;
      double bSum = 0;
      double squares = 0;
      int n = 0;
      int zeros = 0;
      int full = 0;
      for (int row = 0; row < HEIGHT; row++) {
        for (int column = 0; column < WIDTH; column++) {
          if (Cfa.GRBG.siteAt(row, column) == channel.site().orElseThrow()) {
            double x = a[row * WIDTH + column];
            double y = b[row * WIDTH + column];
            aSum += x;
            bSum += y;
            squares += (x - y) * (x - y);
            n++;
            zeros += x == 0 ? 1 : 0;
            full += y == LARGEST ? 1 : 0;
          }
        }
      }
      double difference = (aSum - bSum) / n;
      PairStatistics pair = PairStatistics.of(a, b, lattice, WIDTH, LARGEST);
      assertThat(pair.pixels()).isEqualTo(n);
      assertThat(pair.mean()).isCloseTo((aSum + bSum) / (2 * n), within(1e-9));
      assertThat(pair.variance())
          .isCloseTo(squares / (2 * n) - difference * difference / 2, within(1e-9));
      assertThat(pair.darkest()).isCloseTo(zeros / (2.0 * n), within(1e-12));
      assertThat(pair.brightest()).isCloseTo(full / (2.0 * n), within(1e-12));
    }
  }

  /**
   * Over many pairs the standard errors are the scatter, with noise that rows share and without.
   */
  @Test
  void standardErrorsMatchTheScatter() {
    FrameFormat format = new FrameFormat(WIDTH, HEIGHT, Optional.empty(), 12, 12);
    ChannelLattice lattice = ChannelLattice.of(format, Channel.MONOCHROME);
    int pairs = 400;
    for (double rowSigma : new double[] {0, 5}) {
      double[] means = new double[pairs];
      double[] variances = new double[pairs];
      double[] rows = new double[pairs];
      double meanError = 0;
      double varianceError = 0;
      double correlation = 0;
      for (int i = 0; i < pairs; i++) {
        PairStatistics pair =
            PairStatistics.of(
                noise(2L * i, 100, 8, rowSigma),
                noise(2L * i + 1, 100, 8, rowSigma),
                lattice,
                WIDTH,
                LARGEST);
        means[i] = pair.mean();
        variances[i] = pair.variance();
        rows[i] = pair.rowVariance();
        meanError += pair.meanError() * pair.meanError() / pairs;
        varianceError += pair.varianceError() * pair.varianceError() / pairs;
        correlation += pair.neighbourCorrelation() / pairs;
      }
      // The scatter of 400 numbers has a standard error of 3.5 %; 15 % are four of them.
      assertThat(Math.sqrt(meanError)).isCloseTo(scatter(means), within(0.15 * scatter(means)));
      assertThat(Math.sqrt(varianceError))
          .isCloseTo(scatter(variances), within(0.15 * scatter(variances)));
      assertThat(mean(variances))
          .isCloseTo(64 + rowSigma * rowSigma + 1 / 12.0, within(5 * scatter(variances) / 20));
      assertThat(mean(rows)).isCloseTo(rowSigma * rowSigma, within(5 * scatter(rows) / 20));
      assertThat(correlation).isCloseTo(0, within(5 / Math.sqrt(pairs * (double) WIDTH * HEIGHT)));
    }
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static double scatter(double[] values) {
    double mean = mean(values);
    return Math.sqrt(
        Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / (values.length - 1));
  }

  @Test
  void missingCodesBetweenFrequentOnesAreCounted() {
    int[] histogram = new int[256];
    Arrays.fill(histogram, 20, 41, 50);
    histogram[30] = 0;
    histogram[33] = 0;
    histogram[15] = 1;
    assertThat(SampleEvidence.codes(histogram)).containsExactly(19, 2);
    int[] gaps = new int[256];
    for (int code = 20; code <= 60; code += 4) {
      gaps[code] = 500;
    }
    assertThat(SampleEvidence.codes(gaps)).containsExactly(39, 30);
  }
}
