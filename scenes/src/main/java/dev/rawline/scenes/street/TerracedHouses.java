package dev.rawline.scenes.street;

import dev.rawline.imaging.random.RandomDraws;

/** Houses in rows along the avenues, with narrow gardens behind. */
final class TerracedHouses extends HouseBuilder {
  TerracedHouses(CityBlock block, VisibleObjects out, RandomDraws draws) {
    super(block, out, draws);
  }

  void add() {
    double width = right - left;
    boolean both = width > 36;
    double depth = both ? width / 2 : width;
    side(left, 0, depth);
    if (both) {
      side(right, Math.PI, depth);
    }
  }

  private void side(double front, double angle, double depth) {
    double setback = draws.between(1.5, 4.5);
    double half = Math.min(draws.between(4.2, 5.4), (depth - setback) / 2 - 1);
    double eaves = draws.between(4.8, 6.5);
    double slope = draws.between(0.55, 0.95);
    SurfaceFinish common = pitched();
    double unit = draws.between(5.4, 7.2);
    double v = top + draws.between(0, 2);
    while (v + 4 * unit < bottom) {
      int units = Math.min(4 + draws.below(6), (int) ((bottom - v) / unit));
      for (int i = 0; i < units; i++) {
        Pose gate = block.network().byAvenue(front, v + (i + 0.5) * unit, angle);
        // A neighbour's tiles have weathered differently.
        SurfaceFinish roof =
            draws.chance(0.2)
                ? pitched()
                : new SurfaceFinish(
                    common.kind(), scaled(common.colour(), draws.between(0.9, 1.1)), draws.seed());
        out.patch(
            gate.shifted(depth / 2, 0, 0),
            depth / 2,
            unit / 2,
            GroundMaterial.lawn(draws.between(0, 0.6), draws.seed()));
        if (half > 1.5) {
          Pose house = gate.shifted(setback + half, 0, QUARTER);
          double height = eaves + (draws.chance(0.2) ? draws.around(0, 0.4) : 0);
          house(house, unit / 2, half, height, slope, false, roof, 0.8);
        }
        garden(gate, unit / 2, setback, setback + 2 * half, depth);
      }
      v += units * unit + draws.between(2.5, 9);
    }
  }

  private void garden(Pose gate, double half, double setback, double rear, double depth) {
    GroundMaterial slabs = GroundMaterial.Kind.PAVING.of(GroundMaterial.SLABS, draws);
    if (draws.chance(0.5)) {
      out.patch(gate.shifted(setback / 2, 0, 0), setback / 2, half, slabs);
    } else {
      out.patch(gate.shifted(setback / 2, 0.4 * half, 0), setback / 2, 0.6, slabs);
      out.shrub(gate.shifted(setback / 2, -0.4 * half, 0), draws.between(0.4, 0.8), draws);
    }
    if (draws.chance(0.5)) {
      bins(gate.shifted(0.6, 0.3 * half, QUARTER), 1 + draws.below(3));
    }
    double room = depth - rear;
    if (room < 4) {
      return;
    }
    out.patch(
        gate.shifted(rear + 1.5, 0, 0),
        1.6,
        half - 0.3,
        GroundMaterial.Kind.PAVING.of(
            draws.pick(GroundMaterial.SLABS, GroundMaterial.LIME, GroundMaterial.BRICK), draws));
    if (draws.chance(0.6)) {
      table(gate.shifted(rear + 1.6, draws.around(0, 0.5), draws.around(0, 0.6)));
    }
    if (draws.chance(0.6)) {
      Pose at = gate.shifted(depth - 1.9, draws.pick(-0.3, 0.3) * half, draws.pick(0.0, QUARTER));
      shed(at);
    }
    if (draws.chance(0.55)) {
      out.hedge(
          gate.shifted(rear + room / 2, half, 0),
          room / 2 - 0.5,
          0.6,
          draws.between(1.2, 2),
          draws);
    }
    int plants = 1 + draws.below(5);
    for (int i = 0; i < plants; i++) {
      Pose at =
          gate.shifted(
              rear + 3 + draws.between(0, 1) * (room - 4), draws.between(-0.8, 0.8) * half, 0);
      if (draws.chance(0.35)) {
        double radius = draws.between(1.1, 3.2);
        out.tree(at, radius, 2.2 * radius, draws);
      } else {
        out.shrub(at, draws.between(0.4, 0.9), draws);
      }
    }
  }
}
