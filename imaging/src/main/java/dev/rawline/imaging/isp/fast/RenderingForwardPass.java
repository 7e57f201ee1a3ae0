package dev.rawline.imaging.isp.fast;

import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.isp.fast.kernel.BlackLevelKernel;
import dev.rawline.imaging.isp.fast.kernel.MosaicRows;
import java.util.List;

/** Renders rows of views of one chain, in little memory. */
final class RenderingForwardPass {
  private final RenderingChain chain;
  private final BlackLevelKernel blackLevel = new BlackLevelKernel();
  private final Strip strip;

  /**
   * Prepares a chain.
   *
   * @param old a finished instance for the same chain with other parameter values, whose memory is
   *     reused, or null
   */
  RenderingForwardPass(RenderingChain chain, RenderingForwardPass old) {
    this.chain = chain;
    this.strip = new Strip(new MosaicRows(blackLevel), List.of(chain.rendering()));
    if (old != null) {
      strip.inherit(old.strip);
    }
  }

  boolean isOf(RenderingChain other) {
    return chain == other;
  }

  /**
   * Renders some rows.
   *
   * @param views receives the view
   * @param at the index of its first sample
   * @param first the first row
   * @param end the row after the last
   */
  void render(RawImage raw, float[] views, int at, int first, int end) {
    blackLevel.begin(chain.blackLevels(), raw.cfa());
    int width = StripRenderer.stripWidth(raw.width());
    for (int column = 0; column < raw.width(); column += width) {
      strip.begin(raw, column, Math.min(width, raw.width() - column), first);
      strip.render(end, views, at, raw.width(), raw.height());
    }
  }
}
