package dev.rawline.imaging.isp.fast;

import dev.rawline.imaging.frame.MosaicSource;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.SampleMemory;
import dev.rawline.imaging.isp.MosaicStage;
import dev.rawline.imaging.isp.Rendering;
import dev.rawline.imaging.isp.fast.kernel.PartialSums;
import dev.rawline.imaging.numeric.Parallel;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Runs a chain over batches of mosaics, forwards and backwards, in float32 on vectors and on
 * several threads.
 *
 * <p>The mosaics of a batch have one size, at least 2×2, and each its own colour layout, or all of
 * them none. The same batch gives the same bits on any number of threads. An engine is used by one
 * thread at a time, and its caller has checked the sizes of mosaics and arrays.
 */
public abstract sealed class BatchEngine permits ParametrizedEngine, RenderingEngine {
  private final int threads;

  /** Partial sums over pixels of every mosaic, which are added at the end. */
  private double[] totals = {};

  /**
   * Prepares an engine.
   *
   * @param threads the number of threads, at least 1
   */
  BatchEngine(int threads) {
    this.threads = threads;
  }

  /**
   * Returns an engine for a chain, if it is supported: the parametrized chain, or a black level
   * before any rendering whose stages all have a fast twin.
   *
   * @param mosaic the steps on the mosaic
   * @param rendering the steps from the mosaic to the view
   * @param threads the number of threads, at least 1
   */
  public static Optional<BatchEngine> of(
      List<MosaicStage> mosaic, Rendering rendering, int threads) {
    if (!FastPath.present()) {
      return Optional.empty();
    }
    Optional<BatchEngine> parametrized =
        ParametrizedChain.of(mosaic, rendering)
            .map(chain -> new ParametrizedEngine(threads).use(chain));
    return parametrized.or(
        () ->
            RenderingChain.of(mosaic, rendering).map(chain -> new RenderingEngine(chain, threads)));
  }

  /**
   * Sets the parameter values of the chain, stage after stage in the order of their {@code
   * values()}.
   *
   * @return whether the engine is accurate enough for them; if not, use the definition
   * @throws IllegalArgumentException if their number is not that of the chain, or a stage rejects
   *     one
   */
  public abstract boolean set(double[] numbers);

  /** Returns whether batches of monochrome images are supported. */
  public abstract boolean takesMonochrome();

  /**
   * Computes the views of a batch.
   *
   * @param raws normalised mosaics of one size, at least 2×2
   * @param views receive the views, (mosaic, channel, row, column)
   */
  public final void forward(List<MosaicSource> raws, SampleMemory views) {
    Partition cut = Partition.of(raws, threads);
    Parallel.forEach(
        threads,
        cut.pieces(),
        piece -> {
          int image = cut.image(piece);
          int at = Picture.CHANNELS * cut.area() * image;
          render(raws.get(image), views, at, cut.first(piece), cut.end(piece));
        });
  }

  /** Renders some rows of a view, whose first sample has an index in the views of the batch. */
  abstract void render(MosaicSource raw, SampleMemory views, int at, int first, int end);

  /**
   * Computes the gradients of a batch.
   *
   * @param raws normalised mosaics of one size, at least 2×2
   * @param viewGradients ∂L/∂view, (mosaic, channel, row, column)
   * @param thetaGradient receives ∂L/∂θ, summed over the batch, in the order of the chain's
   *     parameters
   * @param rawGradients receive ∂L/∂raw, (mosaic, row, column); may be none
   */
  public final void backward(
      List<MosaicSource> raws,
      SampleMemory viewGradients,
      double[] thetaGradient,
      SampleMemory rawGradients) {
    Partition cut = Partition.of(raws, threads);
    int perImage = cut.sums() * sums();
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
          int image = cut.image(piece);
          carry(
              new GradientPiece(
                  raws.get(image),
                  viewGradients,
                  Picture.CHANNELS * cut.area() * image,
                  rawGradients,
                  cut.area() * image,
                  sums,
                  perImage * image,
                  cut.first(piece),
                  cut.end(piece)));
        });
    gradient(sums, length, !raws.getFirst().cfa().hasFilters(), thetaGradient);
  }

  /** Returns the number of sums over pixels. */
  abstract int sums();

  /** Propagates the gradient of a view back to some rows of its mosaic. */
  abstract void carry(GradientPiece piece);

  /** Adds partial sums up and converts them into the gradient with respect to the parameters. */
  abstract void gradient(double[] totals, int length, boolean monochrome, double[] gradient);

  /**
   * The partition of a batch into pieces that are processed in parallel: bands of rows of its
   * mosaics.
   *
   * <p>Sums over pixels are computed for {@link PartialSums#ROWS_A_SUM} rows at a time and added at
   * the end, so they do not depend on the partition.
   *
   * @param area the number of pixels of a mosaic
   * @param height the number of rows of a mosaic
   * @param bands the number of bands of each mosaic
   * @param pieces the total number of bands
   */
  private record Partition(int area, int height, int bands, int pieces) {
    /** The number of rows from which a separate band is worth its halo. */
    private static final int SHORTEST_BAND = 96;

    static Partition of(List<MosaicSource> raws, int threads) {
      int width = raws.getFirst().width();
      int height = raws.getFirst().height();
      boolean even = raws.size() % threads == 0 || raws.size() > 4 * threads;
      int bands = even ? 1 : Math.clamp(height / SHORTEST_BAND, 1, threads);
      return new Partition(Math.multiplyExact(width, height), height, bands, bands * raws.size());
    }

    /** Returns the number of partial sums of each mosaic. */
    int sums() {
      return Math.ceilDiv(height, PartialSums.ROWS_A_SUM);
    }

    int image(int piece) {
      return piece / bands;
    }

    /** Returns the first row of a piece. */
    int first(int piece) {
      return Math.min(height, piece % bands * Math.ceilDiv(sums(), bands) * PartialSums.ROWS_A_SUM);
    }

    /** Returns the row after the last of a piece. */
    int end(int piece) {
      return (piece + 1) % bands == 0 ? height : first(piece + 1);
    }
  }
}
