package dev.rawline.lab.forensics.search;

import java.util.List;

/**
 * Coordinates of numbers that all move pictures alike and apart from each other, such as the
 * samples of an additive layer.
 */
public final class EqualCoordinates implements SearchCoordinates {
  private final double[] origin;
  private final int[] places;
  private final double scale;
  private final ParameterBounds bounds;

  /**
   * Takes the numbers of a group.
   *
   * @param origin all numbers of the default camera
   * @param places the places of those of the group
   * @param scale what a step of 1 adds to a number
   * @param bounds between which numbers each may lie
   */
  public EqualCoordinates(
      double[] origin, List<Integer> places, double scale, ParameterBounds bounds) {
    this.origin = origin.clone();
    this.places = places.stream().mapToInt(Integer::intValue).toArray();
    this.scale = scale;
    this.bounds = bounds;
  }

  /** Returns the coordinates of a layer that is added to pictures: |u| is its root mean square. */
  public static EqualCoordinates ofLayer(
      double[] origin, List<Integer> places, ParameterBounds bounds) {
    return new EqualCoordinates(origin, places, Math.sqrt(places.size()), bounds);
  }

  @Override
  public int size() {
    return places.length;
  }

  @Override
  public double[] at(double[] place) {
    double[] numbers = origin.clone();
    for (int k = 0; k < places.length; k++) {
      numbers[places[k]] = bounds.clamp(places[k], moved(place, k));
    }
    return numbers;
  }

  @Override
  public double[] place(double[] numbers) {
    double[] place = new double[places.length];
    for (int k = 0; k < places.length; k++) {
      place[k] = (numbers[places[k]] - origin[places[k]]) / scale;
    }
    return place;
  }

  private double moved(double[] place, int k) {
    return origin[places[k]] + scale * place[k];
  }

  @Override
  public double[] back(double[] place, double[] gradient) {
    double[] back = new double[places.length];
    for (int k = 0; k < places.length; k++) {
      back[k] = bounds.holds(places[k], moved(place, k)) ? scale * gradient[places[k]] : 0;
    }
    return back;
  }
}
