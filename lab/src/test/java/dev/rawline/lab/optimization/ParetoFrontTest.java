package dev.rawline.lab.optimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;
import dev.rawline.lab.experiment.Condition;
import dev.rawline.lab.statistic.SplitValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ParetoFrontTest {

  private static PricedAcquisition way(int bits, double cost, double... metric) {
    TreeMap<Integer, Double> bySplit = new TreeMap<>();
    for (int i = 0; i < metric.length; i++) {
      bySplit.put(i + 1, metric[i]);
    }
    return new PricedAcquisition(
        Acquisition.of(
            new Condition(
                "camera",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(bits),
                Optional.empty(),
                Optional.empty())),
        new AcquisitionCost(cost, 0, 0, 0, 0),
        new SplitValues(bySplit));
  }

  /** By definition: no other way is better at no higher cost, or as good at a lower cost. */
  @Test
  void theFrontHoldsWhatIsNotDominated() {
    for (long seed = 1; seed <= 50; seed++) {
      RandomStream random = new Seed(seed, "front").stream("ways", 0);
      List<PricedAcquisition> ways = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        double metric = Math.rint(10 * random.nextUniform()) / 10;
        ways.add(way(i + 1, Math.rint(20 * random.nextUniform()), metric, metric));
      }
      List<PricedAcquisition> front =
          new ParetoFront("accuracy", ways, ways.getFirst(), 0.9, 0.25).front();
      for (PricedAcquisition one : ways) {
        boolean beaten =
            ways.stream()
                .anyMatch(
                    other ->
                        other.cost().total() <= one.cost().total()
                            && other.metric().mean() >= one.metric().mean()
                            && (other.cost().total() < one.cost().total()
                                || other.metric().mean() > one.metric().mean()));
        boolean twin =
            ways.stream()
                .anyMatch(
                    other ->
                        !other.equals(one)
                            && front.contains(other)
                            && other.cost().total() == one.cost().total()
                            && other.metric().mean() == one.metric().mean());
        assertThat(front.contains(one)).as("seed %d, %s", seed, one).isEqualTo(!beaten && !twin);
      }
    }
  }

  @Test
  void theKneeIsTheCheapestThatKeepsTheShare() {
    PricedAcquisition best = way(16, 100, 0.90, 0.88, 0.92, 0.90, 0.90);
    PricedAcquisition good = way(12, 50, 0.89, 0.87, 0.91, 0.89, 0.89);
    PricedAcquisition fair = way(8, 20, 0.95, 0.70, 0.99, 0.88, 0.88);
    PricedAcquisition poor = way(4, 5, 0.30, 0.31, 0.29, 0.30, 0.30);
    PricedAcquisition clear = way(1, 100, 0.5, 0.49, 0.52, 0.5, 0.5);
    ParetoFront front =
        new ParetoFront("accuracy", List.of(best, good, fair, poor), best, 0.97, 0.25);
    assertThat(front.knee()).contains(fair); // 0.88 of 0.90 by the mean, of unknown uncertainty
    assertThat(front.sureKnee()).contains(good);
    assertThat(front.kept(good).orElseThrow().value())
        .isCloseTo((3 * 0.89 / 0.90 + 0.87 / 0.88 + 0.91 / 0.92) / 5, within(1e-12));
    assertThat(front.front()).containsExactly(poor, fair, good, best);
    assertThat(front.isSignificantlyBeaten(best)).isFalse();
    assertThat(
            new ParetoFront("accuracy", List.of(best, clear), best, 1, 0.25)
                .isSignificantlyBeaten(clear))
        .isTrue();
  }

  @Test
  void sharesAboveOneAreQuestioned() {
    PricedAcquisition recorded = way(16, 100, 0.13);
    PricedAcquisition cheap = way(8, 10, 0.18);
    ParetoFront front = new ParetoFront("accuracy", List.of(recorded, cheap), recorded, 0.98, 0.25);
    assertThat(
            OptimizationSummary.of(Optional.empty(), Optional.of(front), Optional.empty())
                .getFirst())
        .startsWith("8 bits keeps 138 % of the accuracy as recorded (0.130)")
        .endsWith(
            "That is more than as recorded, and reflects the variation of these models rather than"
                + " the acquisition.");
  }

  @Test
  void ofOneSplitNothingIsSignificant() {
    PricedAcquisition best = way(16, 100, 0.9);
    PricedAcquisition cheap = way(8, 10, 0.9);
    ParetoFront front = new ParetoFront("accuracy", List.of(best, cheap), best, 0.98, 0.25);
    assertThat(front.knee()).contains(cheap);
    assertThat(front.sureKnee()).contains(best);
    assertThat(OptimizationSummary.of(Optional.empty(), Optional.of(front), Optional.empty()))
        .containsExactly(
            "8 bits keeps 100 % of the accuracy as recorded (0.900) at 10 % of the cost.",
            "No cheaper acquisition significantly keeps 98 % (95 % confidence).");
    assertThatThrownBy(() -> new ParetoFront("accuracy", List.of(cheap), best, 2, 0.25))
        .hasMessageContaining("expected the reference among them, and a share above 0, at most 1");
  }
}
