package dev.rawline.scenes.smear;

import dev.rawline.imaging.random.RandomDraws;

/**
 * The common properties of the red cells of one picture, from donor and preparation.
 *
 * @param haemoglobin the amount of haemoglobin where a red cell is thickest
 * @param pallor the share by which its middle is thinner, 0 to 1
 * @param deformed the standard deviation of the second harmonic of its outline
 * @param crenated the share of red cells with a spiky edge
 * @param crowding the target coverage of the slide by red cells
 * @param overlap the smallest distance of two red cells, in sums of their radii
 * @param size the mean radius of a red cell [µm]
 * @param stacking the share of red cells that are stacked on the previous one (rouleaux)
 * @param pressing whether red cells indent leukocytes instead of yielding
 */
record SlideProperties(
    double haemoglobin,
    double pallor,
    double deformed,
    double crenated,
    double crowding,
    double overlap,
    double size,
    double stacking,
    boolean pressing) {

  static SlideProperties draw(RandomDraws draws, double pressing) {
    return new SlideProperties(
        draws.between(0.75, 1.15),
        draws.between(0.15, 0.85),
        draws.between(0.02, 0.10),
        draws.chance(0.12) ? draws.between(0.2, 0.9) : 0.01,
        draws.between(0.15, 0.62),
        draws.chance(0.5) ? draws.between(0.97, 1.05) : draws.between(0.62, 0.95),
        draws.between(3.35, 3.85),
        draws.chance(0.2) ? draws.between(0.3, 0.75) : 0,
        draws.chance(pressing));
  }
}
