package dev.rawline.imaging.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.rawline.imaging.Seeds;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Poisson distribution against its formula; seeds of the statistics are fixed. */
class PoissonTest {
  private static final int COUNT = 1 << 20;

  /** Both branches, both sides of the border between them. */
  @ParameterizedTest
  @ValueSource(
      doubles = {0.01, 0.3, 1, 3.7, 8, 12.5, 15.999, 16, 16.001, 17.3, 25, 40, 100, 1000, 20_000})
  void numbersFollowTheirDistribution(double mean) {
    RandomStream random = new RandomStream(Double.hashCode(mean));
    float lambda = (float) mean;
    float[] values = new float[COUNT];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          lambda < Poisson.SWITCH
              ? Poisson.exact(random.nextUniform(), lambda)
              : Poisson.near((float) random.nextGaussian(), lambda);
    }
    Moments.of(values).checkPoisson("λ " + mean, lambda);
    assertChiSquare(values, lambda);
  }

  /** Pearson's test with rare numbers merged, at 5 standard deviations (Wilson, Hilferty). */
  private static void assertChiSquare(float[] values, double lambda) {
    double[] probabilities = probabilities(lambda);
    int[] found = new int[probabilities.length];
    boolean whole = true;
    for (float value : values) {
      whole &= value == (float) Math.rint(value);
      found[(int) value]++;
    }
    assertThat(whole).as("whole numbers").isTrue();
    double chiSquare = 0;
    int classes = 0;
    double expected = 0;
    double observed = 0;
    double left = values.length;
    for (int k = 0; k < found.length; k++) {
      expected += probabilities[k] * values.length;
      observed += found[k];
      boolean last = k == found.length - 1;
      if (last || (expected >= 20 && left - expected >= 20)) {
        double surprise = observed - (last ? left : expected);
        chiSquare += surprise * surprise / (last ? left : expected);
        classes++;
        left -= expected;
        expected = 0;
        observed = 0;
      }
    }
    int freedom = classes - 1;
    double spread = 2.0 / (9 * freedom);
    assertThat(chiSquare)
        .as("χ² of %d degrees of freedom, λ %s", freedom, lambda)
        .isLessThan(freedom * Math.pow(1 - spread + 5 * Math.sqrt(spread), 3));
  }

  /** Returns λᵏ e^(−λ) / k! for every k that can occur. */
  private static double[] probabilities(double lambda) {
    double[] probabilities = new double[(int) (lambda + 10 * Math.sqrt(lambda) + 30)];
    double logarithm = -lambda;
    for (int k = 0; k < probabilities.length; k++) {
      probabilities[k] = Math.exp(logarithm);
      logarithm += Math.log(lambda) - Math.log(k + 1);
    }
    return probabilities;
  }

  /**
   * The difference of the approximation from the distribution, without sampling: the probabilities
   * between the places at which it jumps to the next number.
   */
  @ParameterizedTest
  @CsvSource({
    "16, 6e-5, 2e-4, 1e-3",
    "20, 4e-5, 1e-4, 1e-3",
    "40, 1e-5, 5e-5, 1e-3",
    "100, 5e-6, 2e-5, 1e-3",
    "1000, 5e-6, 2e-5, 1e-3"
  })
  void approximationErrorIsAsDocumented(
      float lambda, double distance, double variance, double third) {
    double[] exact = probabilities(lambda);
    double[] near = new double[exact.length];
    double below = 0;
    for (int k = 0; k < near.length; k++) {
      double upTo = Normal.below(jump(k + 1, lambda));
      near[k] = upTo - below;
      below = upTo;
    }
    double difference = 0;
    double mean = 0;
    double square = 0;
    double cube = 0;
    for (int k = 0; k < near.length; k++) {
      difference += Math.abs(near[k] - exact[k]) / 2;
      mean += near[k] * k;
    }
    for (int k = 0; k < near.length; k++) {
      square += near[k] * Math.pow(k - mean, 2);
      cube += near[k] * Math.pow(k - mean, 3);
    }
    assertThat(difference).as("total variation distance").isLessThan(distance);
    assertThat(mean / lambda).isCloseTo(1, offset(1e-6));
    assertThat(square / lambda).isCloseTo(1, offset(variance));
    assertThat(cube / lambda).isCloseTo(1, offset(third));
  }

  /** Returns the smallest z whose number is at least the given one, by bisection. */
  private static double jump(int number, float lambda) {
    float low = -7;
    float high = 7;
    if (Poisson.near(low, lambda) >= number) {
      return Double.NEGATIVE_INFINITY;
    }
    if (Poisson.near(high, lambda) < number) {
      return Double.POSITIVE_INFINITY;
    }
    for (int i = 0; i < 40; i++) {
      float middle = (low + high) / 2;
      if (Poisson.near(middle, lambda) < number) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /** The inverse of the distribution, summed in the opposite order: from the upper end. */
  @Test
  void theExactBranchInvertsTheDistribution() {
    Random random = new Random(Seeds.next("Poisson"));
    for (int trial = 0; trial < 5_000; trial++) {
      float lambda = random.nextFloat(1e-4f, Poisson.SWITCH);
      double uniform = random.nextDouble(1e-9, 1);
      int number = Poisson.exact(uniform, lambda);
      double[] probabilities = probabilities(lambda);
      double above = 0;
      for (int k = probabilities.length - 1; k > number; k--) {
        above += probabilities[k];
      }
      // above = P(more than number) ≤ 1 − u < P(number or more), within what doubles round.
      assertThat(above).as("λ %s, u %s", lambda, uniform).isLessThanOrEqualTo(1 - uniform + 1e-13);
      assertThat(above + probabilities[number])
          .as("λ %s, u %s", lambda, uniform)
          .isGreaterThan(1 - uniform - 1e-13);
    }
  }

  @Test
  void theFastTwinGivesTheSameBits() {
    Random random = new Random(Seeds.next("Poisson's twin"));
    for (int trial = 0; trial < 200; trial++) {
      int count = 1 + random.nextInt(70);
      float[] z = new float[count];
      float[] means = new float[count + 3];
      for (int i = 0; i < count; i++) {
        z[i] = Math.clamp((float) random.nextGaussian() * 2, -7, 7);
        means[i + 3] = (float) Math.exp(random.nextDouble(Math.log(16), Math.log(1e7)));
      }
      float[] numbers = z.clone();
      Poisson.near(numbers, means, 3);
      for (int i = 0; i < count; i++) {
        assertThat(numbers[i]).isEqualTo(Poisson.near(z[i], means[i + 3]));
      }
    }
  }

  @Test
  void theFastTwinOfTheExactBranchGivesTheSameNumbers() {
    Random random = new Random(Seeds.next("Poisson's exact twin"));
    for (int trial = 0; trial < 500; trial++) {
      double[] uniforms = new double[random.nextInt(70)];
      double[] means = new double[uniforms.length];
      boolean tails = random.nextBoolean();
      for (int i = 0; i < uniforms.length; i++) {
        double share = random.nextDouble(1e-300, 1);
        uniforms[i] = tails ? 1 - Math.scalb(share, -random.nextInt(54)) : share;
        means[i] = Math.exp(random.nextDouble(-20, Math.log(Poisson.SWITCH)));
      }
      double[] numbers = uniforms.clone();
      Poisson.exact(numbers, means);
      for (int i = 0; i < numbers.length; i++) {
        assertThat(numbers[i])
            .as("λ %s, u %s", means[i], uniforms[i])
            .isEqualTo(Poisson.exact(uniforms[i], means[i]));
      }
    }
  }

  @Test
  void noNumberExceedsTheLargest() {
    assertThat(Poisson.near(3, 1e20f)).isEqualTo(Poisson.LARGEST);
  }

  @Test
  void theSearchEndsWithTheDistribution() {
    assertThat(Poisson.exact(Math.nextDown(1.0), Math.nextDown(16f))).isBetween(50, 99);
    assertThat(Poisson.exact(Double.MIN_VALUE, 1e-30)).isZero();
  }
}
