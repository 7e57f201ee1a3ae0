package dev.rawline.lab.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

class NormalScoresTest {
  private final RandomStream random =
      new Seed(Seeds.next("NormalScoresTest"), "scores").stream("values", 0);

  @Test
  void valuesBetweenTwoHaveTheExpectedNormalScoreOfTheirRank() {
    double[] reference = new double[19];
    Arrays.setAll(reference, i -> Math.exp(i));
    NormalScores scores = NormalScores.of(reference);
    // Ten below, nine above: between the quantiles 10/20 and 11/20 of the normal distribution.
    double between =
        (StandardNormal.density(0) - StandardNormal.density(StandardNormal.exceededWith(0.45)))
            / 0.05;
    assertThat(scores.score(Math.exp(9.5))).isCloseTo(between, within(1e-14));
    assertThat(scores.score(Math.exp(8.5))).isCloseTo(-between, within(1e-12));
    assertThat(scores.score(Math.exp(9))).isCloseTo(0, within(1e-14));
  }

  @Test
  void scoresAreMonotonicAndReachTheTails() {
    DoubleSupplier coarse = () -> Math.floor(2 * random.nextGaussian());
    DoubleSupplier skewed = () -> Math.exp(random.nextGaussian());
    for (DoubleSupplier values : List.of(random::nextGaussian, coarse, skewed)) {
      for (int size : new int[] {10, 57, 400}) {
        NormalScores scores = NormalScores.of(RandomSamples.sample(size, values));
        double before = -39;
        for (double value = -300; value < 300; value += 0.05) {
          double score = scores.score(value);
          assertThat(score).isBetween(before, 38.0);
          before = score;
        }
        assertThat(scores.score(-300)).isLessThan(-9);
        assertThat(scores.score(300)).isGreaterThan(6);
        assertThat(scores.score(1e300)).isEqualTo(38);
      }
    }
  }

  @Test
  void aChangedConstantHasTheLargestScore() {
    NormalScores scores = NormalScores.of(new double[30]);
    assertThat(scores.score(0)).isZero();
    assertThat(scores.score(-0.0)).isZero();
    assertThat(scores.score(1e-9)).isEqualTo(38);
    assertThat(scores.score(-1e-9)).isEqualTo(-38);
  }

  @Test
  void scoresOfTheReferenceDistributionHaveMeanZero() {
    DoubleSupplier exponential = () -> -Math.log(random.nextUniform());
    DoubleSupplier seldom = () -> Math.max(0, random.nextGaussian());
    DoubleSupplier counted = () -> Math.floor(3 * random.nextUniform());
    for (DoubleSupplier values : List.of(random::nextGaussian, exponential, seldom, counted)) {
      double sum = 0;
      double squares = 0;
      int draws = 4_000;
      for (int draw = 0; draw < draws; draw++) {
        double score =
            NormalScores.of(RandomSamples.sample(40, values)).score(values.getAsDouble());
        sum += score;
        squares += score * score;
      }
      double variance = squares / draws;
      assertThat(variance).isLessThan(1.25);
      // Exactly 0 within the reference; the exponential tail is a guess beyond its ends.
      assertThat(sum / draws).isCloseTo(0, within(0.01 + 5 * Math.sqrt(variance / draws)));
    }
  }

  @Test
  void invalidReferencesAreRefused() {
    assertThatThrownBy(() -> NormalScores.of(new double[9]))
        .hasMessage("a reference has 9 values: expected 10 at least to score others by");
    NormalScores scores = NormalScores.of(new double[10]);
    assertThatThrownBy(() -> scores.score(Double.NaN))
        .hasMessage("a value to score is NaN: expected a finite number");
  }
}
