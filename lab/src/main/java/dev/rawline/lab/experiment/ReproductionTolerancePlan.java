package dev.rawline.lab.experiment;

import dev.rawline.imaging.frame.Described;

/**
 * How far numbers may lie apart when an experiment is run again: |a − b| ≤ absolute + relative ·
 * |a|.
 */
public record ReproductionTolerancePlan(
    @Described(meaning = "in the unit of the number", min = 0) Double absolute,
    @Described(meaning = "as a share of the number", min = 0, max = 1) Double relative) {
  /** Fills in the defaults: the same bits. */
  public ReproductionTolerancePlan {
    absolute = absolute == null ? Double.valueOf(0) : absolute;
    relative = relative == null ? Double.valueOf(0) : relative;
  }
}
