package dev.rawline.lab.tolerance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.learning.metric.Metric;
import dev.rawline.learning.metric.MetricContributions;
import java.util.List;
import org.junit.jupiter.api.Test;

class JointBoxTest {
  private static final double BASELINE = 0.9;
  private static final double LIMIT = 0.88;

  /** Each alone costs 2 points at ±1, the first at ±0.1; together they add up. */
  private static double score(List<Double> point) {
    return BASELINE
        - 0.02
            * (Math.pow(point.get(0) / 0.1, 2)
                + Math.pow(point.get(1), 2)
                + Math.pow(point.get(2), 2));
  }

  private static final List<BoxSide> SINGLE =
      List.of(side("brittle", 0.1), side("one", 1), side("other", 1));

  private static BoxSide side(String name, double reach) {
    return new BoxSide(SyntheticAnswers.linear(name, 0, 2), -reach, reach);
  }

  private static RandomBoxSearch search(long seed) {
    return new RandomBoxSearch(100, seed, Metric.ACCURACY, JointBoxTest::score);
  }

  @Test
  void theBoxOfSingleIntervalsIsShrunkUntilItHolds() {
    for (long seed = 0; seed < 20; seed++) {
      RandomBoxSearch search = search(seed);
      assertThat(search.worst(SINGLE, 0).metric()).as("seed %d", seed).isLessThan(LIMIT);
      JointBox box = JointBox.shrunk(SINGLE, Metric.ACCURACY, LIMIT, search);
      assertThat(box.holds()).isTrue();
      assertThat(box.worst()).isGreaterThanOrEqualTo(LIMIT);
      assertThat(JointBox.holds(box.sides(), box.point())).isTrue();
      assertThat(score(box.point())).isEqualTo(box.worst());
      assertThat(box.tried()).isEqualTo(100 * box.rounds());
      // The true corner holds: Σ of three shares of the budget is at most the whole.
      double corner = score(box.sides().stream().map(BoxSide::high).toList());
      assertThat(corner).as("seed %d", seed).isGreaterThanOrEqualTo(LIMIT);
      assertThat(box.sides()).allMatch(side -> side.high() > 0 && side.low() < 0);
    }
  }

  @Test
  void theSameSeedFindsTheSameBox() {
    assertThat(JointBox.shrunk(SINGLE, Metric.ACCURACY, LIMIT, search(3)))
        .isEqualTo(JointBox.shrunk(SINGLE, Metric.ACCURACY, LIMIT, search(3)));
  }

  @Test
  void aBoxThatHoldsIsKept() {
    List<BoxSide> small = List.of(side("brittle", 0.01), side("one", 0.1), side("other", 0.1));
    JointBox box = JointBox.shrunk(small, Metric.ACCURACY, LIMIT, search(1));
    assertThat(box.sides()).isEqualTo(small);
    assertThat(box.rounds()).isEqualTo(1);
  }

  @Test
  void aBoxThatNeverHoldsIsReported() {
    JointBox box =
        JointBox.shrunk(
            SINGLE, Metric.ACCURACY, LIMIT, new RandomBoxSearch(2, 1, Metric.ACCURACY, _ -> 0.1));
    assertThat(box.holds()).isFalse();
    assertThat(box.worst()).isEqualTo(0.1);
  }

  /** The same answers up to a reach of 0.15; beyond, a fifth of a third of them becomes wrong. */
  private static MetricContributions answers(double reach, int samples) {
    return SyntheticAnswers.accuracy(
        samples, i -> reach == 0 ? i % 10 > 0 : i % 10 > (reach > 0.15 && i % 3 == 0 ? 2 : 0));
  }

  @Test
  void aBoxIsConfirmedWhereAllItsPointsAreNonInferiorOnOtherSamples() {
    List<BoxSide> small = List.of(side("brittle", 0.01), side("one", 0.1), side("other", 0.1));
    JointBox found = JointBox.shrunk(small, Metric.ACCURACY, LIMIT, search(1));
    assertThat(found.isConfirmed()).isFalse();
    assertThat(found.label()).isEqualTo("not confirmed");
    List<List<Double>> points = List.of(List.of(0.01, 0.1, 0.1), List.of(0.0, 0.05, 0.0));
    JointBox confirmed =
        found.confirmed(points, answers(0, 2000), point -> answers(point.get(1), 2000), 0.02);
    assertThat(confirmed.label()).isEqualTo("confirmed on the other half");
    assertThat(confirmed.confirmation().orElseThrow().points()).isEqualTo(2);
    assertThat(confirmed.sides()).isEqualTo(found.sides());
    // One point of many is not tolerated: the box is not confirmed.
    assertThat(
            found
                .confirmed(points, answers(0, 2000), point -> answers(2 * point.get(1), 2000), 0.02)
                .isConfirmed())
        .isFalse();
    // Too few samples show nothing.
    assertThat(
            found
                .confirmed(points, answers(0, 100), point -> answers(point.get(1), 100), 0.02)
                .isConfirmed())
        .isFalse();
  }

  @Test
  void onlyTheSidesAtTheWorstPointShrink() {
    BoxSearch towardsOne =
        new BoxSearch() {
          @Override
          public Found worst(List<BoxSide> box, int round) {
            double high = box.get(1).high();
            return new Found(List.of(0.0, high, 0.0), score(List.of(0.0, high, 0.0)) - 0.01, 1);
          }

          @Override
          public String words() {
            return "towards one";
          }
        };
    JointBox box = JointBox.shrunk(SINGLE, Metric.ACCURACY, LIMIT, towardsOne);
    assertThat(box.sides().get(0)).isEqualTo(SINGLE.get(0));
    assertThat(box.sides().get(2)).isEqualTo(SINGLE.get(2));
    assertThat(box.sides().get(1).high()).isBetween(0.5, 0.75);
  }
}
