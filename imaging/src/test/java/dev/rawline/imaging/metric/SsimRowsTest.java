package dev.rawline.imaging.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.Seeds;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SsimRowsTest {

  /**
   * Both sum the same numbers in double, in another order: a sum of n terms differs by n roundings
   * at most, and flat places enlarge those of the means by 1 / C₂.
   */
  @ParameterizedTest
  @CsvSource({
    "1, 1, 11",
    "1, 9, 11",
    "9, 1, 11",
    "5, 4, 11",
    "8, 12, 7",
    "17, 13, 1",
    "31, 29, 9",
    "64, 47, 11",
    "130, 33, 11"
  })
  void theFastTwinMatchesTheDefinition(int width, int height, int window) {
    Random random = new Random(Seeds.next("SSIM by rows %d×%d".formatted(width, height)));
    Ssim ssim = new Ssim(window, 1.5, 0.01, 0.03, Ssim.Weights.EXACT);
    assertThat(SsimRows.supports(ssim)).isTrue();
    ImagePair pair = new Pairs.Size(width, height).drawn(() -> random.nextDouble(-0.3, 1.4));
    double[] gradient = new double[pair.length()];
    double[] plain = new double[pair.length()];
    double value = ssim.plainPull(pair, plain);
    assertThat(ssim.pull(pair, gradient))
        .isEqualTo(ssim.value(pair))
        .isCloseTo(value, within(1e-12));
    assertThat(ssim.plainValue(pair)).isEqualTo(value);
    double largest = Arrays.stream(plain).map(Math::abs).max().orElseThrow();
    assertThat(gradient).containsExactly(plain, within(1e-11 * largest));
  }

  /** A window that is too wide, or whose weights are rounded, has no fast twin. */
  @ParameterizedTest
  @CsvSource({"11, EXACT, true", "13, EXACT, false", "11, ROUNDED, false"})
  void separableWindowsOfUpToElevenPixelsAreFast(
      int window, Ssim.Weights weights, boolean supported) {
    assertThat(SsimRows.supports(new Ssim(window, 1.5, 0.01, 0.03, weights))).isEqualTo(supported);
  }
}
