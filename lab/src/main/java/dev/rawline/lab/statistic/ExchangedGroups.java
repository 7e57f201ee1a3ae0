package dev.rawline.lab.statistic;

import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.hipparchus.util.CombinatoricsUtils;

/**
 * Rows of a reference and rows that came in, whose groups could have been parted otherwise. Rows of
 * one group, as tiles of one photo, are more alike than rows of others, and change places together.
 *
 * <p>If the groups of both are drawn from one population, all ways to part them are alike, and the
 * share of them whose statistic reaches the one that was found is a p-value, exact however rows of
 * a group depend on each other (Good 2005, Permutation, Parametric and Bootstrap Tests, ch. 3). A
 * group of either side is a group of its own, whatever it is called. Groups of which many rows are
 * known are not like groups of which few are: of each so many rows are taken at most as groups of
 * the other side have on average. The fewer groups, the larger the smallest p-value: one group
 * beside six is never below a seventh.
 */
public final class ExchangedGroups {
  /** Statistics of this relative difference are one that was rounded. */
  private static final double ROUNDING = 1e-9;

  private final int[] rows;
  private final boolean[] found;
  private final boolean[][] drawn;

  private ExchangedGroups(int[] rows, boolean[] found, boolean[][] drawn) {
    this.rows = rows;
    this.found = found;
    this.drawn = drawn;
  }

  /**
   * Draws partings.
   *
   * @param reference the group of each row of the reference
   * @param incoming the group of each row that came in
   * @param draws how many partings are drawn
   * @param seed what they are drawn from
   */
  public static ExchangedGroups of(
      List<String> reference, List<String> incoming, int draws, Seed seed) {
    Map<List<Object>, Integer> numbers = new HashMap<>();
    int[] groups = new int[reference.size() + incoming.size()];
    for (int i = 0; i < groups.length; i++) {
      boolean came = i >= reference.size();
      String name = came ? incoming.get(i - reference.size()) : reference.get(i);
      groups[i] = numbers.computeIfAbsent(List.of(came, name), _ -> numbers.size());
    }
    int first = (int) reference.stream().distinct().count();
    int[] order = IntStream.range(0, numbers.size()).toArray();
    double came = (double) incoming.size() / (order.length - first);
    int most = (int) Math.max(1, Math.rint(Math.min((double) reference.size() / first, came)));
    RandomStream random = seed.stream("exchanged-groups", 0);
    boolean[] found = came(groups, IntStream.range(first, order.length).toArray());
    boolean[][] drawn = new boolean[draws][];
    for (int draw = 0; draw < draws; draw++) {
      RandomPartitions.deal(random, order, order.length - first);
      drawn[draw] = came(groups, Arrays.copyOf(order, order.length - first));
    }
    return new ExchangedGroups(some(groups, most, random), found, drawn);
  }

  /** Returns in how many ways groups of a reference and of those that came in can be parted. */
  public static double partings(int reference, int incoming) {
    return CombinatoricsUtils.binomialCoefficientDouble(reference + incoming, incoming);
  }

  /** Returns the places of some rows of each group, drawn at random. */
  private static int[] some(int[] groups, int most, RandomStream random) {
    int[] places = IntStream.range(0, groups.length).toArray();
    RandomPartitions.deal(random, places, places.length);
    int[] counts = new int[groups.length];
    return Arrays.stream(places).filter(i -> counts[groups[i]]++ < most).sorted().toArray();
  }

  private static boolean[] came(int[] groups, int[] chosen) {
    boolean[] isChosen = new boolean[Arrays.stream(groups).max().orElse(0) + 1];
    Arrays.stream(chosen).forEach(group -> isChosen[group] = true);
    boolean[] came = new boolean[groups.length];
    for (int i = 0; i < came.length; i++) {
      came[i] = isChosen[groups[i]];
    }
    return came;
  }

  /** Returns the rows that are compared: of more than some, every second, third … one. */
  int[] rows(int most) {
    int step = (rows.length + most - 1) / most;
    return IntStream.range(0, rows.length).filter(i -> i % step == 0).map(i -> rows[i]).toArray();
  }

  /**
   * Returns the share of rows that came in and have a fault, as they were found and for each
   * parting that was drawn.
   *
   * @param faults which rows have it
   */
  public double[] statistics(boolean[] faults) {
    return statistics(
        came -> {
          long all = Arrays.stream(rows).filter(i -> came[i]).count();
          return all == 0
              ? 0
              : Arrays.stream(rows).filter(i -> came[i] && faults[i]).count() / (double) all;
        });
  }

  /** Returns a statistic of which rows came in: as they were found, then as they were drawn. */
  double[] statistics(ToDoubleFunction<boolean[]> statistic) {
    return DoubleStream.concat(
            DoubleStream.of(statistic.applyAsDouble(found)),
            Arrays.stream(drawn).mapToDouble(statistic))
        .toArray();
  }

  /**
   * Returns statistics of the values of rows.
   *
   * @param values one a row, NaN where one is missing
   * @param statistic how far two samples differ; it need not be defined where one is empty
   */
  double[] statistics(double[] values, ToDoubleFunction<PooledSample> statistic) {
    int[] order =
        Arrays.stream(rows)
            .filter(i -> !Double.isNaN(values[i]))
            .boxed()
            .sorted((i, j) -> Double.compare(values[i] + 0.0, values[j] + 0.0))
            .mapToInt(i -> i)
            .toArray();
    return statistics(
        came -> {
          PooledSample pooled = PooledSample.of(values, order, came);
          return pooled.reference() == 0 || pooled.incoming() == 0
              ? 0
              : statistic.applyAsDouble(pooled);
        });
  }

  /**
   * Returns the share of partings whose statistic is as large as that of the one that was found, or
   * larger.
   *
   * @param statistics as they were found, then as they were drawn
   */
  public static double pValue(double[] statistics) {
    return share(statistics, statistics[0]);
  }

  private static double share(double[] statistics, double reached) {
    double least = reached - ROUNDING * Math.abs(reached);
    return Arrays.stream(statistics).filter(each -> each >= least).count()
        / (double) statistics.length;
  }

  /**
   * Returns p-values of many tests adjusted together: the share of partings in which any test's
   * statistic lies as far above its own mean, in its own standard deviations, as this one's (max T
   * of Westfall and Young 1993). Of few groups, whose p-values cannot be small, many tests cost
   * little, as long as one of them lies far out. A discovery has at most probability α where
   * nothing differs, whatever the tests have in common.
   *
   * @param all the statistics of each test, of the same partings
   */
  public static List<Double> adjusted(List<double[]> all) {
    List<double[]> scores = all.stream().map(ExchangedGroups::scores).toList();
    if (scores.isEmpty()) {
      return List.of();
    }
    double[] largest = new double[scores.getFirst().length];
    Arrays.setAll(
        largest, draw -> scores.stream().mapToDouble(each -> each[draw]).max().orElseThrow());
    return scores.stream().map(each -> share(largest, each[0])).toList();
  }

  private static double[] scores(double[] statistics) {
    Moments moments = Moments.of(statistics);
    return Arrays.stream(statistics)
        .map(each -> moments.deviation() > 0 ? (each - moments.mean()) / moments.deviation() : 0)
        .toArray();
  }
}
