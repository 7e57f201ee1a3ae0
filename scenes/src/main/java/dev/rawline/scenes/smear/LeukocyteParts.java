package dev.rawline.scenes.smear;

import dev.rawline.imaging.random.RandomDraws;
import dev.rawline.scenes.smear.CapsuleChain.Rod;
import java.util.ArrayList;
import java.util.List;

/** Generates the parts that several types of white cells share. */
final class LeukocyteParts {
  private final RandomDraws draws;
  private final double x;
  private final double y;
  private final List<Disc> pressing;

  /**
   * Starts at a point.
   *
   * @param pressing the red cells that indent the cell
   */
  LeukocyteParts(RandomDraws draws, double x, double y, List<Disc> pressing) {
    this.draws = draws;
    this.x = x;
    this.y = y;
    this.pressing = pressing;
  }

  /**
   * Generates an outline, indented by the red cells.
   *
   * @param oval the largest elongation
   * @param uneven the largest irregularity of its curve
   * @param roughness the roughness of its edge
   * @param grain the wavelength of its edge [µm]
   */
  CellOutline outline(double radius, double oval, double uneven, double roughness, double grain) {
    return CellOutline.draw(
            draws,
            new Disc(x, y, radius),
            draws.between(0, oval),
            draws.between(0, uneven),
            roughness,
            grain)
        .bitten(pressing);
  }

  /** Assembles a cell, and draws the clear zone of its cytoplasm. */
  Leukocyte cell(
      CellOutline outline,
      Cytoplasm cytoplasm,
      Nucleus nucleus,
      List<Granules> granules,
      List<Disc> vacuoles) {
    double radius = outline.disc().radius();
    Disc court =
        new Disc(draws.gaussian(0, 0.3) * radius, draws.gaussian(0, 0.3) * radius, 0.35 * radius);
    return new Leukocyte(draws, outline, cytoplasm, court, nucleus, granules, vacuoles);
  }

  /** Returns a plain nucleus of a granulocyte. */
  Nucleus nucleus(List<Rod> rods, double waviness, Chromatin chromatin, double softness) {
    return new Nucleus(
        draws,
        new CapsuleChain(rods, 0.35),
        chromatin,
        new Nucleus.Contour(softness, waviness, 3.0));
  }

  /** Generates very small granules with some larger, darker ones. */
  List<Granules> fineGranules() {
    double share = draws.between(0.15, 0.55);
    return List.of(
        Granules.draw("neutrophil", draws),
        new Granules(
            new GradientNoise(draws.seed()),
            0.75,
            share,
            0.08,
            draws.between(0.18, 0.27),
            0.1,
            draws.between(0.6, 1.2),
            0.05,
            0.08));
  }

  /** Generates, with a probability, the sparse reddish granules of a lymphocyte. */
  List<Granules> azurophil(double probability, String cell) {
    return draws.chance(probability) ? List.of(Granules.draw(cell, draws)) : List.of();
  }

  /** Returns 1 to a number with a probability, 0 otherwise. */
  int some(double probability, int most) {
    return draws.chance(probability) ? draws.whole(1, most) : 0;
  }

  /** Generates vacuoles outside the centre. */
  List<Disc> vacuoles(int count, double radius, double smallest, double largest) {
    List<Disc> vacuoles = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double away = radius * Math.sqrt(draws.between(0.1, 0.85));
      double angle = draws.angle();
      vacuoles.add(Disc.polar(0, 0, away, angle, draws.between(smallest, largest)));
    }
    return vacuoles;
  }
}
