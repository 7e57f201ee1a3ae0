package dev.rawline.lab.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FalseDiscoveryRateTest {
  private static final int TESTS = 24;
  private static final int DRAWS = 20_000;

  private static final List<Double> P =
      List.of(
          0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216, 0.222, 0.251, 0.269,
          0.275, 0.34);

  private final RandomStream random =
      new Seed(Seeds.next("FalseDiscoveryRateTest"), "discoveries").stream("scores", 0);

  /** scipy.stats.false_discovery_control(P) and (P, method='by') of SciPy 1.15.3. */
  @Test
  void adjustedValuesMatchSciPy() {
    assertClose(
        FalseDiscoveryRate.BENJAMINI_HOCHBERG.adjusted(P),
        List.of(
            0.015,
            0.06,
            0.126,
            0.126,
            0.126,
            0.15,
            0.15857142857142856,
            0.29464285714285715,
            0.29464285714285715,
            0.29464285714285715,
            0.29464285714285715,
            0.29464285714285715,
            0.29464285714285715,
            0.29464285714285715,
            0.34));
    assertClose(
        FalseDiscoveryRate.BENJAMINI_YEKUTIELI.adjusted(P).subList(0, 8),
        List.of(
            0.0497734348984349,
            0.1990937395937396,
            0.4180968531468532,
            0.4180968531468532,
            0.4180968531468532,
            0.49773434898434904,
            0.5261763117834547,
            0.9776924712192571));
  }

  private static void assertClose(List<Double> found, List<Double> expected) {
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < found.size(); i++) {
      assertThat(found.get(i)).isCloseTo(expected.get(i), within(1e-14));
    }
  }

  @ParameterizedTest
  @EnumSource(FalseDiscoveryRate.class)
  void theOrderOfTestsDoesNotMatter(FalseDiscoveryRate procedure) {
    List<Double> reversed = procedure.adjusted(P.reversed());
    assertThat(reversed.reversed()).isEqualTo(procedure.adjusted(P));
    assertThat(procedure.adjusted(List.of())).isEmpty();
    assertThat(procedure.adjusted(List.of(0.03))).containsExactly(0.03);
    assertThat(procedure.adjusted(List.of(0.0, 1.0, 1.0))).containsExactly(0.0, 1.0, 1.0);
  }

  /** How two-sided tests depend on each other. */
  enum Dependence {
    NONE,
    /** All depend on one common number, as channels depend on the exposure. */
    COMMON,
    /** Half of them depend on it negatively, as the black level and the contrast. */
    OPPOSED,
    /** Pairs of which one is the other's negative. */
    MIRRORED,
    /** Each is negatively correlated with its neighbour. */
    ALTERNATING
  }

  @ParameterizedTest
  @EnumSource(Dependence.class)
  void withoutDifferencesFalseAlarmsKeepTheLevel(Dependence dependence) {
    int hochberg = 0;
    int yekutieli = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      List<Double> pValues = pValues(dependence, 0);
      hochberg += discoveries(FalseDiscoveryRate.BENJAMINI_HOCHBERG, pValues, 0, TESTS) > 0 ? 1 : 0;
      yekutieli +=
          discoveries(FalseDiscoveryRate.BENJAMINI_YEKUTIELI, pValues, 0, TESTS) > 0 ? 1 : 0;
    }
    double chance = 5 * Math.sqrt(0.05 * 0.95 / DRAWS);
    TestOutput.print(
        "false alarms by Benjamini-Hochberg and -Yekutieli, " + dependence,
        hochberg / (double) DRAWS,
        yekutieli / (double) DRAWS);
    assertThat(hochberg / (double) DRAWS).isLessThan(0.05 + chance);
    assertThat(yekutieli).isLessThanOrEqualTo(hochberg);
    assertThat(yekutieli / (double) DRAWS).isLessThan(0.05 / 3);
  }

  @ParameterizedTest
  @EnumSource(Dependence.class)
  void withDifferencesTheFalseDiscoveryRateIsKept(Dependence dependence) {
    double falseShare = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      List<Double> pValues = pValues(dependence, TESTS / 4);
      int found = discoveries(FalseDiscoveryRate.BENJAMINI_HOCHBERG, pValues, 0, TESTS);
      int wrong = discoveries(FalseDiscoveryRate.BENJAMINI_HOCHBERG, pValues, TESTS / 4, TESTS);
      falseShare += found == 0 ? 0 : (double) wrong / found;
    }
    TestOutput.print("false discovery rate at 0.05, " + dependence, falseShare / DRAWS);
    assertThat(falseShare / DRAWS).isLessThan(0.05);
  }

  private static int discoveries(
      FalseDiscoveryRate procedure, List<Double> pValues, int from, int to) {
    return (int)
        procedure.adjusted(pValues).subList(from, to).stream().filter(p -> p <= 0.05).count();
  }

  private List<Double> pValues(Dependence dependence, int differing) {
    double common = random.nextGaussian();
    double before = random.nextGaussian();
    List<Double> pValues = new ArrayList<>();
    for (int test = 0; test < TESTS; test++) {
      double own = random.nextGaussian();
      double z =
          switch (dependence) {
            case NONE -> own;
            case COMMON -> 0.9 * common + Math.sqrt(0.19) * own;
            case OPPOSED -> (test % 2 == 0 ? 0.9 : -0.9) * common + Math.sqrt(0.19) * own;
            case MIRRORED -> test % 2 == 0 ? own : -before;
            case ALTERNATING -> -0.8 * before + 0.6 * own;
          };
      before = z;
      pValues.add(2 * StandardNormal.above(Math.abs(z + (test < differing ? 3.5 : 0))));
    }
    return pValues;
  }

  @Test
  void invalidProbabilitiesAreRefused() {
    assertThatThrownBy(() -> FalseDiscoveryRate.BENJAMINI_HOCHBERG.adjusted(List.of(0.5, 1.5)))
        .hasMessage("p-value 2 is 1.5: expected 0 to 1 (probability)");
  }
}
