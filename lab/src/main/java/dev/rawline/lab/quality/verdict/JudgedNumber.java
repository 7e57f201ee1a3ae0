package dev.rawline.lab.quality.verdict;

import dev.rawline.imaging.numeric.Estimate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A number with its 95 % interval, its limits, and the verdict by them. */
public interface JudgedNumber {
  /** Returns its label. */
  String label();

  /** Returns its unit; {@code 1}, {@code share} and {@code ratio} are those of plain numbers. */
  String unit();

  /** Returns the number with its interval. */
  Estimate estimate();

  /** Returns whether the number is told from 0; of one that is not only the upper end is known. */
  default boolean isResolved() {
    return true;
  }

  /** Returns the number with the part of its interval that is physically possible. */
  default Estimate possible() {
    return estimate();
  }

  /** Returns how images of the reference are spread in it, where that was measured. */
  default Optional<Spread> spread() {
    return Optional.empty();
  }

  /** Returns the limits; may be empty. */
  List<AcceptanceLimits> limits();

  /** Returns the limits that do not decide, and why. */
  default Map<AcceptanceLimits, String> undecided() {
    return Map.of();
  }

  /** Returns whether its distribution differs from that of the reference. */
  default boolean drifts() {
    return false;
  }

  /** Returns the verdict; empty where no limit decides. */
  Optional<Verdict> judged();

  /**
   * How images of the reference are spread.
   *
   * @param mean their mean
   * @param deviation their standard deviation, 0 or more
   */
  record Spread(double mean, double deviation) {
    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is not finite, or the deviation is below 0
     */
    public Spread {
      if (!Double.isFinite(mean) || !Double.isFinite(deviation) || deviation < 0) {
        throw new IllegalArgumentException(
            "a mean of %s with a standard deviation of %s: expected finite numbers, the deviation not below 0"
                .formatted(mean, deviation));
      }
    }
  }
}
