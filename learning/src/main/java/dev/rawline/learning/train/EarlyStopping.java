package dev.rawline.learning.train;

import dev.rawline.imaging.chain.RangeChecks;
import dev.rawline.imaging.frame.Described;

/**
 * When training ends before its last epoch: when the metric on the validation subset has not become
 * better for a while.
 */
public record EarlyStopping(
    @Described(
            meaning = "the number of validations without improvement after which training stops",
            min = 1,
            required = true)
        int patience) {

  /**
   * Checks the number.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public EarlyStopping {
    new RangeChecks(EarlyStopping.class).check("patience", patience).require("early stopping");
  }
}
