package dev.rawline.learning.metric;

/** The checks that several tallies share. */
final class ProbabilityChecks {
  private ProbabilityChecks() {}

  static void require(String sample, float[] probabilities) {
    for (float probability : probabilities) {
      if (!(probability >= 0 && probability <= 1)) {
        throw new IllegalArgumentException(
            "sample %s has a probability of %s: expected 0 to 1".formatted(sample, probability));
      }
    }
  }

  static void requireSome(int samples) {
    if (samples == 0) {
      throw new IllegalStateException("no sample was counted: there is nothing to score");
    }
  }
}
