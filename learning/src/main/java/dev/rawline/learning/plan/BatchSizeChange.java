package dev.rawline.learning.plan;

import dev.rawline.data.yaml.Key;

/**
 * Another size of batches, from an epoch on.
 *
 * @param after epochs that are done before
 * @param size samples of a batch
 */
public record BatchSizeChange(
    @Key(means = "epochs that are done before", unit = "epochs", least = 1, required = true)
        Integer after,
    @Key(means = "samples of a batch from there on", least = 1, required = true) Integer size) {}
