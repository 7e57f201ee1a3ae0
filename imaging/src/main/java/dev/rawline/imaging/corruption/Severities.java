package dev.rawline.imaging.corruption;

import java.util.List;
import java.util.function.DoubleFunction;

/**
 * The definitions of one corruption at severities 1 to 5.
 *
 * @param imageNet with the constants of ImageNet-C
 * @param cifar with the constants of CIFAR-10-C
 */
record Severities(List<? extends Definition> imageNet, List<? extends Definition> cifar) {
  /**
   * Validates the number of severities.
   *
   * @throws IllegalArgumentException if one is missing
   */
  Severities {
    if (imageNet.size() != Corruption.SEVERITIES || cifar.size() != Corruption.SEVERITIES) {
      throw new IllegalArgumentException(
          "a corruption has %d severities, got %d and %d"
              .formatted(Corruption.SEVERITIES, imageNet.size(), cifar.size()));
    }
  }

  /** Returns the severities of a corruption that has one parameter. */
  static Severities of(
      DoubleFunction<Definition> definition, List<Double> imageNet, List<Double> cifar) {
    return new Severities(
        imageNet.stream().map(definition::apply).toList(),
        cifar.stream().map(definition::apply).toList());
  }

  Definition at(int severity, CorruptionConstants constants) {
    return switch (constants) {
      case SCALED -> imageNet.get(severity - 1);
      case THIRTY_TWO -> cifar.get(severity - 1);
    };
  }
}
