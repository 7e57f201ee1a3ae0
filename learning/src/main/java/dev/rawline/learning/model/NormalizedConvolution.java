package dev.rawline.learning.model;

/** A convolution, and the batch norm behind it. */
record NormalizedConvolution(ConvolutionLayer convolution, BatchNorm norm) {

  <F> F forward(F input, Layers<F> layers) {
    return layers.normalized(convolution.forward(input, layers), norm);
  }
}
