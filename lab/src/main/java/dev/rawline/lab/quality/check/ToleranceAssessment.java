package dev.rawline.lab.quality.check;

import dev.rawline.lab.quality.cause.Attribution;
import dev.rawline.lab.quality.verdict.Verdict;
import dev.rawline.lab.tolerance.ToleranceBound;
import dev.rawline.lab.tolerance.ToleranceInterval;

/**
 * What is judged of one number of the camera that the task's model tolerates between limits.
 *
 * @param interval between which values it may lie
 * @param moved the number of the camera that moved it
 * @param value the value that has the same effect as what happened
 * @param low the lower end of its 95 % interval
 * @param high the upper end
 */
public record ToleranceAssessment(
    ToleranceInterval interval, Attribution.Fitted moved, double value, double low, double high) {

  /** Returns the name of the parameter. */
  public String name() {
    return interval.parameter().name();
  }

  /**
   * Returns what the tolerance says: the bounds' own intervals count as uncertainty. Beyond an open
   * end nobody has looked: what may still lie before it passes, what surely lies beyond is a
   * warning.
   */
  public Verdict verdict() {
    ToleranceBound from = interval.low();
    ToleranceBound to = interval.high();
    boolean surelyAbove =
        from.open() ? high >= from.value() : low >= Math.max(from.value(), from.high());
    boolean surelyBelow = to.open() ? low <= to.value() : high <= Math.min(to.value(), to.low());
    if (surelyAbove && surelyBelow) {
      return Verdict.PASS;
    }
    boolean below = high < Math.min(from.value(), from.low()) && !from.open();
    boolean above = low > Math.max(to.value(), to.high()) && !to.open();
    return below || above ? Verdict.FAIL : Verdict.WARN;
  }
}
