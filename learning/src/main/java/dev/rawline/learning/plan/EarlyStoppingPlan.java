package dev.rawline.learning.plan;

import dev.rawline.imaging.frame.Described;

/**
 * When training ends before its last epoch.
 *
 * @param patience validations without a better metric that are borne
 */
public record EarlyStoppingPlan(
    @Described(
            meaning = "validations without a better metric that are borne",
            min = 1,
            required = true)
        Integer patience) {}
