package dev.rawline.imaging.scene.street;

import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.random.Dice;

/** Lawns with paths, beds, benches and many trees. */
final class Park {
  private Park() {}

  static void add(Block block, Contents out, Dice dice) {
    double left = block.plotLeft();
    double right = block.plotRight();
    double top = block.plotTop();
    double bottom = block.plotBottom();
    Placement middle = block.network().bySide((left + right) / 2, (top + bottom) / 2, 0);
    double halfP = (right - left) / 2;
    double halfQ = (bottom - top) / 2;
    out.patch(
        middle,
        halfP + 1.5,
        halfQ + 1.5,
        dice.chance(0.7)
            ? Ground.lawn(dice.between(0, 0.8), dice.seed())
            : new Ground(Ground.Kind.MEADOW, Ground.GRASS, dice.seed()));
    Ground path =
        dice.chance(0.6)
            ? new Ground(Ground.Kind.GRAVEL, Ground.LIME, dice.seed())
            : new Ground(Ground.Kind.TARMAC, Roofs.scaled(Ground.ASPHALT, 1.4), dice.seed());
    double bench = dice.between(0.5, 1.2);
    for (int i = 0; i < 3; i++) {
      double angle = dice.between(0, Math.PI);
      Placement way =
          middle.shifted(dice.around(0, 0.25) * halfP, dice.around(0, 0.25) * halfQ, angle);
      double half = 0.8 * Math.min(halfP, halfQ) + 2;
      double width = dice.between(0.9, 1.7);
      out.add(new Patch(way, half, width, width, 0.15, path));
      Finish boards = new Finish(Finish.Kind.BOARDS, new Rgb(0.22, 0.16, 0.1), dice.seed());
      out.add(
          Solid.box(way.shifted(bench * half * 0.5, width + 0.4, 0), 0.9, 0.25, 0.3, 0.5, boards));
    }
    int beds = dice.below(3);
    for (int i = 0; i < beds; i++) {
      Placement at =
          middle.shifted(
              dice.around(0, 0.4) * halfP, dice.around(0, 0.4) * halfQ, dice.between(0, 3));
      Ground flowers = new Ground(Ground.Kind.BED, new Rgb(0.45, 0.12, 0.2), dice.seed());
      out.add(new Patch(at, dice.between(1.5, 4), dice.between(1, 2), 1, 0.2, flowers));
    }
    int trees = (int) (halfP * halfQ / dice.between(14, 40));
    for (int i = 0; i < trees; i++) {
      double radius = dice.between(1.5, 5);
      Placement at =
          middle.shifted(dice.between(-1, 1) * (halfP - 1), dice.between(-1, 1) * (halfQ - 1), 0);
      if (dice.chance(0.18)) {
        out.conifer(at, 0.5 * radius, 2.8 * radius, dice);
      } else {
        out.tree(at, radius, dice.between(1.8, 2.6) * radius, dice);
      }
    }
    int shrubs = dice.below(25);
    for (int i = 0; i < shrubs; i++) {
      Placement at =
          middle.shifted(dice.between(-1, 1) * (halfP - 1), dice.between(-1, 1) * (halfQ - 1), 0);
      out.shrub(at, dice.between(0.5, 1.4), dice);
    }
  }
}
