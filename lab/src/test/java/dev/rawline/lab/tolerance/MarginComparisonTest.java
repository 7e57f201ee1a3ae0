package dev.rawline.lab.tolerance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.random.RandomDraws;
import dev.rawline.imaging.random.Seed;
import java.util.Arrays;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** Tests against a margin: their p-values, their size, and how many samples they need. */
class MarginComparisonTest {
  private static final double DELTA = 0.02;

  /** Natural logarithms of factorials, exact sums. */
  private static final double[] LOG_FACTORIAL = new double[2001];

  static {
    for (int i = 1; i < LOG_FACTORIAL.length; i++) {
      LOG_FACTORIAL[i] = LOG_FACTORIAL[i - 1] + Math.log(i);
    }
  }

  /** Returns the probability of b worse and c better answers of n. */
  private static double trinomial(int n, int b, int c, double worse, double better) {
    double log =
        LOG_FACTORIAL[n]
            - LOG_FACTORIAL[b]
            - LOG_FACTORIAL[c]
            - LOG_FACTORIAL[n - b - c]
            + (b == 0 ? 0 : b * Math.log(worse))
            + (c == 0 ? 0 : c * Math.log(better))
            + (n - b - c) * Math.log(1 - worse - better);
    return Math.exp(log);
  }

  @Test
  void tailsAgreeWithTheSumOverAllCounts() {
    int n = 150;
    for (double[] shares : new double[][] {{0.06, 0.04}, {0.02, 0}, {0, 0.02}, {0.2, 0.1}}) {
      for (int x = -12; x <= 40; x += 4) {
        double sum = 0;
        for (int b = 0; b <= n; b++) {
          for (int c = 0; b + c <= n; c++) {
            boolean possible = (shares[0] > 0 || b == 0) && (shares[1] > 0 || c == 0);
            sum += b - c >= x && possible ? trinomial(n, b, c, shares[0], shares[1]) : 0;
          }
        }
        assertThat(MarginComparison.tail(x, n, shares[0], shares[1]))
            .as("P(X >= %d) of %s", x, Arrays.toString(shares))
            .isCloseTo(sum, within(0.02 * sum + 1e-15));
      }
    }
  }

  /**
   * The truth is exactly at the margin: the least favourable case of both kinds. Sums, no draws.
   */
  @Test
  void neitherKindErrsMoreOftenThanItsLevelAtTheMargin() {
    for (int n : new int[] {100, 200, 500, 1000}) {
      for (double churn : new double[] {0.02, 0.021, 0.03, 0.05, 0.1, 0.3}) {
        double better = (churn - DELTA) / 2;
        double worse = better + DELTA;
        int mostWorse = (int) Math.min(n, n * worse + 8 * Math.sqrt(n * worse) + 10);
        int mostBetter = (int) Math.min(n, n * better + 8 * Math.sqrt(n * better) + 10);
        double[] levels = {0.05, 0.005, 5e-4, 5e-5};
        double[] tolerated = new double[levels.length];
        double[] exceeded = new double[levels.length];
        for (int b = 0; b <= mostWorse; b++) {
          for (int c = 0; c <= Math.min(better > 0 ? mostBetter : 0, n - b); c++) {
            double probability = trinomial(n, b, c, worse, better);
            MarginComparison test = MarginComparison.ofCounts(n, b, c, DELTA);
            for (int l = 0; l < levels.length; l++) {
              tolerated[l] += test.tolerated() <= levels[l] ? probability : 0;
              exceeded[l] += test.exceeded() <= levels[l] ? probability : 0;
            }
          }
        }
        for (int l = 0; l < levels.length; l++) {
          assertThat(tolerated[l]).as("n %d, churn %s", n, churn).isLessThanOrEqualTo(levels[l]);
          assertThat(exceeded[l]).as("n %d, churn %s", n, churn).isLessThanOrEqualTo(levels[l]);
        }
      }
    }
  }

