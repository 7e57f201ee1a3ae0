package dev.rawline.learning.diffusion;

import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.model.ConvolutionLayer;
import dev.rawline.learning.model.GroupNorm;
import dev.rawline.learning.model.Initialization;
import dev.rawline.learning.model.LayerFactory;
import dev.rawline.learning.model.LinearLayer;
import java.util.Optional;

/**
 * Two convolutions and a shortcut around them; what is known of the picture (its time, its class)
 * scales and shifts the features between the two.
 *
 * <p>out = x + conv₂(silu(norm(conv₁(silu(norm(x)))) · (1 + scale) + shift)).
 */
record ResidualFlowBlock(
    GroupNorm first,
    ConvolutionLayer one,
    LinearLayer modulation,
    GroupNorm second,
    ConvolutionLayer two,
    Optional<ConvolutionLayer> shortcut) {

  static ResidualFlowBlock of(int in, int out, int conditions, LayerFactory layers) {
    return new ResidualFlowBlock(
        layers.groupNorm("norm1", FlowArchitecture.GROUPS, in),
        layers.biasedConvolution("conv1", in, out, 3, Initialization.KAIMING_UNIFORM_FAN_IN),
        layers.linear("modulation", conditions, 2 * out),
        layers.groupNorm("norm2", FlowArchitecture.GROUPS, out),
        layers.biasedConvolution("conv2", out, out, 3, Initialization.ZERO),
        in == out
            ? Optional.empty()
            : Optional.of(
                layers.biasedConvolution(
                    "shortcut", in, out, 1, Initialization.KAIMING_UNIFORM_FAN_IN)));
  }

  /**
   * Returns the features behind the block.
   *
   * @param conditions (image, condition)
   */
  Tensor forward(Tensor features, Tensor conditions) {
    Tensor modulated = modulation.forward(conditions);
    long channels = modulated.size(1) / 2;
    Tensor scale = modulated.narrow(1, 0, channels).reshape(-1, channels, 1, 1);
    Tensor shift = modulated.narrow(1, channels, channels).reshape(-1, channels, 1, 1);
    Tensor hidden = second.forward(one.forwardByOneDnn(first.forward(features).silu()));
    hidden = hidden.plusProduct(hidden, scale).plus(shift).silu();
    Tensor around = shortcut.map(layer -> layer.forwardByOneDnn(features)).orElse(features);
    return around.plus(two.forwardByOneDnn(hidden));
  }
}
