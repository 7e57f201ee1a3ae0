package dev.rawline.scenes.street;

import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.random.RandomDraws;

/** Plots along the avenues: a house in a garden each, with a drive, a terrace, trees and hedges. */
final class DetachedHouses extends HouseBuilder {
  DetachedHouses(CityBlock block, VisibleObjects out, RandomDraws draws) {
    super(block, out, draws);
  }

  void add() {
    double width = right - left;
    boolean both = width > 40;
    double depth = both ? width / 2 : width;
    side(left, 1, depth);
    if (both) {
      side(right, -1, depth);
    }
  }

  /** Fills the plots whose front is at u. */
  private void side(double front, int inward, double depth) {
    double length = bottom - top;
    int plots = Math.max(1, (int) (length / draws.between(15, 22)));
    double width = length / plots;
    for (int i = 0; i < plots; i++) {
      double middle = top + (i + 0.5) * width;
      // p points into the plot, q along the street.
      Pose gate = block.network().byAvenue(front, middle, inward > 0 ? 0 : Math.PI);
      double kerb = inward > 0 ? block.west().pavement() : block.east().pavement();
      plot(gate, width, depth, kerb);
    }
  }

  private void plot(Pose gate, double width, double depth, double kerb) {
    double half = width / 2;
    boolean wild = draws.chance(0.12);
    GroundMaterial lawn =
        wild
            ? GroundMaterial.Kind.MEADOW.of(GroundMaterial.GRASS, draws)
            : GroundMaterial.lawn(draws.between(0, 0.7) * draws.between(0, 1), draws.seed());
    out.patch(gate.shifted(depth / 2, 0, 0), depth / 2 + 0.2, half + 0.2, lawn);
    double setback = draws.between(3.5, 7);
    double houseHalfQ = Math.min(draws.between(4.4, 6.4), half - 2.6);
    double houseHalfP = Math.min(draws.between(4, 5.2), (depth - setback) / 2 - 0.5);
    int driveSide = draws.chance(0.5) ? 1 : -1;
    double houseQ = -driveSide * (half - houseHalfQ - draws.between(1, 1.8));
    double driveQ = driveSide * (half - 1.9);
    boolean garage = draws.chance(0.5);
    double driveEnd = garage ? setback + draws.between(1, 5) : setback + draws.between(2, 8);
    GroundMaterial drive =
        switch (draws.below(4)) {
          case 0 -> GroundMaterial.Kind.CONCRETE.of(GroundMaterial.CONCRETE, draws);
          case 1 -> GroundMaterial.Kind.GRAVEL.of(GroundMaterial.LIME, draws);
          case 2 -> GroundMaterial.Kind.PAVING.of(GroundMaterial.BRICK, draws);
          default -> GroundMaterial.Kind.PAVING.of(GroundMaterial.SLABS, draws);
        };
    double driveHalf = draws.between(1.35, 1.75);
    out.patch(
        gate.shifted((driveEnd - kerb) / 2, driveQ, 0), (driveEnd + kerb) / 2, driveHalf, drive);
    if (garage) {
      Pose at = gate.shifted(driveEnd + 3, driveQ, 0);
      flatRoof(at, 3, 1.75, 2.7, flat(), 0);
    }
    if (draws.chance(0.62)) {
      double p = Math.max(2.6, driveEnd - draws.between(2.6, 3.6));
      double turn = draws.around(0, 0.04) + (draws.chance(0.5) ? Math.PI : 0);
      Pose at = gate.shifted(p, driveQ + draws.around(0, 0.1), turn);
      if (draws.chance(0.12)) {
        trailer(at);
      } else {
        out.car(at, draws);
      }
    }
    Pose house = gate.shifted(setback + houseHalfP, houseQ, 0);
    boolean ridgeAlongStreet = draws.chance(0.6);
    double slope = draws.between(0.5, 1);
    boolean hipped = draws.chance(0.35);
    double eaves = draws.between(2.8, 5.6);
    var finish = pitched();
    if (houseHalfP > 1.5 && houseHalfQ > 1.5) {
      if (draws.chance(0.1)) {
        flatRoof(house, houseHalfP, houseHalfQ, 6, flat(), 0.4);
      } else if (ridgeAlongStreet) {
        house(
            house.shifted(0, 0, QUARTER),
            houseHalfQ,
            houseHalfP,
            eaves,
            slope,
            hipped && houseHalfQ > houseHalfP,
            finish,
            0.75);
      } else {
        boolean hip = hipped && houseHalfP > houseHalfQ;
        house(house, houseHalfP, houseHalfQ, eaves, 0.9 * slope, hip, finish, 0.75);
      }
      if (draws.chance(0.35)) {
        double wingHalf = houseHalfQ * draws.between(0.35, 0.5);
        Pose wing = house.shifted(houseHalfP * 0.9, draws.between(-0.5, 0.5) * houseHalfQ, 0);
        house(wing, houseHalfP * 0.65, wingHalf, eaves * 0.9, slope, false, finish, 0.3);
      }
    }
    out.patch(
        gate.shifted(setback / 2 - 0.1, houseQ * 0.6, 0),
        setback / 2 + 0.1,
        0.6,
        GroundMaterial.Kind.PAVING.of(GroundMaterial.SLABS, draws));
    garden(gate, half, depth, setback + 2 * houseHalfP, houseQ);
    front(gate, half, setback, driveQ, houseQ);
  }

