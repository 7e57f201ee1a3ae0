package dev.rawline.learning.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.engine.Scope;
import dev.rawline.learning.engine.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class GradientClippingTest {

  @Test
  void theNormIsOfAllGradientsTogether() {
    Engine _ = Engine.cpu();
    try (Scope _ = new Scope()) {
      Tensor one = withGradient(3, 0);
      Tensor other = withGradient(0, 0, 4);
      Tensor without = Tensor.zeros(2).requireGradient();
      List<Tensor> all = List.of(one, other, without);
      assertThat(new GradientClipping(10).apply(all)).isEqualTo(5);
      assertThat(one.gradient().orElseThrow().toArray()).containsExactly(3, 0);
      assertThat(new GradientClipping(0.5).apply(all)).isEqualTo(5);
      assertThat(one.gradient().orElseThrow().toArray())
          .containsExactly(new float[] {0.3f, 0}, within(1e-7f));
      assertThat(other.gradient().orElseThrow().toArray())
          .containsExactly(new float[] {0, 0, 0.4f}, within(1e-7f));
      assertThat(without.gradient()).isEmpty();
    }
  }

  /** In float32 the sum of squares would end at 2²⁴. */
  @Test
  void squaresAreSummedAtDoublePrecision() {
    Engine _ = Engine.cpu();
    try (Scope _ = new Scope()) {
      Tensor tensor = Tensor.zeros(20_000_000).requireGradient();
      tensor.setGradient(Tensor.filled(1, 20_000_000));
      assertThat(new GradientClipping(1e9).apply(List.of(tensor)))
          .isCloseTo(Math.sqrt(20_000_000), within(1e-9));
    }
  }

  @Test
  void nonFiniteGradientsAreReportedAndKept() {
    Engine _ = Engine.cpu();
    try (Scope _ = new Scope()) {
      Tensor tensor = withGradient(1, Float.NaN);
      assertThat(new GradientClipping(0.1).apply(List.of(tensor))).isNaN();
      Tensor infinite = withGradient(1, Float.POSITIVE_INFINITY);
      assertThat(new GradientClipping(0.1).apply(List.of(infinite))).isInfinite();
      assertThat(infinite.gradient().orElseThrow().toArray())
          .containsExactly(1, Float.POSITIVE_INFINITY);
    }
  }

  @Test
  void theNormMustBeAboveZero() {
    assertThatThrownBy(() -> new GradientClipping(0))
        .hasMessage("the largest norm of the gradient is 0.0: expected a finite number above 0");
  }

  private static Tensor withGradient(float... gradient) {
    Tensor tensor = Tensor.zeros(gradient.length).requireGradient();
    tensor.setGradient(Tensor.of(gradient, gradient.length));
    return tensor;
  }
}
