package dev.rawline.imaging.isp.fast;

import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.isp.MosaicStage;
import dev.rawline.imaging.isp.Rendering;
import java.util.List;
import java.util.Optional;

/**
 * Runs a chain over batches of mosaics, forwards and backwards, in float32 on vectors and on
 * several threads.
 *
 * <p>The mosaics of a batch have one size, at least 2×2, and each its own colour layout. The same
 * batch gives the same bits on any number of threads. An engine is used by one thread at a time,
 * and whoever calls it has checked that the sizes of mosaics and arrays fit.
 */
public sealed interface BatchEngine permits ParametrizedEngine, RenderingEngine {

  /**
   * Returns an engine for a chain, if there is one: for the parametrized chain, and for a black
   * level before any rendering whose stages all have a fast twin.
   *
   * @param mosaic the steps on the mosaic
   * @param rendering the steps from the mosaic to the view
   * @param threads how many threads work at once, at least 1
   */
  static Optional<BatchEngine> of(List<MosaicStage> mosaic, Rendering rendering, int threads) {
    if (!FastPath.present()) {
      return Optional.empty();
    }
    Optional<BatchEngine> parametrized =
        ParametrizedChain.of(mosaic, rendering)
            .map(chain -> new ParametrizedEngine(chain, threads));
    return parametrized.or(
        () ->
            RenderingChain.of(mosaic, rendering).map(chain -> new RenderingEngine(chain, threads)));
  }

  /**
   * Gives the chain other numbers, stage after stage in the order of their {@code values()}.
   *
   * @return whether the engine is exact enough for them; if not, the definition serves
   * @throws IllegalArgumentException if there are not as many as the chain has, or a stage refuses
   *     one
   */
  boolean set(double[] numbers);

  /**
   * Computes the views of a batch.
   *
   * @param raws normalised mosaics of one size, at least 2×2
   * @param views takes the views, (mosaic, channel, row, column)
   */
  void forward(List<RawImage> raws, float[] views);

  /**
   * Computes the gradients of a batch.
   *
   * @param raws normalised mosaics of one size, at least 2×2
   * @param viewGradients ∂L/∂view, (mosaic, channel, row, column)
   * @param thetaGradient takes ∂L/∂θ, summed over the batch, in the order of the chain's numbers
   * @param rawGradients takes ∂L/∂raw, (mosaic, row, column)
   */
  void backward(
      List<RawImage> raws, float[] viewGradients, double[] thetaGradient, float[] rawGradients);
}
