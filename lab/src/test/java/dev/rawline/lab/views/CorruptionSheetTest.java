package dev.rawline.lab.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.imaging.corruption.CorruptionConstants;
import dev.rawline.imaging.corruption.CorruptionKind;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.random.Seed;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CorruptionSheetTest {
  private static final Seed SEED = new Seed(1, "grey");

  @Test
  void everyRowBeginsWithTheImageAndHasFiveSeverities() {
    BufferedImage sheet =
        sheet(grey(), List.of(CorruptionKind.BRIGHTNESS, CorruptionKind.IDENTITY));

    int cell = 8 * 20 * 8 * 20;
    // Unchanged in front of the brighter ones, and all six of the second row.
    assertThat(count(sheet, 102)).isGreaterThanOrEqualTo(7L * cell);
    for (double more : new double[] {0.1, 0.2, 0.3, 0.4, 0.5}) {
      assertThat(count(sheet, (int) ((0.401 + more) * 255 + 0.5))).isGreaterThanOrEqualTo(cell);
    }
  }

  @Test
  void everyRowMakesTheSheetTaller() {
    BufferedImage one = sheet(grey(), List.of(CorruptionKind.FOG));
    BufferedImage two = sheet(grey(), List.of(CorruptionKind.FOG, CorruptionKind.SNOW));
    assertThat(two.getWidth()).isEqualTo(one.getWidth());
    assertThat(two.getHeight()).isBetween(one.getHeight() + 160, one.getHeight() + 176);
  }

  @Test
  void aSheetHasRows() {
    assertThatThrownBy(() -> sheet(grey(), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a sheet without corruptions: expected at least one");
  }

  private static BufferedImage sheet(View view, List<CorruptionKind> kinds) {
    return new CorruptPictures.CorruptionSheet(
            "grey", view, kinds, CorruptionConstants.SCALED, SEED)
        .draw();
  }

  private static View grey() {
    float[] samples = new float[3 * 20 * 20];
    Arrays.fill(samples, 0.401f);
    return new View(20, 20, samples);
  }

  private static long count(BufferedImage image, int level) {
    int rgb = level << 16 | level << 8 | level;
    return Arrays.stream(
            image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()))
        .filter(pixel -> (pixel & 0xffffff) == rgb)
        .count();
  }
}
