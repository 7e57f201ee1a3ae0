package dev.rawline.imaging.scene.smear;

/** A body that the picture is about, with an edge. */
interface Body extends Absorber {

  /** Returns its edge. */
  Outline outline();

  /** Returns the signed distance from its edge, negative inside [µm]. */
  default double distance(double x, double y) {
    return outline().distance(x, y);
  }
}
