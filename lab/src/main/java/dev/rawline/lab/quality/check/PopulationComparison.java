package dev.rawline.lab.quality.check;

import dev.rawline.lab.statistic.MaximumMeanDiscrepancy;

/**
 * Whether many numbers of an image together are distributed as in the reference.
 *
 * @param label what they are: "raw statistics", "features of the model", "softmax of the model"
 * @param test the result of the test
 * @param adjusted its p-value among all tests of the batch
 */
public record PopulationComparison(String label, MaximumMeanDiscrepancy test, double adjusted)
    implements DriftComparison {

  @Override
  public String method() {
    return "MMD, " + test.form().word();
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
