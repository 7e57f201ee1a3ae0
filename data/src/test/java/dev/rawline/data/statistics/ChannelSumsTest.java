package dev.rawline.data.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.frame.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChannelSumsTest {

  @Test
  void sumsOfPicturesAddUpToThoseOfAll() {
    Random random = new Random(Seeds.next("sumsOfPicturesAddUpToThoseOfAll"));
    List<List<Double>> samples = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    ChannelSums sums = ChannelSums.NONE;
    for (int i = 0; i < 20; i++) {
      Frame frame = random.nextBoolean() ? view(random) : mosaic(random);
      sums = sums.plus(ChannelSums.of(frame));
      for (int row = 0; row < frame.height(); row++) {
        for (int column = 0; column < frame.width(); column++) {
          for (Colour colour : Colour.values()) {
            switch (frame) {
              case View view ->
                  samples.get(colour.plane()).add((double) view.at(colour, row, column));
              case RawImage raw -> {
                if (raw.cfa().colourAt(row, column) == colour) {
                  samples.get(colour.plane()).add((double) raw.at(row, column));
                }
              }
              default -> throw new AssertionError();
            }
          }
        }
      }
    }
    Standardization found = sums.standardization();
    for (Colour colour : Colour.values()) {
      List<Double> all = samples.get(colour.plane());
      double mean = all.stream().mapToDouble(v -> v).average().orElseThrow();
      double variance =
          all.stream().mapToDouble(v -> (v - mean) * (v - mean)).average().orElseThrow();
      assertThat(found.mean().at(colour)).isCloseTo(mean, within(1e-12 * 1e5));
      assertThat(found.deviation().at(colour)).isCloseTo(Math.sqrt(variance), within(1e-9));
    }
  }

  @Test
  void equalSamplesCannotBeStandardized() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ChannelSums.of(new View(1, 1, new float[] {0, 0, 0})).standardization())
        .withMessage(
            "mean %s and deviation %s: expected finite means and deviations above 0; are all images"
                + " of one uniform colour?",
            new Rgb(0, 0, 0), new Rgb(0, 0, 0));
  }

  @Test
  void publishedConstantsAreFoundByName() {
    assertThat(Standardization.PRESETS)
        .containsExactly("drone-views", "microscope-mosaics", "microscope-views");
    assertThat(Standardization.preset("microscope-mosaics").orElseThrow().mean())
        .isEqualTo(new Rgb(0.5663, 0.1401, 0.0731));
    assertThat(Standardization.preset("drone")).isEmpty();
  }

  private static View view(Random random) {
    int width = 1 + random.nextInt(9);
    int height = 1 + random.nextInt(9);
    return new View(width, height, samples(random, 3 * width * height));
  }

  private static RawImage mosaic(Random random) {
    int width = 2 + random.nextInt(9);
    int height = 2 + random.nextInt(9);
    return RawImage.normalised(
        width,
        height,
        Cfa.withRedAt(random.nextInt(2), random.nextInt(2)),
        samples(random, width * height));
  }

  /** Far from 0, where sums of squares lose all their digits. */
  private static float[] samples(Random random, int count) {
    float[] samples = new float[count];
    for (int i = 0; i < count; i++) {
      samples[i] = 1e5f + random.nextFloat();
    }
    return samples;
  }
}
