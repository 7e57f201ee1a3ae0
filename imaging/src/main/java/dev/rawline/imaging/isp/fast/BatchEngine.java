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
 * and its caller has checked the sizes of mosaics and arrays.
 */
public sealed interface BatchEngine permits ParametrizedEngine, RenderingEngine {

  /**
   * Returns an engine for a chain, if it is supported: the parametrized chain, or a black level
   * before any rendering whose stages all have a fast twin.
   *
   * @param mosaic the steps on the mosaic
   * @param rendering the steps from the mosaic to the view
   * @param threads the number of threads, at least 1
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
   * Sets the parameter values of the chain, stage after stage in the order of their {@code
   * values()}.
   *
   * @return whether the engine is accurate enough for them; if not, use the definition
   * @throws IllegalArgumentException if their number is not that of the chain, or a stage rejects
   *     one
   */
  boolean set(double[] numbers);

  /**
   * Computes the views of a batch.
   *
   * @param raws normalised mosaics of one size, at least 2×2
   * @param views receives the views, (mosaic, channel, row, column)
   */
  void forward(List<RawImage> raws, float[] views);

  /**
   * Computes the gradients of a batch.
   *
   * @param raws normalised mosaics of one size, at least 2×2
   * @param viewGradients ∂L/∂view, (mosaic, channel, row, column)
   * @param thetaGradient receives ∂L/∂θ, summed over the batch, in the order of the chain's
   *     parameters
   * @param rawGradients receives ∂L/∂raw, (mosaic, row, column)
   */
  void backward(
      List<RawImage> raws, float[] viewGradients, double[] thetaGradient, float[] rawGradients);
}
