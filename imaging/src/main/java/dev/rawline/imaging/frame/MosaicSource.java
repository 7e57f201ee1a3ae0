package dev.rawline.imaging.frame;

/**
 * A mosaic to read: one of a batch, or a raw image.
 *
 * @param width its columns
 * @param height its rows
 * @param cfa its colour layout
 * @param samples hold its samples, row by row
 * @param at the index of the first of them
 */
public record MosaicSource(int width, int height, Cfa cfa, SampleMemory samples, int at) {
  /** Reads a raw image. */
  public static MosaicSource of(RawImage raw) {
    return new MosaicSource(
        raw.width(), raw.height(), raw.cfa(), SampleMemory.of(raw.samples()), 0);
  }
}
