package dev.rawline.lab.optimization;

import dev.rawline.lab.experiment.Condition;
import dev.rawline.lab.statistic.SplitValues;

/**
 * An acquisition, its cost, and the performance of models with it.
 *
 * @param condition what differs from the recording
 * @param cost what it costs
 * @param metric how well models do, by split
 */
public record PricedCondition(Condition condition, AcquisitionCost cost, SplitValues metric) {

  /** Returns the way in words ({@link Condition#words}). */
  public String words() {
    return condition.words();
  }
}
