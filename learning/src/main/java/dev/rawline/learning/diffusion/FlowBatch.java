package dev.rawline.learning.diffusion;

import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;
import java.util.List;
import java.util.Optional;

/**
 * Pictures x on their straight way to noise ε, of which a flow learns the velocity.
 *
 * @param noisy xₜ = (1 − t) · x + t · ε, (picture, channel, row, column)
 * @param velocity ε − x, likewise
 * @param given what is given with the pictures, likewise
 * @param times t of every picture, 0 (scene) to 1 (noise)
 * @param labels the class of every picture, from 0; the number of classes for no class
 * @param givenChannels the channels of what is given, 0 for none
 * @param side columns and rows [px]
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record FlowBatch(
    float[] noisy,
    float[] velocity,
    Optional<float[]> given,
    float[] times,
    int[] labels,
    int givenChannels,
    int side) {

  /**
   * Puts pictures on their way: noise is drawn from the seed, one stream a picture.
   *
   * @param places which examples the batch consists of
   * @param times the time of each
   * @param labels the class of each
   */
  public static FlowBatch of(
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
    return new FlowBatch(
        noisy,
        velocity,
        more > 0 ? Optional.of(given) : Optional.empty(),
        times,
        labels,
        examples.givenChannels(),
        examples.side());
  }
}
