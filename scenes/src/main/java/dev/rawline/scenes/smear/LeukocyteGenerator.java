package dev.rawline.scenes.smear;

import dev.rawline.imaging.random.RandomDraws;
import java.util.ArrayList;
import java.util.List;

/**
 * Generates white cells of each type, with their variation.
 *
 * <p>Sizes are those of textbooks of haematology for cells that have dried flat on a slide.
 */
final class LeukocyteGenerator extends WhiteCells {
  private static final LeukocyteType[] TELLABLE = {
    LeukocyteType.BASOPHIL,
    LeukocyteType.EOSINOPHIL,
    LeukocyteType.LYMPHOCYTE,
    LeukocyteType.MONOCYTE,
    LeukocyteType.SEGMENTED_NEUTROPHIL,
  };

  /**
   * Starts at a point.
   *
   * @param pressing the red cells that indent the cell
   */
  LeukocyteGenerator(RandomDraws draws, double x, double y, List<Disc> pressing) {
    super(draws, x, y, pressing);
  }

  /** Generates the bodies of a type: one, or two if a second cell overlaps the first. */
  List<Absorber> draw(LeukocyteType type, double radius) {
    return switch (type) {
      case BASOPHIL -> List.of(basophil(radius));
      case EOSINOPHIL -> List.of(eosinophil(radius));
      case SMUDGE_CELL -> List.of(SmudgeCell.draw(draws, x, y));
      case ATYPICAL_LYMPHOCYTE -> List.of(atypicalLymphocyte(radius));
      case LYMPHOCYTE -> List.of(lymphocyte(radius));
      case MONOCYTE -> List.of(monocyte(radius));
      case BAND_NEUTROPHIL -> List.of(bandNeutrophil(radius));
      case SEGMENTED_NEUTROPHIL -> List.of(segmentedNeutrophil(radius));
      case METAMYELOCYTE -> List.of(metamyelocyte(radius));
      case MYELOCYTE -> List.of(myelocyte(radius));
      case PROMYELOCYTE -> List.of(promyelocyte(radius));
      case UNCLASSIFIABLE -> unclassifiable(radius);
    };
  }

  private List<Absorber> unclassifiable(double radius) {
    LeukocyteType under = TELLABLE[draws.whole(0, TELLABLE.length - 1)];
    double size = under.radius(draws);
    return switch (draws.whole(0, 2)) {
      case 0 -> List.of(burst(radius));
      case 1 -> {
        List<Absorber> bodies = new ArrayList<>(draw(under, size));
        precipitate(bodies, size);
        yield bodies;
      }
      default -> {
        List<Absorber> bodies = new ArrayList<>(draw(under, size));
        LeukocyteType over = TELLABLE[draws.whole(0, TELLABLE.length - 1)];
        double angle = draws.angle();
        double otherSize = over.radius(draws);
        double away = draws.between(0.45, 0.75) * Math.max(size, otherSize);
        Disc other = Disc.polar(x, y, away, angle, otherSize);
        bodies.addAll(
            new LeukocyteGenerator(draws, other.x(), other.y(), pressing).draw(over, otherSize));
        yield bodies;
      }
    };
  }

  private Leukocyte burst(double radius) {
    Nucleus nucleus =
        new Nucleus(
            draws,
            new CapsuleChain(NucleusShape.beads(draws, draws.whole(5, 10), 0.62 * radius), 0.15),
            Chromatin.draw("burst", draws),
            new Nucleus.Contour(0.15, 0.1, 2));
    return cell(
        outline(radius, 0.1, 0.06, 0.3, 1.0),
        Cytoplasm.draw("burst", draws),
        nucleus,
        List.of(),
        vacuoles(draws.whole(0, 5), radius, 0.3, 0.8));
  }

  /** Distributes clumps of stain precipitate over a cell. */
  private void precipitate(List<Absorber> bodies, double radius) {
    for (int clumps = draws.whole(5, 9); clumps > 0; clumps--) {
      double away = 0.9 * radius * Math.sqrt(draws.between(0, 1));
      Disc clump = Disc.polar(x, y, away, draws.angle(), draws.between(0.7, 2.2));
      for (int grain = draws.whole(12, 40); grain > 0; grain--) {
        bodies.add(
            new Speck(
                new Disc(
                    clump.x() + draws.gaussian(0, clump.radius()),
                    clump.y() + draws.gaussian(0, clump.radius()),
                    draws.between(0.25, 0.75)),
                draws.between(0.8, 2.2)));
      }
    }
  }
}
