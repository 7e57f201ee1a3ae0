package dev.rawline.learning.metric;

import java.util.OptionalDouble;

/** Sums over samples → a number, where it is defined. */
@FunctionalInterface
interface Measure {
  OptionalDouble of(double[] sums);
}
