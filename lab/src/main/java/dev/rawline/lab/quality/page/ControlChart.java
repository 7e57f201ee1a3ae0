package dev.rawline.lab.quality.page;

import java.util.List;

/**
 * The course of one quantity over images in the order in which they came.
 *
 * @param name the quantity
 * @param unit its unit; empty where it has none
 * @param seen its values, in their order
 * @param centre the value about which they should lie
 * @param paths what is summed up of the values, such as EWMA and CUSUM; may be empty
 * @param alarms the places in {@code seen} at which an alarm stood, ascending
 */
public record ControlChart(
    String name,
    String unit,
    List<Seen> seen,
    double centre,
    List<Path> paths,
    List<Integer> alarms) {

  /**
   * A value.
   *
   * @param at where it stands along the axis: the number of the image
   * @param value the value
   * @param label what the image is called
   */
  public record Seen(double at, double value, String label) {}

  /**
   * What is summed up of values, 0 where all is as in the reference.
   *
   * @param name what it is called: "EWMA", "CUSUM up" …
   * @param values its value after each image, as many as were seen
   * @param limit the distance from 0 that is an alarm, above 0
   */
  public record Path(String name, List<Double> values, double limit) {
    /**
     * Copies the values.
     *
     * @throws IllegalArgumentException if the limit is not above 0
     */
    public Path {
      values = List.copyOf(values);
      if (!(limit > 0) || Double.isInfinite(limit)) {
        throw new IllegalArgumentException(
            "%s: a limit of %s: expected a number above 0".formatted(name, limit));
      }
    }

    /** Returns a value as a share of the limit. */
    double share(int place) {
      return values.get(place) / limit;
    }
  }

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if nothing was seen, the places do not ascend, a path is of
   *     another length, or an alarm of no image
   */
  public ControlChart {
    seen = List.copyOf(seen);
    paths = List.copyOf(paths);
    alarms = List.copyOf(alarms);
    if (seen.isEmpty()) {
      throw new IllegalArgumentException("%s: a chart of no image".formatted(name));
    }
    for (int i = 1; i < seen.size(); i++) {
      if (!(seen.get(i).at() >= seen.get(i - 1).at())) {
        throw new IllegalArgumentException(
            "%s: image %d at %s after one at %s: expected them in their order"
                .formatted(name, i + 1, seen.get(i).at(), seen.get(i - 1).at()));
      }
    }
    for (Path path : paths) {
      if (path.values().size() != seen.size()) {
        throw new IllegalArgumentException(
            "%s: %d values of %s for %d images: expected as many"
                .formatted(name, path.values().size(), path.name(), seen.size()));
      }
    }
    for (int alarm : alarms) {
      if (alarm < 0 || alarm >= seen.size()) {
        throw new IllegalArgumentException(
            "%s: an alarm at place %d: expected 0 to %d".formatted(name, alarm, seen.size() - 1));
      }
    }
  }
}
