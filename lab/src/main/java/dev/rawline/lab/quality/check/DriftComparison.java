package dev.rawline.lab.quality.check;

/** One test of whether a batch is drawn from the population of the reference. */
public sealed interface DriftComparison permits QuantityComparison, PopulationComparison {

  /** Returns what is compared, for people. */
  String label();

  /** Returns the test and how its p-value was found, for people. */
  String method();

  /** Returns the statistic of the test. */
  double statistic();

  /** Returns the p-value of the test by itself, 0 to 1. */
  double pValue();

  /** Returns the p-value adjusted for all tests of the batch, 0 to 1. */
  double adjusted();
}
