package dev.rawline.lab.tolerance;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.rawline.learning.metric.Metric;
import dev.rawline.learning.metric.MetricContributions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Between which values all parameters may lie at once: found on one half of the samples, and
 * confirmed on the other, or not.
 *
 * <p>On the first half the metric holds at the worst point that was found in it. On the other the
 * worst point and others drawn anew are tested against the margin: it is confirmed where each of
 * them is non-inferior at 5 % (an intersection–union test, Berger 1982, of error 5 % as a whole). A
 * point that was not evaluated may be worse.
 *
 * @param sides its sides
 * @param worst the metric at the worst point found in it
 * @param point where that was, in the order of the sides
 * @param holds whether the metric holds there; else the search gave up
 * @param rounds how many boxes were searched, this one included
 * @param tried how many points were tried in all of them
 * @param search how they were searched, in words
 * @param confirmation what the other half shows; none where the search gave up
 */
@JsonPropertyOrder("label")
public record JointBox(
    List<BoxSide> sides,
    double worst,
    List<Double> point,
    boolean holds,
    int rounds,
    int tried,
    String search,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Confirmation> confirmation) {
  private static final double GIVING_WAY = 0.2;
  private static final int MOST_ROUNDS = 60;

  /** The label of boxes that no other samples were asked about. */
  static final String SEARCHED = "searched, not proved";

  /**
   * What the other half of the samples shows of a box.
   *
   * @param points how many points of it were tested
   * @param samples by how many samples
   * @param worst the metric at the worst of them
   * @param probability the largest p-value against a drop of δ or more
   */
  public record Confirmation(int points, int samples, double worst, double probability) {
    /** Returns whether it confirms the box. */
    boolean confirms() {
      return probability <= ToleranceSearch.ERROR;
    }
  }

  /** Returns what is known of it, in words. */
  @JsonProperty
  public String label() {
    return isConfirmed() ? "confirmed on the other half" : "not confirmed";
  }

  /** Returns whether the other half of the samples confirms it. */
  public boolean isConfirmed() {
    return holds && confirmation.filter(Confirmation::confirms).isPresent();
  }

  /**
   * Tests a box on other samples than those on which it was found.
   *
   * @param points the points, in the order of the sides
   * @param baseline the metric of those samples under the usual camera
   * @param response the same at a point
   * @param delta the margin
   */
  public JointBox confirmed(
      List<List<Double>> points,
      MetricContributions baseline,
      Function<List<Double>, MetricContributions> response,
      double delta) {
    double worst = baseline.value();
    double largest = 0;
    for (List<Double> point : points) {
      MetricContributions found = response.apply(point);
      worst = baseline.metric().better(worst, found.value()) ? found.value() : worst;
      largest = Math.max(largest, MarginComparison.of(baseline, found, delta).tolerated());
    }
    return new JointBox(
        sides,
        this.worst,
        point,
        holds,
        rounds,
        tried,
        search,
        Optional.of(new Confirmation(points.size(), baseline.samples(), worst, largest)));
  }

  /**
   * Shrinks a box until the worst point found in it holds.
   *
   * <p>Each side gives way by as much as the worst point leans on it: the one it leans on most
   * becomes a fifth shorter, one on which it lies at the usual value stays. Points that were found
   * not to hold are remembered: a box that still has one is shrunk further without a search.
   *
   * @param start the sides to begin with, at least one
   * @param metric which way is better
   * @param limit the worst value that the metric may have
   */
  public static JointBox shrunk(
      List<BoxSide> start, Metric metric, double limit, BoxSearch search) {
    if (start.isEmpty()) {
      throw new IllegalArgumentException("a box has at least one side, got none");
    }
    List<BoxSide> box = List.copyOf(start);
    List<BoxSearch.Found> failed = new ArrayList<>();
    int tried = 0;
    for (int round = 0; ; round++) {
      BoxSearch.Found found = search.worst(box, round);
      tried += found.tried();
      boolean holds = !metric.better(limit, found.metric());
      if (holds || round + 1 == MOST_ROUNDS) {
        return new JointBox(
            box,
            found.metric(),
            found.point(),
            holds,
            round + 1,
            tried,
            search.words(),
            Optional.empty());
      }
      failed.add(found);
      box = without(failed, box, found);
    }
  }

  private static List<BoxSide> without(
      List<BoxSearch.Found> failed, List<BoxSide> box, BoxSearch.Found last) {
    List<BoxSide> smaller = givenWay(box, last.point());
    for (BoxSearch.Found one : failed) {
      while (holds(smaller, one.point()) && !isUsual(smaller, one.point())) {
        smaller = givenWay(smaller, one.point());
      }
    }
    return smaller;
  }

  private static List<BoxSide> givenWay(List<BoxSide> box, List<Double> point) {
    double[] leans =
        IntStream.range(0, box.size()).mapToDouble(i -> box.get(i).lean(point.get(i))).toArray();
    double most = Arrays.stream(leans).max().orElseThrow();
    return IntStream.range(0, leans.length)
        .mapToObj(i -> box.get(i).times(1 - GIVING_WAY * (most == 0 ? 1 : leans[i] / most)))
        .toList();
  }

  private static boolean isUsual(List<BoxSide> box, List<Double> point) {
    return IntStream.range(0, box.size())
        .allMatch(i -> box.get(i).parameter().usual() == point.get(i));
  }

  static boolean holds(List<BoxSide> box, List<Double> point) {
    return IntStream.range(0, box.size()).allMatch(i -> box.get(i).holds(point.get(i)));
  }
}
