package dev.rawline.imaging.scene.street;

import dev.rawline.imaging.random.Dice;
import java.util.ArrayList;
import java.util.List;

/** Lays out car parks: aisles along p with bays on both sides. */
final class CarPark {
  private static final double AISLE = 6;

  private CarPark() {}

  /**
   * Adds a car park that fills a rectangle as well as whole bays do.
   *
   * @param occupied the share of its bays in which a car stands
   */
  static void add(
      Contents out, Placement place, double halfP, double halfQ, double occupied, Dice dice) {
    double module = AISLE + 2 * Ground.BAY_DEPTH;
    int modules = (int) (2 * halfQ / module);
    if (modules == 0) {
      row(out, place, halfP, halfQ, occupied, dice);
      return;
    }
    int bays = (int) (2 * halfP / Ground.BAY);
    double half = bays * Ground.BAY / 2;
    Ground ground =
        new Ground(
            Ground.Kind.BAYS, Roofs.scaled(Ground.ASPHALT, dice.between(0.7, 1.25)), dice.seed());
    for (int m = 0; m < modules; m++) {
      Placement middle = place.shifted(0, (m - (modules - 1) / 2.0) * module, 0);
      out.patch(middle, half, module / 2, ground);
      for (int side = -1; side <= 1; side += 2) {
        for (int bay = 0; bay < bays; bay++) {
          double p = -half + (bay + 0.5) * Ground.BAY;
          stand(out, middle, p, side * (AISLE + Ground.BAY_DEPTH) / 2, side, occupied, dice);
        }
      }
      if (dice.chance(0.4)) {
        // Someone looks for a bay.
        double p = dice.between(-0.8, 0.8) * half;
        out.car(middle.shifted(p, dice.pick(-1.4, 1.4), dice.pick(0.0, Math.PI)), dice);
      }
    }
  }

  private static void row(
      Contents out, Placement place, double halfP, double halfQ, double occupied, Dice dice) {
    int bays = (int) (2 * halfP / Ground.BAY);
    double half = bays * Ground.BAY / 2;
    if (bays == 0 || halfQ < Ground.BAY_DEPTH / 2) {
      return;
    }
    Ground ground = new Ground(Ground.Kind.ROW_OF_BAYS, Ground.ASPHALT, dice.seed());
    out.patch(place, half, halfQ, ground);
    for (int bay = 0; bay < bays; bay++) {
      double p = -half + (bay + 0.5) * Ground.BAY;
      stand(out, place, p, -halfQ + 0.2 + Ground.BAY_DEPTH / 2, -1, occupied, dice);
    }
  }

  private static void stand(
      Contents out, Placement place, double p, double q, int side, double occupied, Dice dice) {
    List<Double> headings = new ArrayList<>(List.of(side * Math.PI / 2));
    if (dice.chance(0.25)) {
      headings.set(0, -side * Math.PI / 2);
    }
    double turn = headings.get(0) + dice.around(0, 0.025);
    Placement at =
        place.shifted(p + dice.around(0, 0.12), q - side * dice.between(-0.1, 0.35), turn);
    if (dice.chance(occupied)) {
      out.car(at, dice);
    } else if (dice.chance(0.1)) {
      Yard.clutter(out, at, dice);
    }
  }
}
