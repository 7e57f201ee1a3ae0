package dev.rawline.scenes.smear;

import dev.rawline.imaging.random.RandomDraws;
import dev.rawline.scenes.smear.CapsuleChain.Rod;
import java.util.ArrayList;
import java.util.List;

/** Draws what white cells of several types have in common. */
final class LeukocyteParts {
  private final RandomDraws dice;
  private final double x;
  private final double y;
  private final List<Disc> pressing;

  /**
   * Begins at a place.
   *
   * @param pressing the red cells that press into the cell
   */
  LeukocyteParts(RandomDraws dice, double x, double y, List<Disc> pressing) {
    this.dice = dice;
    this.x = x;
    this.y = y;
    this.pressing = pressing;
  }

  /**
   * Draws an outline, into which the red cells press.
   *
   * @param oval by how much it is longer than wide, at most
   * @param uneven how far its curve strays, at most
   * @param roughness how rough its edge is
   * @param grain how long the waves of its edge are [µm]
   */
  CellOutline outline(double radius, double oval, double uneven, double roughness, double grain) {
    return CellOutline.draw(
            dice,
            new Disc(x, y, radius),
            dice.between(0, oval),
            dice.between(0, uneven),
            roughness,
            grain)
        .bitten(pressing);
  }

  /** Puts a cell together, and draws where its cytoplasm is clear. */
  Leukocyte cell(
      CellOutline outline,
      Cytoplasm cytoplasm,
      Nucleus nucleus,
      List<Granules> granules,
      List<Disc> vacuoles) {
    double radius = outline.disc().radius();
    Disc court =
        new Disc(dice.gaussian(0, 0.3) * radius, dice.gaussian(0, 0.3) * radius, 0.35 * radius);
    return new Leukocyte(dice, outline, cytoplasm, court, nucleus, granules, vacuoles);
  }

  /** Returns a nucleus of the plain kind that granulocytes have. */
  Nucleus nucleus(List<Rod> rods, double waviness, Chromatin chromatin, double softness) {
    return new Nucleus(
        dice,
        new CapsuleChain(rods, 0.35),
        chromatin,
        new Nucleus.Contour(softness, waviness, 3.0));
  }

  /** Draws the clumped chromatin of a mature granulocyte. */
  Chromatin dense() {
    return new Chromatin(
        dice.between(1.5, 2.4),
        dice.between(0.1, 0.4),
        dice.between(0.55, 0.8),
        dice.between(0.4, 0.6),
        dice.between(0.42, 0.58),
        0);
  }

  /** Draws the cytoplasm of a neutrophil. */
  Cytoplasm paleCytoplasm() {
    return new Cytoplasm(
        dice.between(0.05, 0.28),
        dice.between(0.08, 0.28),
        dice.between(0.02, 0.15),
        0.25,
        0.9,
        0.04,
        0);
  }

  /** Draws a dust of very small granules with some larger, darker ones in it. */
  List<Granules> fineGranules() {
    double share = dice.between(0.15, 0.55);
    return List.of(
        new Granules(
            new GradientNoise(dice.seed()),
            0.30,
            dice.between(0.4, 0.9),
            0.07,
            0.17,
            0,
            0.5,
            0.15,
            0.08),
        new Granules(
            new GradientNoise(dice.seed()),
            0.75,
            share,
            0.08,
            dice.between(0.18, 0.27),
            0.1,
            dice.between(0.6, 1.2),
            0.05,
            0.08));
  }

  /** Draws, as often as a probability says, the sparse reddish granules of a lymphocyte. */
  List<Granules> azurophil(double probability, double pitch, double complex, double overNucleus) {
    return dice.chance(probability)
        ? List.of(
            new Granules(
                new GradientNoise(dice.seed()),
                pitch,
                0.25,
                0.15,
                0.3,
                0.2,
                complex,
                0,
                overNucleus))
        : List.of();
  }

  /** Returns 0, or as often as a probability says 1 to a number. */
  int some(double probability, int most) {
    return dice.chance(probability) ? dice.whole(1, most) : 0;
  }

  /** Draws vacuoles anywhere but in the very middle. */
  List<Disc> vacuoles(int count, double radius, double smallest, double largest) {
    List<Disc> vacuoles = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double away = radius * Math.sqrt(dice.between(0.1, 0.85));
      double angle = dice.angle();
      vacuoles.add(Disc.polar(0, 0, away, angle, dice.between(smallest, largest)));
    }
    return vacuoles;
  }
}
