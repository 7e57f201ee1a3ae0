package dev.rawline.studio.picture;

import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.numeric.Parallel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;

/** An image as it would have been recorded; the recordings that were looked at last are kept. */
final class RecordedTiles {
  /** That of the panes, and the pinned one. */
  static final int MOST_RECORDINGS = 2;

  private static final int SIDE = 256;

  private final RawImage raw;
  private final SequencedMap<Recording, Map<Region, RawImage>> recordings = new LinkedHashMap<>();

  RecordedTiles(RawImage raw) {
    this.raw = raw;
  }

  /**
   * Returns a part of the image.
   *
   * @param region the part, which begins at even places
   */
  RawImage of(Recording recording, Region region) {
    RawImage part = raw.crop(region.top(), region.left(), region.height(), region.width());
    if (recording.variation().isEmpty()) {
      return part;
    }
    Map<Region, RawImage> known = known(recording);
    float[] samples = new float[region.width() * region.height()];
    List<Region> tiles = tiles(region);
    Parallel.forEach(
        Parallel.CORES,
        tiles.size(),
        i -> {
          RawImage tile =
              known.computeIfAbsent(
                  tiles.get(i), missing -> Parallel.alone(() -> recording.of(raw, missing)));
          copy(tile, tiles.get(i), samples, region);
        });
    return part.with(part.unit(), samples);
  }

  private synchronized Map<Region, RawImage> known(Recording recording) {
    Map<Region, RawImage> tiles = recordings.remove(recording);
    Map<Region, RawImage> known = tiles == null ? new ConcurrentHashMap<>() : tiles;
    recordings.putLast(recording, known);
    if (recordings.size() > MOST_RECORDINGS) {
      recordings.pollFirstEntry();
    }
    return known;
  }

  private List<Region> tiles(Region region) {
    List<Region> tiles = new ArrayList<>();
    for (int top = region.top() / SIDE * SIDE; top < region.top() + region.height(); top += SIDE) {
      for (int left = region.left() / SIDE * SIDE;
          left < region.left() + region.width();
          left += SIDE) {
        tiles.add(new Region(left, top, SIDE, SIDE).within(raw.width(), raw.height()));
      }
    }
    return tiles;
  }

  private static void copy(RawImage from, Region tile, float[] to, Region region) {
    int first = Math.max(tile.left(), region.left());
    int end = Math.min(tile.left() + tile.width(), region.left() + region.width());
    for (int row = Math.max(tile.top(), region.top());
        row < Math.min(tile.top() + tile.height(), region.top() + region.height());
        row++) {
      System.arraycopy(
          from.samples(),
          (row - tile.top()) * tile.width() + first - tile.left(),
          to,
          (row - region.top()) * region.width() + first - region.left(),
          end - first);
    }
  }
}
