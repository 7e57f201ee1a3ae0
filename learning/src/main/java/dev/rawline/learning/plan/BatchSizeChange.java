package dev.rawline.learning.plan;

import dev.rawline.imaging.frame.Described;

/** Another size of batches, from an epoch on. */
public record BatchSizeChange(
    @Described(meaning = "epochs that are done before", unit = "epochs", min = 1, required = true)
        Integer after,
    @Described(meaning = "samples of a batch from there on", min = 1, required = true)
        Integer size) {}
