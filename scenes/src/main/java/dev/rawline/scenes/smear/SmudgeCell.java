package dev.rawline.scenes.smear;

import dev.rawline.imaging.random.RandomDraws;

/** The remains of a burst leukocyte: nuclear matter in strands along a direction. */
final class SmudgeCell implements CellBody {
  private final CellOutline outline;
  private final double alongX;
  private final double alongY;
  private final double amount;
  private final double fraying;
  private final GradientNoise strands;
  private final GradientNoise clouds;

  private SmudgeCell(RandomDraws draws, CellOutline outline) {
    this.outline = outline;
    double angle = draws.angle();
    alongX = StrictMath.cos(angle);
    alongY = StrictMath.sin(angle);
    amount = draws.between(0.8, 1.7);
    fraying = draws.between(0.9, 2.6);
    strands = new GradientNoise(draws.seed());
    clouds = new GradientNoise(draws.seed());
  }

  static SmudgeCell draw(RandomDraws draws, double x, double y) {
    return new SmudgeCell(
        draws,
        CellOutline.draw(
            draws,
            new Disc(x, y, draws.between(4.6, 7.6)),
            draws.between(0.02, 0.28),
            draws.between(0.04, 0.13),
            draws.between(0.5, 1.0),
            draws.between(1.2, 2.4)));
  }

  @Override
  public CellOutline outline() {
    return outline;
  }

  @Override
  public Disc bounds() {
    return new Disc(outline.disc().x(), outline.disc().y(), outline.reach() + 1);
  }

  @Override
  public void add(double x, double y, DyeAmounts dyes) {
    double distance = outline.distance(x, y);
    if (distance > 0.5) {
      return;
    }
    double cloud = clouds.at(x / 3.1, y / 3.1);
    double swirl = clouds.at(40 + x / 3.1, 9 + y / 3.1);
    double along = x * alongX + y * alongY + 1.3 * cloud;
    double across = y * alongX - x * alongY + 1.3 * swirl;
    double matter =
        strands.at(along / 1.9, across / 1.25)
            + 0.55 * strands.at(9 + along / 0.9, across / 0.55)
            + 0.4 * strands.at(x / 0.36, 31 + y / 0.36);
    double edge = 1 - SmoothFunctions.step(-fraying, 0.5, distance - 0.9 * matter);
    double holes = 1 - 0.75 * SmoothFunctions.step(0.25, 0.6, swirl - 0.4 * matter);
    double density = edge * holes * Math.max(0.1, 0.6 + 0.35 * cloud + 0.42 * matter);
    dyes.complex += amount * density;
    dyes.azure += 0.12 * amount * density;
  }
}
