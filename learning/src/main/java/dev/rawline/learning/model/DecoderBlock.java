package dev.rawline.learning.model;

import dev.rawline.learning.engine.Tensor;
import java.util.List;
import java.util.stream.Stream;

/**
 * Features at twice their size, beside those that skipped the way down, through two convolutions.
 */
final class DecoderBlock {
  private final ConvolutionLayer first;
  private final BatchNorm firstNorm;
  private final ConvolutionLayer second;
  private final BatchNorm secondNorm;

  /**
   * Makes a block.
   *
   * @param in channels of what is enlarged
   * @param skip channels beside it, of all skipped features together
   */
  DecoderBlock(int in, int skip, int out, LayerFactory layers) {
    first = convolution("conv1.0", in + skip, out, layers);
    firstNorm = layers.batchNorm("conv1.1", out);
    second = convolution("conv2.0", out, out, layers);
    secondNorm = layers.batchNorm("conv2.1", out);
  }

  private static ConvolutionLayer convolution(String name, int in, int out, LayerFactory layers) {
    return layers.convolution(name, in, out, 3, 1, Initialization.KAIMING_UNIFORM_FAN_IN);
  }

  Tensor forward(Tensor coarse, List<Tensor> skipped, boolean training) {
    Tensor enlarged = coarse.enlargeNearest(2);
    Tensor joined =
        skipped.isEmpty()
            ? enlarged
            : Tensor.concatenate(Stream.concat(Stream.of(enlarged), skipped.stream()).toList(), 1);
    Tensor once = firstNorm.forward(first.forward(joined), training).reluInPlace();
    return secondNorm.forward(second.forward(once), training).reluInPlace();
  }
}
