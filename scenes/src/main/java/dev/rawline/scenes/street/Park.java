package dev.rawline.scenes.street;

import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.random.RandomDraws;

/** Lawns with paths, beds, benches and many trees. */
final class Park {
  private Park() {}

  static void add(CityBlock block, VisibleObjects out, RandomDraws dice) {
    double left = block.plotLeft();
    double right = block.plotRight();
    double top = block.plotTop();
    double bottom = block.plotBottom();
    Pose middle = block.network().bySide((left + right) / 2, (top + bottom) / 2, 0);
    double halfP = (right - left) / 2;
    double halfQ = (bottom - top) / 2;
    out.patch(
        middle,
        halfP + 1.5,
        halfQ + 1.5,
        dice.chance(0.7)
            ? GroundMaterial.lawn(dice.between(0, 0.8), dice.seed())
            : new GroundMaterial(GroundMaterial.Kind.MEADOW, GroundMaterial.GRASS, dice.seed()));
    GroundMaterial path =
        dice.chance(0.6)
            ? new GroundMaterial(GroundMaterial.Kind.GRAVEL, GroundMaterial.LIME, dice.seed())
            : new GroundMaterial(
                GroundMaterial.Kind.TARMAC,
                HouseBuilder.scaled(GroundMaterial.ASPHALT, 1.4),
                dice.seed());
    double bench = dice.between(0.5, 1.2);
    for (int i = 0; i < 3; i++) {
      double angle = dice.between(0, Math.PI);
      Pose way = middle.shifted(dice.around(0, 0.25) * halfP, dice.around(0, 0.25) * halfQ, angle);
      double half = 0.8 * Math.min(halfP, halfQ) + 2;
      double width = dice.between(0.9, 1.7);
      out.add(new GroundPatch(way, half, width, width, 0.15, path));
      SurfaceFinish boards =
          new SurfaceFinish(SurfaceFinish.Kind.BOARDS, new Rgb(0.22, 0.16, 0.1), dice.seed());
      out.add(
          Solid.box(way.shifted(bench * half * 0.5, width + 0.4, 0), 0.9, 0.25, 0.3, 0.5, boards));
    }
    int beds = dice.below(3);
    for (int i = 0; i < beds; i++) {
      Pose at =
          middle.shifted(
              dice.around(0, 0.4) * halfP, dice.around(0, 0.4) * halfQ, dice.between(0, 3));
      GroundMaterial flowers =
          new GroundMaterial(GroundMaterial.Kind.BED, new Rgb(0.45, 0.12, 0.2), dice.seed());
      out.add(new GroundPatch(at, dice.between(1.5, 4), dice.between(1, 2), 1, 0.2, flowers));
    }
    int trees = (int) (halfP * halfQ / dice.between(14, 40));
    for (int i = 0; i < trees; i++) {
      double radius = dice.between(1.5, 5);
      Pose at =
          middle.shifted(dice.between(-1, 1) * (halfP - 1), dice.between(-1, 1) * (halfQ - 1), 0);
      if (dice.chance(0.18)) {
        out.conifer(at, 0.5 * radius, 2.8 * radius, dice);
      } else {
        out.tree(at, radius, dice.between(1.8, 2.6) * radius, dice);
      }
    }
    int shrubs = dice.below(25);
    for (int i = 0; i < shrubs; i++) {
      Pose at =
          middle.shifted(dice.between(-1, 1) * (halfP - 1), dice.between(-1, 1) * (halfQ - 1), 0);
      out.shrub(at, dice.between(0.5, 1.4), dice);
    }
  }
}
