package dev.rawline.lab.quality.drift;

import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.lab.quality.statistic.TwoSample;

/**
 * Whether one quantity has the distribution that it has in the reference.
 *
 * @param quantity which
 * @param test what the test says
 * @param adjusted its p-value among all tests of the batch
 */
public record QuantityTest(Quantity quantity, TwoSample test, double adjusted) {}
