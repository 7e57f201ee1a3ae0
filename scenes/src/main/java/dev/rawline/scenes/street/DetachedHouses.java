package dev.rawline.scenes.street;

import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.random.RandomDraws;

/** Plots along the avenues: a house in a garden each, with a drive, a terrace, trees and hedges. */
final class DetachedHouses {
  private static final double QUARTER = Math.PI / 2;

  private DetachedHouses() {}

  static void add(CityBlock block, VisibleObjects out, RandomDraws dice) {
    double width = block.plotRight() - block.plotLeft();
    boolean both = width > 40;
    double depth = both ? width / 2 : width;
    side(block, out, block.plotLeft(), 1, depth, dice);
    if (both) {
      side(block, out, block.plotRight(), -1, depth, dice);
    }
  }

  /** Fills the plots whose front is at u. */
  private static void side(
      CityBlock block,
      VisibleObjects out,
      double front,
      int inward,
      double depth,
      RandomDraws dice) {
    double length = block.plotBottom() - block.plotTop();
    int plots = Math.max(1, (int) (length / dice.between(15, 22)));
    double width = length / plots;
    for (int i = 0; i < plots; i++) {
      double middle = block.plotTop() + (i + 0.5) * width;
      // p points into the plot, q along the street.
      Pose gate = block.network().byAvenue(front, middle, inward > 0 ? 0 : Math.PI);
      double kerb = inward > 0 ? block.west().pavement() : block.east().pavement();
      plot(out, gate, width, depth, kerb, dice);
    }
  }

  private static void plot(
      VisibleObjects out, Pose gate, double width, double depth, double kerb, RandomDraws dice) {
    double half = width / 2;
    boolean wild = dice.chance(0.12);
    GroundMaterial lawn =
        wild
            ? new GroundMaterial(GroundMaterial.Kind.MEADOW, GroundMaterial.GRASS, dice.seed())
            : GroundMaterial.lawn(dice.between(0, 0.7) * dice.between(0, 1), dice.seed());
    out.patch(gate.shifted(depth / 2, 0, 0), depth / 2 + 0.2, half + 0.2, lawn);
    double setback = dice.between(3.5, 7);
    double houseHalfQ = Math.min(dice.between(4.4, 6.4), half - 2.6);
    double houseHalfP = Math.min(dice.between(4, 5.2), (depth - setback) / 2 - 0.5);
    int driveSide = dice.chance(0.5) ? 1 : -1;
    double houseQ = -driveSide * (half - houseHalfQ - dice.between(1, 1.8));
    double driveQ = driveSide * (half - 1.9);
    boolean garage = dice.chance(0.5);
    double driveEnd = garage ? setback + dice.between(1, 5) : setback + dice.between(2, 8);
    GroundMaterial drive =
        switch (dice.below(4)) {
          case 0 ->
              new GroundMaterial(
                  GroundMaterial.Kind.CONCRETE, GroundMaterial.CONCRETE, dice.seed());
          case 1 ->
              new GroundMaterial(GroundMaterial.Kind.GRAVEL, GroundMaterial.LIME, dice.seed());
          case 2 ->
              new GroundMaterial(GroundMaterial.Kind.PAVING, GroundMaterial.BRICK, dice.seed());
          default ->
              new GroundMaterial(GroundMaterial.Kind.PAVING, GroundMaterial.SLABS, dice.seed());
        };
    double driveHalf = dice.between(1.35, 1.75);
    out.patch(
        gate.shifted((driveEnd - kerb) / 2, driveQ, 0), (driveEnd + kerb) / 2, driveHalf, drive);
    if (garage) {
      Pose at = gate.shifted(driveEnd + 3, driveQ, 0);
      HouseBuilder.flatRoof(out, at, 3, 1.75, 2.7, HouseBuilder.flat(dice), 0, dice);
    }
    if (dice.chance(0.62)) {
      double p = Math.max(2.6, driveEnd - dice.between(2.6, 3.6));
      double turn = dice.around(0, 0.04) + (dice.chance(0.5) ? Math.PI : 0);
      Pose at = gate.shifted(p, driveQ + dice.around(0, 0.1), turn);
      if (dice.chance(0.12)) {
        YardObjects.trailer(out, at, dice);
      } else {
        out.car(at, dice);
      }
    }
    Pose house = gate.shifted(setback + houseHalfP, houseQ, 0);
    boolean ridgeAlongStreet = dice.chance(0.6);
    double slope = dice.between(0.5, 1);
    boolean hipped = dice.chance(0.35);
    double eaves = dice.between(2.8, 5.6);
    var finish = HouseBuilder.pitched(dice);
    if (houseHalfP > 1.5 && houseHalfQ > 1.5) {
      if (dice.chance(0.1)) {
        HouseBuilder.flatRoof(
            out, house, houseHalfP, houseHalfQ, 6, HouseBuilder.flat(dice), 0.4, dice);
      } else if (ridgeAlongStreet) {
        HouseBuilder.house(
            out,
            house.shifted(0, 0, QUARTER),
            houseHalfQ,
            houseHalfP,
            eaves,
            slope,
            hipped && houseHalfQ > houseHalfP,
            finish,
            0.75,
            dice);
      } else {
        boolean hip = hipped && houseHalfP > houseHalfQ;
        HouseBuilder.house(
            out, house, houseHalfP, houseHalfQ, eaves, 0.9 * slope, hip, finish, 0.75, dice);
      }
      if (dice.chance(0.35)) {
        double wingHalf = houseHalfQ * dice.between(0.35, 0.5);
        Pose wing = house.shifted(houseHalfP * 0.9, dice.between(-0.5, 0.5) * houseHalfQ, 0);
        HouseBuilder.house(
            out, wing, houseHalfP * 0.65, wingHalf, eaves * 0.9, slope, false, finish, 0.3, dice);
      }
    }
    out.patch(
        gate.shifted(setback / 2 - 0.1, houseQ * 0.6, 0),
        setback / 2 + 0.1,
        0.6,
        new GroundMaterial(GroundMaterial.Kind.PAVING, GroundMaterial.SLABS, dice.seed()));
    garden(out, gate, half, depth, setback + 2 * houseHalfP, houseQ, dice);
    front(out, gate, half, setback, driveQ, houseQ, dice);
  }

