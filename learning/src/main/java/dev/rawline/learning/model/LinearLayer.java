package dev.rawline.learning.model;

import dev.rawline.learning.engine.Tensor;
import java.util.Optional;

/** x · weightᵀ + bias. */
record LinearLayer(Tensor weight, Tensor bias) {

  Tensor forward(Tensor features) {
    return features.linear(weight, Optional.of(bias));
  }
}