  @Test
  void asManySamplesAreNeededAsTheFormulaStates() {
    // (1.645 + 0.842)² · 0.1 / 0.02²
    double needed = MarginComparison.ofCounts(1000, 50, 50, DELTA).neededGroups(0.05, DELTA);
    assertThat(needed).isCloseTo(1546, within(1.0));
    int n = (int) Math.ceil(needed);
    double power = 0;
    for (int b = 0; b < 200; b++) {
      for (int c = 0; c < 200; c++) {
        power +=
            MarginComparison.ofCounts(n, b, c, DELTA).tolerated() <= 0.05
                ? trinomial(n, b, c, 0.05, 0.05)
                : 0;
      }
    }
    assertThat(power).isCloseTo(0.8, within(0.02));
    assertThat(MarginComparison.ofCounts(180, 9, 9, 0).neededGroups(0.05, 0)).isInfinite();
    // 0.98^149 is below 0.05.
    double unchanged = MarginComparison.ofCounts(100, 0, 0, DELTA).neededGroups(0.05, DELTA);
    assertThat(unchanged).isBetween(148.0, 149.0);
    assertThat(MarginComparison.ofCounts(149, 0, 0, DELTA).outcome())
        .isEqualTo(ToleranceOutcome.TOLERATED);
  }

  @Test
  void equalAnswersAreToleratedAsFarAsTheirNumberShows() {
    MarginComparison test =
        MarginComparison.of(
            SyntheticAnswers.accuracy(200, i -> i > 20),
            SyntheticAnswers.accuracy(200, i -> i > 20),
            DELTA);
    assertThat(test.tolerated()).isCloseTo(Math.pow(0.98, 200), Percentage.withPercentage(1e-6));
    assertThat(test.exceeded()).isEqualTo(1);
    MarginComparison none = MarginComparison.ofCounts(200, 0, 0, 0);
    assertThat(none.outcome()).isEqualTo(ToleranceOutcome.UNDECIDED);
  }

  @Test
  void accuracyOfSingleSamplesIsTestedByItsCounts() {
    // 0 to 20 became right, 21 to 60 wrong.
    MarginComparison test =
        MarginComparison.of(
            SyntheticAnswers.accuracy(400, i -> i > 20),
            SyntheticAnswers.accuracy(400, i -> i <= 20 || i > 60),
            DELTA);
    assertThat(test).isEqualTo(MarginComparison.ofCounts(400, 40, 21, DELTA));
    assertThat(test.meanSquare()).isCloseTo(61 / 400.0, within(1e-12));
  }

  /**
   * Tiles of one photo change together, the truth exactly at the margin. Of 4000 draws 200 are
   * expected beyond the level; 267 has a probability of 1e-6.
   */
  @Test
  void groupsCountAsOne() {
    int groups = 300;
    int draws = 4000;
    int tolerated = 0;
    int exceeded = 0;
    for (int draw = 0; draw < draws; draw++) {
      RandomDraws random = new RandomDraws(new Seed(draw, "groups").stream("answers", 0));
      double[] drops = new double[groups];
      for (int g = 0; g < groups; g++) {
        double share = 0.25 * Math.ceil(4 * random.between(0, 1)); // mean 0.625
        double chance = random.between(0, 1);
        drops[g] = chance < 0.1 ? share : chance < 0.1 + 0.1 - DELTA / 0.625 ? -share : 0;
      }
      MarginComparison test =
          MarginComparison.ofGroups(
              Arrays.stream(drops).average().orElseThrow(),
              drops,
              (int) Arrays.stream(drops).filter(each -> each != 0).count(),
              DELTA);
      tolerated += test.tolerated() <= 0.05 ? 1 : 0;
      exceeded += test.exceeded() <= 0.05 ? 1 : 0;
    }
    assertThat(tolerated).isBetween(100, 266);
    assertThat(exceeded).isBetween(100, 266);
  }

  @Test
  void holmGivesMoreToWhatIsLeft() {
    assertThat(MarginComparison.level(Arrays.stream(new double[] {0.5, 1e-9, 1e-9, 0.02}), 5))
        .isCloseTo(0.05 / 3, within(1e-12));
    assertThat(MarginComparison.level(Arrays.stream(new double[] {0.5}), 10)).isEqualTo(0.005);
  }
}
