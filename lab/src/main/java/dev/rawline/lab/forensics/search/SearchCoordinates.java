package dev.rawline.lab.forensics.search;

/**
 * Places around the default camera, in which a step of one length means the same in every
 * direction: θ = default + Σ u_k · direction_k, kept within the bounds of every number.
 *
 * <p>The unit of u is the root mean square by which pictures change, to first order: at |u| = 0.01
 * samples of the view have moved by 0.01, root mean square.
 */
public sealed interface SearchCoordinates permits EqualCoordinates, WhitenedCoordinates {

  /** Returns how many directions there are. */
  int size();

  /** Returns all numbers of the camera at a place. */
  double[] at(double[] place);

  /** Returns the place of a camera that was found in others, or of one near it. */
  double[] place(double[] numbers);

  /**
   * Returns a gradient by the place, given that by all numbers of the camera: 0 along what a bound
   * holds.
   */
  double[] back(double[] place, double[] gradient);
}
