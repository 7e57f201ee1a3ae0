package dev.rawline.scenes.street;

/**
 * A rectangle of ground with round corners; later patches cover earlier ones.
 *
 * @param place its middle
 * @param halfP half its length along p [m]
 * @param halfQ half its length along q [m]
 * @param round the radius of its corners [m]
 * @param rough the irregularity of its edge [m]
 * @param ground its material
 */
record GroundPatch(
    Pose place, double halfP, double halfQ, double round, double rough, GroundMaterial ground) {

  BoundingBox bounds() {
    return place.bounds(halfP + rough, halfQ + rough);
  }

  /** Paints a point if it is on the patch. */
  void cover(SurfacePoint surface) {
    double p = place.p(surface.x, surface.y);
    double q = place.q(surface.x, surface.y);
    double edge = edge(p, q);
    if (rough > 0) {
      edge += rough * surface.fractal(ground.seed() + 11, 1.1, 3);
    }
    if (edge > 0) {
      ground.paint(p, q, edge, halfP, halfQ, surface);
    }
  }

  /** Returns the distance to the edge [m], above 0 inside. */
  private double edge(double p, double q) {
    double outP = Math.abs(p) - halfP + round;
    double outQ = Math.abs(q) - halfQ + round;
    if (outP > 0 && outQ > 0) {
      return round - Math.sqrt(outP * outP + outQ * outQ);
    }
    return round - Math.max(outP, outQ);
  }
}
