package dev.rawline.imaging.corruption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;
import org.junit.jupiter.api.Test;

class CloudTextureTest {
  private static RandomStream random() {
    return new Seed(4, "clouds").stream("clouds", 0);
  }

  @Test
  void texturesAbove2048PixelsAreStretched() {
    double[] small = CloudTexture.draw(2048, 2, 2, random());

    double[] large = CloudTexture.draw(2 * 2048, 2, 2, random());

    for (int x = 0; x < 2048; x++) {
      assertThat(large[2 * x]).isEqualTo(small[x]);
    }
    for (int x = 1; x < 2048; x++) {
      double middle = (small[x - 1] + small[x]) / 2;
      assertThat(large[2 * x - 1]).isCloseTo(middle, offset(1e-12));
    }
    // The second row lies between the first row and the second row of the small texture.
    assertThat(large[2 * 2048])
        .isBetween(Math.min(small[0], small[2048]), Math.max(small[0], small[2048]));
  }
}
