package dev.rawline.learning.model;

import dev.rawline.learning.engine.Tensor;
import java.util.Optional;

/** A convolution with its weights; beyond the edge are zeros. */
record ConvolutionLayer(Tensor weight, Optional<Tensor> bias, int stride, int padding) {

  <F> F forward(F pictures, Layers<F> layers) {
    return layers.convolution(pictures, weight, bias, stride, padding);
  }
}
