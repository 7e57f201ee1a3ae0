package dev.rawline.learning.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SymmetryTest {
  /** One, two; three, four: a picture without symmetry of its own. */
  private static final float[] PICTURE = {1, 2, 3, 4};

  @Test
  void allEightAreDifferentAndMoveOnly() {
    Set<String> seen = new HashSet<>();
    for (Symmetry symmetry : Symmetry.values()) {
      float[] moved = symmetry.of(PICTURE, 2);
      seen.add(Arrays.toString(moved));
      float[] sorted = moved.clone();
      Arrays.sort(sorted);
      assertThat(sorted).containsExactly(1, 2, 3, 4);
    }
    assertThat(seen).hasSize(8);
  }

  @Test
  void aQuarterTurnsClockwiseAndFourAreNone() {
    assertThat(Symmetry.QUARTER.of(PICTURE, 2)).containsExactly(3, 1, 4, 2);
    float[] turned = PICTURE;
    for (int i = 0; i < 4; i++) {
      turned = Symmetry.QUARTER.of(turned, 2);
    }
    assertThat(turned).containsExactly(PICTURE);
  }

  @Test
  void everyChannelMovesAlike() {
    float[] two = {1, 2, 3, 4, 10, 20, 30, 40};
    assertThat(Symmetry.MIRRORED.of(two, 2)).containsExactly(2, 1, 4, 3, 20, 10, 40, 30);
  }
}
