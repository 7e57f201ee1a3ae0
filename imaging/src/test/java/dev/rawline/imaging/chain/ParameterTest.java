package dev.rawline.imaging.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ParameterTest {

  @Test
  void freeParameterAcceptsEveryFiniteNumber() {
    assertThat(Parameter.free("colour_matrix", "no unit", 2, 3))
        .isEqualTo(
            new Parameter(
                "colour_matrix",
                "no unit",
                List.of(2, 3),
                -Double.MAX_VALUE,
                Double.MAX_VALUE,
                /* learned= */ true));
  }

  @Test
  void boundedParameterIsOneLearnedValue() {
    Parameter sigma = Parameter.between(0, 100, "gaussian.sigma", "px");
    assertThat(sigma)
        .isEqualTo(new Parameter("gaussian.sigma", "px", List.of(), 0, 100, /* learned= */ true));
    assertThat(sigma.size()).isEqualTo(1);
    assertThat(sigma.nameOf(0)).isEqualTo("gaussian.sigma");
  }

  @Test
  void fixingAndRenamingChangeNothingElse() {
    Parameter sigma = Parameter.between(0, 100, "gaussian.sigma", "px");
    assertThat(sigma.fixed())
        .isEqualTo(new Parameter("gaussian.sigma", "px", List.of(), 0, 100, /* learned= */ false));
    assertThat(sigma.fixed().named("width"))
        .isEqualTo(new Parameter("width", "px", List.of(), 0, 100, /* learned= */ false));
  }

  @Test
  void theLastIndexVariesFastest() {
    Parameter matrix = Parameter.free("m", "no unit", 2, 3);
    assertThat(matrix.size()).isEqualTo(6);
    assertThat(IntStream.range(0, 6).mapToObj(matrix::nameOf))
        .containsExactly("m[0][0]", "m[0][1]", "m[0][2]", "m[1][0]", "m[1][1]", "m[1][2]");
  }

  @Test
  void emptyShapesAndBoundsAreRejected() {
    assertThatThrownBy(() -> Parameter.free("m", "no unit", 2, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("parameter m has the shape [2, 0]: expected sides of at least 1");
    assertThatThrownBy(() -> Parameter.between(2, 1, "m", "no unit"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("parameter m lies between 2.0 and 1.0: expected an interval");
    assertThatThrownBy(() -> Parameter.between(Double.NaN, 1, "m", "no unit"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("parameter m lies between NaN and 1.0: expected an interval");
  }
}
