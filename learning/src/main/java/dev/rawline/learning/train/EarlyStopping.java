package dev.rawline.learning.train;

/**
 * When training ends before its last epoch: when the metric on the validation side has not become
 * better for a while.
 *
 * @param patience how many validations without a better value are borne, at least 1
 */
public record EarlyStopping(int patience) {

  /**
   * Checks the number.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public EarlyStopping {
    if (patience < 1) {
      throw new IllegalArgumentException(
          "patience is %d: expected at least 1 validation".formatted(patience));
    }
  }
}
