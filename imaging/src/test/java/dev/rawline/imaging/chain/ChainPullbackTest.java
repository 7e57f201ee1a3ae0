package dev.rawline.imaging.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.imaging.frame.LinearRgb;
import org.junit.jupiter.api.Test;

class ChainPullbackTest {
  private static final Linear FIRST = new Linear("first", 2, 1);
  private static final Linear SECOND = new Linear("second", 3, -4);
  private static final Chain<LinearRgb, LinearRgb> CHAIN = Chain.of(FIRST).then(SECOND);
  private static final LinearRgb INPUT = new LinearRgb(1, 1, new float[] {1, 2, 3});
  private static final LinearRgb COTANGENT = new LinearRgb(1, 1, new float[] {1, 10, 100});

  @Test
  void pullbackValueEqualsTheChainOutput() {
    assertThat(CHAIN.pull(INPUT).value().samples()).containsExactly(CHAIN.apply(INPUT).samples());
  }

  @Test
  void chainPullbackEqualsThePullbacksOfItsStages() {
    Pullback<LinearRgb, LinearRgb> first = FIRST.pull(INPUT);
    Pullback<LinearRgb, LinearRgb> second = SECOND.pull(first.value());
    Gradient<LinearRgb> bySecond = second.back(COTANGENT);
    Gradient<LinearRgb> byFirst = first.back(bySecond.input());

    Gradient<LinearRgb> gradient = CHAIN.pull(INPUT).back(COTANGENT);
    assertThat(gradient.input().samples()).containsExactly(byFirst.input().samples());
    assertThat(gradient.input().samples()).containsExactly(6, 60, 600);
    assertThat(gradient.parameters())
        .containsExactly(
            byFirst.parameters()[0],
            byFirst.parameters()[1],
            bySecond.parameters()[0],
            bySecond.parameters()[1]);
  }

  /** out = 3 (2 in + 1) − 4 at in = 1, 2, 3, so that the first stage makes 3, 5, 7. */
  @Test
  void parametersAreOrderedStageAfterStage() {
    assertThat(CHAIN.pull(INPUT).back(COTANGENT).parameters())
        .containsExactly(3 * (1 + 20 + 300), 3 * 111, 3 + 50 + 700, 111);
  }

  @Test
  void aTraceHoldsEveryFrameAndItsGradient() {
    GradientTrace<LinearRgb> trace = CHAIN.pull(INPUT).trace(COTANGENT);
    assertThat(trace.steps().stream().map(GradientTrace.Step::name))
        .containsExactly("input", "first", "second");
    assertThat(trace.steps().stream().map(step -> step.frame().samples()))
        .containsExactly(new float[] {1, 2, 3}, new float[] {3, 5, 7}, new float[] {5, 11, 17});
    assertThat(trace.steps().stream().map(step -> step.gradient().samples()))
        .containsExactly(
            new float[] {6, 60, 600}, new float[] {3, 30, 300}, new float[] {1, 10, 100});
    Gradient<LinearRgb> gradient = CHAIN.pull(INPUT).back(COTANGENT);
    assertThat(trace.gradient().input().samples()).containsExactly(gradient.input().samples());
    assertThat(trace.gradient().parameters()).containsExactly(gradient.parameters());
  }

  @Test
  void stageWithoutPullbackIsRejected() {
    Stage<LinearRgb, LinearRgb> opaque =
        new Stage<>() {
          @Override
          public String name() {
            return "opaque";
          }

          @Override
          public LinearRgb apply(LinearRgb input) {
            return input;
          }
        };
    assertThatThrownBy(() -> CHAIN.then(opaque).pull(INPUT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "stage opaque has no pullback, so that this chain has no gradient: leave the stage out");
  }
}
