package dev.rawline.lab.statistic;

import dev.rawline.imaging.chain.ParameterChecks;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How p-values of many tests are adjusted, so that of all discoveries (adjusted p-values up to α) a
 * share of α is expected to be false at most; where nothing differs, any discovery has at most
 * probability α.
 *
 * <p>The adjusted p-value of the one at place i of m in ascending order is the least of c · m p_j /
 * j over j ≥ i, and 1 at most.
 */
public enum FalseDiscoveryRate {
  /**
   * Benjamini and Hochberg (1995), c = 1: proven for independent tests and for such that depend
   * positively on each other. Two-sided tests of quantities of either sign of correlation are not
   * covered by the proof, yet keep the rate (see FalseDiscoveryRateTest, which measures it).
   */
  BENJAMINI_HOCHBERG,
  /** Benjamini and Yekutieli (2001), c = 1 + 1/2 + … + 1/m: proven for any dependence. */
  BENJAMINI_YEKUTIELI;

  /** Returns c. */
  private double factor(int tests) {
    return switch (this) {
      case BENJAMINI_HOCHBERG -> 1;
      case BENJAMINI_YEKUTIELI -> {
        double sum = 0;
        for (int i = 1; i <= tests; i++) {
          sum += 1.0 / i;
        }
        yield sum;
      }
    };
  }

  /**
   * Returns the adjusted p-values, in the order of the given ones.
   *
   * @param pValues the p-values, each 0 to 1
   * @throws IllegalArgumentException if one of them lies outside
   */
  public List<Double> adjusted(List<Double> pValues) {
    for (int i = 0; i < pValues.size(); i++) {
      ParameterChecks.requireRange("p-value " + (i + 1), pValues.get(i), "probability", 0, 1);
    }
    int tests = pValues.size();
    List<Integer> descending =
        IntStream.range(0, tests)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -pValues.get(i)))
            .toList();
    List<Double> adjusted = new ArrayList<>(Collections.nCopies(tests, 1.0));
    double least = 1;
    for (int place = tests; place > 0; place--) {
      int test = descending.get(tests - place);
      least = Math.min(least, factor(tests) * tests * pValues.get(test) / place);
      adjusted.set(test, least);
    }
    return List.copyOf(adjusted);
  }
}
