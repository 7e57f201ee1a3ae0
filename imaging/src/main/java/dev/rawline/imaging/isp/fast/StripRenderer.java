package dev.rawline.imaging.isp.fast;

import dev.rawline.imaging.frame.BandSink;
import dev.rawline.imaging.frame.MosaicSource;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.numeric.Lanes;
import dev.rawline.imaging.numeric.Parallel;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Partitions pictures into strips and renders them on several threads. */
final class StripRenderer {
  /** The number of columns at which the rows of all steps together fit into a core's cache. */
  private static final int WIDEST = 512;

  /** Below this number of columns or rows a strip would be mostly halo. */
  private static final int SMALLEST = 128;

  /** The memory of all bands that are given to a sink at once [samples]: 48 MiB. */
  private static final int BAND_SAMPLES = 12 << 20;

  private static final int SHORTEST_BAND = 16;

  /** Pieces per thread, so that no thread waits long for another. */
  private static final int PIECES = 3;

  private final Supplier<Strip> prepared;
  private final int threads;

  /** Idle strips; their memory is reused. */
  private final Queue<Strip> idle = new ConcurrentLinkedQueue<>();

  private final Queue<List<View>> idleBands = new ConcurrentLinkedQueue<>();

  StripRenderer(Supplier<Strip> prepared, int threads) {
    this.prepared = prepared;
    this.threads = threads;
  }

  /** Returns the width of strips by the size of the cache. */
  static int stripWidth(int width) {
    return Lanes.padded(divide(width, divide(width, WIDEST)));
  }

  /** Renders into whole pictures, one a rendering. */
  void render(RawImage raw, List<? extends Picture> pictures) {
    MosaicSource mosaic = MosaicSource.of(raw);
    int height = mosaic.height();
    int width = stripWidth(mosaic.width());
    int across = divide(mosaic.width(), width);
    int down =
        threads == 1
            ? 1
            : Math.clamp(divide(PIECES * threads, across), 1, Math.max(1, height / SMALLEST));
    int rows = divide(height, down);
    inParallel(
        across * down,
        piece -> {
          int column = piece % across * width;
          int row = piece / across * rows;
          int columns = Math.min(width, mosaic.width() - column);
          if (columns > 0 && row < height) {
            Strip strip = take();
            strip.begin(mosaic, column, columns, row);
            strip.render(Math.min(row + rows, height), pictures, 0);
            idle.add(strip);
          }
        });
  }

  /** Renders bands of all views, the renderings of a band on several threads. */
  void render(RawImage raw, int renderings, BandSink sink) {
    MosaicSource mosaic = MosaicSource.of(raw);
    int height = mosaic.height();
    int width = mosaic.width();
    int longest =
        Math.clamp(
            BAND_SAMPLES / ((long) Picture.CHANNELS * width * renderings),
            Math.min(SHORTEST_BAND, height),
            height);
    int rows = divide(height, divide(height, longest));
    List<Strip> strips = begun(mosaic);
    List<List<View>> used = new ArrayList<>();
    for (int row = 0; row < height; row += rows) {
      int first = row;
      int count = Math.min(rows, height - row);
      if (used.isEmpty() || used.getLast().getFirst().height() != count) {
        used.add(band(renderings, width, count));
      }
      List<View> band = used.getLast();
      inParallel(strips.size(), i -> strips.get(i).render(first + count, band, first));
      inParallel(renderings, i -> sink.accept(i, first, band.get(i)));
    }
    idle.addAll(strips);
    idleBands.addAll(used);
  }

  private List<View> band(int renderings, int width, int rows) {
    List<View> band = idleBands.poll();
    if (band != null && band.getFirst().width() == width && band.getFirst().height() == rows) {
      return band;
    }
    return Stream.generate(() -> new View(width, rows, new float[Picture.CHANNELS * rows * width]))
        .limit(renderings)
        .toList();
  }

  private List<Strip> begun(MosaicSource mosaic) {
    int across = Math.max(divide(mosaic.width(), WIDEST), threads);
    across = divide(across, threads) * threads;
    across = Math.clamp(across, 1, Math.max(1, mosaic.width() / SMALLEST));
    int width = Lanes.padded(divide(mosaic.width(), across));
    List<Strip> strips = new ArrayList<>();
    for (int column = 0; column < mosaic.width(); column += width) {
      Strip strip = take();
      strip.begin(mosaic, column, Math.min(width, mosaic.width() - column), 0);
      strips.add(strip);
    }
    return strips;
  }

  private Strip take() {
    Strip strip = idle.poll();
    return strip == null ? prepared.get() : strip;
  }

  private static int divide(int whole, int part) {
    return Math.ceilDiv(whole, part);
  }

  private void inParallel(int count, IntConsumer task) {
    Parallel.forEach(threads, count, task);
  }
}
