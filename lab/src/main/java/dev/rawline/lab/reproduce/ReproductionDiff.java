package dev.rawline.lab.reproduce;

import dev.rawline.lab.experiment.NumberTolerance;
import dev.rawline.workbench.book.RunSummary;
import java.util.List;
import java.util.Optional;

/**
 * In what a run that was run again differs from what the lab book holds.
 *
 * @param run the run
 * @param origin the differences in provenance, the data set first
 * @param tolerance the tolerated difference of numbers
 * @param agreeing how many numbers agree
 * @param numbers the numbers that do not
 * @param refused why it could not be repeated on the present data set; none where it was
 */
public record ReproductionDiff(
    RunSummary run,
    List<OriginChange> origin,
    NumberTolerance tolerance,
    int agreeing,
    List<NumberChange> numbers,
    Optional<String> refused) {
  /**
   * An input or version that results depend on.
   *
   * @param name what it is, such as "data" or "machine"
   * @param recorded what it was
   * @param now what it is
   */
  public record OriginChange(String name, String recorded, String now) {}

  /**
   * A number that does not agree.
   *
   * @param where of which run or cell it is
   * @param name what was measured
   * @param recorded what it was; none where the run had none
   * @param now what it is; none where there is none now
   */
  public record NumberChange(
      String where, String name, Optional<Double> recorded, Optional<Double> now) {
    /** Returns how far they lie apart; no number where one is missing. */
    public double difference() {
      return recorded.isPresent() && now.isPresent() ? now.get() - recorded.get() : Double.NaN;
    }
  }

  /** Returns whether it was run again and all numbers agree. */
  public boolean agrees() {
    return refused.isEmpty() && numbers.isEmpty();
  }
}
