package dev.rawline.scenes.street;

import dev.rawline.imaging.random.RandomDraws;

/** Town houses along all four streets, wall to wall, around a courtyard. */
final class PerimeterBlock extends HouseBuilder {
  PerimeterBlock(CityBlock block, VisibleObjects out, RandomDraws draws) {
    super(block, out, draws);
  }

  void add() {
    double deep = draws.between(10.5, 13);
    courtyard(left + deep, right - deep, top + deep, bottom - deep);
    boolean open = draws.chance(0.3);
    wing(top, bottom, deep, true, left + deep / 2);
    if (right - left > 1.4 * deep) {
      wing(top, bottom, deep, true, right - deep / 2);
      wing(left + deep, right - deep, deep, false, top + deep / 2);
      if (!open) {
        wing(left + deep, right - deep, deep, false, bottom - deep / 2);
      }
    }
  }

  /** Adds the houses of one side. */
  private void wing(double from, double to, double deep, boolean alongV, double across) {
    double eaves = draws.between(10, 15);
    for (double along = from; along < to - 4; ) {
      double length = draws.between(11, 20);
      if (to - along - length < 7) {
        length = to - along;
      }
      double middle = along + length / 2;
      Pose at =
          alongV
              ? block.network().byAvenue(across, middle, QUARTER)
              : block.network().bySide(middle, across, 0);
      double height = eaves + draws.around(0, 0.8);
      if (draws.chance(0.25)) {
        flatRoof(at, length / 2, deep / 2, height + 2, flat(), 0.9);
      } else {
        SurfaceFinish roof = pitched();
        house(at, length / 2, deep / 2, height, draws.between(0.5, 0.85), false, roof, 0.95);
      }
      along += length;
    }
  }

  private void courtyard(double left, double right, double top, double bottom) {
    if (right - left < 6 || bottom - top < 6) {
      return;
    }
    Pose middle = block.network().bySide((left + right) / 2, (top + bottom) / 2, 0);
    double halfP = (right - left) / 2;
    double halfQ = (bottom - top) / 2;
    GroundMaterial yard =
        switch (draws.below(3)) {
          case 0 -> GroundMaterial.Kind.PAVING.of(GroundMaterial.SLABS, draws);
          case 1 -> GroundMaterial.Kind.TARMAC.of(GroundMaterial.ASPHALT, draws);
          default -> GroundMaterial.Kind.GRAVEL.of(GroundMaterial.LIME, draws);
        };
    out.patch(middle, halfP + 2, halfQ + 2, yard);
    if (draws.chance(0.6)) {
      GroundMaterial lawn = GroundMaterial.lawn(draws.between(0, 0.5), draws.seed());
      Pose at = middle.shifted(0, draws.between(-0.3, 0.3) * halfQ, 0);
      out.add(new GroundPatch(at, 0.6 * halfP, 0.45 * halfQ, 1.5, 0.1, lawn));
    }
    if (draws.chance(0.6)) {
      int cars = (int) (2 * halfQ / 2.8);
      for (int i = 0; i < cars; i++) {
        Pose at =
            middle.shifted(
                -halfP + 2.9 + draws.around(0, 0.15),
                -halfQ + 1.8 + i * 2.8 + draws.around(0, 0.1),
                draws.around(0, 0.04) + (draws.chance(0.3) ? Math.PI : 0));
        if (draws.chance(0.5)) {
          out.car(at, draws);
        }
      }
    } else {
      for (double q = -halfQ + 1.6; q < halfQ - 1.4; q += 3) {
        Pose at = middle.shifted(-halfP + 2.8, q, 0);
        SurfaceFinish roof =
            SurfaceFinish.Kind.BITUMEN.of(scaled(GroundMaterial.ASPHALT, 0.9), draws);
        box(at, 2.7, 1.48, 0, 2.5, roof);
      }
    }
    int trees = (int) (halfP * halfQ / 45) + draws.below(3);
    for (int i = 0; i < trees; i++) {
      double radius = draws.between(1.5, 3.8);
      Pose at =
          middle.shifted(draws.between(-0.3, 0.85) * halfP, draws.between(-0.85, 0.85) * halfQ, 0);
      out.tree(at, radius, draws.between(2, 3) * radius, draws);
    }
    for (int i = 0; i < 5; i++) {
      Pose at =
          middle.shifted(
              halfP - draws.between(1, 2.2),
              draws.between(-0.9, 0.9) * halfQ,
              draws.pick(0.0, QUARTER));
      if (draws.chance(0.5)) {
        bins(at, 2 + draws.below(5));
      } else {
        shed(at);
      }
    }
  }
}
