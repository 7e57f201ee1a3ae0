package dev.rawline.lab.quality.drift;

import dev.rawline.lab.quality.statistic.MeanDiscrepancy;

/**
 * Whether many numbers of an image together are distributed as in the reference.
 *
 * @param of what they are: "raw statistics", "features of the model", "softmax of the model"
 * @param test what the test says
 * @param adjusted its p-value among all tests of the batch
 */
public record PopulationTest(String of, MeanDiscrepancy test, double adjusted) {}
