package dev.rawline.lab.forensics.search;

import java.util.List;

/**
 * Places around the default camera, in which a step of one length means the same in every
 * direction: θ = default + Σ u_k · direction_k, kept within the bounds of every number.
 *
 * <p>The unit of u is the root mean square by which pictures change, to first order: at |u| = 0.01
 * samples of the view have moved by 0.01, root mean square.
 */
public abstract sealed class SearchCoordinates
    permits EqualCoordinates, PhysicalCoordinates, WhitenedCoordinates {
  private final double[] origin;
  private final int[] places;
  private final ParameterBounds bounds;

  /**
   * Takes the numbers of a group.
   *
   * @param origin all numbers of the default camera
   * @param places the places of those of the group
   * @param bounds the bounds of each
   */
  SearchCoordinates(double[] origin, List<Integer> places, ParameterBounds bounds) {
    this.origin = origin.clone();
    this.places = places.stream().mapToInt(Integer::intValue).toArray();
    this.bounds = bounds;
  }

  /** Returns how many directions there are. */
  public abstract int size();

  /** Returns all numbers of the camera at a place. */
  public final double[] at(double[] place) {
    double[] numbers = origin.clone();
    for (int i = 0; i < places.length; i++) {
      numbers[places[i]] = bounds.clamp(places[i], moved(origin[places[i]], place, i));
    }
    return numbers;
  }

  /** Returns the place of a camera that was found in others, or of one near it. */
  public final double[] place(double[] numbers) {
    double[] place = new double[size()];
    for (int i = 0; i < places.length; i++) {
      add(numbers[places[i]] - origin[places[i]], i, place);
    }
    return place;
  }

  /**
   * Returns a gradient by the place, given that by all numbers of the camera: 0 along what a bound
   * holds.
   */
  public final double[] back(double[] place, double[] gradient) {
    double[] back = new double[size()];
    for (int i = 0; i < places.length; i++) {
      if (bounds.holds(places[i], moved(origin[places[i]], place, i))) {
        addBack(place, gradient[places[i]], i, back);
      }
    }
    return back;
  }

  /** Returns the i-th number of the group at a place, given that of the default camera. */
  abstract double moved(double usual, double[] place, int i);

  /** Adds the place at which the i-th number of the group is changed by so much. */
  abstract void add(double change, int i, double[] place);

  /** Adds to a gradient by the place, given that by the i-th number of the group. */
  abstract void addBack(double[] place, double gradient, int i, double[] back);

  /**
   * Returns how many times a direction a place may lie away from the default camera before every
   * number has come to its bound and stays there; infinity where the bounds are not those of an
   * instrument, and only clip.
   */
  double farthest(double[] direction) {
    return Double.POSITIVE_INFINITY;
  }
}
