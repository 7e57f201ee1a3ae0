package dev.rawline.learning.plan;

import dev.rawline.imaging.frame.Described;

/** Another size of batches, from an epoch on. */
public record BatchSizeChange(
    @Described(meaning = "the epochs completed before", unit = "epochs", min = 1, required = true)
        Integer after,
    @Described(meaning = "the batch size from then on", min = 1, required = true) Integer size) {}
