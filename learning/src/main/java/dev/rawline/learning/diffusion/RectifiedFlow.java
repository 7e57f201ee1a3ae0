package dev.rawline.learning.diffusion;

import dev.rawline.learning.engine.Autocast;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.engine.Precision;
import dev.rawline.learning.engine.Tensor;
import java.util.Optional;

/**
 * The loss of a rectified flow (Liu, Gong and Liu, ICLR 2023): the mean square of v(xₜ, t) − (ε −
 * x), where xₜ = (1 − t) · x + t · ε is between a picture x and noise ε.
 *
 * <p>Times are logit-normal, shifted towards noise (Esser and others, ICML 2024): t = 1 / (1 +
 * e⁻ᶻ), z normal with mean 0.8 and deviation 1.2. The mean of a picture outweighs noise, whose mean
 * is small, up to times near 1 (0.94 for blood cells of 64² pixels), which times by z of mean 0 and
 * deviation 1 exceed once in 400.
 *
 * @param network what predicts the velocity
 * @param precision of convolutions and products
 */
record RectifiedFlow(FlowNetwork network, Precision precision) {

  /** What is added to the logits of times. */
  private static final double SHIFT = 0.8;

  private static final double DEVIATION = 1.2;

  /** Returns the time of a normal number, within 0 and 1. */
  static float time(double normal) {
    return (float) (1 / (1 + StrictMath.exp(-(SHIFT + DEVIATION * normal))));
  }

  /**
   * Returns the time of a share of the way from a scene to noise, by logits that are shifted like
   * those of training: steps are shorter where there is much noise.
   *
   * @param share 0 (scene) to 1 (noise)
   */
  static float timeOf(double share) {
    return (float) (share / (share + (1 - share) * StrictMath.exp(-SHIFT)));
  }

  /** Returns the mean loss of a batch. */
  Tensor loss(FlowBatch batch) {
    int images = batch.times().length;
    Tensor noisy = pictures(batch.noisy(), images, network.channels(), batch.side());
    Optional<Tensor> given =
        batch.given().map(more -> pictures(more, images, batch.givenChannels(), batch.side()));
    Tensor wanted = pictures(batch.velocity(), images, network.channels(), batch.side());
    Tensor error = velocity(noisy, given, batch.times(), batch.labels()).minus(wanted);
    return error.times(error).mean();
  }

  private Tensor pictures(float[] numbers, int images, int channels, int side) {
    return Tensor.of(numbers, images, channels, side, side).on(device());
  }

  Device device() {
    return network.parameters().all().firstEntry().getValue().device();
  }

  /** Returns the velocities of noisy pictures. */
  Tensor velocity(Tensor noisy, Optional<Tensor> given, float[] times, int[] labels) {
    try (Autocast _ = new Autocast(device(), precision)) {
      return network.velocity(noisy, given, times, labels);
    }
  }
}
