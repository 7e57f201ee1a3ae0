package dev.rawline.imaging.frame;

/**
 * Receives the views of one raw image band by band, so that a large picture need not be in memory
 * as a whole.
 *
 * <p>Bands of one rendering arrive from top to bottom, one at a time, each call happening before
 * the next. Bands of different renderings may arrive at the same time on different threads, because
 * the receiver, for example compression, is often slower than rendering.
 */
@FunctionalInterface
public interface BandSink {

  /**
   * Receives full rows of one view.
   *
   * @param rendering the index of the rendering
   * @param firstRow the picture row of the band's first row
   * @param band the rows; its samples are overwritten after the call returns
   */
  void accept(int rendering, int firstRow, View band);
}
