package dev.rawline.imaging.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.rawline.imaging.Seeds;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The normal distribution, drawn one by one and in bulk; seeds of the statistics are fixed. */
class GaussianTest {
  private static final int COUNT = 1 << 22;

  @Test
  void bulkNumbersAreNormal() {
    assertNormal("the many", many(new RandomStream(1), COUNT));
  }

  @Test
  void singleNumbersAreNormal() {
    RandomStream random = new RandomStream(2);
    float[] singles = new float[COUNT / 4];
    for (int i = 0; i < singles.length; i++) {
      singles[i] = (float) random.nextGaussian();
    }
    assertNormal("the singles", singles);
  }

  private static void assertNormal(String what, float[] values) {
    Moments.of(values).checkNormal(what, 0, 1);
    double fourth = 0;
    for (float value : values) {
      fourth += (double) value * value * value * value;
    }
    // The variance of z⁴ is 105 − 9.
    assertThat(fourth / values.length)
        .as("fourth moment of %s", what)
        .isCloseTo(3, offset(5 * Math.sqrt(96.0 / values.length)));

    for (double beyond : new double[] {1, 2, 3, 4, 4.5, 5}) {
      for (int side = -1; side <= 1; side += 2) {
        double expected = Normal.below(-beyond) * values.length;
        int found = 0;
        for (float value : values) {
          found += side * value > beyond ? 1 : 0;
        }
        assertThat((double) found)
            .as("%s beyond %s", what, side * beyond)
            .isCloseTo(expected, offset(5 * Math.sqrt(expected) + 1));
      }
    }

    // Kolmogorov and Smirnov: √n · D exceeds 2.7 once in a million times.
    float[] sorted = values.clone();
    Arrays.sort(sorted);
    double distance = 0;
    for (int i = 0; i < sorted.length; i++) {
      double probability = Normal.below(sorted[i]);
      distance = Math.max(distance, probability - (double) i / sorted.length);
      distance = Math.max(distance, (i + 1.0) / sorted.length - probability);
    }
    assertThat(distance * Math.sqrt(sorted.length)).as("distance of %s", what).isLessThan(2.7);
  }

  /** Neighbours in a row, the two of a pair, and one column in many rows are uncorrelated. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 63, 64, 65, 128, 1024})
  void numbersAreUncorrelated(int apart) {
    float[] values = new float[1 << 20];
    Seed seed = new Seed(3, "rows");
    for (int row = 0; row < 1024; row++) {
      seed.stream("row", row).gaussians(values, row * 1024, 1024);
    }
    double product = 0;
    double ofSquares = 0;
    int pairs = values.length - apart;
    for (int i = 0; i < pairs; i++) {
      double a = values[i];
      double b = values[i + apart];
      product += a * b;
      ofSquares += (a * a - 1) * (b * b - 1);
    }
    assertThat(product / pairs).isCloseTo(0, offset(5 / Math.sqrt(pairs)));
    assertThat(ofSquares / pairs).isCloseTo(0, offset(5 * 2 / Math.sqrt(pairs)));
  }

  @Test
  void theFastTwinGivesTheSameBits() {
    Random random = new Random(Seeds.next("Box and Muller"));
    int[] special = {0, 1, 2, -1, -2, Integer.MIN_VALUE, Integer.MAX_VALUE, 255, 256, 0xff};
    for (int trial = 0; trial < 100; trial++) {
      int[] radii = random.ints(BoxMuller.PAIRS).toArray();
      int[] angles = random.ints(BoxMuller.PAIRS).toArray();
      for (int i = 0; trial % 4 == 0 && i < special.length; i++) {
        radii[random.nextInt(BoxMuller.PAIRS)] = special[i];
        angles[random.nextInt(BoxMuller.PAIRS)] = special[i];
      }
      float[] cosines = new float[BoxMuller.PAIRS];
      float[] sines = new float[BoxMuller.PAIRS];
      float[] fastCosines = new float[BoxMuller.PAIRS];
      float[] fastSines = new float[BoxMuller.PAIRS];
      BoxMuller.turn(radii, angles, cosines, sines);
      BoxMullerKernel.turn(radii, angles, fastCosines, fastSines);
      assertThat(fastCosines).containsExactly(cosines);
      assertThat(fastSines).containsExactly(sines);
      for (int i = 0; i < BoxMuller.PAIRS; i++) {
        assertFormula(radii[i], angles[i], cosines[i], sines[i]);
      }
    }
  }

  private static void assertFormula(int radiusBits, int angleBits, float cosine, float sine) {
    double u = (float) ((radiusBits >>> 1) | 1) * 0x1p-31; // of 24 bits, as float32 holds it
    double radius = Math.sqrt(-2 * Math.log(u));
    double angle = Math.PI * (angleBits >> 8) * 0x1p-24;
    int side = (angleBits & 1) == 0 ? 1 : -1;
    // Near u = 1 the radius is the root of the rounding of float32.
    double tolerance = radius < 0.01 ? 4e-4 : 2e-6;
    assertThat((double) cosine).isCloseTo(side * radius * Math.cos(angle), offset(tolerance));
    assertThat((double) sine).isCloseTo(radius * Math.sin(angle), offset(tolerance));
  }

  @Test
  void theFirstNumbersDoNotDependOnTheirCount() {
    float[] all = many(new RandomStream(4), 300);
    for (int count = 1; count < 300; count++) {
      assertThat(many(new RandomStream(4), count)).containsExactly(Arrays.copyOf(all, count));
    }
  }

  @Test
  void onlyTheRequestedRangeIsFilled() {
    float[] values = new float[200];
    new RandomStream(5).gaussians(values, 30, 140);
    assertThat(Arrays.copyOfRange(values, 30, 170)).containsExactly(many(new RandomStream(5), 140));
    assertThat(Arrays.copyOf(values, 30)).containsOnly(0);
    assertThat(Arrays.copyOfRange(values, 170, 200)).containsOnly(0);
  }

  @Test
  void aUniformNumberCanBeLookedUp() {
    RandomStream random = new RandomStream(6);
    for (int i = 0; i < 10; i++) {
      double next = random.nextUniform();
      assertThat(new RandomStream(6).uniformAt(i)).isEqualTo(next);
      assertThat(random.uniformAt(i)).isEqualTo(next);
    }
  }

  private static float[] many(RandomStream random, int count) {
    float[] values = new float[count];
    random.gaussians(values, 0, count);
    return values;
  }
}
