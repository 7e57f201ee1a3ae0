package dev.rawline.lab.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;
import dev.rawline.lab.statistic.MaximumMeanDiscrepancy.Form;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MaximumMeanDiscrepancyTest {
  private static final int DRAWS = 1999;

  private final Seed seed = new Seed(Seeds.next("MeanDiscrepancyTest"), "rows");
  private final RandomStream random = seed.stream("rows", 0);

  /**
   * The golden numbers are NumPy's (2.2.4), of the definition:
   *
   * <pre>
   * i = np.arange(12)[:, None]; j = np.arange(3)[None, :]
   * x = np.sin(1.7 * i + j * j); y = np.cos(2.3 * i[:9] - j) * 1.4 + 0.3
   * z = np.vstack([x, y]); z = (z - z.mean(0)) / z.std(0)
   * d = np.sqrt(((z[:, None] - z[None]) ** 2).sum(2)); s = np.sort(d[np.tril_indices(21, -1)])[105]
   * k = np.exp(-d * d / (2 * s * s)); n, m = 12, 9
   * a = (k[:n, :n].sum() - n) / n / (n - 1); b = (k[n:, n:].sum() - m) / m / (m - 1)
   * s, a + b - 2 * k[:n, n:].mean()
   * </pre>
   */
  @Test
  void theStatisticFollowsItsDefinition() {
    double[][] x = new double[12][3];
    double[][] y = new double[9][3];
    for (int j = 0; j < 3; j++) {
      for (int i = 0; i < 12; i++) {
        x[i][j] = Math.sin(1.7 * i + j * j);
      }
      for (int i = 0; i < 9; i++) {
        y[i][j] = Math.cos(2.3 * i - j) * 1.4 + 0.3;
      }
    }
    MaximumMeanDiscrepancy found = MaximumMeanDiscrepancy.compare(x, y, DRAWS, seed);
    assertThat(found.form()).isEqualTo(Form.QUADRATIC);
    assertThat(found.bandwidth()).isCloseTo(2.2951946701223385, within(1e-12));
    assertThat(found.statistic()).isCloseTo(0.0217264729320914, within(1e-12));
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void allEstimatorsAgree(Form form) {
    // Of N(0, 1) and N(δ, 1) in one column: 2 s (1 − e^(−δ² s² / 2)) with s² = σ² / (σ² + 2).
    double delta = 0.8;
    int draws = 40;
    double sum = 0;
    double squares = 0;
    double expected = 0;
    for (int draw = 0; draw < draws; draw++) {
      MaximumMeanDiscrepancy found =
          MaximumMeanDiscrepancy.compare(
              RandomSamples.rows(random, 150, 1, 0),
              RandomSamples.rows(random, 150, 1, delta),
              form,
              DRAWS,
              seed);
      // The columns were divided by the deviation of both together.
      double deviation = Math.sqrt(1 + delta * delta / 4);
      double bandwidth = found.bandwidth() * deviation;
      double square = bandwidth * bandwidth / (bandwidth * bandwidth + 2);
      expected +=
          2
              * Math.sqrt(square)
              * -Math.expm1(-delta * delta * square / (2 * bandwidth * bandwidth))
              / draws;
      sum += found.statistic() / draws;
      squares += found.statistic() * found.statistic() / draws;
    }
    double error = Math.sqrt((squares - sum * sum) / draws);
    assertThat(sum).isCloseTo(expected, within(0.02 * expected + 5 * error));
  }

  @Test
  void permutationPValuesOfOneDistributionAreUniform() {
    List<Double> pValues = new ArrayList<>();
    for (int draw = 0; draw < 600; draw++) {
      pValues.add(
          MaximumMeanDiscrepancy.compare(
                  RandomSamples.rows(random, 30, 8, 0),
                  RandomSamples.rows(random, 10, 8, 0),
                  DRAWS,
                  new Seed(draw, "null"))
              .pValue());
    }
    RandomSamples.assertUniform(pValues, 0);
  }

  /** Of 25 tests that are adjusted together one alone must be able to signal at 0.01. */
  @Test
  void enoughPermutationsAreDrawnForALevelSharedByManyTests() {
    assertThat(MaximumMeanDiscrepancy.draws(25, 0.05)).isEqualTo(1_999);
    int draws = MaximumMeanDiscrepancy.draws(25, 0.01);
    assertThat(draws).isEqualTo(5_000);
    double p =
        MaximumMeanDiscrepancy.compare(
                RandomSamples.rows(random, 60, 3, 0),
                RandomSamples.rows(random, 30, 3, 3),
                draws,
                seed)
            .pValue();
    assertThat(p).isEqualTo(1 / 5_001.0);
    assertThat(25 * p).isLessThan(0.01);
    assertThat(25 / (1.0 + MaximumMeanDiscrepancy.draws(25, 0.001))).isLessThan(0.001);
  }

  @Test
  void pValuesOfBlocksAreAboutUniform() {
    List<Double> pValues = new ArrayList<>();
    for (int draw = 0; draw < 400; draw++) {
      pValues.add(
          MaximumMeanDiscrepancy.compare(
                  RandomSamples.rows(random, 400, 6, 0),
                  RandomSamples.rows(random, 200, 6, 0),
                  Form.BLOCK,
                  DRAWS,
                  new Seed(draw, "null"))
              .pValue());
    }
    TestOutput.print(
        "block form, p-values up to 0.01, 0.05, 0.5:",
        RandomSamples.share(pValues, 0.01),
        RandomSamples.share(pValues, 0.05),
        RandomSamples.share(pValues, 0.5));
    RandomSamples.assertNeverTooSmall(pValues);
    assertThat(RandomSamples.share(pValues, 0.5)).isBetween(0.35, 0.65);
  }

  @Test
  void powerRisesWithTheShiftAndTheNumberOfPairs() {
    double weak = power(Form.QUADRATIC, 0.25);
    assertThat(power(Form.QUADRATIC, 0.6)).isGreaterThan(weak).isGreaterThan(0.9);
    double quadratic = power(Form.QUADRATIC, 0.35);
    double block = power(Form.BLOCK, 0.35);
    TestOutput.print("power of pairs, blocks:", quadratic, block);
    assertThat(quadratic).isGreaterThan(block);
    assertThat(block).isGreaterThan(0.4);
  }

  /**
   * At 3,000 rows of 8 columns, shifted by 0.1 σ each, the mean of the blocks is about 3.8 standard
   * errors above 0: a test at 0.05 detects 98 % of the shifts. Fewer than 50 of 60, or more than 9
   * false alarms of 60, have a probability below 0.001.
   */
  @Test
  void blocksDetectSmallShiftsOfLargeSamplesWithoutMoreFalseAlarms() {
    int draws = 60;
    int detected = 0;
    int falseAlarms = 0;
    for (int draw = 0; draw < draws; draw++) {
      double[][] reference = RandomSamples.rows(random, 3_000, 8, 0);
      double[][] same = RandomSamples.rows(random, 3_000, 8, 0);
      double[][] shifted = RandomSamples.rows(random, 3_000, 8, 0.1);
      detected += signals(reference, shifted, Form.BLOCK);
      falseAlarms += signals(reference, same, Form.BLOCK);
    }
    TestOutput.print("detected by blocks, false alarms:", detected, falseAlarms);
    assertThat(detected).isGreaterThanOrEqualTo(50);
    assertThat(falseAlarms).isLessThanOrEqualTo(9);
  }

  /**
   * At 100,000 rows of 8 columns, shifted by 0.02 σ each, the mean of the blocks is about 2.1
   * standard errors above 0: a test at 0.05 detects 68 % of the shifts. Fewer than 18 of 40, or
   * more than 8 false alarms of 40, have a probability below 0.001.
   */
  @Test
  @Tag("slow")
  void blocksDetectAFiftiethOfADeviationAmongAHundredThousandRows() {
    int draws = 40;
    int detected = 0;
    int falseAlarms = 0;
    double seconds = 0;
    for (int draw = 0; draw < draws; draw++) {
      double[][] reference = RandomSamples.rows(random, 100_000, 8, 0);
      double[][] shifted = RandomSamples.rows(random, 100_000, 8, 0.02);
      long start = System.nanoTime();
      assertThat(Form.of(reference.length, shifted.length)).isEqualTo(Form.BLOCK);
      detected += signals(reference, shifted, Form.BLOCK);
      seconds += (System.nanoTime() - start) / 1e9 / draws;
      falseAlarms += signals(reference, RandomSamples.rows(random, 100_000, 8, 0), Form.BLOCK);
    }
    TestOutput.print(
        "detected by blocks, false alarms of 40; seconds of a test by blocks:",
        detected,
        falseAlarms,
        seconds);
    assertThat(detected).isGreaterThanOrEqualTo(18);
    assertThat(falseAlarms).isLessThanOrEqualTo(8);
  }

  private int signals(double[][] reference, double[][] incoming, Form form) {
    return MaximumMeanDiscrepancy.compare(reference, incoming, form, DRAWS, seed).pValue() <= 0.05
        ? 1
        : 0;
  }

  /** Up to 100,000 rows, blocks are as they were; above, their pairs stay bounded. */
  @Test
  void blocksAreRootsUntilTheirPairsAreTooMany() {
    assertThat(MaximumMeanDiscrepancy.blocks(1_500, 501)).isEqualTo(22);
    assertThat(MaximumMeanDiscrepancy.blocks(50_000, 50_000)).isEqualTo(223);
    assertThat(MaximumMeanDiscrepancy.blocks(100_000, 100_000)).isEqualTo(316);
    for (int rows : new int[] {300_000, 1_000_000, 10_000_000, 1 << 26}) {
      int blocks = MaximumMeanDiscrepancy.blocks(rows, rows);
      assertThat(blocks).isLessThanOrEqualTo(rows / 2);
      assertThat(MaximumMeanDiscrepancy.pairs(rows, rows, blocks))
          .as("%d rows", rows)
          .isBetween(1L << 26, (1L << 28) + rows);
    }
    int blocks = MaximumMeanDiscrepancy.blocks(2_000_000_000, 10_000);
    assertThat(MaximumMeanDiscrepancy.pairs(2_000_000_000, 10_000, blocks))
        .isLessThanOrEqualTo(1L << 28);
  }

  private double power(Form form, double shift) {
    List<Double> pValues = new ArrayList<>();
    for (int draw = 0; draw < 60; draw++) {
      pValues.add(
          MaximumMeanDiscrepancy.compare(
                  RandomSamples.rows(random, 120, 4, 0),
                  RandomSamples.rows(random, 100, 4, shift),
                  form,
                  DRAWS,
                  seed)
              .pValue());
    }
    return RandomSamples.share(pValues, 0.05);
  }

  @Test
  void aChangeOfSpreadIsDetected() {
    double[][] wide = RandomSamples.rows(random, 100, 3, 0);
    for (double[] row : wide) {
      Arrays.setAll(row, column -> 2.5 * row[column]);
    }
    assertThat(
            MaximumMeanDiscrepancy.compare(RandomSamples.rows(random, 100, 3, 0), wide, DRAWS, seed)
                .pValue())
        .isLessThan(0.01);
  }

  @Test
  void neitherTheOrderOfRowsNorUnitsMatter() {
    double[][] reference = RandomSamples.rows(random, 40, 5, 0);
    double[][] incoming = RandomSamples.rows(random, 30, 5, 0.2);
    MaximumMeanDiscrepancy found = MaximumMeanDiscrepancy.compare(reference, incoming, DRAWS, seed);
    List<double[]> shuffled = new ArrayList<>(List.of(reference));
    Collections.shuffle(shuffled, new Random(seed.run()));
    assertThat(
            MaximumMeanDiscrepancy.compare(
                shuffled.toArray(double[][]::new), incoming, DRAWS, seed))
        .isEqualTo(found);

    for (double[][] rows : List.of(reference, incoming)) {
      for (double[] row : rows) {
        Arrays.setAll(row, column -> Math.scalb(row[column], 4 * column));
      }
    }
    MaximumMeanDiscrepancy scaled =
        MaximumMeanDiscrepancy.compare(reference, incoming, DRAWS, seed);
    assertThat(scaled.statistic()).isCloseTo(found.statistic(), within(1e-10));
    assertThat(scaled.pValue()).isEqualTo(found.pValue());
  }

  @Test
  void constantSamplesDoNotDiffer() {
    assertThat(MaximumMeanDiscrepancy.compare(new double[5][3], new double[4][3], DRAWS, seed))
        .isEqualTo(new MaximumMeanDiscrepancy(0, 1, Form.QUADRATIC, 0));
    double[][] other = new double[20][3];
    for (double[] row : other) {
      row[1] = 1;
    }
    assertThat(MaximumMeanDiscrepancy.compare(new double[20][3], other, DRAWS, seed).pValue())
        .isLessThanOrEqualTo(1 / 2000.0);
    assertThat(
            MaximumMeanDiscrepancy.compare(new double[20][3], other, Form.BLOCK, DRAWS, seed)
                .pValue())
        .isZero();
  }

  @Test
  void theEstimatorDependsOnTheSizesAndLargeSamplesAreThinned() {
    assertThat(Form.of(1500, 500)).isEqualTo(Form.QUADRATIC);
    assertThat(Form.of(1_000_000, 64)).isEqualTo(Form.QUADRATIC);
    assertThat(Form.of(1500, 501)).isEqualTo(Form.BLOCK);
    assertThat(Form.of(60_000, 50_000)).isEqualTo(Form.BLOCK);
    assertThat(Form.of(2_000_000_000, 2_000_000_000)).isEqualTo(Form.BLOCK);
    MaximumMeanDiscrepancy found =
        MaximumMeanDiscrepancy.compare(
            RandomSamples.rows(random, 5_000, 2, 0),
            RandomSamples.rows(random, 16, 2, 2),
            DRAWS,
            seed);
    assertThat(found.form()).isEqualTo(Form.QUADRATIC);
    assertThat(found.pValue()).isLessThan(0.01);
  }

  @Test
  void invalidSamplesAreRefused() {
    double[][] rows = RandomSamples.rows(random, 10, 2, 0);
    assertThatThrownBy(() -> MaximumMeanDiscrepancy.compare(rows, new double[1][2], DRAWS, seed))
        .hasMessage(
            "10 reference and 1 incoming rows are compared by the quadratic form: expected 2 of"
                + " each at least");
    assertThatThrownBy(() -> MaximumMeanDiscrepancy.compare(rows, rows, Form.BLOCK, DRAWS, seed))
        .hasMessageContaining("expected 16 of each at least");
    assertThatThrownBy(() -> MaximumMeanDiscrepancy.compare(rows, new double[3][4], DRAWS, seed))
        .hasMessage(
            "row 1 of the incoming sample has 4 columns: expected 2, as the reference's first");
    double[][] missing = {{1, 2}, {Double.NaN, 3}};
    assertThatThrownBy(() -> MaximumMeanDiscrepancy.compare(rows, missing, DRAWS, seed))
        .hasMessageStartingWith("column 1 of row 2 of the incoming sample is NaN");
  }
}
