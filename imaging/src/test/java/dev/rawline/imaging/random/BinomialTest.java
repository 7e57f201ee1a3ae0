package dev.rawline.imaging.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.rawline.imaging.Seeds;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Binomial numbers against their probabilities, which are summed up here term by term. */
class BinomialTest {
  private static final int NUMBERS = 400_000;

  static Stream<Arguments> cases() {
    return Stream.of(
        Arguments.of(1, 0.3),
        Arguments.of(7, 0.5),
        Arguments.of(12, 0.9),
        Arguments.of(30, 0.33), // just searched
        Arguments.of(31, 0.33), // just rejected
        Arguments.of(20, 0.5),
        Arguments.of(64, 0.75),
        Arguments.of(500, 0.01),
        Arguments.of(5000, 0.01),
        Arguments.of(5000, 0.5),
        Arguments.of(60_000, 0.05),
        Arguments.of(60_000, 0.999));
  }

  /** Pearson's χ² over bins of at least 20 expected numbers, within 5.5 σ of its mean. */
  @ParameterizedTest
  @MethodSource("cases")
  void numbersAreAsFrequentAsTheirProbabilities(int trials, double probability) {
    RandomStream random =
        new RandomStream(Seeds.next("BinomialTest, " + trials + " trials of " + probability));
    Binomial binomial = new Binomial(probability);
    int[] drawn = new int[trials + 1];
    for (int i = 0; i < NUMBERS; i++) {
      drawn[binomial.next(random, trials)]++;
    }

    double square = 0;
    double expected = 0;
    double found = 0;
    int bins = 0;
    double rest = NUMBERS;
    for (int number = 0; number <= trials; number++) {
      double share = NUMBERS * probability(trials, probability, number);
      expected += share;
      found += drawn[number];
      rest -= share;
      if ((expected >= 20 && rest >= 20) || number == trials) {
        square += (found - expected) * (found - expected) / Math.max(expected, 1e-9);
        bins++;
        expected = 0;
        found = 0;
      }
    }
    double freedom = bins - 1.0;
    // Wilson and Hilferty: the cube root of χ² over its freedom is nearly normal.
    double z =
        (Math.cbrt(square / freedom) - (1 - 2 / (9 * freedom))) / Math.sqrt(2 / (9 * freedom));
    assertThat(z).as("χ² %s of %s", square, freedom).isLessThan(5.5);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void meanAndVarianceAreExact(int trials, double probability) {
    RandomStream random =
        new RandomStream(Seeds.next("BinomialTest, moments, " + trials + " of " + probability));
    Binomial binomial = new Binomial(probability);
    double mean = trials * probability;
    double variance = mean * (1 - probability);
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < NUMBERS; i++) {
      double away = binomial.next(random, trials) - mean;
      sum += away;
      squares += away * away;
    }
    double fourth = variance * (1 + 3 * (trials - 2) * probability * (1 - probability));
    assertThat(sum / NUMBERS).isCloseTo(0, offset(5.5 * Math.sqrt(variance / NUMBERS)));
    assertThat(squares / NUMBERS)
        .isCloseTo(
            variance, offset(5.5 * Math.sqrt((fourth - variance * variance) / NUMBERS) + 1e-12));
  }

  @Test
  void degenerateBinomialsAreExact() {
    RandomStream random = new RandomStream(1);
    assertThat(new Binomial(0.3).next(random, 0)).isZero();
    assertThat(new Binomial(0).next(random, 1000)).isZero();
    assertThat(new Binomial(1).next(random, 1000)).isEqualTo(1000);
  }

  @Test
  void aSeedGivesTheseBits() {
    RandomStream random = new RandomStream(7);
    int[] few = new int[6];
    int[] many = new int[6];
    for (int i = 0; i < few.length; i++) {
      few[i] = new Binomial(0.01).next(random, 500);
      many[i] = new Binomial(0.4).next(random, 5000);
    }
    assertThat(few).containsExactly(4, 5, 5, 4, 8, 5);
    assertThat(many).containsExactly(2053, 1973, 1956, 2089, 2044, 1982);
  }

  @Test
  void invalidNumbersAreRejected() {
    assertThatThrownBy(() -> new Binomial(1.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("binomial probability is 1.5: expected 0 to 1 (probability)");
    assertThatThrownBy(() -> new Binomial(0.5).next(new RandomStream(1), -2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("binomial trials are -2: expected 0 or more (trials)");
  }

  private static double probability(int trials, double probability, int number) {
    double log = number * Math.log(probability) + (trials - number) * Math.log1p(-probability);
    return Math.exp(log + logChoices(trials, number));
  }

  private static double logChoices(int trials, int number) {
    return logFactorial(trials) - logFactorial(number) - logFactorial(trials - number);
  }

  /** ln k!, summed up to 200 and by six terms of Stirling's series above. */
  private static double logFactorial(int number) {
    if (number < 200) {
      double sum = 0;
      for (int i = 2; i <= number; i++) {
        sum += Math.log(i);
      }
      return sum;
    }
    double x = number;
    return x * Math.log(x)
        - x
        + Math.log(2 * Math.PI * x) / 2
        + 1 / (12 * x)
        - 1 / (360 * x * x * x);
  }
}
