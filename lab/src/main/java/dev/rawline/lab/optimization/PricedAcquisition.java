package dev.rawline.lab.optimization;

import dev.rawline.lab.statistic.SplitValues;

/**
 * An acquisition, its cost, and the performance of models with it.
 *
 * @param way what differs from the recording
 * @param cost what it costs
 * @param metric how well models do, by split
 */
public record PricedAcquisition(Acquisition way, AcquisitionCost cost, SplitValues metric) {

  /** Returns the way in words ({@link Acquisition#words}). */
  public String words() {
    return way.words();
  }
}
