package dev.rawline.scenes.street;

import dev.rawline.imaging.random.RandomDraws;

/** Blocks of flats across the block, with lawns and car parks between them. */
final class ApartmentBlocks extends HouseBuilder {
  ApartmentBlocks(CityBlock block, VisibleObjects out, RandomDraws draws) {
    super(block, out, draws);
  }

  void add() {
    Pose middle = block.network().bySide((left + right) / 2, (top + bottom) / 2, 0);
    double halfP = (right - left) / 2;
    double halfQ = (bottom - top) / 2;
    GroundMaterial lawn = GroundMaterial.lawn(draws.between(0, 0.7), draws.seed());
    out.patch(middle, halfP + 1.5, halfQ + 1.5, lawn);
    double q = -halfQ + draws.between(4, 8);
    while (q + 14 < halfQ) {
      double deep = draws.between(5.5, 7);
      double half = Math.max(4, halfP - draws.between(4, 9));
      Pose slab = middle.shifted(draws.around(0, 1.5), q + deep, 0);
      double height = draws.between(11, 19);
      flatRoof(slab, half, deep, height, flat(), 0.8);
      for (double p = -half + 6; p < half - 4; p += draws.between(11, 16)) {
        SurfaceFinish house = flat();
        Pose at = slab.shifted(p, draws.around(0, 1), 0);
        box(at, 2, 1.7, 0, height + 2.4, house);
      }
      q += 2 * deep;
      GroundMaterial path = GroundMaterial.Kind.PAVING.of(GroundMaterial.SLABS, draws);
      out.patch(middle.shifted(0, q + 2, 0), halfP + 1, 1.1, path);
      double room = Math.min(halfQ - q - 3.5, draws.between(17, 36));
      if (room > 9) {
        Pose lot = middle.shifted(draws.around(0, 1), q + 3.5 + room / 2, 0);
        if (draws.chance(0.75)) {
          GroundMaterial access = GroundMaterial.Kind.TARMAC.of(GroundMaterial.ASPHALT, draws);
          out.patch(lot.shifted(-halfP / 2 - 2, 0, 0), halfP / 2 + 3, 3, access);
          double lotHalf = Math.max(3, halfP - draws.between(3, 7));
          new CarPark(out, draws).add(lot, lotHalf, room / 2, draws.between(0.35, 0.85));
        } else {
          green(lot, halfP, room / 2);
        }
        int trees = 3 + draws.below(6);
        for (int i = 0; i < trees; i++) {
          double radius = draws.between(1.8, 5);
          double edge = draws.pick(-1.0, 1.0) * (room / 2 + draws.between(-1.5, 1));
          Pose at = lot.shifted(draws.between(-1, 1) * halfP, edge, 0);
          out.tree(at, radius, draws.between(2, 2.8) * radius, draws);
        }
        if (draws.chance(0.6)) {
          bins(lot.shifted(draws.between(-0.7, 0.5) * halfP, -room / 2 - 1, 0), 3 + draws.below(4));
        }
      }
      q += room + 6;
    }
    green(middle.shifted(0, halfQ - 3, 0), halfP, 3);
  }

  private void green(Pose middle, double halfP, double halfQ) {
    int trees = (int) (halfP * halfQ / 22);
    for (int i = 0; i < trees; i++) {
      double radius = draws.between(1.6, 5);
      Pose at = within(middle, halfP, halfQ);
      if (draws.chance(0.2)) {
        out.conifer(at, 0.5 * radius, 3 * radius, draws);
      } else {
        out.tree(at, radius, draws.between(1.9, 2.8) * radius, draws);
      }
    }
    if (draws.chance(0.4)) {
      GroundMaterial sand = GroundMaterial.Kind.SOIL.of(GroundMaterial.LIME, draws);
      out.add(new GroundPatch(middle, draws.between(3, 6), draws.between(2, 4), 1.5, 0.2, sand));
    }
    for (int i = 0; i < 4; i++) {
      Pose at =
          middle.shifted(
              draws.between(-1, 1) * halfP, draws.between(-1, 1) * halfQ, draws.pick(0.0, QUARTER));
      out.hedge(at, draws.between(1, 4), 0.9, draws.between(0.7, 1.3), draws);
    }
  }
}
