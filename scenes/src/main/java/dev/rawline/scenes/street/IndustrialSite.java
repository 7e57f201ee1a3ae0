package dev.rawline.scenes.street;

import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.random.RandomDraws;

/** A hall, a yard with objects and a car park. */
final class IndustrialSite extends HouseBuilder {
  IndustrialSite(CityBlock block, VisibleObjects out, RandomDraws draws) {
    super(block, out, draws);
  }

  void add() {
    Pose middle = block.network().byAvenue((left + right) / 2, (top + bottom) / 2, QUARTER);
    double halfP = (bottom - top) / 2;
    double halfQ = (right - left) / 2;
    GroundMaterial yard =
        draws.chance(0.5)
            ? GroundMaterial.Kind.CONCRETE.of(GroundMaterial.CONCRETE, draws)
            : GroundMaterial.Kind.TARMAC.of(scaled(GroundMaterial.ASPHALT, 1.2), draws);
    out.patch(middle, halfP + 0.5, halfQ + 0.5, yard);
    double share = draws.between(0.42, 0.58);
    double hallHalf = halfP * share;
    Pose hall = middle.shifted(-halfP + hallHalf + 3, draws.around(0, 0.5), 0);
    double hallDeep = halfQ - draws.between(2, 5);
    SurfaceFinish roof =
        draws.chance(0.5)
            ? flat()
            : SurfaceFinish.Kind.CORRUGATED.of(
                draws.pick(
                    new Rgb(0.33, 0.34, 0.35), new Rgb(0.2, 0.21, 0.22), new Rgb(0.24, 0.16, 0.13)),
                draws);
    flatRoof(hall, hallHalf, hallDeep, draws.between(5, 9), roof, 1);
    double from = -halfP + 2 * hallHalf + 6;
    double room = halfP - from;
    if (room < 8) {
      return;
    }
    Pose rest = middle.shifted(from + room / 2, 0, QUARTER);
    if (draws.chance(0.75)) {
      new CarPark(out, draws).add(rest, halfQ - 3.5, room / 2 - 3, draws.between(0.3, 0.85));
    } else {
      int objects = (int) (room * halfQ / 30);
      for (int i = 0; i < objects; i++) {
        Pose at =
            rest.shifted(
                draws.between(-0.9, 0.9) * halfQ,
                draws.between(-0.9, 0.9) * room / 2,
                draws.pick(0.0, QUARTER) + draws.around(0, 0.06));
        if (draws.chance(0.3)) {
          out.car(at, draws);
        } else if (draws.chance(0.2)) {
          lorry(at);
        } else {
          clutter(at);
        }
      }
    }
    GroundMaterial verge = GroundMaterial.Kind.MEADOW.of(GroundMaterial.GRASS, draws);
    out.patch(middle.shifted(0, halfQ - 0.8, 0), halfP, 1.1, verge);
    for (int i = 0; i < 5; i++) {
      double radius = draws.between(1, 3);
      Pose at = middle.shifted(draws.between(-1, 1) * halfP, halfQ - 0.9, 0);
      out.tree(at, radius, 2.2 * radius, draws);
    }
  }
}
