package dev.rawline.imaging.corruption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.random.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What every corruption obeys, on awkward sizes too. */
class CorruptionLawsTest {
  private static final int[][] SIZES = {
    {1, 1}, {1, 7}, {7, 1}, {2, 2}, {3, 5}, {5, 3}, {8, 8}, {17, 23}, {31, 16}, {64, 48}
  };

  private static final Set<CorruptionKind> WITHOUT_CHANCE =
      EnumSet.of(
          CorruptionKind.IDENTITY,
          CorruptionKind.GAUSSIAN_BLUR,
          CorruptionKind.DEFOCUS_BLUR,
          CorruptionKind.ZOOM_BLUR,
          CorruptionKind.CONTRAST,
          CorruptionKind.BRIGHTNESS,
          CorruptionKind.SATURATE,
          CorruptionKind.PIXELATE,
          CorruptionKind.JPEG_COMPRESSION);

  /** Every corruption at every severity with both constants. */
  private static Stream<Corruption> all() {
    return Stream.of(CorruptionKind.values())
        .flatMap(
            kind ->
                Stream.of(CorruptionConstants.values())
                    .flatMap(
                        constants ->
                            IntStream.rangeClosed(1, 5)
                                .mapToObj(severity -> kind.at(severity, constants))));
  }

  @TestFactory
  Stream<DynamicTest> picturesStayInTheirRange() {
    long seed = Seeds.next("CorruptionLawsTest.picturesStayInTheirRange");
    return all()
        .map(
            corruption ->
                DynamicTest.dynamicTest(
                    corruption.toString(),
                    () -> {
                      for (int[] size : SIZES) {
                        requirePicture(corruption, size[0], size[1], seed);
                      }
                    }));
  }

  private static void requirePicture(Corruption corruption, int width, int height, long seed) {
    View picture = Pictures.scene(width, height);
    float[] before = picture.samples().clone();
    View corrupted = corruption.draw(new Seed(seed, "sample")).apply(picture);
    String what = "%s on %d×%d".formatted(corruption, width, height);
    assertThat(picture.samples()).as(what).containsExactly(before);
    assertThat(corrupted.width()).as(what).isEqualTo(width);
    assertThat(corrupted.height()).as(what).isEqualTo(height);
    assertThat(areLevels(corrupted)).as(what).isTrue();
    View again = corruption.draw(new Seed(seed, "sample")).apply(picture);
    assertThat(again.samples()).as(what).containsExactly(corrupted.samples());
  }

  /** Returns whether all samples lie in [0, 1]; NaN does not. */
  private static boolean areLevels(View view) {
    boolean levels = true;
    for (float sample : view.samples()) {
      levels &= sample >= 0 && sample <= 1;
    }
    return levels;
  }

  /** Black, white and values outside the range. */
  @TestFactory
  Stream<DynamicTest> extremesStayInRange() {
    return all()
        .map(
            corruption ->
                DynamicTest.dynamicTest(
                    corruption.toString(),
                    () -> {
                      for (double level : new double[] {0, 1, -0.5, 1.5, 1e30, -1e30}) {
                        View flat = Pictures.flat(9, 10, level);
                        View corrupted = corruption.draw(new Seed(1, "a")).apply(flat);
                        assertThat(areLevels(corrupted)).as("%s", level).isTrue();
                      }
                    }));
  }

  /**
   * Draws with other seeds or for other samples differ at least once; two directions may round to
   * the same.
   */
  @TestFactory
  Stream<DynamicTest> drawsDependOnSeedAndSample() {
    View picture = Pictures.scene(40, 32);
    return all()
        .map(
            corruption ->
                DynamicTest.dynamicTest(
                    corruption.toString(),
                    () -> {
                      boolean chance =
                          !WITHOUT_CHANCE.contains(CorruptionKind.of(corruption.name()));
                      assertThat(draws(corruption, picture, i -> new Seed(i, "a")) > 1)
                          .isEqualTo(chance);
                      assertThat(draws(corruption, picture, i -> new Seed(1, "sample " + i)) > 1)
                          .isEqualTo(chance);
                    }));
  }

