package dev.rawline.scenes.street;

import dev.rawline.imaging.random.RandomDraws;
import java.util.List;

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

  /** A random length [m], or a fixed one, which consumes no random number. */
  private record Span(double shortest, double longest) {
    static Span of(double length) {
      return new Span(length, length);
    }

    double drawn(RandomDraws draws) {
      return shortest == longest ? shortest : draws.between(shortest, longest);
    }
  }

  /**
   * A kind of car, and its frequency in towns.
   *
   * @param bonnet the share of the bonnet in the length
   * @param behindRoof the distance of the roof's end from the rear
   * @param behindWindow the distance of the rear window's end from the rear
   */
  private record Kind(
      double frequency,
      Span length,
      Span width,
      Span height,
      double bonnet,
      Span windscreen,
      Span behindRoof,
      Span behindWindow) {}

  private static final Kind SMALL =
      new Kind(
          0.34,
          new Span(3.6, 4.3),
          new Span(1.65, 1.8),
          new Span(1.44, 1.53),
          0.235,
          new Span(0.6, 0.75),
          new Span(0.5, 0.6),
          new Span(0.14, 0.2));

  private static final Kind FAMILY =
      new Kind(
          0.2,
          new Span(4.4, 4.95),
          new Span(1.76, 1.88),
          new Span(1.41, 1.47),
          0.26,
          new Span(0.7, 0.85),
          new Span(1.3, 1.5),
          new Span(0.55, 0.75));

  private static final Kind ESTATE =
      new Kind(
          0.16,
          new Span(4.5, 4.9),
          new Span(1.76, 1.88),
          new Span(1.44, 1.52),
          0.25,
          new Span(0.68, 0.8),
          new Span(0.5, 0.65),
          new Span(0.12, 0.2));

  private static final Kind SPORTS_UTILITY =
      new Kind(
          0.23,
          new Span(4.2, 4.8),
          new Span(1.8, 1.93),
          new Span(1.6, 1.74),
          0.25,
          new Span(0.58, 0.7),
          new Span(0.42, 0.55),
          new Span(0.1, 0.17));

  private static final Kind VAN =
      new Kind(
          0.07,
          new Span(4.9, 5.6),
          new Span(1.9, 2.02),
          new Span(1.9, 2.2),
          0.15,
          new Span(0.75, 0.95),
          new Span(0.12, 0.18),
          Span.of(0.05));

  private static final List<Kind> KINDS = List.of(SMALL, FAMILY, ESTATE, SPORTS_UTILITY, VAN);

  /**
   * Returns a shape; small, family, estate and sports utility cars and vans with their frequencies
   * in towns.
   */
  static CarShape drawn(RandomDraws draws) {
    Kind kind = KINDS.get(draws.weighted(KINDS.stream().mapToDouble(Kind::frequency).toArray()));
    double length = kind.length.drawn(draws);
    double bonnet = kind.bonnet * length;
    return new CarShape(
        length,
        kind.width.drawn(draws),
        kind.height.drawn(draws),
        bonnet,
        bonnet + kind.windscreen.drawn(draws),
        length - kind.behindRoof.drawn(draws),
        length - kind.behindWindow.drawn(draws));
  }

  /** Returns the height of the lower edge of the windows [m]. */
  double belt() {
    return 0.62 * height;
  }
}
