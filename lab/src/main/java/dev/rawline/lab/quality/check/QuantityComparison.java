package dev.rawline.lab.quality.check;

import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.lab.statistic.TwoSampleResult;

/**
 * Whether one quantity has the distribution that it has in the reference.
 *
 * @param quantity which
 * @param by the test
 * @param test its result
 * @param adjusted its p-value among all tests of the batch
 */
public record QuantityComparison(
    Quantity quantity, TwoSampleComparison by, TwoSampleResult test, double adjusted)
    implements DriftComparison {

  @Override
  public String label() {
    return quantity.means();
  }

  @Override
  public String method() {
    return by.label() + ", " + test.method().word();
  }

  @Override
  public double statistic() {
    return test.statistic();
  }

  @Override
  public double pValue() {
    return test.pValue();
  }
}
