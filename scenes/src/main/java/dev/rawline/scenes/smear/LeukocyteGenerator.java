package dev.rawline.scenes.smear;

import dev.rawline.imaging.random.RandomDraws;
import java.util.ArrayList;
import java.util.List;

/**
 * Generates white cells of each type, with their variation.
 *
 * <p>Sizes are those of textbooks of haematology for cells that have dried flat on a slide.
 */
final class LeukocyteGenerator {
  private static final LeukocyteType[] TELLABLE = {
    LeukocyteType.BASOPHIL,
    LeukocyteType.EOSINOPHIL,
    LeukocyteType.LYMPHOCYTE,
    LeukocyteType.MONOCYTE,
    LeukocyteType.SEGMENTED_NEUTROPHIL,
  };

  private final RandomDraws dice;
  private final double x;
  private final double y;
  private final List<Disc> pressing;
  private final LeukocyteParts parts;
  private final Granulocytes granulocytes;
  private final ImmatureGranulocytes immature;
  private final MononuclearCells mononuclear;

  /**
   * Starts at a point.
   *
   * @param pressing the red cells that indent the cell
   */
  LeukocyteGenerator(RandomDraws dice, double x, double y, List<Disc> pressing) {
    this.dice = dice;
    this.x = x;
    this.y = y;
    this.pressing = pressing;
    parts = new LeukocyteParts(dice, x, y, pressing);
    granulocytes = new Granulocytes(dice, parts);
    immature = new ImmatureGranulocytes(dice, parts);
    mononuclear = new MononuclearCells(dice, parts);
  }

  /** Draws the radius of a type before deformation [µm]. */
  static double radius(RandomDraws dice, LeukocyteType type) {
    return switch (type) {
      case BASOPHIL -> dice.between(5.2, 7.0);
      case EOSINOPHIL -> dice.between(5.8, 7.6);
      case SMUDGE_CELL -> dice.between(4.6, 7.6);
      case ATYPICAL_LYMPHOCYTE -> dice.between(7.2, 9.6);
      case LYMPHOCYTE -> dice.between(4.4, 6.2);
      case MONOCYTE -> dice.between(7.0, 9.4);
      case BAND_NEUTROPHIL, SEGMENTED_NEUTROPHIL -> dice.between(5.6, 7.6);
      case METAMYELOCYTE -> dice.between(5.9, 7.8);
      case MYELOCYTE -> dice.between(6.0, 8.4);
      case PROMYELOCYTE -> dice.between(7.4, 10.0);
      case UNCLASSIFIABLE -> dice.between(4.6, 6.6);
    };
  }

  /** Generates the bodies of a type: one, or two if a second cell overlaps the first. */
  List<Absorber> draw(LeukocyteType type, double radius) {
    return switch (type) {
      case BASOPHIL -> List.of(granulocytes.basophil(radius));
      case EOSINOPHIL -> List.of(granulocytes.eosinophil(radius));
      case SMUDGE_CELL -> List.of(SmudgeCell.draw(dice, x, y));
      case ATYPICAL_LYMPHOCYTE -> List.of(mononuclear.atypicalLymphocyte(radius));
      case LYMPHOCYTE -> List.of(mononuclear.lymphocyte(radius));
      case MONOCYTE -> List.of(mononuclear.monocyte(radius));
      case BAND_NEUTROPHIL -> List.of(granulocytes.bandNeutrophil(radius));
      case SEGMENTED_NEUTROPHIL -> List.of(granulocytes.segmentedNeutrophil(radius));
      case METAMYELOCYTE -> List.of(immature.metamyelocyte(radius));
      case MYELOCYTE -> List.of(immature.myelocyte(radius));
      case PROMYELOCYTE -> List.of(immature.promyelocyte(radius));
      case UNCLASSIFIABLE -> unclassifiable(radius);
    };
  }

  private List<Absorber> unclassifiable(double radius) {
    LeukocyteType under = TELLABLE[dice.whole(0, TELLABLE.length - 1)];
    double size = radius(dice, under);
    return switch (dice.whole(0, 2)) {
      case 0 -> List.of(burst(radius));
      case 1 -> {
        List<Absorber> bodies = new ArrayList<>(draw(under, size));
        precipitate(bodies, size);
        yield bodies;
      }
      default -> {
        List<Absorber> bodies = new ArrayList<>(draw(under, size));
        LeukocyteType over = TELLABLE[dice.whole(0, TELLABLE.length - 1)];
        double angle = dice.angle();
        double otherSize = radius(dice, over);
        double away = dice.between(0.45, 0.75) * Math.max(size, otherSize);
        Disc other = Disc.polar(x, y, away, angle, otherSize);
        bodies.addAll(
            new LeukocyteGenerator(dice, other.x(), other.y(), pressing).draw(over, otherSize));
        yield bodies;
      }
    };
  }

  private Leukocyte burst(double radius) {
    Nucleus nucleus =
        new Nucleus(
            dice,
            new CapsuleChain(NucleusShape.beads(dice, dice.whole(5, 10), 0.62 * radius), 0.15),
            new Chromatin(dice.between(1.3, 1.9), 0.4, 1.5, 0.1, 0.1, 0),
            new Nucleus.Contour(0.15, 0.1, 2));
    return parts.cell(
        parts.outline(radius, 0.1, 0.06, 0.3, 1.0),
        new Cytoplasm(
            dice.between(0.2, 0.6), dice.between(0.1, 0.4), dice.between(0, 0.3), 0.3, 1.4, 0.1, 0),
        nucleus,
        List.of(),
        parts.vacuoles(dice.whole(0, 5), radius, 0.3, 0.8));
  }

  /** Distributes clumps of stain precipitate over a cell. */
  private void precipitate(List<Absorber> bodies, double radius) {
    for (int clumps = dice.whole(5, 9); clumps > 0; clumps--) {
      double away = 0.9 * radius * Math.sqrt(dice.between(0, 1));
      Disc clump = Disc.polar(x, y, away, dice.angle(), dice.between(0.7, 2.2));
      for (int grain = dice.whole(12, 40); grain > 0; grain--) {
        bodies.add(
            new Speck(
                new Disc(
                    clump.x() + dice.gaussian(0, clump.radius()),
                    clump.y() + dice.gaussian(0, clump.radius()),
                    dice.between(0.25, 0.75)),
                dice.between(0.8, 2.2)));
      }
    }
  }
}
