package dev.rawline.data.tile;

import dev.rawline.imaging.frame.Mask;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The tiling of frames into square tiles, in reading order, and its inverse.
 *
 * <p>Tiles begin every size − overlap pixels. Where the last step does not end at the frame's edge,
 * {@link Remainder} defines what becomes of the rest.
 *
 * @param size the side of a tile [px], at least 1
 * @param overlap the overlap of neighbours [px], 0 to size − 1
 * @param rest the treatment of the rest at the right and the bottom
 */
public record Tiling(int size, int overlap, Remainder rest) {
  /** How the published tiles are cut: 256 pixels, side by side, the rest dropped. */
  public static final Tiling PUBLISHED = new Tiling(256, 0, Remainder.DROPPED);

  /** What becomes of pixels that no further step covers. */
  public enum Remainder {
    /** They are in no tile. */
    DROPPED,
    /** One more tile covers them, moved inwards so that it ends at the edge. */
    COVERED
  }

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if size or overlap lies outside its range
   */
  public Tiling {
    if (size < 1) {
      throw new IllegalArgumentException(
          "the tile size is %d: expected 1 or more [px]".formatted(size));
    }
    if (overlap < 0 || overlap >= size) {
      throw new IllegalArgumentException(
          "the overlap is %d: expected 0 to %d [px], less than the tile size"
              .formatted(overlap, size - 1));
    }
  }

  /**
   * Returns the tiles of a frame, row by row.
   *
   * @throws IllegalArgumentException if the frame is smaller than a tile
   */
  public List<Tile> of(int width, int height) {
    if (width < size || height < size) {
      throw new IllegalArgumentException(
          "a frame of %d×%d px is smaller than a tile of %d×%d px: choose smaller tiles"
              .formatted(width, height, size, size));
    }
    List<Tile> tiles = new ArrayList<>();
    for (int top : starts(height)) {
      for (int left : starts(width)) {
        tiles.add(new Tile(top, left, size, size));
      }
    }
    return tiles;
  }

  private int[] starts(int length) {
    int step = size - overlap;
    int[] regular = IntStream.rangeClosed(0, (length - size) / step).map(i -> i * step).toArray();
    int end = regular[regular.length - 1] + size;
    return rest == Remainder.COVERED && end < length
        ? IntStream.concat(IntStream.of(regular), IntStream.of(length - size)).toArray()
        : regular;
  }

  /**
   * Joins mosaics: {@code joinRaw(w, h, tiles cut from raw)} is raw. Where tiles overlap they must
   * hold the same samples.
   *
   * @param tiles one for each of {@link #of}, in their order
   * @return the mosaic, with the recording of the first tile
   * @throws IllegalArgumentException if tiles are missing or contradict each other, or the tiling
   *     drops the rest of such a frame
   */
  public RawImage joinRaw(int width, int height, List<RawImage> tiles) {
    List<Tile> places = places(width, height, tiles);
    float[] samples = new float[Math.multiplyExact(width, height)];
    boolean[] written = new boolean[samples.length];
    for (int i = 0; i < places.size(); i++) {
      Tile place = places.get(i);
      RawImage tile = tiles.get(i);
      requireSize(i, tile.width(), tile.height());
      for (int row = 0; row < size; row++) {
        for (int column = 0; column < size; column++) {
          int at = (place.top() + row) * width + place.left() + column;
          float sample = tile.at(row, column);
          if (written[at] && samples[at] != sample) {
            throw contradiction(i, place.top() + row, place.left() + column);
          }
          samples[at] = sample;
          written[at] = true;
        }
      }
    }
    RawImage first = tiles.getFirst();
    return new RawImage(width, height, first.cfa(), first.unit(), samples, first.calibration());
  }

  /**
   * Joins views, such as a model's output for each tile; overlaps are averaged.
   *
   * @param tiles one for each of {@link #of}, in their order
   * @throws IllegalArgumentException if tiles are missing, or the tiling drops the rest of such a
   *     frame
   */
  public View joinViews(int width, int height, List<View> tiles) {
    List<Tile> places = places(width, height, tiles);
    int plane = Math.multiplyExact(width, height);
    double[] sums = new double[Math.multiplyExact(Picture.CHANNELS, plane)];
    int[] counts = new int[plane];
    for (int i = 0; i < places.size(); i++) {
      Tile place = places.get(i);
      requireSize(i, tiles.get(i).width(), tiles.get(i).height());
      float[] samples = tiles.get(i).samples();
      for (int row = 0; row < size; row++) {
        for (int column = 0; column < size; column++) {
          int at = (place.top() + row) * width + place.left() + column;
          counts[at]++;
          for (int channel = 0; channel < Picture.CHANNELS; channel++) {
            sums[channel * plane + at] += samples[(channel * size + row) * size + column];
          }
        }
      }
    }
    float[] means = new float[sums.length];
    for (int i = 0; i < means.length; i++) {
      means[i] = (float) (sums[i] / counts[i % plane]);
    }
    return new View(width, height, means);
  }

  /**
   * Joins masks; in overlaps an object of any tile is kept, and of several kinds the greatest
   * number.
   *
   * @param tiles one for each of {@link #of}, in their order
   * @throws IllegalArgumentException if tiles are missing, or the tiling drops the rest of such a
   *     frame
   */
  public Mask joinMasks(int width, int height, List<Mask> tiles) {
    List<Tile> places = places(width, height, tiles);
    byte[] kinds = new byte[Math.multiplyExact(width, height)];
    for (int i = 0; i < places.size(); i++) {
      Tile place = places.get(i);
      requireSize(i, tiles.get(i).width(), tiles.get(i).height());
      for (int row = 0; row < size; row++) {
        for (int column = 0; column < size; column++) {
          int at = (place.top() + row) * width + place.left() + column;
          kinds[at] = (byte) Math.max(kinds[at] & 0xff, tiles.get(i).at(row, column));
        }
      }
    }
    return new Mask(width, height, kinds);
  }

  private List<Tile> places(int width, int height, List<?> tiles) {
    List<Tile> places = of(width, height);
    if (tiles.size() != places.size()) {
      throw new IllegalArgumentException(
          "%d tiles are given: expected %d for a frame of %d×%d px"
              .formatted(tiles.size(), places.size(), width, height));
    }
    Tile last = places.getLast();
    if (last.top() + size < height || last.left() + size < width) {
      throw new IllegalArgumentException(
          "the tiling drops the rest of a frame of %d×%d px, which cannot be restored: cover the rest when cutting"
              .formatted(width, height));
    }
    return places;
  }

  private void requireSize(int number, int width, int height) {
    if (width != size || height != size) {
      throw new IllegalArgumentException(
          "tile %d has %d×%d px: expected %d×%d px".formatted(number, width, height, size, size));
    }
  }

  private static IllegalArgumentException contradiction(int number, int row, int column) {
    return new IllegalArgumentException(
        "tile %d contradicts its neighbour at row %d, column %d of the frame: expected tiles of one mosaic"
            .formatted(number, row, column));
  }
}
