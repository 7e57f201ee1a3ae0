package dev.rawline.scenes.smear;

/** A labelled body with an outline. */
interface CellBody extends Absorber {

  /** Returns its outline. */
  CellOutline outline();

  /** Returns the signed distance from its outline, negative inside [µm]. */
  default double distance(double x, double y) {
    return outline().distance(x, y);
  }
}
