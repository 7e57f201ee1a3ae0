package dev.rawline.lab.quality.cause;

import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.lab.quality.batch.NumberTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Images of a reference × incoming images → signs of software between the sensor and the file:
 * noise of neighbours that correlates as it did not before, codes that went missing, noise that
 * falls with light.
 */
final class ProcessingSigns {
  private static final double CHANCE = 5;

  private final NumberTable reference;

  ProcessingSigns(NumberTable reference) {
    this.reference = reference;
  }

  /** Returns the signs, none where there is no processing to be seen. */
  List<Attribution.Away> of(NumberTable incoming) {
    List<Attribution.Away> signs = new ArrayList<>();
    // Sound sensors stay below 0.02, and what textures add is in the reference as well.
    add(Quantity.NEIGHBOUR_CORRELATION, 0.1, incoming, signs);
    // Of codes between frequent ones nearly all occur, and one in twenty is no accident.
    add(Quantity.MISSING_CODES, 0.05, incoming, signs);
    double[] gains = reference.known(Quantity.GAIN);
    if (gains.length > 0 && isBelowNone(incoming.known(Quantity.GAIN))) {
      add(Quantity.GAIN, Math.abs(mean(gains)) / 10, incoming, signs);
    }
    return signs;
  }

  /** Photons scatter the more the more there are: no camera has a gain below 0. */
  private static boolean isBelowNone(double[] gains) {
    return gains.length > 1 && mean(gains) < -CHANCE * error(gains);
  }

  /**
   * Adds a quantity that moved.
   *
   * @param notable a move below is the scene's
   */
  private void add(
      Quantity quantity, double notable, NumberTable incoming, List<Attribution.Away> signs) {
    double[] usual = reference.known(quantity);
    double[] came = incoming.known(quantity);
    if (usual.length < 2 || came.length < 2) {
      return;
    }
    double move = mean(came) - mean(usual);
    double error = Math.hypot(error(came), error(usual));
    if (Math.abs(move) > notable && Math.abs(move) > CHANCE * error) {
      double deviations = move / Math.max(error(usual) * Math.sqrt(usual.length), notable / CHANCE);
      signs.add(new Attribution.Away(quantity, deviations, deviations));
    }
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static double error(double[] values) {
    double mean = mean(values);
    double squares = Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
    return Math.sqrt(squares / (values.length - 1.0) / values.length);
  }
}
