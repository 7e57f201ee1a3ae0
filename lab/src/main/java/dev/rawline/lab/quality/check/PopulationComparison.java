package dev.rawline.lab.quality.check;

import dev.rawline.lab.statistic.MaximumMeanDiscrepancy;

/**
 * Whether many numbers of an image together are distributed as in the reference.
 *
 * @param of what they are: "raw statistics", "features of the model", "softmax of the model"
 * @param test what the test says
 * @param adjusted its p-value among all tests of the batch
 */
public record PopulationComparison(String of, MaximumMeanDiscrepancy test, double adjusted) {}
