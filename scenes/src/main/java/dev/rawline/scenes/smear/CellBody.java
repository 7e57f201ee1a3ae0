package dev.rawline.scenes.smear;

/** A body that the picture is about, with an edge. */
interface CellBody extends Absorber {

  /** Returns its edge. */
  CellOutline outline();

  /** Returns the signed distance from its edge, negative inside [µm]. */
  default double distance(double x, double y) {
    return outline().distance(x, y);
  }
}
