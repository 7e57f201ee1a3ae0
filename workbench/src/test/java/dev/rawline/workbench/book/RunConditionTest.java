package dev.rawline.workbench.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class RunConditionTest {
  @Test
  void conditionsIgnoreSpaces() {
    RunCondition condition = RunCondition.parse(" metric  final test loss>= 0.5 ");
    assertThat(condition)
        .isEqualTo(
            new RunCondition(
                RunCondition.Of.METRIC, "final test loss", RunCondition.Comparison.AT_LEAST, "0.5"))
        .hasToString("metric final test loss >= 0.5");
    assertThat(RunCondition.parse("param:lr!=1").comparison())
        .isEqualTo(RunCondition.Comparison.OTHER);
  }

  @Test
  void numbersCompareAsNumbersAndTextsAsTexts() {
    assertThat(RunCondition.parse("param lr = 1e-3").holds("0.001")).isTrue();
    assertThat(RunCondition.parse("param lr < 10").holds("9")).isTrue();
    assertThat(RunCondition.parse("param view = menon").holds("menon")).isTrue();
    assertThat(RunCondition.parse("param view != menon").holds("malvar")).isTrue();
    assertThat(RunCondition.parse("param a >= 0").holds("-0.0")).isTrue();
  }

  @Test
  void nanOnlyDiffers() {
    assertThat(RunCondition.parse("metric a < 1").sql("value")).isEqualTo("value < :wanted");
    assertThat(RunCondition.parse("metric a != 1").sql("value"))
        .isEqualTo("(value != :wanted or value is null)");
    assertThat(RunCondition.parse("metric a = NaN").sql("value")).isEqualTo("value is null");
    assertThat(RunCondition.parse("metric a != NaN").sql("value")).isEqualTo("value is not null");
    assertThat(RunCondition.parse("param a > 1").holds("NaN")).isFalse();
    assertThat(RunCondition.parse("param a <= 1").holds("NaN")).isFalse();
    assertThat(RunCondition.parse("param a != 1").holds("NaN")).isTrue();
    assertThat(RunCondition.parse("param a = NaN").holds("NaN")).isTrue();
    assertThat(RunCondition.parse("param a = NaN").holds("1")).isFalse();
  }

  @Test
  void invalidConditionsAreRejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RunCondition.parse("accuracy > 0.9"))
        .withMessage(
            "'accuracy > 0.9' is not a condition: expected param, metric or tag, a name, one of = != < <= > >=, and a value, such as 'metric:final_test_accuracy>=0.9'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RunCondition.parse("metric accuracy > high"))
        .withMessage("metric accuracy is compared with 'high': expected a number");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RunCondition.parse("metric loss < NaN"))
        .withMessageContaining("metric loss is compared with NaN by <: expected = or !=");
  }
}
