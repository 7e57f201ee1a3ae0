package dev.rawline.lab.training;

import java.awt.image.BufferedImage;
import java.util.List;

/**
 * The samples of a training run at the end of one epoch.
 *
 * @param epoch the epoch, from 1
 * @param samples the samples, always in the same order
 */
public record AnimationFrame(int epoch, List<Shown> samples) {

  /** Copies the list. */
  public AnimationFrame {
    samples = List.copyOf(samples);
  }

  /**
   * One sample.
   *
   * @param id what it is called
   * @param picture the picture that the data model made
   * @param gradient the map of the gradient by it, as large
   * @param end the number at which the colours of the map are strongest
   * @param loss the loss of the sample
   * @param verdict what the model says, in words
   */
  public record Shown(
      String id,
      BufferedImage picture,
      BufferedImage gradient,
      double end,
      double loss,
      String verdict) {}
}
