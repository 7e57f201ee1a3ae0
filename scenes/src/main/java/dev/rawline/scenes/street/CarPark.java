package dev.rawline.scenes.street;

import dev.rawline.imaging.random.RandomDraws;

/** Lays out car parks: aisles along p with bays on both sides. */
final class CarPark {
  private static final double AISLE = 6;

  private CarPark() {}

  /**
   * Adds a car park with as many whole bays as fit into a rectangle.
   *
   * @param occupied the share of its bays that are occupied
   */
  static void add(
      VisibleObjects out,
      Pose place,
      double halfP,
      double halfQ,
      double occupied,
      RandomDraws draws) {
    double module = AISLE + 2 * GroundMaterial.BAY_DEPTH;
    int modules = (int) (2 * halfQ / module);
    if (modules == 0) {
      row(out, place, halfP, halfQ, occupied, draws);
      return;
    }
    int bays = (int) (2 * halfP / GroundMaterial.BAY);
    double half = bays * GroundMaterial.BAY / 2;
    GroundMaterial ground =
        GroundMaterial.Kind.BAYS.of(
            HouseBuilder.scaled(GroundMaterial.ASPHALT, draws.between(0.7, 1.25)), draws);
    for (int m = 0; m < modules; m++) {
      Pose middle = place.shifted(0, (m - (modules - 1) / 2.0) * module, 0);
      out.patch(middle, half, module / 2, ground);
      for (int side = -1; side <= 1; side += 2) {
        for (int bay = 0; bay < bays; bay++) {
          double p = -half + (bay + 0.5) * GroundMaterial.BAY;
          stand(
              out, middle, p, side * (AISLE + GroundMaterial.BAY_DEPTH) / 2, side, occupied, draws);
        }
      }
      if (draws.chance(0.4)) {
        // A car looking for a bay.
        double p = draws.between(-0.8, 0.8) * half;
        out.car(middle.shifted(p, draws.pick(-1.4, 1.4), draws.pick(0.0, Math.PI)), draws);
      }
    }
  }

  private static void row(
      VisibleObjects out,
      Pose place,
      double halfP,
      double halfQ,
      double occupied,
      RandomDraws draws) {
    int bays = (int) (2 * halfP / GroundMaterial.BAY);
    double half = bays * GroundMaterial.BAY / 2;
    if (bays == 0 || halfQ < GroundMaterial.BAY_DEPTH / 2) {
      return;
    }
    GroundMaterial ground = GroundMaterial.Kind.ROW_OF_BAYS.of(GroundMaterial.ASPHALT, draws);
    out.patch(place, half, halfQ, ground);
    for (int bay = 0; bay < bays; bay++) {
      double p = -half + (bay + 0.5) * GroundMaterial.BAY;
      stand(out, place, p, -halfQ + 0.2 + GroundMaterial.BAY_DEPTH / 2, -1, occupied, draws);
    }
  }

  private static void stand(
      VisibleObjects out,
      Pose place,
      double p,
      double q,
      int side,
      double occupied,
      RandomDraws draws) {
    double heading = (draws.chance(0.25) ? -side : side) * Math.PI / 2;
    double turn = heading + draws.around(0, 0.025);
    Pose at = place.shifted(p + draws.around(0, 0.12), q - side * draws.between(-0.1, 0.35), turn);
    if (draws.chance(occupied)) {
      out.car(at, draws);
    } else if (draws.chance(0.1)) {
      YardObjects.clutter(out, at, draws);
    }
  }
}