  private static void front(
      VisibleObjects out,
      Pose gate,
      double half,
      double setback,
      double driveQ,
      double houseQ,
      RandomDraws dice) {
    if (dice.chance(0.45)) {
      double from = -Math.signum(driveQ) * half;
      double to = driveQ - Math.signum(driveQ) * 2.1;
      double length = Math.abs(to - from);
      // The hedge has a gap at the path.
      double path = houseQ * 0.6;
      double before = Math.abs(path - from) - 0.9;
      double after = length - before - 1.8;
      double way = Math.signum(to - from);
      double height = dice.between(0.8, 1.7);
      out.hedge(gate.shifted(0.5, from + way * before / 2, QUARTER), before / 2, 0.8, height, dice);
      out.hedge(gate.shifted(0.5, to - way * after / 2, QUARTER), after / 2, 0.8, height, dice);
    }
    if (dice.chance(0.5)) {
      Pose bed = gate.shifted(setback - 0.9, houseQ + dice.around(0, 1), 0);
      out.add(new GroundPatch(bed, 0.8, dice.between(1, 2.6), 0.4, 0.2, flowers(dice)));
    }
    int shrubs = dice.below(4);
    for (int i = 0; i < shrubs; i++) {
      double q = houseQ + dice.between(-1, 1) * half * 0.5;
      out.shrub(
          gate.shifted(dice.between(1.2, setback - 0.8), q, 0), dice.between(0.35, 0.9), dice);
    }
    if (dice.chance(0.3)) {
      double radius = dice.between(1.5, 3.4);
      Pose at = gate.shifted(dice.between(1.5, 3), houseQ * dice.between(0.3, 1.2), 0);
      out.tree(at, radius, 2.2 * radius, dice);
    }
  }

