package dev.rawline.data.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rawline.data.tile.Tiling.Remainder;
import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Mask;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.random.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TilingTest {

  @Test
  void tilesJoinToTheFrameTheyWereCutFrom() {
    Random random = new Random(Seeds.next("tilesJoinToTheFrameTheyWereCutFrom"));
    for (int round = 0; round < 60; round++) {
      int size = 1 + random.nextInt(9);
      Tiling tiling = new Tiling(size, random.nextInt(size), Remainder.COVERED);
      int width = size + random.nextInt(30);
      int height = size + random.nextInt(30);
      RawImage raw =
          RawImage.normalised(
              width,
              height,
              Cfa.withRedAt(random.nextInt(2), random.nextInt(2)),
              samples(random, width * height));
      View view = new View(width, height, samples(random, 3 * width * height));
      byte[] kinds = new byte[width * height];
      random.nextBytes(kinds);
      Mask mask = new Mask(width, height, kinds);

      List<RawImage> raws = tiling.of(width, height).stream().map(tile -> tile.of(raw)).toList();
      RawImage joined = tiling.joinRaw(width, height, raws);
      assertThat(joined.samples()).isEqualTo(raw.samples());
      assertThat(joined.cfa()).isEqualTo(raw.cfa());
      assertThat(
              tiling
                  .joinViews(
                      width,
                      height,
                      tiling.of(width, height).stream().map(tile -> tile.of(view)).toList())
                  .samples())
          .isEqualTo(view.samples());
      assertThat(
              tiling
                  .joinMasks(
                      width,
                      height,
                      tiling.of(width, height).stream().map(tile -> tile.of(mask)).toList())
                  .kinds())
          .isEqualTo(kinds);
    }
  }

  @Test
  void masksAreCutLikeTheirPictures() {
    Random random = new Random(Seeds.next("masksAreCutLikeTheirPictures"));
    int width = 40;
    int height = 33;
    float[] samples = new float[width * height];
    byte[] kinds = new byte[width * height];
    for (int i = 0; i < kinds.length; i++) {
      kinds[i] = (byte) random.nextInt(256);
      samples[i] = kinds[i] & 0xff;
    }
    RawImage raw = RawImage.normalised(width, height, Cfa.GRBG, samples);
    Mask mask = new Mask(width, height, kinds);
    for (Tile tile : new Tiling(8, 3, Remainder.COVERED).of(width, height)) {
      RawImage cut = tile.of(raw);
      for (int row = 0; row < 8; row++) {
        for (int column = 0; column < 8; column++) {
          assertThat(tile.of(mask).at(row, column)).isEqualTo((int) cut.at(row, column));
          assertThat(cut.cfa().siteAt(row, column))
              .isEqualTo(raw.cfa().siteAt(tile.top() + row, tile.left() + column));
        }
      }
    }
  }

  @Test
  void framesHaveTheirPublishedTiles() {
    List<Tile> tiles = Tiling.PUBLISHED.of(5472, 3648);
    assertThat(tiles).hasSize(14 * 21);
    assertThat(tiles.get(21)).isEqualTo(new Tile(256, 0, 256, 256));
    assertThat(tiles.getLast()).isEqualTo(new Tile(13 * 256, 20 * 256, 256, 256));
    assertThat(new Tiling(256, 0, Remainder.COVERED).of(5472, 3648)).hasSize(15 * 22);
    assertThat(new Tiling(256, 0, Remainder.COVERED).of(512, 256)).hasSize(2);
  }

  @Test
  void overlapsOfViewsAreAveraged() {
    Tiling tiling = new Tiling(2, 1, Remainder.COVERED);
    View dark = new View(2, 2, new float[12]);
    float[] ones = new float[12];
    java.util.Arrays.fill(ones, 1);
    View joined = tiling.joinViews(3, 2, List.of(dark, new View(2, 2, ones)));
    assertThat(joined.samples()).startsWith(0, 0.5f, 1, 0, 0.5f, 1);
    assertThat(
            tiling
                .joinMasks(
                    3,
                    2,
                    List.of(
                        new Mask(2, 2, new byte[] {0, 3, 0, (byte) 200}),
                        new Mask(2, 2, new byte[] {2, 0, 1, 0})))
                .kinds())
        .containsExactly(0, 3, 0, 0, (byte) 200, 0);
  }

  @Test
  void cropsAreInsideTheFrameAndKeepItsLayout() {
    Random random = new Random(Seeds.next("cropsAreInsideTheFrameAndKeepItsLayout"));
    boolean[] reached = new boolean[2];
    for (int round = 0; round < 200; round++) {
      int width = 5 + random.nextInt(20);
      List<Tile> crops = new RandomCrops(5, 3).of(width, 9, new Seed(round, "frame"));
      assertThat(new RandomCrops(5, 2).of(width, 9, new Seed(round, "frame")))
          .isEqualTo(crops.subList(0, 2));
      for (Tile crop : crops) {
        assertThat(crop.top() % 2 + crop.left() % 2).isZero();
        assertThat(crop.top()).isBetween(0, 4);
        assertThat(crop.left()).isBetween(0, width - 5);
        reached[0] |= crop.top() == 0;
        reached[1] |= crop.top() == 4;
      }
    }
    assertThat(reached).containsExactly(true, true);
  }

  @Test
  void invalidTilingsAreRejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Tiling(0, 0, Remainder.DROPPED))
        .withMessage("the tile size is 0: expected 1 or more [px]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Tiling(8, 8, Remainder.DROPPED))
        .withMessage("the overlap is 8: expected 0 to 7 [px], less than the tile size");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tiling.PUBLISHED.of(300, 255))
        .withMessage(
            "a frame of 300×255 px is smaller than a tile of 256×256 px: choose smaller tiles");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RandomCrops(5, 1).of(4, 9, new Seed(1, "")))
        .withMessage("a frame of 4×9 px is smaller than a crop of 5×5 px: choose smaller crops");
    RawImage one = RawImage.normalised(2, 2, Cfa.RGGB, new float[4]);
    RawImage other = RawImage.normalised(2, 2, Cfa.RGGB, new float[] {1, 0, 0, 0});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Tiling(2, 0, Remainder.DROPPED).joinRaw(3, 2, List.of(one)))
        .withMessage(
            "the tiling drops the rest of a frame of 3×2 px, which cannot be restored: cover the"
                + " rest when cutting");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Tiling(2, 1, Remainder.COVERED).joinRaw(3, 2, List.of(one)))
        .withMessage("1 tiles are given: expected 2 for a frame of 3×2 px");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Tiling(2, 1, Remainder.COVERED).joinRaw(3, 2, List.of(one, other)))
        .withMessage(
            "tile 1 contradicts its neighbour at row 0, column 1 of the frame: expected tiles of"
                + " one mosaic");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Tile(0, 1, 2, 2).of(new View(2, 2, new float[12])))
        .withMessage("a tile of 2×2 px at row 0, column 1 leaves the frame of 2×2 px");
  }

  private static float[] samples(Random random, int count) {
    float[] samples = new float[count];
    for (int i = 0; i < count; i++) {
      samples[i] = random.nextFloat();
    }
    return samples;
  }

  static List<Mask> masks(double... coverages) {
    List<Mask> masks = new ArrayList<>();
    for (double coverage : coverages) {
      byte[] kinds = new byte[1000];
      for (int i = 0; i < Math.round(coverage * kinds.length); i++) {
        kinds[i] = 1;
      }
      masks.add(new Mask(100, 10, kinds));
    }
    return masks;
  }
}
