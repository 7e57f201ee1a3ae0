package dev.rawline.learning.model;

import java.util.List;
import java.util.Optional;

/**
 * Convolutions whose result is added to the input: two of 3×3, or a bottleneck of 1×1, 3×3 and 1×1,
 * whose stride is in the middle.
 */
final class ResidualBlock {
  /** How many times wider a bottleneck's output is than its middle. */
  static final int EXPANSION = 4;

  private final List<NormalizedConvolution> steps;

  /** Converts the input to the size of the output, if they differ. */
  private final Optional<NormalizedConvolution> shortcut;

  private ResidualBlock(
      List<NormalizedConvolution> steps, Optional<NormalizedConvolution> shortcut) {
    this.steps = steps;
    this.shortcut = shortcut;
  }

  static ResidualBlock of(boolean bottleneck, int in, int out, int stride, LayerFactory layers) {
    List<NormalizedConvolution> steps =
        bottleneck
            ? List.of(
                step(layers, 1, in, out / EXPANSION, 1, 1),
                step(layers, 2, out / EXPANSION, out / EXPANSION, 3, stride),
                step(layers, 3, out / EXPANSION, out, 1, 1))
            : List.of(step(layers, 1, in, out, 3, stride), step(layers, 2, out, out, 3, 1));
    Optional<NormalizedConvolution> shortcut =
        in == out && stride == 1
            ? Optional.empty()
            : Optional.of(step(layers, "downsample.0", "downsample.1", in, out, 1, stride));
    return new ResidualBlock(steps, shortcut);
  }

  private static NormalizedConvolution step(
      LayerFactory layers, int number, int in, int out, int side, int stride) {
    return step(layers, "conv" + number, "bn" + number, in, out, side, stride);
  }

  private static NormalizedConvolution step(
      LayerFactory layers, String convolution, String norm, int in, int out, int side, int stride) {
    return layers.normalized(
        convolution, norm, in, out, side, stride, Initialization.KAIMING_NORMAL_FAN_OUT);
  }

  <F> F forward(F input, Layers<F> layers) {
    F residual = steps.getFirst().forward(input, layers);
    for (NormalizedConvolution step : steps.subList(1, steps.size())) {
      residual = step.forward(layers.relu(residual), layers);
    }
    F kept = shortcut.map(step -> step.forward(input, layers)).orElse(input);
    return layers.relu(layers.sum(residual, kept));
  }
}
