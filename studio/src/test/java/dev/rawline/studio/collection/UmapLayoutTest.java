package dev.rawline.studio.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rawline.imaging.numeric.Progress;
import dev.rawline.imaging.random.Seed;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class UmapLayoutTest {
  private static final int COUNT = 120;

  /** Vectors about two centres, in turn. */
  private static float[][] vectors() {
    float[][] vectors = new float[COUNT][8];
    for (int i = 0; i < COUNT; i++) {
      new Seed(2, "vector " + i).stream("umap", 0).gaussians(vectors[i], 0, 8);
      vectors[i][0] += i % 2 == 0 ? 0 : 50;
    }
    return vectors;
  }

  @Test
  void sameVectorsGiveTheSameBits() {
    assertThat(UmapLayout.of(vectors(), Progress.SILENT))
        .isDeepEqualTo(UmapLayout.of(vectors(), Progress.SILENT));
  }

  @Test
  void groupsStayApart() {
    float[][] placed = UmapLayout.of(vectors(), Progress.SILENT);
    int right = 0;
    for (int i = 0; i < COUNT; i++) {
      int nearest = i == 0 ? 1 : 0;
      for (int j = 0; j < COUNT; j++) {
        if (j != i && distance(placed[i], placed[j]) < distance(placed[i], placed[nearest])) {
          nearest = j;
        }
      }
      right += nearest % 2 == i % 2 ? 1 : 0;
    }
    assertThat(right).isEqualTo(COUNT);
  }

  private static double distance(float[] one, float[] other) {
    return Math.hypot(one[0] - other[0], one[1] - other[1]);
  }

  @Test
  void progressMayEndIt() {
    Progress ended =
        new Progress() {
          @Override
          public void advance(double amount) {
            throw new CancellationException();
          }
        };
    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(() -> UmapLayout.of(vectors(), ended));
    assertThat(UmapLayout.of(vectors(), Progress.SILENT)).hasDimensions(COUNT, 2);
  }

  @Test
  void rejectsTooFewAndTooMany() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> UmapLayout.of(new float[19][2], Progress.SILENT))
        .withMessageContaining("UMAP of 19 samples: expected 20 to 10000");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> UmapLayout.of(new float[10_001][2], Progress.SILENT));
  }
}
