package dev.rawline.lab.quality.check;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.quality.cause.Attribution;
import dev.rawline.lab.quality.verdict.AcceptanceLimits;
import dev.rawline.lab.quality.verdict.JudgedNumber;
import dev.rawline.lab.quality.verdict.Verdict;
import dev.rawline.lab.tolerance.ToleranceBound;
import dev.rawline.lab.tolerance.ToleranceInterval;
import java.util.List;
import java.util.Optional;

/**
 * The verdict on one camera parameter that the task model tolerates within limits.
 *
 * @param interval its interval
 * @param moved the drift parameter that moved it
 * @param equivalent the value that has the same effect as what happened
 */
public record ToleranceAssessment(
    ToleranceInterval interval, Attribution.Fitted moved, Estimate equivalent)
    implements JudgedNumber {

  @Override
  public String label() {
    return name() + ", as it acts on the model";
  }

  @Override
  public String unit() {
    return interval.parameter().unit();
  }

  /** Returns whether the images determine the value at all. */
  public boolean isDetermined() {
    return equivalent.isBounded();
  }

  /**
   * Returns the value with its interval.
   *
   * @throws IllegalArgumentException if the images do not determine it
   */
  @Override
  public Estimate estimate() {
    double low = equivalent.low();
    double high = equivalent.high();
    return Estimate.finite(
        Math.clamp(equivalent.value(), low, high), low, high, equivalent.level());
  }

  @Override
  public List<AcceptanceLimits> limits() {
    double from = interval.low().value();
    double to = interval.high().value();
    return from < to
        ? List.of(new AcceptanceLimits(from, to, AcceptanceLimits.Source.TASK))
        : List.of();
  }

  @Override
  public Optional<Verdict> judged() {
    return Optional.of(verdict());
  }

  /** Returns the name of the parameter. */
  public String name() {
    return interval.parameter().name();
  }

  /**
   * Returns the verdict by the tolerance: what is undecided counts as uncertainty. Beyond a range
   * that is tolerated to its end the tolerance was not searched: what may still lie before it
   * passes, what lies significantly beyond is a warning.
   */
  public Verdict verdict() {
    double low = equivalent.low();
    double high = equivalent.high();
    ToleranceBound from = interval.low();
    ToleranceBound to = interval.high();
    boolean above =
        from.isTolerated() ? high >= from.value() : low >= Math.max(from.value(), from.high());
    boolean below = to.isTolerated() ? low <= to.value() : high <= Math.min(to.value(), to.low());
    if (above && below) {
      return Verdict.PASS;
    }
    boolean wholeBelow = high < Math.min(from.value(), from.low()) && !from.open();
    boolean wholeAbove = low > Math.max(to.value(), to.high()) && !to.open();
    return wholeBelow || wholeAbove ? Verdict.FAIL : Verdict.WARN;
  }
}
