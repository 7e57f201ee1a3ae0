package dev.rawline.learning.metric;

import java.util.OptionalDouble;

/** Sums over samples → a number, where it is defined. */
@FunctionalInterface
interface SumStatistic {
  OptionalDouble of(double[] sums);
}
