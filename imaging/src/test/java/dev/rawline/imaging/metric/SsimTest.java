package dev.rawline.imaging.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.frame.View;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SsimTest {

  static Stream<Pairs.Size> sizes() {
    return Pairs.awkwardSizes().stream();
  }

  /** Both windows against the sum over all positions inside the picture. */
  @ParameterizedTest
  @MethodSource("sizes")
  void windowMatchesTheSumOverItsPositions(Pairs.Size size) {
    Random random = new Random(Seeds.next("window " + size));
    double[] plane = random.doubles((long) size.width() * size.height(), -1, 1).toArray();
    for (Ssim.Weights weights : Ssim.Weights.values()) {
      double[] sums = random.doubles(plane.length).toArray();
      GaussianWindow.of(Ssim.DEFAULT.with(weights), size.width(), size.height()).blur(plane, sums);
      for (int row = 0; row < size.height(); row++) {
        for (int column = 0; column < size.width(); column++) {
          assertThat(sums[row * size.width() + column])
              .as("%s (%d, %d)", weights, row, column)
              .isCloseTo(sum(plane, size, row, column), within(1e-6));
        }
      }
    }
  }

  private static double sum(double[] plane, Pairs.Size size, int row, int column) {
    double sum = 0;
    double total = 0;
    for (int i = -5; i <= 5; i++) {
      for (int j = -5; j <= 5; j++) {
        double weight = Math.exp(-(i * i + j * j) / 4.5);
        total += weight;
        int y = row + i;
        int x = column + j;
        if (y >= 0 && y < size.height() && x >= 0 && x < size.width()) {
          sum += weight * plane[y * size.width() + x];
        }
      }
    }
    return sum / total;
  }

  @Test
  void exactWindowKeepsAFlatPlane() {
    double[] plane = new double[23 * 19];
    Arrays.fill(plane, 0.7);
    double[] sums = new double[plane.length];
    GaussianWindow.of(Ssim.DEFAULT, 23, 19).blur(plane, sums);
    assertThat(sums[9 * 23 + 11]).isCloseTo(0.7, within(1e-15));
  }

  /** Rounding moves the weights by 6e-8 of themselves; flat places enlarge that by 1 / C₂. */
  @Test
  void roundedWeightsChangeTheValueLittle() {
    Random random = new Random(Seeds.next("rounded weights"));
    Pairs.Size size = new Pairs.Size(31, 29);
    ImagePair pair = size.drawn(random::nextDouble);
    assertThat(Ssim.DEFAULT.with(Ssim.Weights.ROUNDED).value(pair))
        .isNotEqualTo(Ssim.DEFAULT.value(pair))
        .isCloseTo(Ssim.DEFAULT.value(pair), within(1e-6));
  }

  /** A pixel alone has μ = w·p and σ² = w·p² − w²·p², with the window's middle weight w. */
  @Test
  void aSinglePixelHasAKnownSimilarity() {
    double total = 0;
    for (int i = -5; i <= 5; i++) {
      total += Math.exp(-i * i / 4.5);
    }
    double w = 1 / (total * total);
    double p = 0.75;
    double r = 0.5;
    double expected =
        (2 * w * w * p * r + 1e-4)
            / (w * w * (p * p + r * r) + 1e-4)
            * (2 * (w - w * w) * p * r + 9e-4)
            / ((w - w * w) * (p * p + r * r) + 9e-4);
    View picture = new Pairs.Size(1, 1).flat((float) p);
    View reference = new Pairs.Size(1, 1).flat((float) r);
    assertThat(Ssim.DEFAULT.of(picture, reference)).isCloseTo(expected, within(1e-14));
  }

  /** With one position a window has no variance, so only the brightness counts, even at zero. */
  @Test
  void aWindowOfOnePixelComparesBrightnessAlone() {
    Ssim point = new Ssim(1, 1.5, 0.01, 0.03, Ssim.Weights.EXACT);
    View picture = new Pairs.Size(5, 7).flat(0.75f);
    View reference = new Pairs.Size(5, 7).flat(0.5f);
    assertThat(point.of(picture, reference))
        .isCloseTo((2 * 0.75 * 0.5 + 1e-4) / (0.5625 + 0.25 + 1e-4), within(1e-14));
  }

  @Test
  void negativeHasALowSimilarity() {
    Random random = new Random(Seeds.next("negative"));
    Pairs.Size size = new Pairs.Size(31, 29);
    ImagePair pair = size.drawn(random::nextDouble);
    for (int i = 0; i < pair.length(); i++) {
      pair.reference[i] = 1 - pair.picture[i];
    }
    assertThat(Ssim.DEFAULT.value(pair)).isBetween(-1.0, -0.3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          10  | 1.5 | 0.01 | 0.03 | ssim window is 10: expected an odd number, 1 to 255 (px)
          -1  | 1.5 | 0.01 | 0.03 | ssim window is -1: expected an odd number, 1 to 255 (px)
          257 | 1.5 | 0.01 | 0.03 | ssim window is 257: expected an odd number, 1 to 255 (px)
          11  | 0   | 0.01 | 0.03 | ssim sigma is 0.0: expected 0.1 to 100 (px)
          11  | NaN | 0.01 | 0.03 | ssim sigma is NaN: expected 0.1 to 100 (px)
          11  | 1.5 | 0    | 0.03 | ssim k1 is 0.0: expected above 0, to 1 (no unit)
          11  | 1.5 | 0.01 | 1.5  | ssim k2 is 1.5: expected above 0, to 1 (no unit)
          """)
  void invalidParametersAreRejected(
      int window, double sigma, double k1, double k2, String message) {
    assertThatThrownBy(() -> new Ssim(window, sigma, k1, k2, Ssim.Weights.EXACT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
