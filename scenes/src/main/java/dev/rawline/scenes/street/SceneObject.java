package dev.rawline.scenes.street;

/** Something that stands on the ground: it can be looked down on, and it keeps light away. */
sealed interface SceneObject permits Solid, Car, TreeCrown {

  /** Returns a rectangle outside of which it covers nothing. */
  BoundingBox bounds();

  /** Returns the height of its highest point [m]. */
  double height();

  /**
   * Writes its surface at a point, if it covers it and is higher there than what the surface holds.
   */
  void cover(double x, double y, SurfacePoint surface);

  /**
   * Returns the share of sunlight that it keeps from a point, 0 to 1.
   *
   * @param z the point's height [m]
   * @param own whether the point lies on this very thing
   * @param dx how far a ray to the sun goes along x while it rises by 1
   * @param dy how far it goes along y
   */
  double blocks(double x, double y, double z, boolean own, double dx, double dy);

  /**
   * Returns the share of the sky's light that it keeps from a point of the ground, 0 to 1; below
   * 0.01 farther than {@link #reach} from its bounds.
   */
  double hides(double x, double y);

  /** Returns how far from its bounds it hides sky [m]. */
  double reach();
}
