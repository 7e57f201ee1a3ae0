package dev.rawline.lab.quality.cause;

import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.lab.quality.batch.QuantityTable;
import dev.rawline.lab.statistic.Moments;
import java.util.ArrayList;
import java.util.List;

/**
 * Images of a reference × incoming images → signs of software between the sensor and the file:
 * noise of neighbours that correlates as it did not before, codes that went missing, noise that
 * falls with light.
 *
 * @param reference what was measured on the images of the reference
 */
record ProcessingIndicators(QuantityTable reference) {
  private static final double CHANCE = 5;

  /** Returns the signs, none where there is no processing to be seen. */
  List<Attribution.Away> of(QuantityTable incoming) {
    List<Attribution.Away> signs = new ArrayList<>();
    // Sensors without faults stay below 0.02, and what textures add is in the reference as well.
    add(Quantity.NEIGHBOUR_CORRELATION, 0.1, incoming, signs);
    // Of codes between frequent ones nearly all occur, and one in twenty is no accident.
    add(Quantity.MISSING_CODES, 0.05, incoming, signs);
    Moments gains = Moments.of(reference.known(Quantity.GAIN));
    if (gains.count() > 0 && isBelowNone(Moments.of(incoming.known(Quantity.GAIN)))) {
      add(Quantity.GAIN, Math.abs(gains.mean()) / 10, incoming, signs);
    }
    return signs;
  }

  /** Photons scatter the more the more there are: no camera has a gain below 0. */
  private static boolean isBelowNone(Moments gains) {
    return gains.count() > 1 && gains.mean() < -CHANCE * gains.error();
  }

  /**
   * Adds a quantity that moved.
   *
   * @param notable a move below is the scene's
   */
  private void add(
      Quantity quantity, double notable, QuantityTable incoming, List<Attribution.Away> signs) {
    Moments usual = Moments.of(reference.known(quantity));
    Moments came = Moments.of(incoming.known(quantity));
    if (usual.count() < 2 || came.count() < 2) {
      return;
    }
    double move = came.mean() - usual.mean();
    double error = Math.hypot(came.error(), usual.error());
    if (Math.abs(move) > notable && Math.abs(move) > CHANCE * error) {
      double deviations = move / Math.max(usual.deviation(), notable / CHANCE);
      signs.add(new Attribution.Away(quantity, deviations, deviations));
    }
  }
}
