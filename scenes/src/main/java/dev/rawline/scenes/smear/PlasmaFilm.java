package dev.rawline.scenes.smear;

import dev.rawline.imaging.random.RandomDraws;

/**
 * The film of dried plasma between the cells: a faint, non-uniform tint.
 *
 * @param noise its unevenness
 * @param amount the mean amount of each dye but haemoglobin
 * @param grain the size of its unevenness [µm]
 */
record PlasmaFilm(GradientNoise noise, double amount, double grain) implements Absorber {

  static PlasmaFilm draw(RandomDraws draws) {
    return new PlasmaFilm(
        new GradientNoise(draws.seed()), draws.between(0.005, 0.05), draws.between(8, 25));
  }

  @Override
  public Disc bounds() {
    return new Disc(0, 0, Double.POSITIVE_INFINITY);
  }

  @Override
  public void add(double x, double y, DyeAmounts dyes) {
    double here = amount * (1 + 0.6 * noise.at(x / grain, y / grain));
    dyes.eosin += here;
    dyes.azure += 0.6 * here;
  }
}
