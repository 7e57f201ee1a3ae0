package dev.rawline.learning.diffusion;

import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;
import dev.rawline.learning.engine.Autocast;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.engine.Precision;
import dev.rawline.learning.engine.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * The loss of a rectified flow (Liu, Gong and Liu, ICLR 2023): the mean square of v(xₜ, t) − (ε −
 * x), where xₜ = (1 − t) · x + t · ε is a picture x on its straight way to noise ε.
 *
 * <p>Times are logit-normal (Esser and others, ICML 2024): t = 1 / (1 + e⁻ᶻ), z normal.
 *
 * @param network what predicts the velocity
 * @param precision of convolutions and products
 */
record RectifiedFlow(FlowNetwork network, Precision precision) {

  /**
   * A batch on its way.
   *
   * @param noisy xₜ
   * @param velocity ε − x
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Batch(
      float[] noisy,
      float[] velocity,
      Optional<float[]> given,
      float[] times,
      int[] labels,
      int givenChannels,
      int side) {}

  /** Returns the time of a normal number, within 0 and 1. */
  static float time(double normal) {
    return (float) (1 / (1 + StrictMath.exp(-normal)));
  }

  /** Puts pictures on their way: noise is drawn from the seed, one stream a picture. */
  static Batch batch(
      FlowExamples examples, List<Integer> places, float[] times, int[] labels, Seed seed) {
    int numbers = examples.channels() * examples.side() * examples.side();
    float[] noisy = new float[places.size() * numbers];
    float[] velocity = new float[noisy.length];
    float[] noise = new float[numbers];
    int more = examples.givenChannels() * examples.side() * examples.side();
    float[] given = new float[places.size() * more];
    for (int i = 0; i < places.size(); i++) {
      RandomStream random = seed.stream("noise", i);
      random.gaussians(noise, 0, numbers);
      float[] picture = examples.pictures().get(places.get(i));
      for (int j = 0; j < numbers; j++) {
        noisy[i * numbers + j] = (1 - times[i]) * picture[j] + times[i] * noise[j];
        velocity[i * numbers + j] = noise[j] - picture[j];
      }
      if (more > 0) {
        System.arraycopy(examples.given().get(places.get(i)), 0, given, i * more, more);
      }
    }
    return new Batch(
        noisy,
        velocity,
        more > 0 ? Optional.of(given) : Optional.empty(),
        times,
        labels,
        examples.givenChannels(),
        examples.side());
  }

  /** Returns the mean loss of a batch. */
  Tensor loss(Batch batch) {
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
