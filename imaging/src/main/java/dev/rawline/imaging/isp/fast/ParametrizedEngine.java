package dev.rawline.imaging.isp.fast;

import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.isp.fast.kernel.RowRing;
import dev.rawline.imaging.numeric.Parallel;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;

/** Runs batches of the parametrized chain. */
final class ParametrizedEngine implements BatchEngine {
  private static final int BLOCK = RowRing.BLOCK;

  private static final int COLOURS = Colour.values().length;

  private final int threads;
  private final Queue<ParametrizedForwardPass> idleForward;
  private final Queue<ParametrizedBackwardPass> idleBackward;

  /** Partial sums over pixels of every mosaic, which are added at the end. */
  private double[] totals = {};

  /** The chain with its current parameter values. */
  private ParametrizedChain chain;

  /**
   * Prepares an engine.
   *
   * @param threads the number of threads, at least 1
   */
  ParametrizedEngine(int threads) {
    this.threads = threads;
    idleForward = new ArrayBlockingQueue<>(threads);
    idleBackward = new ArrayBlockingQueue<>(threads);
  }

  /** Prepares an engine for a chain. */
  ParametrizedEngine(ParametrizedChain chain, int threads) {
    this(threads);
    this.chain = chain;
  }

  @Override
  public boolean set(double[] numbers) {
    chain = chain.with(numbers);
    return chain.isSupported();
  }

  @Override
  public void forward(List<RawImage> raws, float[] views) {
    forward(chain, raws, views);
  }

  @Override
  public void backward(
      List<RawImage> raws, float[] viewGradients, double[] thetaGradient, float[] rawGradients) {
    backward(chain, raws, viewGradients, thetaGradient, rawGradients);
  }

  /**
   * Computes the views of a batch.
   *
   * @param raws normalised mosaics of one size
   * @param views receives the views, (mosaic, channel, row, column)
   */
  void forward(ParametrizedChain chain, List<RawImage> raws, float[] views) {
    BatchPartition cut = BatchPartition.of(raws, threads);
    Parallel.forEach(
        threads,
        cut.pieces(),
        piece -> {
          ParametrizedForwardPass pass = idleForward.poll();
          if (pass == null) {
            pass = new ParametrizedForwardPass();
          }
          int image = cut.image(piece);
          int at = Picture.CHANNELS * cut.area() * image;
          pass.render(
              chain, raws.get(image), views, at, firstBlock(cut, piece), endBlock(cut, piece));
          idleForward.add(pass);
        });
  }

  /**
   * Computes the gradients of a batch.
   *
   * @param raws normalised mosaics of one size
   * @param viewGradients ∂L/∂view, (mosaic, channel, row, column)
   * @param thetaGradient receives ∂L/∂θ, summed over the batch, in the order of the chain's
   *     parameters
   * @param rawGradients receives ∂L/∂raw, (mosaic, row, column)
   */
  void backward(
      ParametrizedChain chain,
      List<RawImage> raws,
      float[] viewGradients,
      double[] thetaGradient,
      float[] rawGradients) {
    BatchPartition cut = BatchPartition.of(raws, threads);
    int perImage = cut.sums() * ParametrizedChain.COUNT;
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
          ParametrizedBackwardPass pass = idleBackward.poll();
          if (pass == null) {
            pass = new ParametrizedBackwardPass();
          }
          int image = cut.image(piece);
          pass.carry(
              chain,
              raws.get(image),
              viewGradients,
              Picture.CHANNELS * cut.area() * image,
              rawGradients,
              cut.area() * image,
              sums,
              perImage * image,
              firstBlock(cut, piece),
              endBlock(cut, piece));
          idleBackward.add(pass);
        });
    Arrays.fill(thetaGradient, 0);
    for (int i = 0; i < length; i++) {
      thetaGradient[i % ParametrizedChain.COUNT] += sums[i];
    }
    split(chain, thetaGradient);
  }

  /**
   * Turns S(k, c) = Σ ∂L/∂colour(k) · demosaiced(c) into the gradients with respect to matrix and
   * gains, ∂L/∂M(k, c) = S(k, c) · g(c) and ∂L/∂g(c) = Σ_k M(k, c) · S(k, c).
   */
  private static void split(ParametrizedChain chain, double[] gradient) {
    for (int i = 0; i < COLOURS * COLOURS; i++) {
      int matrix = ParametrizedChain.COLOUR_MATRIX + i;
      int gain = ParametrizedChain.WHITE_BALANCE + i % COLOURS;
      gradient[gain] += chain.number(matrix) * gradient[matrix];
      gradient[matrix] *= chain.number(gain);
    }
  }

  private static int firstBlock(BatchPartition cut, int piece) {
    return Math.ceilDiv(cut.first(piece), BLOCK);
  }

  private static int endBlock(BatchPartition cut, int piece) {
    return Math.ceilDiv(cut.end(piece), BLOCK);
  }
}
