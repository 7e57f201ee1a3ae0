package dev.rawline.scenes.smear;

import dev.rawline.imaging.random.RandomDraws;

/** A platelet: a pale blue flake with purple granules in its middle. */
final class Platelet implements Absorber {
  private final CellOutline outline;
  private final Granules granules;
  private final double blue;

  private Platelet(CellOutline outline, Granules granules, double blue) {
    this.outline = outline;
    this.granules = granules;
    this.blue = blue;
  }

  static Platelet draw(RandomDraws draws, double x, double y) {
    Disc disc = new Disc(x, y, draws.between(0.7, 1.5));
    return new Platelet(
        CellOutline.draw(draws, disc, draws.between(0, 0.3), draws.between(0, 0.12), 0.15, 0.5),
        Granules.draw("platelet", draws),
        draws.between(0.15, 0.4));
  }

  @Override
  public Disc bounds() {
    return new Disc(outline.disc().x(), outline.disc().y(), outline.reach() + 0.3);
  }

  @Override
  public void add(double x, double y, DyeAmounts dyes) {
    double distance = outline.distance(x, y);
    double covered = SmoothFunctions.inside(distance, 0.2);
    if (covered == 0) {
      return;
    }
    dyes.azure += covered * blue;
    granules.add(x, y, 1 - SmoothFunctions.step(-0.45, 0, distance), dyes);
  }
}
