package dev.rawline.imaging.isp.fast;

import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.MosaicSource;
import dev.rawline.imaging.frame.SampleMemory;
import dev.rawline.imaging.isp.fast.kernel.RowRing;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;

/** Runs batches of the parametrized chain. */
final class ParametrizedEngine extends BatchEngine {
  private static final int COLOURS = Colour.values().length;

  private final Queue<ParametrizedForwardPass> idleForward;
  private final Queue<ParametrizedBackwardPass> idleBackward;

  /** The chain with its current parameter values. */
  private ParametrizedChain chain;

  /** The same for monochrome images; null until it is needed. */
  private ParametrizedChain ofCopies;

  ParametrizedEngine(int threads) {
    super(threads);
    idleForward = new ArrayBlockingQueue<>(threads);
    idleBackward = new ArrayBlockingQueue<>(threads);
  }

  /** Sets the chain and returns this engine. */
  ParametrizedEngine use(ParametrizedChain newChain) {
    chain = newChain;
    ofCopies = null;
    return this;
  }

  @Override
  public boolean set(double[] numbers) {
    return use(chain.with(numbers)).chain.isSupported();
  }

  @Override
  public boolean takesMonochrome() {
    return true;
  }

  private synchronized ParametrizedChain chain(MosaicSource raw) {
    if (raw.cfa().hasFilters()) {
      return chain;
    }
    if (ofCopies == null) {
      ofCopies = chain.ofCopies();
    }
    return ofCopies;
  }

  @Override
  void render(MosaicSource raw, SampleMemory views, int at, int first, int end) {
    ParametrizedForwardPass pass = idleForward.poll();
    if (pass == null) {
      pass = new ParametrizedForwardPass();
    }
    pass.render(chain(raw), raw, views, at, block(first), block(end));
    idleForward.add(pass);
  }

  @Override
  int sums() {
    return ParametrizedChain.COUNT;
  }

  @Override
  void carry(GradientPiece piece) {
    ParametrizedBackwardPass pass = idleBackward.poll();
    if (pass == null) {
      pass = new ParametrizedBackwardPass();
    }
    pass.carry(chain(piece.raw()), piece);
    idleBackward.add(pass);
  }

  private static int block(int row) {
    return Math.ceilDiv(row, RowRing.BLOCK);
  }

  /**
   * Turns S(k, c) = Σ ∂L/∂colour(k) · demosaiced(c) into the gradients with respect to matrix and
   * gains, ∂L/∂M(k, c) = S(k, c) · g(c) and ∂L/∂g(c) = Σ_k M(k, c) · S(k, c); of monochrome images
   * into that with respect to the gain of green, the sum of all.
   */
  @Override
  void gradient(double[] totals, int length, boolean monochrome, double[] gradient) {
    Arrays.fill(gradient, 0);
    for (int i = 0; i < length; i++) {
      gradient[i % ParametrizedChain.COUNT] += totals[i];
    }
    if (monochrome) {
      int matrix = ParametrizedChain.COLOUR_MATRIX;
      int end = ParametrizedChain.SHARPENING;
      double ofGain = Arrays.stream(gradient, matrix, end).sum();
      Arrays.fill(gradient, ParametrizedChain.DEMOSAICING, end, 0);
      gradient[ParametrizedChain.GREEN_GAIN] = ofGain;
      return;
    }
    for (int i = 0; i < COLOURS * COLOURS; i++) {
      int matrix = ParametrizedChain.COLOUR_MATRIX + i;
      int gain = ParametrizedChain.WHITE_BALANCE + i % COLOURS;
      gradient[gain] += chain.number(matrix) * gradient[matrix];
      gradient[matrix] *= chain.number(gain);
    }
  }
}
