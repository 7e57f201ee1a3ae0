package dev.rawline.imaging.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class GridTest {

  @Test
  void theMiddleOfAGridIsTheMiddleOfTheScene() {
    Grid odd = new Grid(3, 1, 0.5);
    assertThat(odd.x(1)).isZero();
    assertThat(odd.x(2)).isEqualTo(0.5);
    assertThat(odd.y(0)).isZero();
    Grid even = new Grid(2, 4, 0.5);
    assertThat(even.x(0)).isEqualTo(-0.25);
    assertThat(even.y(3)).isEqualTo(0.75);
  }

  @Test
  void aGridHasPixelsAndASpacing() {
    assertThatThrownBy(() -> new Grid(0, 4, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a grid has 0×4 pixels: both sides must be at least 1 pixel");
    assertThatThrownBy(() -> new Grid(40_000, 20_000, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a grid has 40000×20000 pixels: expected at most 715827882 together (px), of which three"
                + " bands fit into an array; sample the scene in parts");
    assertThatThrownBy(() -> new Grid(4, 4, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a grid has a spacing of NaN m: expected a finite distance above 0 (m)");
  }
}
