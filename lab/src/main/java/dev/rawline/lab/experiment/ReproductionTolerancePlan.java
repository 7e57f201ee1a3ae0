package dev.rawline.lab.experiment;

import dev.rawline.data.yaml.Key;

/**
 * How far numbers may lie apart when an experiment is run again: |a − b| ≤ absolute + relative ·
 * |a|.
 *
 * @param absolute in the metric's own unit
 * @param relative a share of the number
 */
public record ReproductionTolerancePlan(
    @Key(means = "in the unit of the number", least = 0) Double absolute,
    @Key(means = "as a share of the number", least = 0, most = 1) Double relative) {
  /** Fills in the defaults: the same bits. */
  public ReproductionTolerancePlan {
    absolute = absolute == null ? Double.valueOf(0) : absolute;
    relative = relative == null ? Double.valueOf(0) : relative;
  }
}
