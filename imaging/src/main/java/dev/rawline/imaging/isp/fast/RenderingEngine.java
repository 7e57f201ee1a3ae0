package dev.rawline.imaging.isp.fast;

import dev.rawline.imaging.frame.RawImage;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;

/** Runs batches of a black level and a rendering, the twelve static views among them. */
final class RenderingEngine extends BatchEngine {
  private final Queue<RenderingForwardPass> idleForward;
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
  void render(RawImage raw, float[] views, int at, int first, int end) {
    RenderingForwardPass pass = idleForward.poll();
    if (pass == null || !pass.isOf(chain)) {
      pass = new RenderingForwardPass(chain, pass);
    }
    pass.render(raw, views, at, first, end);
    idleForward.add(pass);
  }

  @Override
  int sums() {
    return chain.sums();
  }

  @Override
  void carry(
      RawImage raw,
      float[] viewGradients,
      int viewAt,
      float[] rawGradients,
      int rawAt,
      double[] totals,
      int totalsAt,
      int first,
      int end) {
    RenderingBackwardPass pass = idleBackward.poll();
    if (pass == null || !pass.isOf(chain)) {
      pass = new RenderingBackwardPass(chain, pass);
    }
    pass.carry(raw, viewGradients, viewAt, rawGradients, rawAt, totals, totalsAt, first, end);
    idleBackward.add(pass);
  }

  @Override
  void gradient(double[] totals, int length, double[] gradient) {
    for (int i = chain.sums(); i < length; i++) {
      totals[i % chain.sums()] += totals[i];
    }
    chain.gradient(totals, gradient);
  }
}
