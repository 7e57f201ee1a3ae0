package dev.rawline.lab.generate;

import dev.rawline.imaging.chain.ParameterChecks;
import dev.rawline.learning.engine.Precision;

/**
 * How an audit is done.
 *
 * @param folds how often the real scenes that the model never saw are divided into those that a
 *     judge learns from and those that it is compared on, 2 to 10
 * @param epochs how often a judge sees the scenes that it learns from
 * @param precision of the judges' convolutions
 * @param seed the random seed of scenes, noise and judges
 */
public record AuditSettings(int folds, int epochs, Precision precision, long seed) {
  /** Three folds of 30 epochs. */
  public static final AuditSettings DEFAULT = new AuditSettings(3, 30, Precision.FLOAT32, 1);

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public AuditSettings {
    ParameterChecks.requireRange("judges", folds, "judges", 2, 10);
    ParameterChecks.requireRange("epochs", epochs, "epochs", 1, 10_000);
  }
}
