package dev.rawline.learning.model;

import dev.rawline.learning.engine.Tensor;
import java.util.ArrayList;
import java.util.List;

/** The stages of a residual network: pictures → features at 1/2, 1/4, 1/8, 1/16 and 1/32. */
final class Encoder {
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
  List<Tensor> forward(Tensor pictures, boolean training) {
    List<Tensor> features = new ArrayList<>();
    features.add(stem.forward(pictures, training).reluInPlace());
    for (List<ResidualBlock> stage : stages) {
      Tensor feature = features.getLast();
      if (features.size() == 1) {
        feature = feature.maxPool2d(3, 2, 1);
      }
      for (ResidualBlock block : stage) {
        feature = block.forward(feature, training);
      }
      features.add(feature);
    }
    return features;
  }

  /** Returns the mean over each picture of what leaves the last stage: (image, feature). */
  Tensor deepest(Tensor pictures, boolean training) {
    Tensor deepest = forward(pictures, training).getLast();
    return deepest.shrink(1, 1).reshape(deepest.size(0), -1);
  }
}
