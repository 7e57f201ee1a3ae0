package dev.rawline.lab.tolerance;

import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;
import dev.rawline.learning.metric.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * The plain way to look for the worst camera: half of the points are corners, drawn at random, half
 * lie anywhere within, evenly along the parameters' scales.
 *
 * @param points how many points are tried, at least 2
 * @param seed what they are drawn from
 * @param metric which way is worse
 * @param score the metric at a point
 */
public record RandomBoxSearch(
    int points, long seed, Metric metric, ToDoubleFunction<List<Double>> score)
    implements BoxSearch {

  /**
   * Checks the number.
   *
   * @throws IllegalArgumentException if there are fewer than two points
   */
  public RandomBoxSearch {
    if (points < 2) {
      throw new IllegalArgumentException(
          "points is %d: expected at least 2, a corner and one within".formatted(points));
    }
  }

  @Override
  public Found worst(List<BoxSide> box, int round) {
    Optional<Found> worst = Optional.empty();
    for (List<Double> point : drawn(box, "box " + round)) {
      double found = score.applyAsDouble(point);
      if (worst.isEmpty() || metric.better(worst.get().metric(), found)) {
        worst = Optional.of(new Found(point, found, points));
      }
    }
    return worst.orElseThrow();
  }

  /**
   * Returns the points of a box.
   *
   * @param purpose what they are for: other points for another purpose
   */
  public List<List<Double>> drawn(List<BoxSide> box, String purpose) {
    List<List<Double>> drawn = new ArrayList<>();
    for (int i = 0; i < points; i++) {
      RandomStream random = new Seed(seed, purpose).stream("point", i);
      boolean corner = i % 2 == 0;
      List<Double> point = new ArrayList<>();
      for (BoxSide side : box) {
        double share = random.nextUniform();
        point.add(side.at(corner ? Math.rint(share) : share));
      }
      drawn.add(point);
    }
    return drawn;
  }

  @Override
  public String words() {
    return "%d random points, half of them corners".formatted(points);
  }
}
