package dev.rawline.lab.generate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StainThresholdTest {
  @Test
  void marksWhatIsDarkInTheFirstBandAlone() {
    float[] radiance = {
      0.9f, 0.88f, 0.2f, 0.92f, 0.25f, 0.22f, 0.91f, 0.9f, // red: three dark pixels
      0.1f, 0.9f, 0.9f, 0.1f, 0.9f, 0.9f, 0.1f, 0.1f // green: others are dark
    };
    assertThat(StainThreshold.of(radiance, 2)).containsExactly(-1, -1, 1, -1, 1, 1, -1, -1);
  }

  @Test
  void doesNotDependOnTheLevelOfTheLight() {
    float[] radiance = {0.9f, 0.2f, 0.85f, 0.3f};
    float[] dimmed = {0.09f, 0.02f, 0.085f, 0.03f};
    assertThat(StainThreshold.of(dimmed, 1)).containsExactly(StainThreshold.of(radiance, 1));
  }
}
