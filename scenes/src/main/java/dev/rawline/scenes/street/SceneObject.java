package dev.rawline.scenes.street;

/** An object on the ground, visible from above, that blocks light. */
sealed interface SceneObject permits Solid, Car, TreeCrown {

  /** Returns a rectangle outside which it covers nothing. */
  BoundingBox bounds();

  /** Returns the height of its highest point [m]. */
  double height();

  /** Writes its surface at the point, if it covers that and is higher than the current surface. */
  void cover(SurfacePoint surface);

  /**
   * Returns the share of sunlight that it blocks at a point, 0 to 1.
   *
   * @param z the point's height [m]
   * @param own whether the point is on this object
   * @param dx the x component of a ray to the sun per unit of height
   * @param dy its y component per unit of height
   */
  double blocks(double x, double y, double z, boolean own, double dx, double dy);

  /**
   * Returns the share of the sky's light that it blocks at a point of the ground, 0 to 1; below
   * 0.01 farther than {@link #reach} from its bounds.
   */
  double hides(double x, double y);

  /** Returns the distance from its bounds within which it blocks the sky [m]. */
  double reach();
}
