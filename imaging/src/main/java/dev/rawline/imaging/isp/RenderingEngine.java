package dev.rawline.imaging.isp;

import dev.rawline.imaging.chain.Parallel;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.RawImage;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;

/** Runs batches of a black level and a rendering, the twelve static views among them. */
final class RenderingEngine implements BatchEngine {
  private final int threads;
  private final Queue<RenderingForward> idleForward;
  private final Queue<RenderingBackward> idleBackward;

  /** Sums over pixels of every few rows of every mosaic, which are added up at the end. */
  private double[] totals = {};

  private RenderingChain chain;

  /**
   * Prepares an engine.
   *
   * @param threads how many threads work at once, at least 1
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
    return chain.isServed();
  }

  @Override
  public void forward(List<RawImage> raws, float[] views) {
    BatchCut cut = BatchCut.of(raws, threads);
    RenderingChain present = chain;
    Parallel.forEach(
        threads,
        cut.pieces(),
        piece -> {
          RenderingForward pass = idleForward.poll();
          if (pass == null || !pass.isOf(present)) {
            pass = new RenderingForward(present, pass);
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
    BatchCut cut = BatchCut.of(raws, threads);
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
          RenderingBackward pass = idleBackward.poll();
          if (pass == null || !pass.isOf(present)) {
            pass = new RenderingBackward(present, pass);
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
