package dev.rawline.lab.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.data.raw.RawDescription;
import dev.rawline.imaging.SharedData;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.lab.Mosaics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RawSummaryTest {
  @TempDir private Path work;

  @Test
  void aFlatFileBelowSaturation() throws IOException {
    RawSummary summary =
        RawSummary.of(Mosaics.flat(work.resolve("flat.png"), 6, 4, 200), RawDescription.NONE);

    assertThat(summary.lowest()).isEqualTo(200);
    assertThat(summary.mean()).isEqualTo(200);
    assertThat(summary.highest()).isEqualTo(200);
    assertThat(summary.saturation()).isEqualTo(255);
    assertThat(summary.saturatedShare()).isZero();
    assertThat(summary.histogram().counts().get(200 * 64 / 255)).isEqualTo(24);
    assertThat(summary.histogram().counts().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(24);
  }

  @Test
  void saturationIsCountedAtTheWhiteLevel() throws IOException {
    Path file = Mosaics.flat(work.resolve("flat.png"), 6, 4, 200);
    Files.writeString(work.resolve("flat.yaml"), "white_level: 200\n");

    RawSummary summary = RawSummary.of(file, RawDescription.NONE);

    assertThat(summary.saturation()).isEqualTo(200);
    assertThat(summary.saturatedShare()).isEqualTo(1);
    assertThat(summary.saturated()).hasSize(4).containsEntry(Cfa.Site.BLUE, 1.0);
  }

  @ParameterizedTest
  @EnumSource(Cfa.class)
  void everyKindOfPixelHasItsOwnShare(Cfa layout) throws IOException {
    for (int[] size : new int[][] {{7, 5}, {4, 6}, {3, 2}, {2, 3}}) {
      Path file = Mosaics.png(work.resolve("mosaic.png"), size[0], size[1], 1);
      Files.writeString(
          work.resolve("mosaic.yaml"),
          "cfa: %s\nwhite_level: 111\n"
              .formatted(layout == Cfa.MONOCHROME ? "monochrome" : layout));

      RawSummary summary = RawSummary.of(file, RawDescription.NONE);

      Map<Cfa.Site, List<Double>> samples = new EnumMap<>(Cfa.Site.class);
      for (int row = 0; row < size[1]; row++) {
        for (int column = 0; column < size[0]; column++) {
          boolean full = summary.stored().image().at(row, column) >= 111;
          samples
              .computeIfAbsent(layout.siteAt(row, column), _ -> new ArrayList<>())
              .add(full ? 1.0 : 0.0);
        }
      }
      assertThat(summary.saturated().keySet()).isEqualTo(samples.keySet());
      samples.forEach(
          (site, full) ->
              assertThat(summary.saturated())
                  .containsEntry(site, full.stream().mapToDouble(one -> one).sum() / full.size()));
    }
  }

  @Test
  void theSaturatedShareOfTheDroneSampleIsThatOfItsSamples() throws IOException {
    Path car = SharedData.require("data/raw/raw2logit_car_256x256_rggb_8bit.png");

    RawSummary summary = RawSummary.of(car, RawDescription.NONE);

    assertThat(summary.stored().image().width()).isEqualTo(256);
    assertThat(summary.highest()).isEqualTo(255);
    double mean =
        summary.saturated().values().stream().mapToDouble(Double::doubleValue).average().orElse(0);
    assertThat(summary.saturatedShare()).isEqualTo(mean).isPositive();
  }
}
