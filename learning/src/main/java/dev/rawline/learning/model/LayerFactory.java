package dev.rawline.learning.model;

import dev.rawline.imaging.random.Seed;
import dev.rawline.learning.engine.Tensor;
import java.util.Arrays;
import java.util.Optional;

/** Makes the layers of a network: names their numbers, and draws them from the seed by name. */
public final class LayerFactory {
  private final NetworkParameters parameters;
  private final Seed seed;
  private final String prefix;

  /**
   * Begins a network.
   *
   * @throws IllegalArgumentException if there is no channel or no output
   */
  public LayerFactory(int channels, int outputs, Seed seed) {
    this(new NetworkParameters(), seed, "");
    require("channels", channels, "channel of the images");
    require("outputs", outputs, "class or predicted number");
  }

  private LayerFactory(NetworkParameters parameters, Seed seed, String prefix) {
    this.parameters = parameters;
    this.seed = seed;
    this.prefix = prefix;
  }

  private static void require(String name, int value, String unit) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "%s is %d: expected at least 1 (%s)".formatted(name, value, unit));
    }
  }

  /** Makes layers of the same network whose names begin with a part's. */
  public LayerFactory within(String part) {
    return new LayerFactory(parameters, seed, prefix + part + ".");
  }

  /** Returns the numbers of the layers that were made. */
  public NetworkParameters parameters() {
    return parameters;
  }

  private ConvolutionLayer convolution(
      String name, int in, int out, int side, int stride, Initialization initialization) {
    return new ConvolutionLayer(
        weight(name, initialization, out, in, side, side), Optional.empty(), stride, side / 2);
  }

  /** A square kernel without bias, and the batch norm behind it. */
  NormalizedConvolution normalized(
      String convolution,
      String norm,
      int in,
      int out,
      int side,
      int stride,
      Initialization initialization) {
    return new NormalizedConvolution(
        convolution(convolution, in, out, side, stride, initialization), batchNorm(norm, out));
  }

  /** A square kernel with a bias of 0 at first. */
  public ConvolutionLayer biasedConvolution(
      String name, int in, int out, int side, Initialization initialization) {
    return new ConvolutionLayer(
        weight(name, initialization, out, in, side, side),
        Optional.of(learned(name + ".bias", new float[out], out)),
        1,
        side / 2);
  }

  private BatchNorm batchNorm(String name, int channels) {
    float[] ones = new float[channels];
    Arrays.fill(ones, 1);
    return new BatchNorm(
        Optional.of(learned(name + ".weight", ones, channels)),
        Optional.of(learned(name + ".bias", new float[channels], channels)),
        parameters.buffer(
            prefix + name + ".running_mean", Tensor.of(new float[channels], channels)),
        parameters.buffer(prefix + name + ".running_var", Tensor.of(ones, channels)),
        parameters.buffer(prefix + name + ".num_batches_tracked", Tensor.of(new long[1])),
        parameters);
  }

  /** A group norm (weights of 1, biases of 0 at first). */
  public GroupNorm groupNorm(String name, int groups, int channels) {
    float[] ones = new float[channels];
    Arrays.fill(ones, 1);
    return new GroupNorm(
        groups,
        learned(name + ".weight", ones, channels),
        learned(name + ".bias", new float[channels], channels));
  }

  /** A linear layer, drawn as PyTorch draws its own. */
  public LinearLayer linear(String name, int in, int out) {
    Tensor weight = weight(name, Initialization.UNIFORM_FAN_IN, out, in);
    String bias = name + ".bias";
    float[] biases =
        Initialization.uniform(seed.stream(prefix + bias, 0), out, 1 / Math.sqrt((double) in));
    return new LinearLayer(weight, learned(bias, biases, out));
  }

  private Tensor weight(String name, Initialization initialization, long... shape) {
    int places = 1;
    for (int i = 2; i < shape.length; i++) {
      places *= Math.toIntExact(shape[i]);
    }
    String full = name + ".weight";
    float[] numbers =
        initialization.draw(
            seed.stream(prefix + full, 0),
            Math.toIntExact(shape[0]),
            Math.toIntExact(shape[1]),
            places);
    return learned(full, numbers, shape);
  }

  private Tensor learned(String name, float[] numbers, long... shape) {
    return parameters.learned(prefix + name, Tensor.of(numbers, shape));
  }
}
