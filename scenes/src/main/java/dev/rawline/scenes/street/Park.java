package dev.rawline.scenes.street;

import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.random.RandomDraws;

/** Lawns with paths, beds, benches and many trees. */
final class Park extends HouseBuilder {
  Park(CityBlock block, VisibleObjects out, RandomDraws draws) {
    super(block, out, draws);
  }

  void add() {
    Pose middle = block.network().bySide((left + right) / 2, (top + bottom) / 2, 0);
    double halfP = (right - left) / 2;
    double halfQ = (bottom - top) / 2;
    out.patch(
        middle,
        halfP + 1.5,
        halfQ + 1.5,
        draws.chance(0.7)
            ? GroundMaterial.lawn(draws.between(0, 0.8), draws.seed())
            : GroundMaterial.Kind.MEADOW.of(GroundMaterial.GRASS, draws));
    GroundMaterial path =
        draws.chance(0.6)
            ? GroundMaterial.Kind.GRAVEL.of(GroundMaterial.LIME, draws)
            : GroundMaterial.Kind.TARMAC.of(scaled(GroundMaterial.ASPHALT, 1.4), draws);
    double bench = draws.between(0.5, 1.2);
    for (int i = 0; i < 3; i++) {
      double angle = draws.between(0, Math.PI);
      Pose way =
          middle.shifted(draws.around(0, 0.25) * halfP, draws.around(0, 0.25) * halfQ, angle);
      double half = 0.8 * Math.min(halfP, halfQ) + 2;
      double width = draws.between(0.9, 1.7);
      out.add(new GroundPatch(way, half, width, width, 0.15, path));
      SurfaceFinish boards = SurfaceFinish.Kind.BOARDS.of(new Rgb(0.22, 0.16, 0.1), draws);
      box(way.shifted(bench * half * 0.5, width + 0.4, 0), 0.9, 0.25, 0.3, 0.5, boards);
    }
    int beds = draws.below(3);
    for (int i = 0; i < beds; i++) {
      Pose at =
          middle.shifted(
              draws.around(0, 0.4) * halfP, draws.around(0, 0.4) * halfQ, draws.between(0, 3));
      GroundMaterial flowers = GroundMaterial.Kind.BED.of(new Rgb(0.45, 0.12, 0.2), draws);
      out.add(new GroundPatch(at, draws.between(1.5, 4), draws.between(1, 2), 1, 0.2, flowers));
    }
    int trees = (int) (halfP * halfQ / draws.between(14, 40));
    for (int i = 0; i < trees; i++) {
      double radius = draws.between(1.5, 5);
      Pose at = within(middle, halfP - 1, halfQ - 1);
      if (draws.chance(0.18)) {
        out.conifer(at, 0.5 * radius, 2.8 * radius, draws);
      } else {
        out.tree(at, radius, draws.between(1.8, 2.6) * radius, draws);
      }
    }
    int shrubs = draws.below(25);
    for (int i = 0; i < shrubs; i++) {
      Pose at = within(middle, halfP - 1, halfQ - 1);
      out.shrub(at, draws.between(0.5, 1.4), draws);
    }
  }
}
