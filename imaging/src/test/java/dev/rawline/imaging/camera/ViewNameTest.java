package dev.rawline.imaging.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ViewNameTest {
  private static final String ALL =
      "bilinear-sharpen-median, bilinear-sharpen-gaussian, bilinear-unsharp-median, "
          + "bilinear-unsharp-gaussian, malvar-sharpen-median, malvar-sharpen-gaussian, "
          + "malvar-unsharp-median, malvar-unsharp-gaussian, menon-sharpen-median, "
          + "menon-sharpen-gaussian, menon-unsharp-median, menon-unsharp-gaussian";

  @Test
  void twelveViewsAreInTheOrderOfTheTables() {
    assertThat(ViewName.ALL.stream().map(ViewName::toString)).containsExactly(ALL.split(", ", -1));
  }

  @Test
  void aNameIsReadBack() {
    assertThat(ViewName.ALL)
        .allSatisfy(view -> assertThat(ViewName.parse(view.toString())).isEqualTo(view));
  }

  @Test
  void unknownNameIsReportedWithAllTwelve() {
    assertThatThrownBy(() -> ViewName.parse("menon-blur-median"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("unknown view 'menon-blur-median': expected one of " + ALL);
  }
}