  private static long draws(Corruption corruption, View picture, IntFunction<Seed> seeds) {
    return IntStream.range(0, 6)
        .mapToObj(seeds)
        .map(seed -> Arrays.hashCode(corruption.draw(seed).apply(picture).samples()))
        .distinct()
        .count();
  }

  @Test
  void identityChangesNothing() {
    View picture = Pictures.scene(13, 7);
    for (CorruptionConstants constants : CorruptionConstants.values()) {
      Corruption identity = CorruptionKind.IDENTITY.at(5, constants);
      assertThat(identity.draw(new Seed(1, "a")).apply(picture).samples())
          .containsExactly(picture.samples());
    }
  }

  /**
   * Constants that are no lengths are the same at every size, and at 224 px a length is as
   * published.
   */
  @Test
  void lengthsAreScaledByTheShorterSide() {
    assertThat(CorruptionConstants.SCALED.scale(224, 224)).isEqualTo(1);
    assertThat(CorruptionConstants.SCALED.scale(1000, 112)).isEqualTo(0.5);
    assertThat(CorruptionConstants.SCALED.scale(448, 512)).isEqualTo(2);
    assertThat(CorruptionConstants.THIRTY_TWO.scale(448, 512)).isEqualTo(1);
  }

  @Test
  void theTenOfThePublishedStudyAreFirst() {
    assertThat(CorruptionKind.PUBLISHED)
        .extracting(CorruptionKind::word)
        .containsExactly(
            "gaussian_noise",
            "shot_noise",
            "impulse_noise",
            "speckle_noise",
            "gaussian_blur",
            "zoom_blur",
            "contrast",
            "brightness",
            "saturate",
            "elastic_transform");
    assertThat(CorruptionKind.FAMILY)
        .hasSize(19)
        .startsWith(CorruptionKind.PUBLISHED.toArray(CorruptionKind[]::new))
        .doesNotContain(CorruptionKind.IDENTITY);
    List<CorruptionKind> parsed = new ArrayList<>();
    for (CorruptionKind kind : CorruptionKind.values()) {
      parsed.add(CorruptionKind.of(kind.word()));
      assertThat(kind.at(2, CorruptionConstants.SCALED).name()).isEqualTo(kind.word());
      assertThat(kind.at(2, CorruptionConstants.SCALED).severity()).isEqualTo(2);
    }
    assertThat(parsed).containsExactly(CorruptionKind.values());
  }

  @Test
  void problemsAreReported() {
    assertThatThrownBy(() -> CorruptionKind.of("rain"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "unknown corruption 'rain': expected one of gaussian_noise, shot_noise, impulse_noise,"
                + " speckle_noise, gaussian_blur, zoom_blur, contrast, brightness, saturate,"
                + " elastic_transform, defocus_blur, glass_blur, motion_blur, snow, frost, fog,"
                + " spatter, pixelate, jpeg_compression, identity");
    assertThatThrownBy(() -> CorruptionConstants.of("64px"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there are no constants '64px': expected one of scaled, 32px");
    assertThatThrownBy(() -> CorruptionKind.FOG.at(6, CorruptionConstants.SCALED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("severity of fog is 6: expected 1 to 5");
    assertThatThrownBy(() -> CorruptionKind.FOG.at(0, CorruptionConstants.SCALED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("severity of fog is 0: expected 1 to 5");
  }

  @TestFactory
  Stream<DynamicTest> nonFiniteSamplesAreRejectedByName() {
    return Stream.of(CorruptionKind.values())
        .map(
            kind ->
                DynamicTest.dynamicTest(
                    kind.word(),
                    () -> {
                      View picture = Pictures.scene(4, 3);
                      picture.samples()[12 + 2 * 4 + 1] = Float.NaN;
                      assertThatThrownBy(
                              () ->
                                  kind.at(1, CorruptionConstants.SCALED)
                                      .draw(new Seed(1, "a"))
                                      .apply(picture))
                          .isInstanceOf(IllegalArgumentException.class)
                          .hasMessage(
                              kind.word()
                                  + ": the image's green sample at row 2, column 1 is NaN: expected"
                                  + " finite numbers from 0 to 1; find the step that produced it");
                    }));
  }
}
