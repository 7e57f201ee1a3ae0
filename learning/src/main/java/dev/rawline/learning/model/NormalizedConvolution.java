package dev.rawline.learning.model;

import dev.rawline.learning.engine.Tensor;

/** A convolution, and the batch norm behind it. */
record NormalizedConvolution(ConvolutionLayer convolution, BatchNorm norm) {

  Tensor forward(Tensor input, boolean training) {
    return norm.forward(convolution.forward(input), training);
  }
}
