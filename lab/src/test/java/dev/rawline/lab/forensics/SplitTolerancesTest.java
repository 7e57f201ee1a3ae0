package dev.rawline.lab.forensics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.random.RandomDraws;
import dev.rawline.imaging.random.Seed;
import dev.rawline.lab.evaluation.CameraParameter;
import dev.rawline.lab.tolerance.ToleranceBound;
import dev.rawline.lab.tolerance.ToleranceCurve;
import dev.rawline.lab.tolerance.ToleranceInterval;
import dev.rawline.lab.tolerance.ToleranceOutcome;
import dev.rawline.learning.metric.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** What the mean over splits tolerates, with drops that differ from split to split. */
class SplitTolerancesTest {
  private static final CameraParameter GAMMA =
      new CameraParameter("gamma", "no unit", 0, -1, 1, CameraParameter.Scale.LINEAR);

  /** The drop of a model is that of the training, and a little that is its own at each place. */
  private static List<List<ToleranceCurve>> models(
      int count, double deviation, DoubleUnaryOperator drop, long seed) {
    List<List<ToleranceCurve>> models = new ArrayList<>();
    for (int model = 0; model < count; model++) {
      RandomDraws random = new RandomDraws(new Seed(seed, "splits").stream("model", model));
      List<ToleranceCurve.Point> points = new ArrayList<>();
      for (double value : new double[] {-1, -0.25, 0, 0.25, 1}) {
        double lost = value == 0 ? 0 : drop.applyAsDouble(value) + random.gaussian(0, deviation);
        points.add(
            new ToleranceCurve.Point(value, 0.9 - lost, 0.8, 0.95, ToleranceOutcome.UNDECIDED));
      }
      ToleranceInterval nothing =
          new ToleranceInterval(
              GAMMA, ToleranceBound.between(0, -1, true), ToleranceBound.between(0, 1, true));
      models.add(
          List.of(
              new ToleranceCurve(
                  Metric.ACCURACY,
                  0.9,
                  0.02,
                  points,
                  nothing,
                  List.of(0.0, 0.0),
                  Optional.empty())));
    }
    return models;
  }

  @Test
  void splitsThatAgreeDecideAndSplitsThatDoNotAgreeDoNot() {
    ToleranceInterval found =
        new SplitTolerances(models(10, 0.002, x -> x > 0.5 ? 0.2 : 0, 1), 0.25, 2)
            .intervals()
            .getFirst();
    assertThat(found.high().value()).isEqualTo(0.25);
    assertThat(found.high().high()).isEqualTo(1);
    assertThat(found.high().open()).isFalse();
    assertThat(found.low().isTolerated()).isTrue();
    ToleranceInterval noisy =
        new SplitTolerances(models(10, 0.2, _ -> 0, 1), 0.25, 2).intervals().getFirst();
    assertThat(noisy.isOpen()).isTrue();
    assertThat(noisy.relativeWidth()).isEqualTo(1);
  }

  @Test
  void twoSplitsStateNothing() {
    assertThat(new SplitTolerances(models(2, 0.001, _ -> 0, 1), 0.25, 2).intervals()).isEmpty();
  }

  /**
   * The drop is at the margin: of 400 trainings 20 may be claimed; 40 have a probability of 2e-5.
   */
  @Test
  void atTheMarginNothingIsClaimedMoreOftenThanStated() {
    int claimed = 0;
    for (int trial = 0; trial < 400; trial++) {
      ToleranceInterval found =
          new SplitTolerances(models(5, 0.01, _ -> 0.02, trial), 0.25, 2).intervals().getFirst();
      claimed += found.low().value() < 0 || found.high().value() > 0 ? 1 : 0;
    }
    assertThat(claimed).isLessThan(40);
  }
}
