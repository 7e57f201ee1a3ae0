package dev.rawline.learning.model;

import dev.rawline.learning.engine.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * The operations that networks consist of, so that one definition of a network serves the engine,
 * which computes, and a file format, which records.
 *
 * @param <F> the features: (image, channel, row, column), or (image, feature)
 */
public interface Layers<F> {

  /** Returns features convolved, with zeros beyond the edge. */
  F convolution(F features, Tensor weight, Optional<Tensor> bias, int stride, int padding);

  /** Returns features normalised. */
  F normalized(F features, BatchNorm norm);

  /** Returns features of which those below 0 become 0; the given ones are not used again. */
  F relu(F features);

  /** Returns the largest number of every window. */
  F maxPool(F features, int side, int stride, int padding);

  /** Returns the sum; the first features are not used again. */
  F sum(F features, F more);

  /** Returns the channels of all features, one after the other. */
  F concatenated(List<F> features);

  /** Returns features with every pixel repeated twice along rows and columns. */
  F enlarged(F features);

  /** Returns the mean of every channel over its picture: (image, feature). */
  F mean(F features);

  /** Returns x · weightᵀ + bias. */
  F linear(F features, Tensor weight, Tensor bias);
}
