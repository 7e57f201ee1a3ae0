package dev.rawline.imaging.isp.fast;

import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.numeric.Parallel;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;

/** Runs batches of a black level and a rendering, the twelve static views among them. */
final class RenderingEngine implements BatchEngine {
  private final int threads;
  private final Queue<RenderingForwardPass> idleForward;
  private final Queue<RenderingBackwardPass> idleBackward;

  /** Partial sums over pixels of every mosaic, which are added at the end. */
  private double[] totals = {};

  private RenderingChain chain;

  /**
   * Prepares an engine.
   *
   * @param threads the number of threads, at least 1
   */
  RenderingEngine(RenderingChain chain, int threads) {
    this.chain = chain;
    this.threads = threads;
    idleForward = new ArrayBlockingQueue<>(threads);
    idleBackward = new ArrayBlockingQueue<>(threads);
  }

  @Override
  public boolean set(double[] numbers) {
    chain = chain.with(numbers);
    return chain.isSupported();
  }

  @Override
  public void forward(List<RawImage> raws, float[] views) {
    BatchPartition cut = BatchPartition.of(raws, threads);
    RenderingChain present = chain;
    Parallel.forEach(
        threads,
        cut.pieces(),
        piece -> {
          RenderingForwardPass pass = idleForward.poll();
          if (pass == null || !pass.isOf(present)) {
            pass = new RenderingForwardPass(present, pass);
          }
          int image = cut.image(piece);
          int at = Picture.CHANNELS * cut.area() * image;
          pass.render(raws.get(image), views, at, cut.first(piece), cut.end(piece));
          idleForward.add(pass);
        });
  }

  @Override
  public void backward(
      List<RawImage> raws, float[] viewGradients, double[] thetaGradient, float[] rawGradients) {
    BatchPartition cut = BatchPartition.of(raws, threads);
    RenderingChain present = chain;
    int perImage = cut.sums() * present.sums();
    int length = perImage * raws.size();
    if (totals.length < length) {
      totals = new double[length];
    }
    double[] sums = totals;
    Arrays.fill(sums, 0, length, 0);
    Parallel.forEach(
        threads,
        cut.pieces(),
        piece -> {
          RenderingBackwardPass pass = idleBackward.poll();
          if (pass == null || !pass.isOf(present)) {
            pass = new RenderingBackwardPass(present, pass);
          }
          int image = cut.image(piece);
          pass.carry(
              raws.get(image),
              viewGradients,
              Picture.CHANNELS * cut.area() * image,
              rawGradients,
              cut.area() * image,
              sums,
              perImage * image,
              cut.first(piece),
              cut.end(piece));
          idleBackward.add(pass);
        });
    for (int i = present.sums(); i < length; i++) {
      sums[i % present.sums()] += sums[i];
    }
    present.gradient(sums, thetaGradient);
  }
}
