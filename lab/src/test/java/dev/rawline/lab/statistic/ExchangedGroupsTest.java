package dev.rawline.lab.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.random.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Tests of samples whose rows belong to groups. */
class ExchangedGroupsTest {
  private static final Seed SEED = new Seed(1, "groups");

  private static List<String> groups(int groups, int ofEach) {
    List<String> names = new ArrayList<>();
    for (int group = 0; group < groups; group++) {
      for (int i = 0; i < ofEach; i++) {
        names.add("group " + group);
      }
    }
    return names;
  }

  /** Values of which two of one group are more alike than others. */
  private static double[] values(Random random, List<String> groups, double shift) {
    double[] values = new double[groups.size()];
    double common = 0;
    for (int i = 0; i < values.length; i++) {
      common = i == 0 || !groups.get(i).equals(groups.get(i - 1)) ? random.nextGaussian() : common;
      values[i] = shift + common + 0.5 * random.nextGaussian();
    }
    return values;
  }

  private static double[] joined(double[] first, double[] second) {
    double[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }

  /** Of tests that take tiles for independent ones more than a third errs. */
  @Test
  void groupsKeepTheFalseAlarmRateThatRowsDoNot() {
    Random random = new Random(3);
    List<String> usual = groups(12, 8);
    List<String> came = groups(6, 8);
    int byRows = 0;
    int byGroups = 0;
    int found = 0;
    int trials = 400;
    for (int trial = 0; trial < trials; trial++) {
      double[] reference = values(random, usual, 0);
      double[] incoming = values(random, came, 0);
      ExchangedGroups groups =
          ExchangedGroups.of(usual, came, 199, new Seed(trial, "groups of a trial"));
      byRows += KolmogorovSmirnov.compare(reference, incoming).pValue() <= 0.05 ? 1 : 0;
      byGroups +=
          ExchangedGroups.pValue(KolmogorovSmirnov.statistics(joined(reference, incoming), groups))
                  <= 0.05
              ? 1
              : 0;
      double[] moved = joined(reference, values(random, came, 2.5));
      found += ExchangedGroups.pValue(CramerVonMises.statistics(moved, groups)) <= 0.05 ? 1 : 0;
    }
    System.out.printf(
        "by rows %d, by groups %d, found %d of %d%n", byRows, byGroups, found, trials);
    assertThat(byRows).isGreaterThan(trials / 3);
    assertThat(new SampledShare(byGroups, trials).low()).isLessThanOrEqualTo(0.05);
    assertThat(found).isGreaterThan(9 * trials / 10);
  }

  /** Of 40 tiles a picture and of 2 no more than 2 are compared. */
  @Test
  void groupsOfAnotherSizeKeepTheRateToo() {
    Random random = new Random(4);
    List<String> usual = groups(12, 40);
    List<String> came = groups(6, 2);
    int rejected = 0;
    int trials = 400;
    for (int trial = 0; trial < trials; trial++) {
      double[] all = joined(values(random, usual, 0), values(random, came, 0));
      ExchangedGroups groups = ExchangedGroups.of(usual, came, 199, new Seed(trial, "sizes"));
      assertThat(groups.rows(1000)).hasSize(12 * 2 + 6 * 2);
      rejected += ExchangedGroups.pValue(KolmogorovSmirnov.statistics(all, groups)) <= 0.05 ? 1 : 0;
    }
    assertThat(new SampledShare(rejected, trials).low()).isLessThanOrEqualTo(0.05);
  }

  @Test
  void oneGroupBesideSixIsNeverBelowASeventh() {
    List<String> usual = groups(6, 20);
    List<String> came = groups(1, 20);
    double[] all = joined(values(new Random(5), usual, 0), values(new Random(6), came, 100));
    ExchangedGroups groups = ExchangedGroups.of(usual, came, 9999, SEED);
    assertThat(ExchangedGroups.pValue(KolmogorovSmirnov.statistics(all, groups)))
        .isCloseTo(1 / 7.0, within(0.02));
  }

  @Test
  void rowsOfTheirOwnGroupsHaveTheProbabilityOfRows() {
    Random random = new Random(7);
    List<String> usual = groups(40, 1);
    List<String> came = groups(15, 1);
    ExchangedGroups groups = ExchangedGroups.of(usual, came, 19_999, SEED);
    for (double shift : new double[] {0, 0.4, 0.8}) {
      double[] reference = values(random, usual, 0);
      double[] incoming = values(random, came, shift);
      double[] all = joined(reference, incoming);
      TwoSampleResult byRows = KolmogorovSmirnov.compare(reference, incoming);
      double[] byGroups = KolmogorovSmirnov.statistics(all, groups);
      assertThat(byGroups[0]).isCloseTo(byRows.statistic(), within(1e-12));
      assertThat(ExchangedGroups.pValue(byGroups)).isCloseTo(byRows.pValue(), within(0.015));
      assertThat(CramerVonMises.statistics(all, groups)[0])
          .isCloseTo(CramerVonMises.compare(reference, incoming, SEED).statistic(), within(1e-12));
      double[][] rows =
          Arrays.stream(reference).mapToObj(v -> new double[] {v}).toArray(double[][]::new);
      double[][] others =
          Arrays.stream(incoming).mapToObj(v -> new double[] {v}).toArray(double[][]::new);
      MaximumMeanDiscrepancy one = MaximumMeanDiscrepancy.compare(rows, others, 19_999, SEED);
      double[] other = MaximumMeanDiscrepancy.statistics(rows, others, groups, SEED);
      assertThat(other[0]).isCloseTo(one.statistic(), within(1e-9));
      assertThat(ExchangedGroups.pValue(other)).isCloseTo(one.pValue(), within(0.015));
    }
  }

  /** Values that are missing count on neither side. */
  @Test
  void missingValuesAreLeftOut() {
    List<String> usual = groups(10, 2);
    List<String> came = groups(5, 2);
    double[] all = joined(values(new Random(8), usual, 0), values(new Random(9), came, 1));
    all[0] = Double.NaN;
    all[25] = Double.NaN;
    ExchangedGroups groups = ExchangedGroups.of(usual, came, 99, SEED);
    assertThat(KolmogorovSmirnov.statistics(all, groups)[0])
        .isEqualTo(
            KolmogorovSmirnov.compare(
                    Arrays.copyOfRange(all, 1, 20),
                    Arrays.stream(all, 20, 30).filter(v -> !Double.isNaN(v)).toArray())
                .statistic());
    boolean[] faults = new boolean[30];
    Arrays.fill(faults, 20, 30, true);
    assertThat(ExchangedGroups.pValue(groups.statistics(faults))).isLessThan(0.05);
    assertThat(ExchangedGroups.pValue(groups.statistics(new boolean[30]))).isEqualTo(1);
  }

  /** Of thirty tests of six groups beside six one lies far out: Bonferroni could not find it. */
  @Test
  void manyTestsOfFewGroupsKeepTheRateTogetherAndFindOneFarOut() {
    List<String> usual = groups(6, 4);
    List<String> came = groups(6, 4);
    int trials = 400;
    int rejected = 0;
    int found = 0;
    Random random = new Random(11);
    for (int trial = 0; trial < trials; trial++) {
      ExchangedGroups groups = ExchangedGroups.of(usual, came, 499, new Seed(trial, "many"));
      List<double[]> all = new ArrayList<>();
      for (int test = 0; test < 30; test++) {
        double[] values = joined(values(random, usual, 0), values(random, came, 0));
        all.add(KolmogorovSmirnov.statistics(values, groups));
      }
      rejected += ExchangedGroups.adjusted(all).stream().anyMatch(p -> p <= 0.05) ? 1 : 0;
      double[] moved = joined(values(random, usual, 0), values(random, came, 6));
      all.set(7, KolmogorovSmirnov.statistics(moved, groups));
      found += ExchangedGroups.adjusted(all).get(7) <= 0.05 ? 1 : 0;
    }
    System.out.printf("rejected %d, found %d of %d%n", rejected, found, trials);
    assertThat(new SampledShare(rejected, trials).low()).isLessThanOrEqualTo(0.05);
    assertThat(found).isGreaterThan(trials / 2);
  }
}
