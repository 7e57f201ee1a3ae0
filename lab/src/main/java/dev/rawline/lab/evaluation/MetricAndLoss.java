package dev.rawline.lab.evaluation;

import dev.rawline.learning.metric.MetricContributions;

/**
 * The metric and loss of a model under one setting.
 *
 * @param metric the metric, and what each sample adds to it
 * @param loss the mean loss
 */
public record MetricAndLoss(MetricContributions metric, double loss) {

  /** Returns the metric of all samples, in its own unit: shares from 0 to 1. */
  public double value() {
    return metric.value();
  }
}
