package dev.rawline.lab.quality.batch;

import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.imaging.inspection.SignedRoot;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.statistic.Moments;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Images × quantities: the values that were measured, some of which may be missing. */
public final class QuantityTable {
  private final List<String> names;
  private final List<String> groups;
  private final Map<Quantity, double[]> columns;

  private QuantityTable(List<String> names, List<String> groups, Map<Quantity, double[]> columns) {
    this.names = List.copyOf(names);
    this.groups = List.copyOf(groups);
    this.columns = columns;
  }

  /** Returns the values of inspected images. */
  public static QuantityTable of(List<InspectedImage> images) {
    Map<Quantity, double[]> columns = new EnumMap<>(Quantity.class);
    for (Quantity quantity : Quantity.values()) {
      double[] column = new double[images.size()];
      Arrays.setAll(
          column,
          i -> {
            Estimate value = images.get(i).inspection().values().get(quantity);
            return value == null ? Double.NaN : value.value();
          });
      columns.put(quantity, column);
    }
    return new QuantityTable(
        images.stream().map(InspectedImage::name).toList(),
        images.stream().map(InspectedImage::group).toList(),
        columns);
  }

  /** Returns a table of given columns whose images are each a group of their own. */
  public static QuantityTable of(List<String> names, Map<Quantity, double[]> columns) {
    return of(names, names, columns);
  }

  /**
   * Returns a table of given columns.
   *
   * @param names of the images
   * @param groups of the images
   * @param columns a value an image, NaN where it is missing; a quantity that is left out is
   *     missing everywhere
   * @throws IllegalArgumentException if a column has another length, or the groups have
   */
  public static QuantityTable of(
      List<String> names, List<String> groups, Map<Quantity, double[]> columns) {
    if (groups.size() != names.size()) {
      throw new IllegalArgumentException(
          "%d groups are named: expected %d, one an image".formatted(groups.size(), names.size()));
    }
    Map<Quantity, double[]> copied = new EnumMap<>(Quantity.class);
    for (Quantity quantity : Quantity.values()) {
      double[] column = columns.get(quantity);
      if (column != null && column.length != names.size()) {
        throw new IllegalArgumentException(
            "%s has %d values: expected %d, one an image"
                .formatted(quantity, column.length, names.size()));
      }
      copied.put(quantity, column == null ? missing(names.size()) : column.clone());
    }
    return new QuantityTable(names, groups, copied);
  }

  private static double[] missing(int images) {
    double[] missing = new double[images];
    Arrays.fill(missing, Double.NaN);
    return missing;
  }

  /** Returns the table of some images, by their places. */
  public QuantityTable rows(int[] places) {
    Map<Quantity, double[]> some = new EnumMap<>(Quantity.class);
    columns.forEach(
        (quantity, column) ->
            some.put(quantity, Arrays.stream(places).mapToDouble(i -> column[i]).toArray()));
    return new QuantityTable(
        Arrays.stream(places).mapToObj(names::get).toList(),
        Arrays.stream(places).mapToObj(groups::get).toList(),
        some);
  }

  /** Returns the table of some quantities, all others being missing. */
  public QuantityTable only(Set<Quantity> some) {
    Map<Quantity, double[]> kept = new EnumMap<>(columns);
    kept.keySet().retainAll(some);
    return of(names, groups, kept);
  }

  /** Returns the names of the images. */
  public List<String> names() {
    return names;
  }

  /** Returns the groups of the images. */
  public List<String> groups() {
    return groups;
  }

  /** Returns whether some images are of one group. */
  public boolean isGrouped() {
    return groups.stream().distinct().count() < groups.size();
  }

  /** Returns how many images there are. */
  public int images() {
    return names.size();
  }

  /** Returns the value of an image, NaN where it is missing. */
  public double value(Quantity quantity, int image) {
    return columns.get(quantity)[image];
  }

  /** Returns the values of all images, NaN where one is missing. */
  public double[] column(Quantity quantity) {
    return columns.get(quantity).clone();
  }

  /** Returns the values of those images that have one. */
  public double[] known(Quantity quantity) {
    return Arrays.stream(columns.get(quantity)).filter(value -> !Double.isNaN(value)).toArray();
  }

  /** Returns the mean of those images that have a value, NaN where none has. */
  public double mean(Quantity quantity) {
    return SignedRoot.ofAverage(quantity, moments(quantity).mean());
  }

  /**
   * Returns the mean with its 95 % interval, mean ± t · s/√n, s the standard deviation between
   * images; empty for fewer than two values. What the scene does to the number is part of s. Roots
   * of variances are averaged as variances.
   */
  public Optional<Estimate> estimate(Quantity quantity) {
    Moments moments = moments(quantity);
    if (moments.count() < 2) {
      return Optional.empty();
    }
    double mean = moments.mean();
    double reach = moments.halfWidth();
    return Optional.of(
        new Estimate(
            SignedRoot.ofAverage(quantity, mean),
            SignedRoot.ofAverage(quantity, mean - reach),
            SignedRoot.ofAverage(quantity, mean + reach)));
  }

  /**
   * Returns the standard deviation between images, NaN for fewer than two values, and 0 exactly
   * where all are equal; of a root of variances half of what lies between one deviation of the
   * variances below and above their mean.
   */
  public double deviation(Quantity quantity) {
    Moments moments = moments(quantity);
    return (SignedRoot.ofAverage(quantity, moments.mean() + moments.deviation())
            - SignedRoot.ofAverage(quantity, moments.mean() - moments.deviation()))
        / 2;
  }

  private Moments moments(Quantity quantity) {
    return Moments.of(
        Arrays.stream(known(quantity))
            .map(value -> SignedRoot.toAverage(quantity, value))
            .toArray());
  }
}
