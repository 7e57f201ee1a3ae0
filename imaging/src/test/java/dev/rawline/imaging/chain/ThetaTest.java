package dev.rawline.imaging.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.imaging.frame.LinearRgb;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ThetaTest {

  /** A stage that has parameters and does not use them. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Numbers(Parameter parameter, double... values)
      implements Differentiable<LinearRgb, LinearRgb> {
    @Override
    public String name() {
      return parameter.name();
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(parameter);
    }

    @Override
    public Numbers with(double[] changed) {
      return new Numbers(parameter, changed);
    }

    @Override
    public LinearRgb apply(LinearRgb input) {
      return input;
    }

    @Override
    public Pullback<LinearRgb, LinearRgb> pull(LinearRgb input) {
      throw new AssertionError("θ pulls no stage");
    }
  }

  private static final Numbers MATRIX =
      new Numbers(Parameter.free("matrix", "no unit", 2, 3), 1, 2, 3, 4, 5, 6);
  private static final Numbers FLOOR =
      new Numbers(Parameter.between(0, 0.5, "gamma.floor", "normalised").fixed(), 0.25);
  private static final Numbers BLUR = new Numbers(Parameter.free("blur", "no unit", 2), 7, 8);
  private static final Numbers WIDER = new Numbers(Parameter.free("blur", "no unit", 1), 9);
  private static final Theta THETA = Theta.of(List.of(MATRIX, FLOOR, BLUR, WIDER, BLUR));

  @Test
  void valuesAreOrderedStageAfterStage() {
    assertThat(THETA.size()).isEqualTo(12);
    assertThat(THETA.vector()).containsExactly(1, 2, 3, 4, 5, 6, 0.25, 7, 8, 9, 7, 8);
    assertThat(IntStream.range(0, 12).mapToObj(THETA::name))
        .containsExactly(
            "matrix[0][0]",
            "matrix[0][1]",
            "matrix[0][2]",
            "matrix[1][0]",
            "matrix[1][1]",
            "matrix[1][2]",
            "gamma.floor",
            "blur[0]",
            "blur[1]",
            "blur_2[0]",
            "blur_3[0]",
            "blur_3[1]");
    assertThatThrownBy(() -> THETA.name(12))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("place 12 of a vector of 12 numbers");
    assertThatThrownBy(() -> THETA.name(-1))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("place -1 of a vector of 12 numbers");
  }

  @Test
  void noTwoParametersHaveOneName() {
    Numbers second = new Numbers(Parameter.free("blur_2", "no unit"), 5);
    assertThat(Theta.of(List.of(BLUR, second, BLUR)).parameters().stream().map(Parameter::name))
        .containsExactly("blur", "blur_2", "blur_3");
    assertThat(Theta.of(List.of(BLUR, BLUR, second)).parameters().stream().map(Parameter::name))
        .containsExactly("blur", "blur_2", "blur_2_2");
  }

  @Test
  void everyNameFindsItsNumber() {
    for (int place = 0; place < THETA.size(); place++) {
      assertThat(THETA.get(THETA.name(place))).containsExactly(THETA.vector()[place]);
    }
  }

  @Test
  void partNameFindsItsValues() {
    assertThat(THETA.get("matrix")).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(THETA.get("matrix[1]")).containsExactly(4, 5, 6);
    assertThat(THETA.get("blur_2")).containsExactly(9);
    assertThat(THETA.with("matrix[1]", 40, 50, 60).get("matrix"))
        .containsExactly(1, 2, 3, 40, 50, 60);
    assertThat(THETA.with("matrix[0][2]", 30).get("matrix")).containsExactly(1, 2, 30, 4, 5, 6);
    assertThat(THETA.with("gamma.floor", 0.125).get("gamma.floor")).containsExactly(0.125);
  }

  @Test
  void changedThetaIsACopy() {
    double[] before = THETA.vector();
    THETA.vector()[0] = 100;
    double[] given = THETA.vector();
    Theta changed = THETA.with(given);
    given[0] = 100;
    assertThat(changed.vector()).containsExactly(before);
    assertThat(THETA.with("matrix[0][0]", 100).vector()).startsWith(100);
    assertThat(THETA.frozen("blur").isFrozen(7)).isTrue();
    assertThat(THETA.isFrozen(7)).isFalse();
    assertThat(THETA.vector()).containsExactly(before);
  }

  @Test
  void fixedParametersAreFrozen() {
    assertThat(IntStream.range(0, 12).filter(THETA::isFrozen)).containsExactly(6);
    assertThat(THETA.free()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 7, 8);
    assertThat(THETA.thawed("gamma.floor").free()).containsExactly(THETA.vector());
    Theta odd = THETA.frozenAt(place -> place % 2 == 1);
    assertThat(IntStream.range(0, 12).filter(odd::isFrozen)).containsExactly(1, 3, 5, 7, 9, 11);
  }

  @Test
  void freeVectorRoundTrips() {
    Theta theta = THETA.frozen("matrix[0]", "matrix[1][1]", "blur").thawed("blur[1]");
    assertThat(theta.free()).containsExactly(4, 6, 8, 9, 7, 8);
    assertThat(theta.freeOf(new double[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}))
        .containsExactly(3, 5, 8, 9, 10, 11);
    Theta changed = theta.withFree(new double[] {-4, -6, -8, -9, -7, -8});
    assertThat(changed.vector()).containsExactly(1, 2, 3, -4, 5, -6, 0.25, 7, -8, -9, -7, -8);
    assertThat(changed.free()).containsExactly(-4, -6, -8, -9, -7, -8);
    assertThat(theta.withFree(theta.free()).vector()).containsExactly(theta.vector());
  }

  @Test
  void frozenValueCanBeReplacedExplicitly() {
    Theta theta = THETA.with("gamma.floor", 0.125);
    assertThat(theta.get("gamma.floor")).containsExactly(0.125);
    assertThat(theta.isFrozen(6)).isTrue();
  }

  @Test
  void valuesBeyondTheirBoundsAreClipped() {
    Theta learned = THETA.thawed("gamma.floor");
    assertThat(learned.with("gamma.floor", 0.75).bounded().get("gamma.floor")).containsExactly(0.5);
    assertThat(learned.with("gamma.floor", -1).bounded().get("gamma.floor")).containsExactly(0);
    assertThat(THETA.bounded().vector()).containsExactly(THETA.vector());
    assertThat(THETA.with("blur[0]", Double.POSITIVE_INFINITY).bounded().get("blur[0]"))
        .containsExactly(Double.MAX_VALUE);
  }

  @Test
  void frozenValueIsNotClippedToItsBounds() {
    Theta beyond = THETA.frozen("gamma.floor").with("gamma.floor", 0.75);
    assertThat(beyond.bounded().vector()).containsExactly(beyond.vector());
  }

  @Test
  void invalidNamesAreRejected() {
    String all = "expected one of matrix, gamma.floor, blur, blur_2, blur_3";
    assertRejected(() -> THETA.get("gamma"), "θ has no parameter 'gamma': " + all);
    assertRejected(() -> THETA.get("matrix[0"), "θ has no parameter 'matrix[0': " + all);
    assertRejected(() -> THETA.get("matrix[-1]"), "θ has no parameter 'matrix[-1]': " + all);
    assertRejected(
        () -> THETA.get("matrix[99999999999]"), "θ has no parameter 'matrix[99999999999]': " + all);
    assertRejected(() -> THETA.get(""), "θ has no parameter '': " + all);
    assertRejected(() -> THETA.frozen("gamma"), "θ has no parameter 'gamma': " + all);
    assertRejected(() -> THETA.thawed("gamma"), "θ has no parameter 'gamma': " + all);
    String shape = "': matrix has the shape [2, 3], counted from 0";
    assertRejected(() -> THETA.get("matrix[2]"), "θ has no number 'matrix[2]" + shape);
    assertRejected(() -> THETA.get("matrix[0][3]"), "θ has no number 'matrix[0][3]" + shape);
    assertRejected(() -> THETA.get("matrix[0][0][0]"), "θ has no number 'matrix[0][0][0]" + shape);
  }

  @Test
  void wrongLengthsAreRejected() {
    assertRejected(() -> THETA.with(new double[11]), "θ has 12 numbers, got 11");
    assertRejected(() -> THETA.freeOf(new double[13]), "θ has 12 numbers, got 13");
    assertRejected(
        () -> THETA.withFree(new double[12]), "the free part of θ has 11 numbers, got 12");
    assertRejected(() -> THETA.with("matrix[1]", 1, 2), "matrix[1] has 3 numbers, got 2");
  }

  private static void assertRejected(ThrowingCallable attempt, String message) {
    assertThatThrownBy(attempt).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
