package dev.rawline.learning.model;

import dev.rawline.learning.engine.Tensor;

/** x · weightᵀ + bias. */
record LinearLayer(Tensor weight, Tensor bias) {

  <F> F forward(F features, Layers<F> layers) {
    return layers.linear(features, weight, bias);
  }
}
