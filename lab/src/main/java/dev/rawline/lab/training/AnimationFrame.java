package dev.rawline.lab.training;

import java.awt.image.BufferedImage;
import java.util.List;

/**
 * The samples of a training run at the end of one epoch.
 *
 * @param epoch the epoch, from 1
 * @param samples the samples, always in the same order
 */
record AnimationFrame(int epoch, List<Shown> samples) {

  /** Copies the list. */
  AnimationFrame {
    samples = List.copyOf(samples);
  }

  /**
   * One sample.
   *
   * @param tracked what tracking recorded of it
   * @param picture the picture that the data model made
   * @param gradient the map of the gradient by it, as large
   */
  record Shown(TrackIndex.Sample tracked, BufferedImage picture, BufferedImage gradient) {}
}
