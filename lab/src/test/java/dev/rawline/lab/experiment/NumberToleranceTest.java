package dev.rawline.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class NumberToleranceTest {

  @Test
  void withoutToleranceOnlyEqualNumbersAgree() {
    assertThat(NumberTolerance.DEFAULT.agree(1, 1)).isTrue();
    assertThat(NumberTolerance.DEFAULT.agree(0.0, -0.0)).isTrue();
    assertThat(NumberTolerance.DEFAULT.agree(1, Math.nextUp(1))).isFalse();
    assertThat(NumberTolerance.DEFAULT.agree(Double.NaN, Double.NaN)).isTrue();
    assertThat(NumberTolerance.DEFAULT.agree(Double.NaN, 1)).isFalse();
    assertThat(NumberTolerance.DEFAULT.agree(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY))
        .isTrue();
    assertThat(NumberTolerance.DEFAULT.agree(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY))
        .isFalse();
  }

  @Test
  void tolerancesAreAbsoluteOrRelativeToTheRecordedNumber() {
    NumberTolerance tolerance = new NumberTolerance(0.5, 0.25);
    assertThat(tolerance.agree(8, 10.5)).isTrue();
    assertThat(tolerance.agree(8, 10.75)).isFalse();
    assertThat(tolerance.agree(-8, -5.5)).isTrue();
    assertThat(new NumberTolerance(0, 0.5).agree(Double.POSITIVE_INFINITY, 1)).isFalse();
  }

  @Test
  void negativeTolerancesAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NumberTolerance(-1, 0))
        .withMessageContaining(
            "-1.0 (absolute) and 0.0 (relative): expected numbers of at least 0");
    assertThatIllegalArgumentException().isThrownBy(() -> new NumberTolerance(0, Double.NaN));
  }
}
