package dev.rawline.data.tile;

import dev.rawline.imaging.frame.Mask;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hipparchus.random.MersenneTwister;
import org.hipparchus.random.RandomGenerator;

/**
 * Which tiles of a photo the published study of drone images keeps, and in which order it numbers
 * them.
 *
 * <p>A tile is called {@code NN_IIIII}: the photo's number in the order of the files, and the
 * tile's number among those that are kept of the photo, both from 0.
 */
public final class PublishedTiles {
  /** What the published shuffle begins with, for every photo again. */
  public static final long SEED = 72;

  private PublishedTiles() {}

  /** Returns the name of a tile. */
  public static String name(int photo, int tile) {
    return String.format(Locale.ROOT, "%02d_%05d", photo, tile);
  }

  /** Returns the tiles, by their number in reading order, that show something: for segmentation. */
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
   * Returns the tiles for classification: first those with an object, then as many without one. Of
   * the class that has more, those go that come first after a shuffle; the others keep their order.
   *
   * @param masks of all tiles of a photo, in reading order
   * @param seed what the shuffle begins with, 0 to 2³² − 1
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
    shuffle(shuffled, random(seed));
    more.removeAll(shuffled.subList(0, Math.abs(absent.size() - present.size())));
    List<Integer> kept = new ArrayList<>(present);
    kept.addAll(absent);
    return kept;
  }

  /**
   * Returns the random numbers of Python's {@code random} module, by which the published tiles were
   * chosen, begun as {@code random.seed(n)} does.
   */
  static RandomGenerator random(long seed) {
    if (seed < 0 || (seed >> Integer.SIZE) != 0) {
      throw new IllegalArgumentException(
          "the seed is %d: expected 0 to 4294967295 for the published shuffle".formatted(seed));
    }
    return new MersenneTwister(new int[] {(int) seed});
  }

  /**
   * Shuffles a list as {@code random.shuffle} does: from the end, each with one before or itself,
   * whose number is drawn, as many bits as the bound has, until it fits.
   */
  static <T> void shuffle(List<T> list, RandomGenerator random) {
    for (int i = list.size() - 1; i > 0; i--) {
      int surplus = Integer.numberOfLeadingZeros(i + 1);
      int other = random.nextInt() >>> surplus;
      while (other > i) {
        other = random.nextInt() >>> surplus;
      }
      list.set(i, list.set(other, list.get(i)));
    }
  }
}
