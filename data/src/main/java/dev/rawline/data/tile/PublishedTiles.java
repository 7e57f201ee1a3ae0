package dev.rawline.data.tile;

import dev.rawline.imaging.frame.Mask;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which tiles of a photo the published study of drone images keeps, and in which order it numbers
 * them.
 *
 * <p>A tile is called {@code NN_IIIII}: the photo's number in the order of the files, and the
 * tile's number among those that are kept of the photo, both from 0.
 */
public final class PublishedTiles {
  /** The seed of the published shuffle, used for every photo. */
  public static final long SEED = 72;

  private PublishedTiles() {}

  /** Returns the name of a tile. */
  public static String name(int photo, int tile) {
    return String.format(Locale.ROOT, "%02d_%05d", photo, tile);
  }

  /** Returns the tiles with objects, by their number in reading order: for segmentation. */
  public static List<Integer> segmentation(List<Mask> masks) {
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < masks.size(); i++) {
      if (masks.get(i).coverage() > 0) {
        kept.add(i);
      }
    }
    return kept;
  }

  /**
   * Returns the tiles for classification: first those with an object, then an equal number without
   * one. Of the larger class, the first ones after a shuffle are dropped; the others keep their
   * order.
   *
   * @param masks of all tiles of a photo, in reading order
   * @param seed the seed of the shuffle, 0 to 2³² − 1
   */
  public static List<Integer> classification(List<Mask> masks, MaskClassRule classes, long seed) {
    List<Integer> present = new ArrayList<>();
    List<Integer> absent = new ArrayList<>();
    for (int i = 0; i < masks.size(); i++) {
      Optional<String> name = classes.of(masks.get(i));
      if (name.isPresent()) {
        (name.get().equals(classes.present()) ? present : absent).add(i);
      }
    }
    List<Integer> more = present.size() <= absent.size() ? absent : present;
    List<Integer> shuffled = new ArrayList<>(more);
    new MersenneTwister(seed).shuffle(shuffled);
    more.removeAll(shuffled.subList(0, Math.abs(absent.size() - present.size())));
    List<Integer> kept = new ArrayList<>(present);
    kept.addAll(absent);
    return kept;
  }
}
