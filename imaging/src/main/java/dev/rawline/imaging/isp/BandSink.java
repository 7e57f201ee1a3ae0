package dev.rawline.imaging.isp;

import dev.rawline.imaging.frame.View;

/**
 * Takes the views of one raw image band by band, so that a large picture never exists as a whole.
 *
 * <p>Bands of one rendering come from top to bottom, one at a time, each happening before the next.
 * Bands of different renderings may come at the same time on different threads, because what takes
 * them, for example compression, is often slower than rendering.
 */
@FunctionalInterface
public interface BandSink {

  /**
   * Takes full rows of one view.
   *
   * @param rendering which of the renderings, by its place in the list
   * @param firstRow the picture row of the band's first row
   * @param band the rows; its samples are overwritten after the call returns
   */
  void accept(int rendering, int firstRow, View band);
}
