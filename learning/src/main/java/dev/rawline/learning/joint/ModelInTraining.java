package dev.rawline.learning.joint;

import dev.rawline.learning.datamodel.DataModel;
import dev.rawline.learning.sample.PreparedSample;

/** The model of a training run as it is at this moment, for those who look on. */
public interface ModelInTraining {

  /** Returns the data model; treat it as read-only. */
  DataModel dataModel();

  /**
   * Judges one sample as in evaluation: nothing is augmented, and no statistics move.
   *
   * @param sample a sample with its target, prepared as for evaluation
   * @throws IllegalArgumentException if it has no target
   */
  Explanation explain(PreparedSample sample);
}
