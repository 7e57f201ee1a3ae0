package dev.rawline.learning.plan;

import dev.rawline.imaging.frame.Described;

/** When training ends before its last epoch. */
public record EarlyStoppingPlan(
    @Described(
            meaning = "validations without a better metric that are borne",
            min = 1,
            required = true)
        Integer patience) {}
