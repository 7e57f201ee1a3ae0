package dev.rawline.lab.optimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.imaging.Seeds;
import dev.rawline.lab.experiment.Condition;
import dev.rawline.lab.optimization.ParetoConfirmation.Score;
import dev.rawline.lab.statistic.SplitValues;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ParetoConfirmationTest {
  private static final int SAMPLES = 400;

  private static PricedAcquisition way(int place, double cost) {
    Condition condition = Condition.of("camera");
    return new PricedAcquisition(
        Acquisition.of(place == 0 ? condition : condition.with(1 - place / 100.0)),
        new AcquisitionCost(cost, 0, 0, 0, 0),
        new SplitValues(new TreeMap<>(Map.of(1, 0.8))));
  }

  /** Returns scores of samples, two a group, of which a share is right. */
  private static List<Score> scores(double right, Random random) {
    return IntStream.range(0, SAMPLES)
        .mapToObj(i -> new Score("s" + i, "g" + i / 2, random.nextDouble() < right ? 1 : 0))
        .toList();
  }

  private static ParetoConfirmation confirmed(List<Double> shares, double keep, Random random) {
    List<PricedAcquisition> ways = new ArrayList<>();
    Map<PricedAcquisition, List<Score>> scores = new HashMap<>();
    for (int place = 0; place < shares.size(); place++) {
      ways.add(way(place, 100 - place));
      scores.put(ways.getLast(), scores(shares.get(place), random));
    }
    return ParetoConfirmation.of(
            new ParetoFront("accuracy", ways, ways.getFirst(), keep, 0.25),
            scores,
            "share of right answers",
            random.nextLong())
        .orElseThrow();
  }

  /** Of thirty ways that are as good as each other the chosen one is no better on other samples. */
  @Test
  void whatOneHalfChoosesDoesNotFlatterItselfOnTheOther() {
    Random random = new Random(Seeds.next("ParetoConfirmationTest"));
    List<Double> alike = Collections.nCopies(30, 0.8);
    double sum = 0;
    int covered = 0;
    int trials = 100;
    for (int trial = 0; trial < trials; trial++) {
      ParetoConfirmation found = confirmed(alike, 0.98, random);
      assertThat(found.chosenOn() + found.confirmedOn()).isEqualTo(SAMPLES / 2);
      ParetoConfirmation.Confirmed best = found.front().getLast();
      sum += best.score() - 0.8;
      covered += best.difference().covers(0) ? 1 : 0;
    }
    // The standard error of a mean of 200 answers is 0.028, of 100 such means 0.0028.
    assertThat(sum / trials).isBetween(-0.0113, 0.0113);
    assertThat(covered).isGreaterThanOrEqualTo(85);
  }

  /** A way that loses exactly what is allowed is hardly ever confirmed, one that loses none is. */
  @Test
  void aWayAtTheMarginIsNotConfirmed() {
    Random random = new Random(Seeds.next("ParetoConfirmationTest"));
    int atMargin = 0;
    int without = 0;
    int trials = 200;
    for (int trial = 0; trial < trials; trial++) {
      atMargin += isConfirmed(confirmed(List.of(0.8, 0.6), 0.75, random)) ? 1 : 0;
      without += isConfirmed(confirmed(List.of(0.8, 0.8), 0.75, random)) ? 1 : 0;
    }
    // 2.5 % of 200 and four standard deviations; a bootstrap over 100 groups is a little narrow.
    assertThat(atMargin).isLessThanOrEqualTo(16);
    assertThat(without).isGreaterThanOrEqualTo(190);
  }

  /** Returns whether the cheaper way is; where it is not chosen, it is not confirmed either. */
  private static boolean isConfirmed(ParetoConfirmation found) {
    return found.knee().words().equals("99 % of the light") && found.knee().confirmed();
  }

  @Test
  void waysNeedTheSameSamples() {
    PricedAcquisition usual = way(0, 2);
    PricedAcquisition cheap = way(1, 1);
    List<Score> all = scores(0.8, new Random(1));
    List<Score> turned = new ArrayList<>(all.reversed());
    assertThatThrownBy(
            () ->
                ParetoConfirmation.of(
                    new ParetoFront("accuracy", List.of(usual, cheap), usual, 0.5, 0.25),
                    Map.of(usual, all, cheap, turned),
                    "share",
                    1))
        .hasMessage("score 0 is of s399, but of s0 as recorded: expected the same samples");
    assertThat(
            ParetoConfirmation.of(
                new ParetoFront("accuracy", List.of(usual), usual, 0.5, 0.25),
                Map.of(usual, all.subList(0, 6)),
                "share",
                1))
        .isEqualTo(Optional.empty());
  }
}
