package dev.rawline.learning.joint;

import dev.rawline.imaging.chain.Stage;
import dev.rawline.imaging.corruption.Corruption;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.numeric.Parallel;
import dev.rawline.imaging.random.Seed;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.sample.PreparedSample;
import java.util.Arrays;
import java.util.List;

/**
 * The corruption of finished pictures of any camera: just before they are standardized, at the
 * input size of the task model.
 *
 * @param corruption what is done
 * @param seed its random seed, combined with the sample
 */
public record PictureCorruption(Corruption corruption, long seed) {

  /** Returns the picture of a sample as it is then. */
  public View of(View picture, String sample) {
    Stage<View, View> drawn = corruption.draw(new Seed(seed, sample));
    return drawn.apply(picture);
  }

  /**
   * Returns pictures as they are then.
   *
   * @param pictures (image, 3, row, column)
   * @param threads how many pictures at once; they do not depend on it
   * @throws IllegalArgumentException if they have other channels than three colours
   */
  Tensor of(Tensor pictures, List<PreparedSample> samples, int threads) {
    if (pictures.size(1) != Picture.CHANNELS) {
      throw new IllegalArgumentException(
          "%s applies to images of three channels, but the data model makes %d channels: evaluate a model with three"
              .formatted(corruption.name(), pictures.size(1)));
    }
    int height = (int) pictures.size(2);
    int width = (int) pictures.size(3);
    float[] all = pictures.toArray();
    int each = Picture.CHANNELS * height * width;
    Parallel.forEach(
        threads,
        samples.size(),
        i -> {
          View picture = new View(width, height, Arrays.copyOfRange(all, i * each, (i + 1) * each));
          float[] corrupted = of(picture, samples.get(i).id()).samples();
          System.arraycopy(corrupted, 0, all, i * each, each);
        });
    return Tensor.of(all, pictures.shape()).on(pictures.device());
  }
}
