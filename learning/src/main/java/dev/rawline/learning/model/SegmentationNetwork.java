package dev.rawline.learning.model;

import dev.rawline.imaging.random.Seed;
import dev.rawline.learning.engine.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An encoder, a decoder back to the size of the picture, and a head.
 *
 * <p>First numbers are those of segmentation-models-pytorch: the encoder's a {@link ResNet}'s, the
 * decoder's uniform within ±√(6 / fan-in), the head's by Glorot and Bengio, its bias 0.
 */
final class SegmentationNetwork implements Network {
  /** The widths of decoders that are usual, the coarsest first. */
  static final List<Integer> WIDTHS = List.of(256, 128, 64, 32, 16);

  private static final int LEAST_DEPTH = 3;

  /** What brings features back to the size of the picture. */
  interface Decoder {
    /** Decodes features, the coarsest first. */
    <F> F forward(List<F> features, Layers<F> layers);
  }

  /** How a decoder's layers are made. */
  @FunctionalInterface
  interface DecoderPlan {
    /**
     * Makes a decoder.
     *
     * @param encoded channels of the encoder's features, the coarsest first
     * @param widths channels after each of the decoder's steps
     */
    Decoder build(List<Integer> encoded, List<Integer> widths, LayerFactory layers);
  }

  private final String word;
  private final int divisor;
  private final NetworkParameters parameters;
  private final Encoder encoder;
  private final Decoder decoder;
  private final ConvolutionLayer head;

  SegmentationNetwork(UNet architecture, DecoderPlan plan, int channels, int outputs, Seed seed) {
    LayerFactory layers = new LayerFactory(channels, outputs, seed);
    int depth = architecture.depth();
    List<Integer> widths = architecture.decoderWidths();
    ResNet residual = architecture.encoder();
    word = architecture.word();
    divisor = architecture.divisor();
    parameters = layers.parameters();
    encoder = new Encoder(residual, depth, channels, layers.within("encoder"));
    List<Integer> encoded =
        Stream.iterate(depth, stage -> stage > 0, stage -> stage - 1).map(residual::width).toList();
    decoder = plan.build(encoded, widths, layers.within("decoder.blocks"));
    head =
        layers
            .within("segmentation_head")
            .biasedConvolution("0", widths.getLast(), outputs, 3, Initialization.XAVIER_UNIFORM);
  }

  /**
   * Checks depth and widths.
   *
   * @throws IllegalArgumentException listing all that is wrong
   */
  static List<Integer> checked(int depth, List<Integer> widths) {
    List<String> problems = new ArrayList<>();
    if (depth < LEAST_DEPTH || depth > Encoder.STAGES) {
      problems.add(
          "depth is %d: expected %d to %d (halvings)"
              .formatted(depth, LEAST_DEPTH, Encoder.STAGES));
    }
    if (widths.size() != depth) {
      problems.add(
          "decoder widths are %s: expected as many as the depth, %d"
              .formatted(written(widths), depth));
    }
    if (widths.stream().anyMatch(width -> width < 1)) {
      problems.add(
          "decoder widths are %s: expected at least 1 (channels) each".formatted(written(widths)));
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
    return List.copyOf(widths);
  }

  private static String written(List<Integer> widths) {
    return widths.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  @Override
  public Tensor forward(Tensor pictures, boolean training) {
    requireSize(pictures.size(2), pictures.size(3));
    return forward(pictures, new EngineLayers(training));
  }

  private <F> F forward(F pictures, Layers<F> layers) {
    List<F> features = encoder.forward(pictures, layers);
    return head.forward(decoder.forward(features.reversed(), layers), layers);
  }

  @Override
  public <F> Optional<F> through(F pictures, Layers<F> layers) {
    return Optional.of(forward(pictures, layers));
  }

  private void requireSize(long height, long width) {
    if (height % divisor != 0 || width % divisor != 0) {
      throw new IllegalArgumentException(
          "images have %d×%d pixels: %s needs sides that are multiples of %d; crop or resize them, to %d×%d for example"
              .formatted(width, height, word, divisor, multiple(width), multiple(height)));
    }
  }

  private long multiple(long side) {
    return Math.max(1, side / divisor) * divisor;
  }

  @Override
  public Optional<Tensor> features(Tensor pictures) {
    requireSize(pictures.size(2), pictures.size(3));
    return Optional.of(encoder.of(pictures, new EngineLayers(/* training= */ false)));
  }

  @Override
  public NetworkParameters parameters() {
    return parameters;
  }
}
