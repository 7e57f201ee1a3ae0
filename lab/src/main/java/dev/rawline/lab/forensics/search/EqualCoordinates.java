package dev.rawline.lab.forensics.search;

import java.util.List;

/**
 * Coordinates of a layer that is added to pictures, whose samples all move pictures alike and apart
 * from each other: |u| is its root mean square.
 */
public final class EqualCoordinates extends SearchCoordinates {
  private final int size;
  private final double scale;

  /**
   * Takes the numbers of a layer.
   *
   * @param origin all numbers of the default camera
   * @param places the places of those of the layer
   * @param bounds the bounds of each
   */
  public EqualCoordinates(double[] origin, List<Integer> places, ParameterBounds bounds) {
    super(origin, places, bounds);
    this.size = places.size();
    this.scale = Math.sqrt(size);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  double moved(double usual, double[] place, int i) {
    return usual + scale * place[i];
  }

  @Override
  void add(double change, int i, double[] place) {
    place[i] = change / scale;
  }

  @Override
  void addBack(double[] place, double gradient, int i, double[] back) {
    back[i] = scale * gradient;
  }
}
