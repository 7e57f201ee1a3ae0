package dev.rawline.lab.quality.page;

import dev.rawline.learning.metric.IntervalEstimate;
import dev.rawline.workbench.text.Decimals;
import dev.rawline.workbench.text.EstimateFormat;
import dev.rawline.workbench.text.NumberText;

/**
 * How far one number of the camera must have moved to explain a batch.
 *
 * @param name the number: "exposure", "black level" …
 * @param unit the unit of the change: "%", "DN" …
 * @param change the change with its interval, 0 for none
 * @param inside how large a change counts as none, above 0: what could be detected, half the width
 *     of its interval
 * @param named whether it is said to be the cause
 */
public record FittedCause(
    String name, String unit, IntervalEstimate change, double inside, boolean named) {
  /**
   * Checks the number.
   *
   * @throws IllegalArgumentException if what counts as none is not above 0
   */
  public FittedCause {
    if (!(inside > 0) || Double.isInfinite(inside)) {
      throw new IllegalArgumentException(
          "%s: a change of up to %s %s is inside: expected a number above 0"
              .formatted(name, inside, unit));
    }
  }

  /** Returns the change in words: {@code −38.0 ± 2.0 %}. */
  String words() {
    double half = (change.high() - change.low()) / 2;
    String words =
        half > 0
            ? Decimals.resolving(half).signed(change.value())
                + " "
                + EstimateFormat.reach(change, Decimals.resolving(half))
            : NumberText.signed(change.value(), 3);
    return (words + " " + unit).strip();
  }
}
