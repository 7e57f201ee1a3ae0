package dev.rawline.learning.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.frame.Orientation;
import java.util.List;
import org.junit.jupiter.api.Test;

class SymmetriesTest {
  /** One, two; three, four: a picture without symmetry of its own. */
  private static final float[] PICTURE = {1, 2, 3, 4};

  @Test
  void allEightAreInTheOrderThatDrawsDependOn() {
    List<float[]> expected =
        List.of(
            PICTURE,
            new float[] {3, 1, 4, 2},
            new float[] {4, 3, 2, 1},
            new float[] {2, 4, 1, 3},
            new float[] {2, 1, 4, 3},
            new float[] {4, 2, 3, 1},
            new float[] {3, 4, 1, 2},
            new float[] {1, 3, 2, 4});
    assertThat(Symmetries.ALL).hasSize(8);
    for (int i = 0; i < 8; i++) {
      assertThat(Symmetries.ALL.get(i).upright(PICTURE, 2, 2)).containsExactly(expected.get(i));
    }
  }

  @Test
  void fourQuartersAreNone() {
    float[] turned = PICTURE;
    for (int i = 0; i < 4; i++) {
      turned = Orientation.TURN_CLOCKWISE.upright(turned, 2, 2);
    }
    assertThat(turned).containsExactly(PICTURE);
  }

  @Test
  void everyChannelMovesAlike() {
    float[] two = {1, 2, 3, 4, 10, 20, 30, 40};
    assertThat(Orientation.MIRRORED.upright(two, 2, 2)).containsExactly(2, 1, 4, 3, 20, 10, 40, 30);
  }
}
