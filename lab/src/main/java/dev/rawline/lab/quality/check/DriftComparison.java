package dev.rawline.lab.quality.check;

import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.lab.statistic.MaximumMeanDiscrepancy;
import dev.rawline.lab.statistic.TwoSampleResult;
import java.util.Optional;

/**
 * One test of whether a batch is drawn from the population of the reference.
 *
 * @param quantity the quantity that is compared; none where many numbers are
 * @param label what is compared: the quantity, "raw statistics", "features of the model", "softmax
 *     of the model"
 * @param test the test
 * @param form the form of its statistic, or how its p-value was found
 * @param statistic its statistic
 * @param pValue the p-value of the test by itself, 0 to 1
 * @param adjusted the p-value adjusted for all tests of the batch, 0 to 1
 */
public record DriftComparison(
    Optional<Quantity> quantity,
    String label,
    String test,
    String form,
    double statistic,
    double pValue,
    double adjusted) {

  /** Returns the test of whether one quantity has the distribution that it has in the reference. */
  public static DriftComparison of(
      Quantity quantity, TwoSampleComparison by, TwoSampleResult found, double adjusted) {
    return new DriftComparison(
        Optional.of(quantity),
        quantity.means(),
        by.label(),
        found.method().word(),
        found.statistic(),
        found.pValue(),
        adjusted);
  }

  /** Returns the test of whether many numbers together are distributed as in the reference. */
  public static DriftComparison of(String label, MaximumMeanDiscrepancy found, double adjusted) {
    return new DriftComparison(
        Optional.empty(),
        label,
        "MMD",
        found.form().word(),
        found.statistic(),
        found.pValue(),
        adjusted);
  }

  /** Returns the test and how its p-value was found, for display. */
  public String method() {
    return test + ", " + form;
  }
}
