package dev.rawline.lab.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.Seeds;
import dev.rawline.lab.statistic.RankCorrelation.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RankCorrelationTest {
  private static Pair upTo(double... other) {
    return new Pair(IntStream.rangeClosed(1, other.length).asDoubleStream().toArray(), other);
  }

  /** Golden numbers: SciPy's kendalltau, exact; and all permutations of its coefficients. */
  @Test
  void nullDistributionsMatchSciPy() {
    RankCorrelation twelve =
        RankCorrelation.kendall(upTo(3, 1, 2, 6, 4, 5, 9, 7, 8, 12, 10, 11), List.of());
    assertThat(twelve.estimate().value()).isCloseTo(0.7575757575757575, within(1e-12));
    assertThat(twelve.probability()).isCloseTo(0.00024002425044091711, within(1e-15));
    assertThat(twelve.nullDeviation())
        .isCloseTo(Math.sqrt(2 * 29 / (9.0 * 12 * 11)), within(1e-12))
        .isCloseTo(0.22, within(0.005));

    Pair five = upTo(2, 1, 4, 3, 5);
    assertThat(RankCorrelation.kendall(five, List.of()).probability())
        .isCloseTo(0.23333333333333334, within(1e-12));
    RankCorrelation spearman = RankCorrelation.spearman(five, List.of());
    assertThat(spearman.estimate().value()).isCloseTo(0.8, within(1e-12));
    assertThat(spearman.probability()).isCloseTo(0.13333333333333333, within(1e-12));
    assertThat(spearman.nullDeviation()).isCloseTo(0.5, within(1e-12));

    RankCorrelation ties =
        RankCorrelation.kendall(
            new Pair(
                new double[] {.80, .82, .82, .75, .90}, new double[] {.60, .61, .65, .61, .58}),
            List.of());
    assertThat(ties.estimate().value()).isCloseTo(-0.2222222222222222, within(1e-12));
    assertThat(ties.probability()).isCloseTo(0.7833333333333333, within(1e-12));
    assertThat(ties.nullDeviation()).isCloseTo(0.42697134183569185, within(1e-12));
  }

  /** The deviation of 10,000 permutations has a relative standard error of 0.7 %. */
  @Test
  void permutationsOfManyThingsHaveTheKnownDeviation() {
    RankCorrelation twelve =
        RankCorrelation.spearman(upTo(3, 1, 2, 6, 4, 5, 9, 7, 8, 12, 10, 11), List.of());

    assertThat(twelve.nullDeviation()).isCloseTo(1 / Math.sqrt(11), within(0.01));
    assertThat(twelve.probability()).isLessThan(0.01);
  }

  /** Four standard errors of a share of 5 % in 4000 draws are 1.4 %. */
  @Test
  void unrelatedRankingsAreRarelyReportedAsRelated() {
    Random random = new Random(Seeds.next("RankCorrelationTest"));
    int times = 4000;
    int related = 0;
    for (int i = 0; i < times; i++) {
      Pair drawn = upTo(random.doubles(12).toArray());
      related += RankCorrelation.kendall(drawn, List.of()).isSignificant() ? 1 : 0;
    }
    assertThat((double) related / times).isLessThan(0.05 + 0.014);
  }

  @Test
  void aCoefficientWhoseIntervalIncludesZeroShowsNothing() {
    Pair same = upTo(1, 2, 3, 4, 5, 6, 7, 8);
    List<Pair> certain = new ArrayList<>();
    List<Pair> uncertain = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      certain.add(i % 2 == 0 ? same : upTo(2, 1, 3, 4, 5, 6, 7, 8));
      uncertain.add(i % 10 == 0 ? upTo(8, 7, 6, 5, 4, 3, 2, 1) : same);
    }

    assertThat(RankCorrelation.kendall(same, List.of()).isSignificant()).isTrue();
    RankCorrelation shown = RankCorrelation.kendall(same, certain);
    assertThat(shown.isSignificant()).isTrue();
    assertThat(shown.estimate().low()).isCloseTo(1 - 2 / 28.0, within(1e-12));
    assertThat(shown.estimate().high()).isEqualTo(1);
    assertThat(RankCorrelation.kendall(same, uncertain).isSignificant()).isFalse();
    // All four of four models in the same order: 2 of 24 permutations are as far from 0.
    assertThat(RankCorrelation.kendall(upTo(1, 2, 3, 4), List.of()).isSignificant()).isFalse();
  }
}
