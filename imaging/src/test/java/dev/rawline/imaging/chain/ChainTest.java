package dev.rawline.imaging.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.frame.LinearRgb;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChainTest {

  /** A stage out = factor · in + offset. */
  private record Line(String name, float factor, float offset)
      implements Stage<LinearRgb, LinearRgb> {
    @Override
    public LinearRgb apply(LinearRgb input) {
      float[] out = input.samples().clone();
      for (int i = 0; i < out.length; i++) {
        out[i] = factor * out[i] + offset;
      }
      return new LinearRgb(input.width(), input.height(), out);
    }
  }

  private static final Line TWICE = new Line("twice", 2, 0);
  private static final Line PLUS_ONE = new Line("plus one", 1, 1);
  private static final LinearRgb THREE = new LinearRgb(1, 1, new float[] {3, 3, 3});

  @Test
  void stagesRunInTheirOrder() {
    assertThat(Chain.of(TWICE).then(PLUS_ONE).apply(THREE).samples()).containsExactly(7, 7, 7);
    assertThat(Chain.of(TWICE).after(PLUS_ONE).apply(THREE).samples()).containsExactly(8, 8, 8);
    assertThat(Chain.of(TWICE).after(PLUS_ONE).stages()).containsExactly(PLUS_ONE, TWICE);
  }

  @Test
  void extendingAChainDoesNotChangeIt() {
    Chain<LinearRgb, LinearRgb> one = Chain.of(TWICE);
    assertThat(one.then(PLUS_ONE).stages()).hasSize(2);
    assertThat(one.stages()).containsExactly(TWICE);
  }

  @Test
  void anObserverReceivesEveryFrameInOrder() {
    List<String> seen = new ArrayList<>();
    LinearRgb last =
        Chain.of(TWICE)
            .then(PLUS_ONE)
            .apply(THREE, step -> seen.add(step.name() + " " + step.frame().samples()[0]));
    assertThat(seen).containsExactly("input 3.0", "twice 6.0", "plus one 7.0");
    assertThat(last.samples()).containsExactly(7, 7, 7);
  }

  @Test
  void aTraceHoldsEveryFrame() {
    Trace trace = Chain.of(TWICE).then(PLUS_ONE).trace(THREE);
    assertThat(trace.steps().stream().map(Trace.Step::name))
        .containsExactly("input", "twice", "plus one");
    assertThat(trace.steps().stream().map(step -> step.frame().samples()[0]))
        .containsExactly(3f, 6f, 7f);
  }
}
