package dev.rawline.imaging.isp.fast;

import dev.rawline.imaging.frame.MosaicSource;
import dev.rawline.imaging.frame.SampleMemory;
import dev.rawline.imaging.isp.fast.kernel.BlackLevelKernel;
import dev.rawline.imaging.isp.fast.kernel.MosaicRows;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;

/** Runs batches of a black level and a rendering, the twelve static views among them. */
final class RenderingEngine extends BatchEngine {
  private final Queue<ForwardPass> idleForward;
  private final Queue<RenderingBackwardPass> idleBackward;
  private RenderingChain chain;

  RenderingEngine(RenderingChain chain, int threads) {
    super(threads);
    this.chain = chain;
    idleForward = new ArrayBlockingQueue<>(threads);
    idleBackward = new ArrayBlockingQueue<>(threads);
  }

  @Override
  public boolean set(double[] numbers) {
    chain = chain.with(numbers);
    return chain.isSupported();
  }

  @Override
  public boolean takesMonochrome() {
    return false;
  }

  @Override
  void render(MosaicSource raw, SampleMemory views, int at, int first, int end) {
    ForwardPass pass = idleForward.poll();
    if (pass == null || !pass.isOf(chain)) {
      pass = new ForwardPass(chain, pass);
    }
    pass.render(raw, views, at, first, end);
    idleForward.add(pass);
  }

  @Override
  int sums() {
    return chain.sums();
  }

  @Override
  void carry(GradientPiece piece) {
    RenderingBackwardPass pass = idleBackward.poll();
    if (pass == null || !pass.isOf(chain)) {
      pass = new RenderingBackwardPass(chain, pass);
    }
    pass.carry(piece);
    idleBackward.add(pass);
  }

  @Override
  void gradient(double[] totals, int length, boolean monochrome, double[] gradient) {
    for (int i = chain.sums(); i < length; i++) {
      totals[i % chain.sums()] += totals[i];
    }
    chain.gradient(totals, gradient);
  }

  /** Renders rows of views of one chain, in little memory. */
  private static final class ForwardPass {
    private final RenderingChain chain;
    private final BlackLevelKernel blackLevel = new BlackLevelKernel();
    private final Strip strip;

    /**
     * Prepares a chain.
     *
     * @param old a finished instance for the same chain with other parameter values, whose memory
     *     is reused, or null
     */
    ForwardPass(RenderingChain chain, ForwardPass old) {
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
    void render(MosaicSource raw, SampleMemory views, int at, int first, int end) {
      blackLevel.begin(chain.blackLevels(), raw.cfa());
      int width = StripRenderer.stripWidth(raw.width());
      for (int column = 0; column < raw.width(); column += width) {
        strip.begin(raw, column, Math.min(width, raw.width() - column), first);
        strip.render(end, views, at, raw.width(), raw.height());
      }
    }
  }
}
