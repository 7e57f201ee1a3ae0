package dev.rawline.learning.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.random.RandomDraws;
import dev.rawline.imaging.random.Seed;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  private static final int TRIALS = 200;
  private static final List<String> CLASSES = List.of("a", "b", "c");

  /** The probabilities of predictions: rows are truths, with classes of different frequency. */
  private static final double[][] TAKEN = {{0.9, 0.07, 0.03}, {0.2, 0.7, 0.1}, {0.1, 0.1, 0.8}};

  private static final double[] FREQUENT = {0.5, 0.3, 0.2};

  @Test
  void intervalsOfTheAccuracyCoverItAtTheirLevel() {
    double truth = 0.5 * 0.9 + 0.3 * 0.7 + 0.2 * 0.8;
    assertThat(coverage("accuracy", truth)).isBetween(0.92, 0.98);
  }

  @Test
  void intervalsOfTheBalancedAccuracyCoverItAtTheirLevel() {
    assertThat(coverage("balanced_accuracy", (0.9 + 0.7 + 0.8) / 3)).isBetween(0.92, 0.98);
  }

  private static double coverage(String metric, double truth) {
    return share(
        trial -> {
          RandomDraws draws = draws(trial);
          ClassificationAccumulator tally = new ClassificationAccumulator(CLASSES);
          for (int i = 0; i < 200; i++) {
            int is = draws.weighted(FREQUENT);
            float[] probabilities = new float[3];
            probabilities[draws.weighted(TAKEN[is])] = 1;
            tally.add("" + i, "" + i, probabilities, is);
          }
          return tally.scores(bootstrap(trial)).estimates().get(metric);
        },
        truth);
  }

  /** Four tiles of a photo are nearly all right or nearly all wrong. */
  @Test
  void groupsAreDrawnAsAWhole() {
    assertThat(share(trial -> ofTiles(trial, true), 0.5)).isBetween(0.92, 0.98);
    assertThat(share(trial -> ofTiles(trial, false), 0.5)).isLessThan(0.8);
  }

  private static Estimate ofTiles(int trial, boolean grouped) {
    RandomDraws draws = draws(trial);
    ClassificationAccumulator tally = new ClassificationAccumulator(CLASSES);
    for (int photo = 0; photo < 60; photo++) {
      double good = draws.chance(0.5) ? 0.95 : 0.05;
      for (int tile = 0; tile < 4; tile++) {
        String name = photo + "-" + tile;
        float[] probabilities = draws.chance(good) ? new float[] {1, 0, 0} : new float[] {0, 1, 0};
        tally.add(name, grouped ? "" + photo : name, probabilities, 0);
      }
    }
    return tally.scores(bootstrap(trial)).estimates().get("accuracy");
  }

  @Test
  void theIntervalOfAMeanIsNearThatOfTheNormalDistribution() {
    Estimate estimate = ofSquares(0);
    // The variance of the square of a normal number is 2 σ⁴.
    double deviation = Math.sqrt(2 * 16 / 1000.0);
    assertThat(estimate.high() - estimate.low())
        .isCloseTo(2 * 1.96 * deviation, within(0.15 * deviation * 2 * 1.96));
    assertThat(estimate.level()).isEqualTo(0.95);
  }

  @Test
  void metricsAreTheSameWithoutIntervals() {
    ClassificationAccumulator tally = new ClassificationAccumulator(CLASSES);
    for (int i = 0; i < 30; i++) {
      float[] probabilities = new float[3];
      probabilities[i % 7 % 3] = 1;
      tally.add("" + i, "" + i, probabilities, i % 3);
    }
    Map<String, Estimate> drawn = tally.scores(bootstrap(1)).estimates();
    Map<String, Estimate> alone = tally.scores(IntervalMethod.NONE).estimates();
    assertThat(alone.keySet()).isEqualTo(drawn.keySet());
    alone.forEach(
        (name, estimate) -> {
          assertThat(estimate.value()).isEqualTo(drawn.get(name).value());
          assertThat(estimate.hasInterval()).isFalse();
        });
  }

  @Test
  void theSameSeedGivesTheSameIntervals() {
    assertThat(ofSquares(1)).isEqualTo(ofSquares(1)).isNotEqualTo(ofSquares(2));
  }

  private static Estimate ofSquares(int seed) {
    RandomDraws draws = draws(0);
    RegressionAccumulator tally = new RegressionAccumulator();
    for (int i = 0; i < 1000; i++) {
      tally.add("" + i, "" + i, draws.gaussian(0, 2), 0);
    }
    return tally.scores(bootstrap(seed)).estimates().get("mean_square");
  }

  @Test
  void oneGroupHasNoInterval() {
    ClassificationAccumulator tally = new ClassificationAccumulator(CLASSES);
    tally.add("1", "photo", new float[] {1, 0, 0}, 0);
    tally.add("2", "photo", new float[] {1, 0, 0}, 1);
    ClassificationScores scores = tally.scores(bootstrap(0));
    assertThat(scores.groups()).isEqualTo(1);
    assertThat(scores.estimates().values()).noneMatch(Estimate::hasInterval);
    assertThat(scores.estimates().get("accuracy").value()).isEqualTo(0.5);
  }

  @Test
  void perfectPredictionsHaveNoInterval() {
    ClassificationAccumulator tally = new ClassificationAccumulator(CLASSES);
    for (int i = 0; i < 30; i++) {
      tally.add("" + i, "" + i, new float[] {0.7f, 0.2f, 0.1f}, 0);
    }
    ClassificationScores scores = tally.scores(bootstrap(0));
    assertThat(scores.groups()).isEqualTo(30);
    assertThat(scores.estimates().values()).noneMatch(Estimate::hasInterval);
  }

  @Test
  void outOfRangeValuesAreRejected() {
    assertThatThrownBy(() -> new Bootstrap(99, 1, new Seed(0, "x")))
        .hasMessage(
            "resamples is 99: expected at least 100; level is 1.0: expected between 0 and 1");
    assertThatThrownBy(() -> new Estimate(0.5, 0.6, 0.4, 0.95))
        .hasMessage(
            "0.5, from 0.6 to 0.4 at a level of 0.95: expected finite numbers in order, and a level"
                + " between 0 and 1");
  }

  private static double share(TrialEstimate of, double truth) {
    int held = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      Estimate estimate = of.of(trial);
      held += estimate.low() <= truth && truth <= estimate.high() ? 1 : 0;
    }
    return (double) held / TRIALS;
  }

  /** A repeated measurement. */
  @FunctionalInterface
  private interface TrialEstimate {
    Estimate of(int trial);
  }

  private static Bootstrap bootstrap(int trial) {
    return Bootstrap.usual(trial);
  }

  private static RandomDraws draws(int trial) {
    return new RandomDraws(new Seed(2024, "trial " + trial).stream("samples", 0));
  }
}
