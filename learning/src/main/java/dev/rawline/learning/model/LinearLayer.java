package dev.rawline.learning.model;

import dev.rawline.learning.engine.Tensor;
import java.util.Optional;

/**
 * x · weightᵀ + bias.
 *
 * @param weight (feature out, feature in)
 * @param bias one number a feature out
 */
public record LinearLayer(Tensor weight, Tensor bias) {

  /** Returns x · weightᵀ + bias of features (image, …, feature). */
  public Tensor forward(Tensor features) {
    return features.linear(weight, Optional.of(bias));
  }

  <F> F forward(F features, Layers<F> layers) {
    return layers.linear(features, weight, bias);
  }
}
