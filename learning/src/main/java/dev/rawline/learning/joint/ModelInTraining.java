package dev.rawline.learning.joint;

import dev.rawline.learning.datamodel.DataModel;
import dev.rawline.learning.sample.PreparedSample;
import java.util.function.Function;

/**
 * The model of a training run as it is at this moment, for observers.
 *
 * @param dataModel the data model; treat it as read-only
 * @param explanations what {@link #explain} does
 */
public record ModelInTraining(
    DataModel dataModel, Function<PreparedSample, Explanation> explanations) {

  /**
   * Evaluates one sample, without augmentation or change of statistics.
   *
   * @param sample a sample with its target, prepared as for evaluation
   * @throws IllegalArgumentException if it has no target
   */
  public Explanation explain(PreparedSample sample) {
    return explanations.apply(sample);
  }
}
