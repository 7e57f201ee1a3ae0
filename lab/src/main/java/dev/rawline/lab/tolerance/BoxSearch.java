package dev.rawline.lab.tolerance;

import java.util.List;

/** Looks for the camera of a box under which a model does worst. */
public interface BoxSearch {

  /**
   * Looks for it.
   *
   * @param box the sides
   * @param round how many boxes were searched before, from 0: another round draws other points
   */
  Found worst(List<BoxSide> box, int round);

  /** Returns how it looks, in words, such as "200 random points and corners". */
  String words();

  /**
   * What was found.
   *
   * @param point the values of the parameters, in the order of the sides
   * @param metric the metric there
   * @param tried how many points were tried
   */
  record Found(List<Double> point, double metric, int tried) {}
}
