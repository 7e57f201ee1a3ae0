package dev.rawline.learning.standardize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.data.statistics.Standardization;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.learning.EngineScope;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.model.NetworkParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EngineScope.class)
class StandardizerTest {
  private static final Standardizer FIXED =
      new FixedStandardizer(new Standardization(new Rgb(0.5, 0.25, 1), new Rgb(0.5, 0.25, 2)));

  @Test
  void fixedStatisticsApplyToEachColour() {
    Tensor pictures = Tensor.of(new float[] {1, 0, 1, 0.5f, 3, 5}, 1, 3, 1, 2).requireGradient();
    Tensor seen = FIXED.apply(pictures, true);
    assertThat(seen.toArray()).containsExactly(1, -1, 3, 1, 1, 2);
    seen.sum().backward();
    assertThat(pictures.gradient().orElseThrow().toArray()).containsExactly(2, 2, 4, 4, 0.5f, 0.5f);
    assertThat(FIXED.parameters().all()).isEmpty();
  }

  @Test
  void mosaicsHaveFourChannels() {
    Tensor pictures = Tensor.of(new float[] {1, 1, 0, 3}, 1, 4, 1, 1);
    assertThat(FIXED.apply(pictures, false).toArray()).containsExactly(1, 3, -1, 1);
    assertThatThrownBy(() -> FIXED.apply(Tensor.zeros(1, 2, 1, 1), false))
        .hasMessage(
            "images of 2 channels: expected 1 (monochrome), 3 (red, green, blue) or 4 (R, G1, G2,"
                + " B); standardize others by batch norm");
  }

  @Test
  void noStandardizationChangesNothing() {
    Tensor pictures = Tensor.zeros(1, 3, 1, 1);
    assertThat(new IdentityStandardizer().apply(pictures, true)).isSameAs(pictures);
  }

  /** One channel holds 1 2 3 4: mean 2.5, variance 1.25, and 5/3 of a sample of four. */
  @Test
  void batchNormUsesTheBatchInTrainingAndRunningAveragesInEvaluation() {
    Tensor pictures = Tensor.of(new float[] {1, 2, 3, 4}, 2, 1, 1, 2);
    BatchNormStandardizer norm = new BatchNormStandardizer(1);
    try (NetworkParameters _ = norm.parameters()) {
      double deviation = Math.sqrt(1.25 + 1e-5);
      assertThat(norm.apply(pictures, true).toDoubles())
          .containsExactly(
              new double[] {-1.5 / deviation, -0.5 / deviation, 0.5 / deviation, 1.5 / deviation},
              within(1e-6));
      assertThat(numbers(norm, "running_mean")).isCloseTo(0.25, within(1e-6));
      assertThat(numbers(norm, "running_var")).isCloseTo(0.9 + 0.1 * 5 / 3, within(1e-6));
      assertThat(norm.parameters().all().get("num_batches_tracked").toWhole()).containsExactly(1);
      double running = Math.sqrt(0.9 + 0.1 * 5 / 3 + 1e-5);
      assertThat(norm.apply(pictures, false).toDoubles()[0])
          .isCloseTo((1 - 0.25) / running, within(1e-6));
      assertThat(numbers(norm, "running_mean")).isCloseTo(0.25, within(1e-6));
    }
  }

  @Test
  void aFrozenBatchNormKeepsItsStatistics() {
    BatchNormStandardizer norm = new BatchNormStandardizer(1);
    try (NetworkParameters _ = norm.parameters()) {
      norm.parameters().freeze();
      Tensor pictures = Tensor.of(new float[] {1, 3}, 2, 1, 1, 1);
      assertThat(norm.apply(pictures, true).toDoubles())
          .containsExactly(new double[] {1, 3}, within(1e-4));
      assertThat(numbers(norm, "running_mean")).isZero();
      assertThat(norm.parameters().all().get("num_batches_tracked").toWhole()).containsExactly(0);
    }
  }

  @Test
  void batchNormHasNoLearnedParameters() {
    BatchNormStandardizer norm = new BatchNormStandardizer(3);
    try (NetworkParameters _ = norm.parameters()) {
      assertThat(norm.parameters().learned()).isEmpty();
      assertThat(norm.parameters().all().keySet())
          .containsExactly("running_mean", "running_var", "num_batches_tracked");
      assertThatThrownBy(() -> norm.apply(Tensor.zeros(1, 4, 2, 2), true))
          .hasMessage("images of 4 channels: expected 3");
    }
    assertThatThrownBy(() -> new BatchNormStandardizer(0))
        .hasMessage("channels is 0: expected at least 1 channel");
  }

  private static double numbers(BatchNormStandardizer norm, String name) {
    return norm.parameters().all().get(name).value();
  }
}
