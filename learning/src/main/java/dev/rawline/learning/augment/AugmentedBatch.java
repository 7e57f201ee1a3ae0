package dev.rawline.learning.augment;

import dev.rawline.learning.engine.Tensor;
import java.util.Optional;

/**
 * Augmented pictures and their masks.
 *
 * @param pictures (image, channel, row, column)
 * @param masks (image, 1, row, column), in step with the pictures, 0 and 1; none if there were none
 */
public record AugmentedBatch(Tensor pictures, Optional<Tensor> masks) {}
