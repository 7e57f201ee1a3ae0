package dev.rawline.learning.model;

import dev.rawline.learning.engine.Tensor;
import java.util.Optional;

/** Pictures → logits, by numbers that are learned. */
public interface Network {

  /**
   * Computes the outputs for pictures.
   *
   * @param pictures (image, channel, row, column)
   * @param training whether layers are in training mode: batch norms use the statistics of this
   *     batch and update their running ones
   * @return (image, output) of a classifier; (image, output, row, column) of a network with outputs
   *     for each pixel
   */
  Tensor forward(Tensor pictures, boolean training);

  /**
   * Computes the features before the head, averaged over each picture, in evaluation mode.
   *
   * @param pictures (image, channel, row, column)
   * @return (image, feature); none where the network exposes its outputs only
   */
  default Optional<Tensor> features(Tensor pictures) {
    return Optional.empty();
  }

  /**
   * Passes features through the layers of this network in evaluation mode, by other operations than
   * the engine's.
   *
   * @param pictures the pictures, as the operations take them
   * @return the outputs; none where the layers are unknown
   */
  default <F> Optional<F> through(F pictures, Layers<F> layers) {
    return Optional.empty();
  }

  /** Returns the numbers. */
  NetworkParameters parameters();
}
