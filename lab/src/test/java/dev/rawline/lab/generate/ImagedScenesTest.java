package dev.rawline.lab.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.frame.View;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImagedScenesTest {
  @Test
  void comparedImagesHaveTheClassesOfTheOthersWhateverTheirOrder() {
    List<Integer> labels = List.of(0, 0, 0, 1, 1, 1, 1, 2, 2);
    View view = new View(1, 1, new float[View.CHANNELS]);
    ImagedScenes images =
        new ImagedScenes(
            "some", Collections.nCopies(9, view), Collections.nCopies(9, new double[0]), labels);
    List<Integer> others = List.of(1, 0, 1, 2);
    assertThat(images.like(others, 0)).containsExactly(3, 0, 4, 7);
    assertThat(images.like(others, 1)).containsExactly(5, 1, 6, 8);
    assertThat(images.like(others, 2)).containsExactly(3, 2, 4, 7);
  }
}
