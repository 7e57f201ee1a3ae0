package dev.rawline.lab.forensics.search;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Coordinates of an instrument's own numbers: number = usual + scale · u, the scale such that at
 * the end of a number's range |u| is the root mean square by which pictures have changed. A
 * derivative at the default camera would not do: there a blur has none.
 *
 * <p>A number that only grows, as the width of a blur, is that of |u|, so that no direction is
 * empty.
 */
final class PhysicalCoordinates extends SearchCoordinates {
  private final List<PhysicalCoordinate> numbers;
  private final double[] scales;

  private PhysicalCoordinates(List<PhysicalCoordinate> numbers, double[] scales) {
    super(
        numbers.stream().mapToDouble(PhysicalCoordinate::usual).toArray(),
        IntStream.range(0, numbers.size()).boxed().toList(),
        new ParameterBounds(
            numbers.stream().mapToDouble(PhysicalCoordinate::lowest).toArray(),
            numbers.stream().mapToDouble(PhysicalCoordinate::highest).toArray()));
    this.numbers = numbers;
    this.scales = scales;
  }

  /** Returns coordinates in the unit of each number. */
  static PhysicalCoordinates plain(List<PhysicalCoordinate> numbers) {
    double[] scales = new double[numbers.size()];
    Arrays.fill(scales, 1);
    return new PhysicalCoordinates(numbers, scales);
  }

  /**
   * Measures the scales.
   *
   * @param pictures the numbers → samples of pictures, as many at every call
   * @throws IllegalArgumentException if pictures depend on none of the numbers
   */
  static PhysicalCoordinates measured(
      Function<double[], float[]> pictures, List<PhysicalCoordinate> numbers) {
    double[] usual = numbers.stream().mapToDouble(PhysicalCoordinate::usual).toArray();
    float[] unchanged = pictures.apply(usual).clone();
    double[] scales = new double[usual.length];
    boolean changes = false;
    for (int k = 0; k < scales.length; k++) {
      double[] moved = usual.clone();
      moved[k] = numbers.get(k).farthest();
      double change = rootMeanSquare(pictures.apply(moved), unchanged);
      changes |= change > 0;
      // A number without effect moves over its range within the unit of u.
      scales[k] = Math.abs(moved[k] - usual[k]) / (change > 0 ? change : 1);
    }
    if (!changes) {
      throw new IllegalArgumentException(
          "the images do not depend on any parameter of the group: leave the group out");
    }
    return new PhysicalCoordinates(numbers, scales);
  }

  private static double rootMeanSquare(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      double difference = one[i] - other[i];
      sum += difference * difference;
    }
    return Math.sqrt(sum / one.length);
  }

  @Override
  public int size() {
    return scales.length;
  }

  @Override
  double farthest(double[] direction) {
    double farthest = 0;
    for (int k = 0; k < scales.length; k++) {
      PhysicalCoordinate number = numbers.get(k);
      double room =
          direction[k] > 0 || onlyGrows(k)
              ? number.highest() - number.usual()
              : number.usual() - number.lowest();
      if (direction[k] != 0) {
        farthest = Math.max(farthest, room / (scales[k] * Math.abs(direction[k])));
      }
    }
    return farthest;
  }

  private boolean onlyGrows(int i) {
    return numbers.get(i).usual() == numbers.get(i).lowest();
  }

  @Override
  double moved(double usual, double[] place, int i) {
    return usual + scales[i] * (onlyGrows(i) ? Math.abs(place[i]) : place[i]);
  }

  @Override
  void add(double change, int i, double[] place) {
    place[i] = change / scales[i];
  }

  @Override
  void addBack(double[] place, double gradient, int i, double[] back) {
    back[i] = (onlyGrows(i) ? Math.signum(place[i]) : 1) * scales[i] * gradient;
  }
}
