package dev.rawline.lab.training;

import java.util.List;

/**
 * The form of {@code track.json}: what tracking wrote after one epoch.
 *
 * @param epoch the epoch, from 1
 * @param dataModel the word of the data model
 * @param samples the samples that were tracked
 */
record TrackIndex(int epoch, String dataModel, List<Sample> samples) {

  /**
   * One sample.
   *
   * @param id its id
   * @param file what the names of its files begin with
   * @param loss the loss of the sample
   * @param verdict what the model predicts for it, in short
   * @param gradientEnd the amount of the gradient at the end of the colour scale
   */
  record Sample(String id, String file, double loss, String verdict, double gradientEnd) {}
}
