package dev.rawline.workbench.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NumberTextListTest {
  @Test
  void listIsWrittenAsInASentence() {
    assertThat(NumberText.listed(List.of(1, 3, 5))).isEqualTo("1, 3 and 5");
    assertThat(NumberText.listed(List.of(1, 3))).isEqualTo("1 and 3");
    assertThat(NumberText.listed(List.of(3))).isEqualTo("3");
    assertThat(NumberText.listed(List.of())).isEmpty();
  }
}
