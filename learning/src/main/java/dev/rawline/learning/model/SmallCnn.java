package dev.rawline.learning.model;

import dev.rawline.imaging.random.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A small convolutional network that classifies pictures, for quick work: for every width a
 * convolution of 3×3 that halves the size, a batch norm and a ReLU; then the mean over the picture
 * and a linear head.
 *
 * <p>Parameters are named {@code block1.conv.weight}, {@code block1.bn.weight}, …, {@code
 * fc.weight}. First numbers are drawn as a {@link ResNet}'s are.
 *
 * @param widths channels after each convolution, the finest first
 */
public record SmallCnn(List<Integer> widths) implements Architecture {
  /**
   * Checks the widths.
   *
   * @throws IllegalArgumentException if there is none, or one is below 1
   */
  public SmallCnn {
    widths = List.copyOf(widths);
    if (widths.isEmpty() || widths.stream().anyMatch(width -> width < 1)) {
      throw new IllegalArgumentException(
          "widths are %s: expected one or more numbers of at least 1 (channels)".formatted(widths));
    }
  }

  /** Returns the usual sizes: 32, 64, 128 and 256 channels, about 0.4 million parameters. */
  public static SmallCnn usual() {
    return new SmallCnn(List.of(32, 64, 128, 256));
  }

  @Override
  public Network build(int channels, int outputs, Seed seed) {
    LayerFactory layers = new LayerFactory(channels, outputs, seed);
    List<NormalizedConvolution> blocks = new ArrayList<>();
    int in = channels;
    for (int width : widths) {
      LayerFactory named = layers.within("block" + (blocks.size() + 1));
      blocks.add(
          named.normalized("conv", "bn", in, width, 3, 2, Initialization.KAIMING_NORMAL_FAN_OUT));
      in = width;
    }
    LinearLayer head = layers.linear("fc", in, outputs);
    return new ClassificationNetwork(new Blocks(blocks), head, layers.parameters());
  }

  private record Blocks(List<NormalizedConvolution> blocks)
      implements ClassificationNetwork.Features {
    @Override
    public <F> F of(F pictures, Layers<F> layers) {
      F features = pictures;
      for (NormalizedConvolution block : blocks) {
        features = layers.relu(block.forward(features, layers));
      }
      return layers.mean(features);
    }
  }

  @Override
  public String word() {
    return "small-cnn";
  }

  @Override
  public String toString() {
    return word()
        + widths.stream().map(String::valueOf).collect(Collectors.joining(", ", " (", ")"));
  }
}
