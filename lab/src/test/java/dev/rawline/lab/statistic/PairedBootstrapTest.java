package dev.rawline.lab.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PairedBootstrapTest {

  /** Of many independent samples the interval is mean ± 1.96 standard errors. */
  @Test
  void theIntervalMatchesTheNormalLimit() {
    RandomStream random = new Seed(3, "pairs").stream("pairs", 0);
    List<PairedBootstrap.Pair> pairs = new ArrayList<>();
    double sum = 0;
    double squares = 0;
    int count = 2000;
    for (int i = 0; i < count; i++) {
      double one = random.nextUniform() < 0.8 ? 1 : 0;
      double other = random.nextUniform() < 0.6 ? 1 : 0;
      pairs.add(new PairedBootstrap.Pair("sample " + i, one, other));
      sum += one - other;
      squares += (one - other) * (one - other);
    }
    double mean = sum / count;
    double error = Math.sqrt((squares / count - mean * mean) / count);
    PairedBootstrap.Gain gain = new PairedBootstrap("share", pairs).gain(1).orElseThrow();
    assertThat(gain.samples()).isEqualTo(count);
    assertThat(gain.mean().value()).isCloseTo(mean, within(1e-12));
    assertThat(gain.mean().low()).isCloseTo(mean - 1.96 * error, within(0.3 * error));
    assertThat(gain.mean().high()).isCloseTo(mean + 1.96 * error, within(0.3 * error));
  }

  /** The same samples twice, each pair in one group, carry no more information than once. */
  @Test
  void groupsAreDrawnTogether() {
    List<PairedBootstrap.Pair> once = new ArrayList<>();
    List<PairedBootstrap.Pair> twice = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      PairedBootstrap.Pair pair = new PairedBootstrap.Pair("group " + i, i % 3 == 0 ? 0 : 1, i % 2);
      once.add(pair);
      twice.add(pair);
      twice.add(pair);
    }
    Estimate one = new PairedBootstrap("share", once).gain(5).orElseThrow().mean();
    Estimate two = new PairedBootstrap("share", twice).gain(5).orElseThrow().mean();
    assertThat(two.low()).isCloseTo(one.low(), within(1e-12));
    assertThat(two.high()).isCloseTo(one.high(), within(1e-12));
    assertThat(new PairedBootstrap("share", List.of()).gain(1)).isEmpty();
  }

  @Test
  void equalModelsHaveNoGain() {
    List<PairedBootstrap.Pair> pairs =
        List.of(new PairedBootstrap.Pair("a", 1, 1), new PairedBootstrap.Pair("b", 0, 0));
    Estimate mean = new PairedBootstrap("share", pairs).gain(1).orElseThrow().mean();
    assertThat(mean.value()).isZero();
    assertThat(mean.hasInterval()).isFalse();
  }
}
