package dev.rawline.lab.quality.check;

import dev.rawline.imaging.inspection.Quantity;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The course of one quantity over images in order of arrival, and of the control chart that is kept
 * of it.
 *
 * @param quantity the quantity
 * @param centre its mean in the reference
 * @param scheme the kind of the chart: "EWMA" or "CUSUM"
 * @param limit the distance of the chart from 0 beyond which it signals, above 0
 * @param points image by image; at least one
 */
public record ControlChart(
    Quantity quantity, double centre, String scheme, double limit, List<Point> points) {

  /**
   * An image.
   *
   * @param image its number, from 1
   * @param label its name
   * @param value the value of the quantity
   * @param level the level of the chart after it
   */
  public record Point(int image, String label, double value, double level) {}

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if there is no image, the numbers do not ascend, or the limit
   *     is not above 0
   */
  public ControlChart {
    points = List.copyOf(points);
    if (points.isEmpty()) {
      throw new IllegalArgumentException("%s: a chart of no image".formatted(quantity));
    }
    for (int i = 1; i < points.size(); i++) {
      if (points.get(i).image < points.get(i - 1).image) {
        throw new IllegalArgumentException(
            "%s: image %d after image %d: expected them in their order"
                .formatted(quantity, points.get(i).image, points.get(i - 1).image));
      }
    }
    if (!(limit > 0) || Double.isInfinite(limit)) {
      throw new IllegalArgumentException(
          "%s: a limit of %s: expected a number above 0".formatted(quantity, limit));
    }
  }

  /** Returns the places of the points at which the chart signals, ascending. */
  public List<Integer> alarms() {
    return IntStream.range(0, points.size())
        .filter(place -> Math.abs(points.get(place).level) > limit)
        .boxed()
        .toList();
  }

  /** Returns the level after a point as a share of the limit. */
  public double share(int place) {
    return points.get(place).level / limit;
  }

  /** Returns how near the chart came to its limit: the largest share, without its sign. */
  public double nearest() {
    return IntStream.range(0, points.size()).mapToDouble(i -> Math.abs(share(i))).max().orElse(0);
  }
}
