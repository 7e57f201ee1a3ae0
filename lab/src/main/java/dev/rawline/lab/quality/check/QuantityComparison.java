package dev.rawline.lab.quality.check;

import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.lab.statistic.TwoSampleResult;

/**
 * Whether one quantity has the distribution that it has in the reference.
 *
 * @param quantity which
 * @param test what the test says
 * @param adjusted its p-value among all tests of the batch
 */
public record QuantityComparison(Quantity quantity, TwoSampleResult test, double adjusted) {}
