package dev.rawline.scenes.street;

import dev.rawline.imaging.random.RandomDraws;
import dev.rawline.scenes.ParameterTable;

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
   * Lengths [m], but for the bonnet, whose share in the length is given; the last two from the
   * rear.
   */
  private static final ParameterTable KINDS =
      new ParameterTable(
          """
          kind            length    width      height     bonnet windscreen roof       window
          small           3.6..4.3  1.65..1.8  1.44..1.53 0.235  0.6..0.75  0.5..0.6   0.14..0.2
          family          4.4..4.95 1.76..1.88 1.41..1.47 0.26   0.7..0.85  1.3..1.5   0.55..0.75
          estate          4.5..4.9  1.76..1.88 1.44..1.52 0.25   0.68..0.8  0.5..0.65  0.12..0.2
          sports-utility  4.2..4.8  1.8..1.93  1.6..1.74  0.25   0.58..0.7  0.42..0.55 0.1..0.17
          van             4.9..5.6  1.9..2.02  1.9..2.2   0.15   0.75..0.95 0.12..0.18 0.05
          """);

  /**
   * Returns a shape; small, family, estate and sports utility cars and vans with their frequencies
   * in towns.
   */
  static CarShape drawn(RandomDraws draws) {
    String kind =
        switch (draws.weighted(0.34, 0.2, 0.16, 0.23, 0.07)) {
          case 0 -> "small";
          case 1 -> "family";
          case 2 -> "estate";
          case 3 -> "sports-utility";
          default -> "van";
        };
    double[] of = KINDS.draw(kind, draws);
    double length = of[0];
    double bonnet = of[3] * length;
    return new CarShape(
        length, of[1], of[2], bonnet, bonnet + of[4], length - of[5], length - of[6]);
  }

  /** Returns the height of the lower edge of the windows [m]. */
  double belt() {
    return 0.62 * height;
  }
}
