package dev.rawline.learning.optimize;

import java.util.ArrayList;
import java.util.List;

/** The checks that several rules share; all mistakes are told together. */
final class OptimizerChecks {
  private OptimizerChecks() {}

  static void requireAdam(double beta1, double beta2, double epsilon, double weightDecay) {
    List<String> mistakes = new ArrayList<>();
    share(mistakes, "beta1", beta1);
    share(mistakes, "beta2", beta2);
    if (!(epsilon > 0) || Double.isInfinite(epsilon)) {
      mistakes.add("epsilon is %s: expected a finite number above 0".formatted(epsilon));
    }
    zeroOrMore(mistakes, "weight decay", weightDecay);
    require(mistakes);
  }

  static void share(List<String> mistakes, String name, double value) {
    if (!(value >= 0 && value < 1)) {
      mistakes.add("%s is %s: expected 0 to below 1".formatted(name, value));
    }
  }

  static void zeroOrMore(List<String> mistakes, String name, double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      mistakes.add("%s is %s: expected a finite number, 0 or more".formatted(name, value));
    }
  }

  static void require(List<String> mistakes) {
    if (!mistakes.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", mistakes));
    }
  }
}
