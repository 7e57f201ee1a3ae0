package dev.rawline.learning.plan;

import dev.rawline.data.yaml.Key;

/**
 * When training ends before its last epoch.
 *
 * @param patience validations without a better metric that are borne
 */
public record EarlyStoppingPlan(
    @Key(means = "validations without a better metric that are borne", least = 1, required = true)
        Integer patience) {}