  private static void garden(
      VisibleObjects out,
      Pose gate,
      double half,
      double depth,
      double rear,
      double houseQ,
      RandomDraws dice) {
    double room = depth - rear;
    if (room < 3) {
      return;
    }
    double terraceHalf = dice.between(1.6, 2.8);
    double terraceQ = houseQ + dice.around(0, 1);
    GroundMaterial slabs =
        dice.chance(0.6)
            ? new GroundMaterial(
                GroundMaterial.Kind.PAVING,
                dice.pick(GroundMaterial.SLABS, GroundMaterial.LIME),
                dice.seed())
            : new GroundMaterial(
                GroundMaterial.Kind.CONCRETE, GroundMaterial.CONCRETE, dice.seed());
    out.patch(gate.shifted(rear + 1.7, terraceQ, 0), 1.8, terraceHalf, slabs);
    if (dice.chance(0.7)) {
      Pose at = gate.shifted(rear + 1.7, terraceQ + dice.around(0, 0.4), dice.around(0, 0.5));
      YardObjects.table(out, at, dice);
    }
    if (room > 7 && dice.chance(0.55)) {
      double q = dice.pick(-1.0, 1.0) * (half - dice.between(2, 2.6));
      YardObjects.shed(out, gate.shifted(depth - 2.6, q, dice.pick(0.0, QUARTER)), dice);
    }
    if (room > 9 && dice.chance(0.14)) {
      Pose at = gate.shifted(rear + room * 0.55, dice.around(0, 1.5), dice.around(0, 0.2));
      GroundMaterial pool =
          new GroundMaterial(GroundMaterial.Kind.POOL, new Rgb(0.05, 0.2, 0.26), dice.seed());
      out.add(new GroundPatch(at, dice.between(1.8, 3.4), dice.between(1.5, 2), 0.5, 0, pool));
    }
    if (dice.chance(0.4)) {
      Pose bed = gate.shifted(depth - 1.4, dice.between(-0.5, 0.5) * half, QUARTER);
      out.add(new GroundPatch(bed, dice.between(1.5, 4), 0.9, 0.5, 0.25, flowers(dice)));
    }
    if (dice.chance(0.25)) {
      Pose plot = gate.shifted(rear + room * 0.7, dice.between(-0.6, 0.6) * half, 0);
      GroundMaterial soil =
          new GroundMaterial(GroundMaterial.Kind.SOIL, GroundMaterial.EARTH, dice.seed());
      out.add(new GroundPatch(plot, 1.6, dice.between(1, 2.4), 0.2, 0.1, soil));
    }
    int trees = dice.weighted(0.2, 0.35, 0.3, 0.15);
    for (int i = 0; i < trees; i++) {
      double radius = dice.between(1.4, 4.6);
      Pose at =
          gate.shifted(
              rear + Math.min(room - 1, dice.between(0.35, 0.95) * room + 1),
              dice.between(-0.9, 0.9) * half,
              0);
      if (dice.chance(0.25)) {
        out.conifer(at, 0.55 * radius, 3 * radius, dice);
      } else {
        out.tree(at, radius, dice.between(1.8, 2.6) * radius, dice);
      }
    }
    int shrubs = 2 + dice.below(7);
    for (int i = 0; i < shrubs; i++) {
      double q = dice.pick(-1.0, 1.0) * (half - dice.between(0.6, 1.4));
      out.shrub(
          gate.shifted(rear + dice.between(0, 1) * room, q, 0), dice.between(0.35, 1.1), dice);
    }
    if (dice.chance(0.6)) {
      double length = room - 1;
      out.hedge(
          gate.shifted(rear + room / 2, half - 0.3, 0),
          length / 2,
          0.8,
          dice.between(1.2, 2.2),
          dice);
    }
    if (dice.chance(0.5)) {
      out.hedge(
          gate.shifted(depth - 0.3, 0, QUARTER), half - 0.6, 0.9, dice.between(1.4, 2.4), dice);
    }
    if (dice.chance(0.25)) {
      YardObjects.bins(out, gate.shifted(rear - 2, half - 0.7, 0), 1 + dice.below(3), dice);
    }
  }

  private static GroundMaterial flowers(RandomDraws dice) {
    return new GroundMaterial(
        GroundMaterial.Kind.BED,
        dice.pick(
            new Rgb(0.5, 0.08, 0.14),
            new Rgb(0.5, 0.45, 0.1),
            new Rgb(0.3, 0.15, 0.4),
            new Rgb(0.55, 0.53, 0.5)),
        dice.seed());
  }
}
