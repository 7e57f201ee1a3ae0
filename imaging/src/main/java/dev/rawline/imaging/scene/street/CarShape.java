package dev.rawline.imaging.scene.street;

import dev.rawline.imaging.random.Dice;

/**
 * The measures of a car, seen along its length from the front bumper.
 *
 * @param length the whole length [m]
 * @param width the width without mirrors [m]
 * @param height the height of the roof [m]
 * @param bonnet where the windscreen begins, from the front [m]
 * @param roofFront where the roof begins [m]
 * @param roofRear where the roof ends [m]
 * @param boot where the rear window ends [m]
 */
record CarShape(
    double length,
    double width,
    double height,
    double bonnet,
    double roofFront,
    double roofRear,
    double boot) {

  /**
   * Returns a shape; small, family, estate and sports utility cars and vans as often as in towns.
   */
  static CarShape drawn(Dice dice) {
    return switch (dice.weighted(0.34, 0.2, 0.16, 0.23, 0.07)) {
      case 0 -> {
        double length = dice.between(3.6, 4.3);
        yield new CarShape(
            length,
            dice.between(1.65, 1.8),
            dice.between(1.44, 1.53),
            0.235 * length,
            0.235 * length + dice.between(0.6, 0.75),
            length - dice.between(0.5, 0.6),
            length - dice.between(0.14, 0.2));
      }
      case 1 -> {
        double length = dice.between(4.4, 4.95);
        yield new CarShape(
            length,
            dice.between(1.76, 1.88),
            dice.between(1.41, 1.47),
            0.26 * length,
            0.26 * length + dice.between(0.7, 0.85),
            length - dice.between(1.3, 1.5),
            length - dice.between(0.55, 0.75));
      }
      case 2 -> {
        double length = dice.between(4.5, 4.9);
        yield new CarShape(
            length,
            dice.between(1.76, 1.88),
            dice.between(1.44, 1.52),
            0.25 * length,
            0.25 * length + dice.between(0.68, 0.8),
            length - dice.between(0.5, 0.65),
            length - dice.between(0.12, 0.2));
      }
      case 3 -> {
        double length = dice.between(4.2, 4.8);
        yield new CarShape(
            length,
            dice.between(1.8, 1.93),
            dice.between(1.6, 1.74),
            0.25 * length,
            0.25 * length + dice.between(0.58, 0.7),
            length - dice.between(0.42, 0.55),
            length - dice.between(0.1, 0.17));
      }
      default -> {
        double length = dice.between(4.9, 5.6);
        yield new CarShape(
            length,
            dice.between(1.9, 2.02),
            dice.between(1.9, 2.2),
            0.15 * length,
            0.15 * length + dice.between(0.75, 0.95),
            length - dice.between(0.12, 0.18),
            length - 0.05);
      }
    };
  }

  /** Returns the height of the lower edge of the windows [m]. */
  double belt() {
    return 0.62 * height;
  }
}
