package dev.rawline.data.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rawline.imaging.frame.Mask;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PublishedTilesTest {

  /** CPython 3.13: random.seed(n); random.getrandbits(32), and l = list(range(k)); shuffle(l). */
  @Test
  void randomNumbersMatchPython() {
    MersenneTwister zero = new MersenneTwister(0);
    assertThat(Integer.toUnsignedLong(zero.nextInt())).isEqualTo(3626764237L);
    assertThat(Integer.toUnsignedLong(zero.nextInt())).isEqualTo(1654615998L);
    assertThat(Integer.toUnsignedLong(zero.nextInt())).isEqualTo(3255389356L);
    MersenneTwister published = new MersenneTwister(72);
    for (int i = 0; i < 1000; i++) {
      published.nextInt();
    }
    assertThat(Integer.toUnsignedLong(published.nextInt())).isEqualTo(752180501L);
    assertThat(shuffled(72, 20))
        .containsExactly(12, 4, 8, 7, 0, 13, 1, 6, 3, 18, 19, 15, 10, 14, 16, 9, 17, 11, 5, 2);
    assertThat(shuffled(4294967295L, 9)).containsExactly(0, 7, 1, 5, 2, 6, 4, 8, 3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MersenneTwister(-1))
        .withMessage("the seed is -1: expected 0 to 4294967295 for the published shuffle");
  }

  @Test
  void namesAreTheSameInEveryLocale() {
    Locale former = Locale.getDefault();
    try {
      Locale.setDefault(Locale.of("fa", "IR"));
      assertThat(PublishedTiles.name(3, 42)).isEqualTo("03_00042");
    } finally {
      Locale.setDefault(former);
    }
  }

  @Test
  void segmentationKeepsTilesWithObjects() {
    assertThat(PublishedTiles.segmentation(TilingTest.masks(0, 0.001, 0, 0.5)))
        .containsExactly(1, 3);
    assertThat(PublishedTiles.name(3, 17)).isEqualTo("03_00017");
  }

  @Test
  void classificationIsBalancedByThePublishedShuffle() {
    // Twenty empty tiles and three with cars; one shows too little of a car.
    double[] coverages = new double[24];
    coverages[2] = 0.02;
    coverages[5] = 0.01;
    coverages[9] = 0.3;
    coverages[23] = 0.011;
    List<Integer> kept =
        PublishedTiles.classification(
            TilingTest.masks(coverages), MaskClassRule.PUBLISHED, PublishedTiles.SEED);
    // Of the empty tiles, numbered 0 to 19, the published shuffle leaves the last three: 11, 5, 2.
    List<Integer> empty = IntStream.range(0, 24).filter(i -> coverages[i] == 0).boxed().toList();
    assertThat(kept).containsExactly(2, 9, 23, empty.get(2), empty.get(5), empty.get(11));
  }

  @Test
  void tilesWithObjectsAreSubsampledIfTheyAreMore() {
    double[] coverages = new double[10];
    java.util.Arrays.fill(coverages, 0.5);
    coverages[4] = 0;
    List<Integer> with = IntStream.range(0, 10).filter(i -> i != 4).boxed().toList();
    List<Integer> kept =
        PublishedTiles.classification(
            TilingTest.masks(coverages), MaskClassRule.PUBLISHED, 4294967295L);
    assertThat(kept).containsExactly(with.get(3), 4); // the shuffle leaves its last, 3
  }

  @Test
  void classesFollowFromMasksByAThreshold() {
    assertThat(MaskClassRule.PUBLISHED.of(new Mask(2, 2, new byte[4]))).contains("no car");
    Mask corner = new Mask(2, 2, new byte[] {9, 0, 0, 0});
    assertThat(new MaskClassRule(0.24, "cell", "empty").of(corner)).contains("cell");
    // One pixel of four is too little where more than a quarter is required.
    assertThat(new MaskClassRule(0.25, "cell", "empty").of(corner)).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MaskClassRule(1, "a", "b"))
        .withMessage("the threshold is 1.0: expected 0 to below 1 (fraction of the image)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MaskClassRule(0, "a", "a"))
        .withMessage("both classes are called 'a': expected two names");
  }

  private static List<Integer> shuffled(long seed, int length) {
    List<Integer> list = new ArrayList<>(IntStream.range(0, length).boxed().toList());
    new MersenneTwister(seed).shuffle(list);
    return list;
  }
}
