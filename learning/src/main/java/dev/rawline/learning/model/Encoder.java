package dev.rawline.learning.model;

import java.util.ArrayList;
import java.util.List;

/** The stages of a residual network: pictures → features at 1/2, 1/4, 1/8, 1/16 and 1/32. */
final class Encoder implements ClassificationNetwork.Features {
  /** The largest number of them. */
  static final int STAGES = 5;

  private final NormalizedConvolution stem;

  /** The blocks of stage 2, of stage 3, … */
  private final List<List<ResidualBlock>> stages = new ArrayList<>();

  Encoder(ResNet kind, int depth, int channels, LayerFactory layers) {
    int first = kind.width(1);
    stem =
        layers.normalized(
            "conv1", "bn1", channels, first, 7, 2, Initialization.KAIMING_NORMAL_FAN_OUT);
    int in = first;
    for (int stage = 2; stage <= depth; stage++) {
      int out = kind.width(stage);
      List<ResidualBlock> blocks = new ArrayList<>();
      for (int block = 0; block < kind.blocks(stage); block++) {
        int stride = block == 0 && stage > 2 ? 2 : 1;
        LayerFactory named = layers.within("layer%d.%d".formatted(stage - 1, block));
        blocks.add(ResidualBlock.of(kind.hasBottlenecks(), in, out, stride, named));
        in = out;
      }
      stages.add(blocks);
    }
  }

  /** Returns what leaves each stage, the finest first. */
  <F> List<F> forward(F pictures, Layers<F> layers) {
    List<F> features = new ArrayList<>();
    features.add(layers.relu(stem.forward(pictures, layers)));
    for (List<ResidualBlock> stage : stages) {
      F feature = features.getLast();
      if (features.size() == 1) {
        feature = layers.maxPool(feature, 3, 2, 1);
      }
      for (ResidualBlock block : stage) {
        feature = block.forward(feature, layers);
      }
      features.add(feature);
    }
    return features;
  }

  /** Returns the mean over each picture of what leaves the last stage: (image, feature). */
  @Override
  public <F> F of(F pictures, Layers<F> layers) {
    return layers.mean(forward(pictures, layers).getLast());
  }
}
