package dev.rawline.learning.diffusion;

import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.model.ConvolutionLayer;
import dev.rawline.learning.model.GroupNorm;
import dev.rawline.learning.model.Initialization;
import dev.rawline.learning.model.LayerFactory;

/** Attention of every place of a picture to all others, around which there is a shortcut. */
record FlowAttention(int heads, GroupNorm norm, ConvolutionLayer inward, ConvolutionLayer outward) {

  static FlowAttention of(int channels, int heads, LayerFactory layers) {
    return new FlowAttention(
        heads,
        layers.groupNorm("norm", FlowArchitecture.GROUPS, channels),
        layers.biasedConvolution(
            "qkv", channels, 3 * channels, 1, Initialization.KAIMING_UNIFORM_FAN_IN),
        layers.biasedConvolution("out", channels, channels, 1, Initialization.ZERO));
  }

  Tensor forward(Tensor features) {
    long[] shape = features.shape();
    long images = shape[0];
    long channels = shape[1];
    long places = shape[2] * shape[3];
    Tensor all = inward.forwardByOneDnn(norm.forward(features));
    Tensor[] parts = new Tensor[3];
    for (int i = 0; i < parts.length; i++) {
      parts[i] =
          all.narrow(1, i * channels, channels)
              .reshape(images, heads, channels / heads, places)
              .permute(0, 1, 3, 2);
    }
    Tensor attended = parts[0].attention(parts[1], parts[2]).permute(0, 1, 3, 2).reshape(shape);
    return features.plus(outward.forwardByOneDnn(attended));
  }
}
