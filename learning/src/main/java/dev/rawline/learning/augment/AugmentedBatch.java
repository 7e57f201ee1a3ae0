package dev.rawline.learning.augment;

import dev.rawline.learning.engine.Tensor;
import java.util.Optional;

/**
 * Pictures and their masks, seen otherwise.
 *
 * @param pictures (image, channel, row, column)
 * @param masks (image, 1, row, column), in step with the pictures, 0 and 1; none if there were none
 */
public record AugmentedBatch(Tensor pictures, Optional<Tensor> masks) {}
