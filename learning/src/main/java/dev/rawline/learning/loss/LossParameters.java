package dev.rawline.learning.loss;

/** The checks that several losses share. */
final class LossParameters {
  private LossParameters() {}

  static void requireAboveZero(String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          "%s is %s: expected a finite number above 0".formatted(name, value));
    }
  }
}