  private void front(Pose gate, double half, double setback, double driveQ, double houseQ) {
    if (draws.chance(0.45)) {
      double from = -Math.signum(driveQ) * half;
      double to = driveQ - Math.signum(driveQ) * 2.1;
      double length = Math.abs(to - from);
      // The hedge has a gap at the path.
      double path = houseQ * 0.6;
      double before = Math.abs(path - from) - 0.9;
      double after = length - before - 1.8;
      double way = Math.signum(to - from);
      double height = draws.between(0.8, 1.7);
      out.hedge(
          gate.shifted(0.5, from + way * before / 2, QUARTER), before / 2, 0.8, height, draws);
      out.hedge(gate.shifted(0.5, to - way * after / 2, QUARTER), after / 2, 0.8, height, draws);
    }
    if (draws.chance(0.5)) {
      Pose bed = gate.shifted(setback - 0.9, houseQ + draws.around(0, 1), 0);
      out.add(new GroundPatch(bed, 0.8, draws.between(1, 2.6), 0.4, 0.2, flowers()));
    }
    int shrubs = draws.below(4);
    for (int i = 0; i < shrubs; i++) {
      double q = houseQ + draws.between(-1, 1) * half * 0.5;
      out.shrub(
          gate.shifted(draws.between(1.2, setback - 0.8), q, 0), draws.between(0.35, 0.9), draws);
    }
    if (draws.chance(0.3)) {
      double radius = draws.between(1.5, 3.4);
      Pose at = gate.shifted(draws.between(1.5, 3), houseQ * draws.between(0.3, 1.2), 0);
      out.tree(at, radius, 2.2 * radius, draws);
    }
  }

  private void garden(Pose gate, double half, double depth, double rear, double houseQ) {
    double room = depth - rear;
    if (room < 3) {
      return;
    }
    double terraceHalf = draws.between(1.6, 2.8);
    double terraceQ = houseQ + draws.around(0, 1);
    GroundMaterial slabs =
        draws.chance(0.6)
            ? GroundMaterial.Kind.PAVING.of(
                draws.pick(GroundMaterial.SLABS, GroundMaterial.LIME), draws)
            : GroundMaterial.Kind.CONCRETE.of(GroundMaterial.CONCRETE, draws);
    out.patch(gate.shifted(rear + 1.7, terraceQ, 0), 1.8, terraceHalf, slabs);
    if (draws.chance(0.7)) {
      Pose at = gate.shifted(rear + 1.7, terraceQ + draws.around(0, 0.4), draws.around(0, 0.5));
      table(at);
    }
    if (room > 7 && draws.chance(0.55)) {
      double q = draws.pick(-1.0, 1.0) * (half - draws.between(2, 2.6));
      shed(gate.shifted(depth - 2.6, q, draws.pick(0.0, QUARTER)));
    }
    if (room > 9 && draws.chance(0.14)) {
      Pose at = gate.shifted(rear + room * 0.55, draws.around(0, 1.5), draws.around(0, 0.2));
      GroundMaterial pool = GroundMaterial.Kind.POOL.of(new Rgb(0.05, 0.2, 0.26), draws);
      out.add(new GroundPatch(at, draws.between(1.8, 3.4), draws.between(1.5, 2), 0.5, 0, pool));
    }
    if (draws.chance(0.4)) {
      Pose bed = gate.shifted(depth - 1.4, draws.between(-0.5, 0.5) * half, QUARTER);
      out.add(new GroundPatch(bed, draws.between(1.5, 4), 0.9, 0.5, 0.25, flowers()));
    }
    if (draws.chance(0.25)) {
      Pose plot = gate.shifted(rear + room * 0.7, draws.between(-0.6, 0.6) * half, 0);
      GroundMaterial soil = GroundMaterial.Kind.SOIL.of(GroundMaterial.EARTH, draws);
      out.add(new GroundPatch(plot, 1.6, draws.between(1, 2.4), 0.2, 0.1, soil));
    }
    int trees = draws.weighted(0.2, 0.35, 0.3, 0.15);
    for (int i = 0; i < trees; i++) {
      double radius = draws.between(1.4, 4.6);
      Pose at =
          gate.shifted(
              rear + Math.min(room - 1, draws.between(0.35, 0.95) * room + 1),
              draws.between(-0.9, 0.9) * half,
              0);
      if (draws.chance(0.25)) {
        out.conifer(at, 0.55 * radius, 3 * radius, draws);
      } else {
        out.tree(at, radius, draws.between(1.8, 2.6) * radius, draws);
      }
    }
    int shrubs = 2 + draws.below(7);
    for (int i = 0; i < shrubs; i++) {
      double q = draws.pick(-1.0, 1.0) * (half - draws.between(0.6, 1.4));
      out.shrub(
          gate.shifted(rear + draws.between(0, 1) * room, q, 0), draws.between(0.35, 1.1), draws);
    }
    if (draws.chance(0.6)) {
      double length = room - 1;
      out.hedge(
          gate.shifted(rear + room / 2, half - 0.3, 0),
          length / 2,
          0.8,
          draws.between(1.2, 2.2),
          draws);
    }
    if (draws.chance(0.5)) {
      out.hedge(
          gate.shifted(depth - 0.3, 0, QUARTER), half - 0.6, 0.9, draws.between(1.4, 2.4), draws);
    }
    if (draws.chance(0.25)) {
      bins(gate.shifted(rear - 2, half - 0.7, 0), 1 + draws.below(3));
    }
  }

  private GroundMaterial flowers() {
    return GroundMaterial.Kind.BED.of(
        draws.pick(
            new Rgb(0.5, 0.08, 0.14),
            new Rgb(0.5, 0.45, 0.1),
            new Rgb(0.3, 0.15, 0.4),
            new Rgb(0.55, 0.53, 0.5)),
        draws);
  }
}
