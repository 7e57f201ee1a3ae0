package dev.rawline.learning.model;

import java.util.List;
import java.util.stream.Stream;

/** Features at twice their size, concatenated with skipped ones, through two convolutions. */
final class DecoderBlock {
  private final NormalizedConvolution first;
  private final NormalizedConvolution second;

  /**
   * Makes a block.
   *
   * @param in channels of the enlarged features
   * @param skip channels of all skipped features together
   */
  DecoderBlock(int in, int skip, int out, LayerFactory layers) {
    first = normalized("conv1", in + skip, out, layers);
    second = normalized("conv2", out, out, layers);
  }

  private static NormalizedConvolution normalized(
      String name, int in, int out, LayerFactory layers) {
    return layers.normalized(
        name + ".0", name + ".1", in, out, 3, 1, Initialization.KAIMING_UNIFORM_FAN_IN);
  }

  <F> F forward(F coarse, List<F> skipped, Layers<F> layers) {
    F enlarged = layers.enlarged(coarse);
    F joined =
        skipped.isEmpty()
            ? enlarged
            : layers.concatenated(Stream.concat(Stream.of(enlarged), skipped.stream()).toList());
    F once = layers.relu(first.forward(joined, layers));
    return layers.relu(second.forward(once, layers));
  }
}
