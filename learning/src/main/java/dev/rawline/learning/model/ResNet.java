package dev.rawline.learning.model;

import dev.rawline.imaging.random.Seed;

/**
 * A residual network that classifies pictures (He, Zhang, Ren and Sun, Deep residual learning for
 * image recognition, CVPR 2016).
 *
 * <p>Names, shapes and order of the parameters are torchvision's, and so are the first numbers:
 * convolutions normal with the variance 2 / (channels out · kernel area) (He, Zhang, Ren and Sun,
 * ICCV 2015), batch norms 1 and 0, the head uniform within ±1/√(channels in).
 *
 * @param layers how many layers have weights: 18, 34 or 50
 */
public record ResNet(int layers) implements Architecture {

  /**
   * Checks the number of layers.
   *
   * @throws IllegalArgumentException if it is another
   */
  public ResNet {
    if (layers != 18 && layers != 34 && layers != 50) {
      throw new IllegalArgumentException(
          "a ResNet of %d layers is not known: expected 18, 34 or 50 (layers)".formatted(layers));
    }
  }

  @Override
  public Network build(int channels, int outputs, Seed seed) {
    LayerFactory layers = new LayerFactory(channels, outputs, seed);
    Encoder encoder = new Encoder(this, Encoder.STAGES, channels, layers);
    LinearLayer head = layers.linear("fc", width(Encoder.STAGES), outputs);
    return new ClassificationNetwork(encoder, head, layers.parameters());
  }

  /** Returns how many channels leave a stage, from 1, at half the size, to 5, at 1/32. */
  int width(int stage) {
    int narrow = 64 << Math.max(0, stage - 2);
    return hasBottlenecks() && stage > 1 ? narrow * ResidualBlock.EXPANSION : narrow;
  }

  /** Returns how many blocks a stage from 2 to 5 has. */
  int blocks(int stage) {
    if (layers == 18) {
      return 2;
    }
    return switch (stage) {
      case 2, 5 -> 3;
      case 3 -> 4;
      case 4 -> 6;
      default -> throw new IllegalArgumentException("stage " + stage + " has no blocks");
    };
  }

  boolean hasBottlenecks() {
    return layers == 50;
  }

  @Override
  public String word() {
    return "resnet" + layers;
  }
}
