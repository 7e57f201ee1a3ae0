package dev.rawline.data.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntensityFoldersTest {

  @Test
  void everyFractionIsReadBackFromItsFolder() {
    assertThat(IntensityFolders.folder(0.0001)).isEqualTo("raw_scale0.0001");
    assertThat(IntensityFolders.folder(1e-12)).isEqualTo("raw_scale0.000000000001");
    for (double fraction :
        new double[] {1, 0.75, 0.29, 0.01, 0.125, 0.005, 1 / 3.0, 1e-3, 9.5e-4, 1e-4, 1e-12}) {
      assertThat(IntensityFolders.fraction(IntensityFolders.folder(fraction)).orElseThrow())
          .isEqualTo(fraction);
    }
  }

  @Test
  void otherNamesHaveNoFraction() {
    for (String name :
        List.of(
            "raw_scale000", "raw_scale101", "raw_scale1.5", "raw_scale50", "raw_scale", "050")) {
      assertThat(IntensityFolders.fraction(name)).as(name).isEmpty();
    }
  }

  @Test
  void exponentsAreReadAndPlainDecimalsToo(@TempDir Path root) throws IOException {
    new Tree(root).raw("images/raw_scale1.0E-4/a.tiff").raw("images/raw_scale0.00025/a.tiff");
    assertThat(
            DataSets.open(root, DataSetOptions.DEFAULT.withIntensities(List.of(1e-4, 2.5e-4)))
                .samples())
        .extracting(sample -> sample.intensity())
        .containsExactly(1e-4, 2.5e-4);
  }
}
