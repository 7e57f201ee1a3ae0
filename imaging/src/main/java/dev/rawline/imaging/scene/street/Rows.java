package dev.rawline.imaging.scene.street;

import dev.rawline.imaging.random.Dice;

/** Houses in rows along the avenues, with narrow gardens behind. */
final class Rows {
  private static final double QUARTER = Math.PI / 2;

  private Rows() {}

  static void add(Block block, Contents out, Dice dice) {
    double width = block.plotRight() - block.plotLeft();
    boolean both = width > 36;
    double depth = both ? width / 2 : width;
    side(block, out, block.plotLeft(), 0, depth, dice);
    if (both) {
      side(block, out, block.plotRight(), Math.PI, depth, dice);
    }
  }

  private static void side(
      Block block, Contents out, double front, double angle, double depth, Dice dice) {
    double setback = dice.between(1.5, 4.5);
    double half = Math.min(dice.between(4.2, 5.4), (depth - setback) / 2 - 1);
    double eaves = dice.between(4.8, 6.5);
    double slope = dice.between(0.55, 0.95);
    Finish common = Roofs.pitched(dice);
    double unit = dice.between(5.4, 7.2);
    double v = block.plotTop() + dice.between(0, 2);
    while (v + 4 * unit < block.plotBottom()) {
      int units = Math.min(4 + dice.below(6), (int) ((block.plotBottom() - v) / unit));
      for (int i = 0; i < units; i++) {
        Placement gate = block.network().byAvenue(front, v + (i + 0.5) * unit, angle);
        // A neighbour's tiles have weathered otherwise.
        Finish roof =
            dice.chance(0.2)
                ? Roofs.pitched(dice)
                : new Finish(
                    common.kind(),
                    Roofs.scaled(common.colour(), dice.between(0.9, 1.1)),
                    dice.seed());
        out.patch(
            gate.shifted(depth / 2, 0, 0),
            depth / 2,
            unit / 2,
            Ground.lawn(dice.between(0, 0.6), dice.seed()));
        if (half > 1.5) {
          Placement house = gate.shifted(setback + half, 0, QUARTER);
          double height = eaves + (dice.chance(0.2) ? dice.around(0, 0.4) : 0);
          Roofs.house(out, house, unit / 2, half, height, slope, false, roof, 0.8, dice);
        }
        garden(out, gate, unit / 2, setback, setback + 2 * half, depth, dice);
      }
      v += units * unit + dice.between(2.5, 9);
    }
  }

  private static void garden(
      Contents out,
      Placement gate,
      double half,
      double setback,
      double rear,
      double depth,
      Dice dice) {
    Ground slabs = new Ground(Ground.Kind.PAVING, Ground.SLABS, dice.seed());
    if (dice.chance(0.5)) {
      out.patch(gate.shifted(setback / 2, 0, 0), setback / 2, half, slabs);
    } else {
      out.patch(gate.shifted(setback / 2, 0.4 * half, 0), setback / 2, 0.6, slabs);
      out.shrub(gate.shifted(setback / 2, -0.4 * half, 0), dice.between(0.4, 0.8), dice);
    }
    if (dice.chance(0.5)) {
      Yard.bins(out, gate.shifted(0.6, 0.3 * half, QUARTER), 1 + dice.below(3), dice);
    }
    double room = depth - rear;
    if (room < 4) {
      return;
    }
    out.patch(
        gate.shifted(rear + 1.5, 0, 0),
        1.6,
        half - 0.3,
        new Ground(
            Ground.Kind.PAVING, dice.pick(Ground.SLABS, Ground.LIME, Ground.BRICK), dice.seed()));
    if (dice.chance(0.6)) {
      Yard.table(out, gate.shifted(rear + 1.6, dice.around(0, 0.5), dice.around(0, 0.6)), dice);
    }
    if (dice.chance(0.6)) {
      Placement at =
          gate.shifted(depth - 1.9, dice.pick(-0.3, 0.3) * half, dice.pick(0.0, QUARTER));
      Yard.shed(out, at, dice);
    }
    if (dice.chance(0.55)) {
      out.hedge(
          gate.shifted(rear + room / 2, half, 0), room / 2 - 0.5, 0.6, dice.between(1.2, 2), dice);
    }
    int plants = 1 + dice.below(5);
    for (int i = 0; i < plants; i++) {
      Placement at =
          gate.shifted(
              rear + 3 + dice.between(0, 1) * (room - 4), dice.between(-0.8, 0.8) * half, 0);
      if (dice.chance(0.35)) {
        double radius = dice.between(1.1, 3.2);
        out.tree(at, radius, 2.2 * radius, dice);
      } else {
        out.shrub(at, dice.between(0.4, 0.9), dice);
      }
    }
  }
}
