package dev.rawline.scenes.street;

import dev.rawline.imaging.random.RandomDraws;

/** Houses in rows along the avenues, with narrow gardens behind. */
final class TerracedHouses {
  private static final double QUARTER = Math.PI / 2;

  private TerracedHouses() {}

  static void add(CityBlock block, VisibleObjects out, RandomDraws dice) {
    double width = block.plotRight() - block.plotLeft();
    boolean both = width > 36;
    double depth = both ? width / 2 : width;
    side(block, out, block.plotLeft(), 0, depth, dice);
    if (both) {
      side(block, out, block.plotRight(), Math.PI, depth, dice);
    }
  }

  private static void side(
      CityBlock block,
      VisibleObjects out,
      double front,
      double angle,
      double depth,
      RandomDraws dice) {
    double setback = dice.between(1.5, 4.5);
    double half = Math.min(dice.between(4.2, 5.4), (depth - setback) / 2 - 1);
    double eaves = dice.between(4.8, 6.5);
    double slope = dice.between(0.55, 0.95);
    SurfaceFinish common = HouseBuilder.pitched(dice);
    double unit = dice.between(5.4, 7.2);
    double v = block.plotTop() + dice.between(0, 2);
    while (v + 4 * unit < block.plotBottom()) {
      int units = Math.min(4 + dice.below(6), (int) ((block.plotBottom() - v) / unit));
      for (int i = 0; i < units; i++) {
        Pose gate = block.network().byAvenue(front, v + (i + 0.5) * unit, angle);
        // A neighbour's tiles have weathered differently.
        SurfaceFinish roof =
            dice.chance(0.2)
                ? HouseBuilder.pitched(dice)
                : new SurfaceFinish(
                    common.kind(),
                    HouseBuilder.scaled(common.colour(), dice.between(0.9, 1.1)),
                    dice.seed());
        out.patch(
            gate.shifted(depth / 2, 0, 0),
            depth / 2,
            unit / 2,
            GroundMaterial.lawn(dice.between(0, 0.6), dice.seed()));
        if (half > 1.5) {
          Pose house = gate.shifted(setback + half, 0, QUARTER);
          double height = eaves + (dice.chance(0.2) ? dice.around(0, 0.4) : 0);
          HouseBuilder.house(out, house, unit / 2, half, height, slope, false, roof, 0.8, dice);
        }
        garden(out, gate, unit / 2, setback, setback + 2 * half, depth, dice);
      }
      v += units * unit + dice.between(2.5, 9);
    }
  }

  private static void garden(
      VisibleObjects out,
      Pose gate,
      double half,
      double setback,
      double rear,
      double depth,
      RandomDraws dice) {
    GroundMaterial slabs =
        new GroundMaterial(GroundMaterial.Kind.PAVING, GroundMaterial.SLABS, dice.seed());
    if (dice.chance(0.5)) {
      out.patch(gate.shifted(setback / 2, 0, 0), setback / 2, half, slabs);
    } else {
      out.patch(gate.shifted(setback / 2, 0.4 * half, 0), setback / 2, 0.6, slabs);
      out.shrub(gate.shifted(setback / 2, -0.4 * half, 0), dice.between(0.4, 0.8), dice);
    }
    if (dice.chance(0.5)) {
      YardObjects.bins(out, gate.shifted(0.6, 0.3 * half, QUARTER), 1 + dice.below(3), dice);
    }
    double room = depth - rear;
    if (room < 4) {
      return;
    }
    out.patch(
        gate.shifted(rear + 1.5, 0, 0),
        1.6,
        half - 0.3,
        new GroundMaterial(
            GroundMaterial.Kind.PAVING,
            dice.pick(GroundMaterial.SLABS, GroundMaterial.LIME, GroundMaterial.BRICK),
            dice.seed()));
    if (dice.chance(0.6)) {
      YardObjects.table(
          out, gate.shifted(rear + 1.6, dice.around(0, 0.5), dice.around(0, 0.6)), dice);
    }
    if (dice.chance(0.6)) {
      Pose at = gate.shifted(depth - 1.9, dice.pick(-0.3, 0.3) * half, dice.pick(0.0, QUARTER));
      YardObjects.shed(out, at, dice);
    }
    if (dice.chance(0.55)) {
      out.hedge(
          gate.shifted(rear + room / 2, half, 0), room / 2 - 0.5, 0.6, dice.between(1.2, 2), dice);
    }
    int plants = 1 + dice.below(5);
    for (int i = 0; i < plants; i++) {
      Pose at =
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
