package dev.rawline.imaging.camera;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.MosaicSource;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SampleMemory;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.stream.IntStream;

/**
 * B normalised mosaics of one size outside Java, such as the array of another language.
 *
 * @param width the number of columns, at least 1
 * @param height the number of rows, at least 1
 * @param layouts the colour layout of each, at least one
 * @param samples B · H · W float32 in the order (image, row, column), accessible to any thread
 */
public record MosaicBatch(int width, int height, List<Cfa> layouts, MemorySegment samples) {
  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException if there is no mosaic or no pixel, if they do not fit the
   *     memory, or if the views of the batch would have more than 2³¹ − 1 samples
   */
  public MosaicBatch {
    layouts = List.copyOf(layouts);
    if (width < 1 || height < 1 || layouts.isEmpty()) {
      throw new IllegalArgumentException(
          "a batch has at least one mosaic and a mosaic at least one pixel, got %d of %d×%d"
              .formatted(layouts.size(), width, height));
    }
    long count = Math.multiplyExact((long) width * height, layouts.size());
    IspBatch.require("mosaics", samples.byteSize() / Float.BYTES, count);
    if (count > Integer.MAX_VALUE / 3) {
      throw new IllegalArgumentException(
          "%d mosaics of %d×%d pixels are too large for one batch: render fewer at once"
              .formatted(layouts.size(), width, height));
    }
  }

  /** Returns the mosaics where they are. */
  List<MosaicSource> sources() {
    SampleMemory memory = SampleMemory.of(samples);
    return IntStream.range(0, layouts.size())
        .mapToObj(i -> new MosaicSource(width, height, layouts.get(i), memory, i * width * height))
        .toList();
  }

  /** Returns copies of the mosaics. */
  List<RawImage> copies() {
    return sources().stream()
        .map(
            source -> {
              float[] own = new float[width * height];
              source.samples().read(source.at(), own, 0, own.length);
              return RawImage.normalised(width, height, source.cfa(), own);
            })
        .toList();
  }
}
