package dev.rawline.imaging.scene.smear;

import dev.rawline.imaging.random.Dice;
import dev.rawline.imaging.scene.smear.Capsules.Rod;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Draws white cells: what each type looks like, and how widely that varies.
 *
 * <p>Sizes are those of textbooks of haematology for cells that have dried flat on a slide.
 */
final class LeukocyteDrawing {
  private static final LeukocyteType[] TELLABLE = {
    LeukocyteType.BASOPHIL,
    LeukocyteType.EOSINOPHIL,
    LeukocyteType.LYMPHOCYTE,
    LeukocyteType.MONOCYTE,
    LeukocyteType.SEGMENTED_NEUTROPHIL,
  };

  private final Dice dice;
  private final double x;
  private final double y;
  private final List<Disc> pressing;

  /**
   * Begins at a place.
   *
   * @param pressing the red cells that press into the cell
   */
  LeukocyteDrawing(Dice dice, double x, double y, List<Disc> pressing) {
    this.dice = dice;
    this.x = x;
    this.y = y;
    this.pressing = pressing;
  }

  /** Draws the radius that a type has before it is deformed [µm]. */
  static double radius(Dice dice, LeukocyteType type) {
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

  /** Draws the bodies of a type: one, or two where a second cell lies over the first. */
  List<Absorber> draw(LeukocyteType type, double radius) {
    return switch (type) {
      case BASOPHIL -> List.of(basophil(radius));
      case EOSINOPHIL -> List.of(eosinophil(radius));
      case SMUDGE_CELL -> List.of(SmudgeCell.draw(dice, x, y));
      case ATYPICAL_LYMPHOCYTE -> List.of(atypicalLymphocyte(radius));
      case LYMPHOCYTE -> List.of(lymphocyte(radius));
      case MONOCYTE -> List.of(monocyte(radius));
      case BAND_NEUTROPHIL -> List.of(neutrophil(radius, band(radius)));
      case SEGMENTED_NEUTROPHIL -> List.of(neutrophil(radius, segments(radius)));
      case METAMYELOCYTE -> List.of(metamyelocyte(radius));
      case MYELOCYTE -> List.of(myelocyte(radius));
      case PROMYELOCYTE -> List.of(promyelocyte(radius));
      case UNCLASSIFIABLE -> unclassifiable(radius);
    };
  }

  private Leukocyte basophil(double radius) {
    List<Rod> rods =
        Capsules.fitted(
            NucleusShape.lobes(dice, dice.whole(2, 3), 0.42 * radius, 0.9, 0.62, 0.9),
            0.82 * radius);
    Nucleus nucleus =
        new Nucleus(
            dice,
            new Capsules(rods, 0.8),
            Optional.empty(),
            List.of(),
            new Chromatin(dice.between(1.0, 1.6), 0.15, 0.9, 0.35, 0.4, 0),
            0.3,
            0.5,
            2.2);
    Granules dark =
        new Granules(
            new Noise(dice.seed()),
            dice.between(0.62, 0.8),
            dice.between(0.5, 0.85),
            0.26,
            dice.between(0.5, 0.66),
            0.9,
            dice.between(1.3, 2.0),
            0,
            0.9);
    return cell(
        outline(radius, 0.10, 0.02, 0.12, 0.6),
        new Cytoplasm(0.06, dice.between(0.1, 0.3), 0.05, 0.25, 1, 0, 0),
        nucleus,
        List.of(dark),
        List.of());
  }

  private Leukocyte eosinophil(double radius) {
    int lobes = dice.chance(0.85) ? 2 : 3;
    double lobe = radius * (lobes == 2 ? dice.between(0.34, 0.41) : dice.between(0.28, 0.32));
    List<Rod> rods =
        Capsules.fitted(
            NucleusShape.lobes(
                dice, lobes, lobe, 0.9, dice.between(0.95, 1.25), dice.between(0.18, 0.4)),
            0.93 * radius);
    Granules round =
        new Granules(
            new Noise(dice.seed()),
            dice.between(0.66, 0.76),
            dice.between(0.92, 1.0),
            0.42,
            dice.between(0.56, 0.64),
            dice.between(0, 0.12),
            dice.between(0.05, 0.25),
            dice.between(0.7, 1.4),
            0.06);
    return cell(
        outline(radius, 0.07, 0.02, 0.06, 0.7),
        new Cytoplasm(dice.between(0.05, 0.25), dice.between(0.05, 0.2), 0.12, 0.2, 1, 0.05, 0),
        nucleus(rods, 0.5, dense(), 0.2),
        List.of(round),
        vacuoles(dice.chance(0.25) ? dice.whole(1, 4) : 0, radius, 0.3, 0.5));
  }

  private Leukocyte atypicalLymphocyte(double radius) {
    List<Rod> rods =
        moved(
            NucleusShape.oval(dice, radius * dice.between(0.44, 0.54), dice.between(0.05, 0.35)),
            0.28 * radius);
    List<Disc> nucleoli = new ArrayList<>();
    for (int i = dice.whole(0, 2); i > 0; i--) {
      nucleoli.add(within(rods, dice.between(0.45, 0.75)));
    }
    Nucleus nucleus =
        new Nucleus(
            dice,
            new Capsules(rods, 0.5),
            Optional.empty(),
            nucleoli,
            new Chromatin(dice.between(1.2, 2.0), 0.25, dice.between(0.7, 1.0), 0.4, 0.5, 0.2),
            0.25,
            dice.between(0.4, 0.9),
            3.5);
    return cell(
        outline(radius, 0.09, 0.05, 0.10, 0.8),
        new Cytoplasm(
            dice.between(0.22, 0.55),
            dice.between(0.02, 0.12),
            0,
            0.15,
            1.6,
            dice.between(0.35, 0.8),
            0.35),
        nucleus,
        dice.chance(0.4)
            ? List.of(new Granules(new Noise(dice.seed()), 1.3, 0.25, 0.15, 0.3, 0.2, 0.9, 0, 0.1))
            : List.of(),
        vacuoles(dice.chance(0.3) ? dice.whole(1, 3) : 0, radius, 0.25, 0.5));
  }

  private Leukocyte lymphocyte(double radius) {
    List<Rod> rods =
        moved(
            NucleusShape.oval(dice, radius * dice.between(0.76, 0.88), dice.between(0.0, 0.12)),
            0.10 * radius);
    Optional<Capsules> folds =
        dice.chance(0.35)
            ? Optional.of(notch(rods, dice.between(0.35, 0.8), dice.between(0.3, 0.9)))
            : Optional.empty();
    Nucleus nucleus =
        new Nucleus(
            dice,
            new Capsules(rods, 0.5),
            folds,
            List.of(),
            new Chromatin(
                dice.between(1.5, 2.4),
                dice.between(0.2, 0.5),
                dice.between(0.7, 1.0),
                0.40,
                dice.between(0.3, 0.45),
                0),
            0.2,
            0.25,
            2.5);
    return cell(
        outline(radius, 0.08, 0.03, dice.between(0.05, 0.25), 0.7),
        new Cytoplasm(dice.between(0.45, 0.95), 0.05, 0, 0.25, 0.9, 0.25, 0.1),
        nucleus,
        dice.chance(0.2)
            ? List.of(new Granules(new Noise(dice.seed()), 1.4, 0.25, 0.15, 0.3, 0.2, 1.0, 0, 0.05))
            : List.of(),
        List.of());
  }

  private Leukocyte monocyte(double radius) {
    List<Rod> rods =
        Capsules.fitted(
            NucleusShape.arc(
                dice,
                radius * dice.between(0.32, 0.40),
                radius * dice.between(0.28, 0.42),
                dice.between(2.4, 4.2),
                dice.between(0.0, 0.25),
                false),
            0.86 * radius);
    Nucleus nucleus =
        new Nucleus(
            dice,
            new Capsules(moved(rods, 0.10 * radius), 0.6),
            dice.chance(0.6)
                ? Optional.of(notch(rods, dice.between(0.3, 0.6), dice.between(1.0, 2.2)))
                : Optional.empty(),
            List.of(),
            new Chromatin(dice.between(1.2, 2.0), 0.1, dice.between(0.65, 0.9), 0.25, 0.4, 0.6),
            0.22,
            dice.between(0.5, 1.0),
            2.6);
    return cell(
        outline(radius, 0.10, 0.06, dice.between(0.10, 0.35), 0.9),
        new Cytoplasm(dice.between(0.22, 0.5), dice.between(0.12, 0.3), 0, 0.40, 0.55, 0.1, 0),
        nucleus,
        List.of(new Granules(new Noise(dice.seed()), 0.32, 0.6, 0.07, 0.16, 0.1, 0.4, 0, 0.1)),
        vacuoles(dice.whole(2, 12), radius, 0.25, 0.75));
  }

  private List<Rod> band(double radius) {
    return Capsules.fitted(
        NucleusShape.arc(
            dice,
            radius * dice.between(0.19, 0.25),
            radius * dice.between(0.36, 0.50),
            dice.between(3.1, 4.9),
            dice.between(0.0, 0.14),
            dice.chance(0.22)),
        0.85 * radius);
  }

  private List<Rod> segments(double radius) {
    int lobes = dice.chance(0.08) ? 2 : dice.chance(0.6) ? 3 : dice.chance(0.75) ? 4 : 5;
    return Capsules.fitted(
        NucleusShape.lobes(
            dice,
            lobes,
            radius * (lobes < 4 ? dice.between(0.28, 0.34) : dice.between(0.23, 0.28)),
            1.3,
            dice.between(0.85, 1.2),
            dice.between(0.13, 0.24)),
        0.86 * radius);
  }

  private Leukocyte neutrophil(double radius, List<Rod> rods) {
    return cell(
        outline(radius, 0.08, 0.03, 0.10, 0.8),
        paleCytoplasm(),
        nucleus(moved(rods, 0.12 * radius), 0.45, dense(), 0.2),
        fineGranules(),
        vacuoles(dice.chance(0.12) ? dice.whole(1, 3) : 0, radius, 0.2, 0.4));
  }

  private Leukocyte metamyelocyte(double radius) {
    List<Rod> rods =
        NucleusShape.arc(
            dice,
            radius * dice.between(0.34, 0.40),
            radius * dice.between(0.34, 0.42),
            dice.between(1.6, 2.2),
            dice.between(0.05, 0.2),
            false);
    return cell(
        outline(radius, 0.08, 0.03, 0.10, 0.8),
        paleCytoplasm(),
        nucleus(
            moved(Capsules.fitted(rods, 0.8 * radius), 0.22 * radius),
            0.45,
            new Chromatin(dice.between(1.3, 2.1), 0.1, dice.between(0.6, 0.85), 0.45, 0.55, 0.2),
            0.25),
        fineGranules(),
        List.of());
  }

  private Leukocyte myelocyte(double radius) {
    List<Rod> rods =
        moved(
            NucleusShape.oval(dice, radius * dice.between(0.50, 0.58), dice.between(0.0, 0.18)),
            0.40 * radius,
            0.34 * radius);
    Nucleus nucleus =
        nucleus(
            rods,
            0.45,
            new Chromatin(
                dice.between(1.25, 2.0), 0.12, dice.between(0.55, 0.75), 0.45, 0.55, 0.25),
            0.3);
    Granules mixed =
        new Granules(
            new Noise(dice.seed()),
            0.62,
            dice.between(0.35, 0.7),
            0.1,
            dice.between(0.22, 0.32),
            0.15,
            dice.between(0.5, 1.1),
            0,
            0.15);
    return cell(
        outline(radius, 0.08, 0.03, 0.08, 0.8),
        new Cytoplasm(
            dice.between(0.12, 0.4), dice.between(0.08, 0.22), 0.05, 0.25, 0.9, 0.15, 0.35),
        nucleus,
        List.of(mixed),
        List.of());
  }

  private Leukocyte promyelocyte(double radius) {
    List<Rod> rods =
        moved(
            NucleusShape.oval(dice, radius * dice.between(0.58, 0.68), dice.between(0.03, 0.18)),
            0.26 * radius,
            0.16 * radius);
    List<Disc> nucleoli = new ArrayList<>();
    for (int i = dice.whole(2, 4); i > 0; i--) {
      nucleoli.add(within(rods, dice.between(0.6, 1.1)));
    }
    Nucleus nucleus =
        new Nucleus(
            dice,
            new Capsules(rods, 0.5),
            Optional.empty(),
            nucleoli,
            new Chromatin(dice.between(1.1, 1.8), 0.12, dice.between(0.38, 0.5), 0.4, 0.6, 0.25),
            0.25,
            0.4,
            3.5);
    Granules coarse =
        new Granules(
            new Noise(dice.seed()),
            dice.between(0.7, 0.85),
            dice.between(0.5, 0.8),
            0.17,
            dice.between(0.34, 0.46),
            0.1,
            dice.between(0.9, 1.6),
            0.1,
            0.5);
    return cell(
        outline(radius, 0.09, 0.04, 0.08, 0.9),
        new Cytoplasm(dice.between(0.3, 0.65), dice.between(0.05, 0.15), 0, 0.2, 1.0, 0.25, 0.6),
        nucleus,
        List.of(coarse),
        List.of());
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
        bodies.addAll(
            new LeukocyteDrawing(
                    dice,
                    x + away * StrictMath.cos(angle),
                    y + away * StrictMath.sin(angle),
                    pressing)
                .draw(over, otherSize));
        yield bodies;
      }
    };
  }

  private Leukocyte burst(double radius) {
    Nucleus nucleus =
        new Nucleus(
            dice,
            new Capsules(NucleusShape.beads(dice, dice.whole(5, 10), 0.62 * radius), 0.15),
            Optional.empty(),
            List.of(),
            new Chromatin(dice.between(1.3, 1.9), 0.4, 1.5, 0.1, 0.1, 0),
            0.15,
            0.1,
            2);
    return cell(
        outline(radius, 0.1, 0.06, 0.3, 1.0),
        new Cytoplasm(
            dice.between(0.2, 0.6), dice.between(0.1, 0.4), dice.between(0, 0.3), 0.3, 1.4, 0.1, 0),
        nucleus,
        List.of(),
        vacuoles(dice.whole(0, 5), radius, 0.3, 0.8));
  }

  /** Strews stain that fell out in clumps over a cell. */
  private void precipitate(List<Absorber> bodies, double radius) {
    for (int clump = dice.whole(5, 9); clump > 0; clump--) {
      double away = 0.9 * radius * Math.sqrt(dice.between(0, 1));
      double angle = dice.angle();
      double clumpX = x + away * StrictMath.cos(angle);
      double clumpY = y + away * StrictMath.sin(angle);
      double spread = dice.between(0.7, 2.2);
      for (int grain = dice.whole(12, 40); grain > 0; grain--) {
        bodies.add(
            new Speck(
                new Disc(
                    clumpX + dice.gaussian(0, spread),
                    clumpY + dice.gaussian(0, spread),
                    dice.between(0.25, 0.75)),
                dice.between(0.8, 2.2)));
      }
    }
  }

  private Chromatin dense() {
    return new Chromatin(
        dice.between(1.5, 2.4),
        dice.between(0.1, 0.4),
        dice.between(0.55, 0.8),
        dice.between(0.4, 0.6),
        dice.between(0.42, 0.58),
        0);
  }

  private Cytoplasm paleCytoplasm() {
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
  private List<Granules> fineGranules() {
    double share = dice.between(0.15, 0.55);
    return List.of(
        new Granules(
            new Noise(dice.seed()), 0.30, dice.between(0.4, 0.9), 0.07, 0.17, 0, 0.5, 0.15, 0.08),
        new Granules(
            new Noise(dice.seed()),
            0.75,
            share,
            0.08,
            dice.between(0.18, 0.27),
            0.1,
            dice.between(0.6, 1.2),
            0.05,
            0.08));
  }

  private Nucleus nucleus(List<Rod> rods, double waviness, Chromatin chromatin, double softness) {
    return new Nucleus(
        dice,
        new Capsules(rods, 0.35),
        Optional.empty(),
        List.of(),
        chromatin,
        softness,
        waviness,
        3.0);
  }

  private Outline outline(
      double radius, double oval, double uneven, double roughness, double grain) {
    return Outline.draw(
            dice,
            new Disc(x, y, radius),
            dice.between(0, oval),
            dice.between(0, uneven),
            roughness,
            grain)
        .bitten(pressing);
  }

  private Leukocyte cell(
      Outline outline,
      Cytoplasm cytoplasm,
      Nucleus nucleus,
      List<Granules> granules,
      List<Disc> vacuoles) {
    double radius = outline.disc().radius();
    Disc court =
        new Disc(dice.gaussian(0, 0.3) * radius, dice.gaussian(0, 0.3) * radius, 0.35 * radius);
    return new Leukocyte(dice, outline, cytoplasm, court, nucleus, granules, vacuoles);
  }

  private List<Disc> vacuoles(int count, double radius, double smallest, double largest) {
    List<Disc> vacuoles = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double away = radius * Math.sqrt(dice.between(0.1, 0.85));
      double angle = dice.angle();
      vacuoles.add(
          new Disc(
              away * StrictMath.cos(angle),
              away * StrictMath.sin(angle),
              dice.between(smallest, largest)));
    }
    return vacuoles;
  }

  private List<Rod> moved(List<Rod> rods, double most) {
    return moved(rods, most, 0);
  }

  private List<Rod> moved(List<Rod> rods, double most, double least) {
    double away = dice.between(least, most);
    double angle = dice.angle();
    double right = away * StrictMath.cos(angle);
    double down = away * StrictMath.sin(angle);
    return rods.stream().map(rod -> rod.moved(1, right, down)).toList();
  }

  /** Draws a disc well inside the first rod. */
  private Disc within(List<Rod> rods, double radius) {
    Rod rod = rods.getFirst();
    double away = 0.6 * rod.aRadius() * Math.sqrt(dice.between(0, 1));
    double angle = dice.angle();
    return new Disc(
        (rod.ax() + rod.bx()) / 2 + away * StrictMath.cos(angle),
        (rod.ay() + rod.by()) / 2 + away * StrictMath.sin(angle),
        radius);
  }

  /**
   * Draws a fold that comes in from the edge of the first rod.
   *
   * @param width half its width
   * @param depth how deep it goes
   */
  private Capsules notch(List<Rod> rods, double width, double depth) {
    Rod rod = rods.getFirst();
    double angle = dice.angle();
    double cosine = StrictMath.cos(angle);
    double sine = StrictMath.sin(angle);
    double edge = rod.aRadius() + width;
    double tip = rod.aRadius() - depth + width;
    return new Capsules(
        List.of(
            new Rod(
                rod.ax() + edge * cosine,
                rod.ay() + edge * sine,
                width,
                rod.ax() + tip * cosine,
                rod.ay() + tip * sine,
                width * 0.6,
                0)),
        1);
  }
}
