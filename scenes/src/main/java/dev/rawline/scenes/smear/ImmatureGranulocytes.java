package dev.rawline.scenes.smear;

import dev.rawline.imaging.random.RandomDraws;
import dev.rawline.scenes.smear.CapsuleChain.Rod;
import java.util.List;
import java.util.Optional;

/** Generates the maturation stages of a neutrophil in the marrow, the youngest last. */
final class ImmatureGranulocytes {
  private final RandomDraws dice;
  private final LeukocyteParts parts;

  ImmatureGranulocytes(RandomDraws dice, LeukocyteParts parts) {
    this.dice = dice;
    this.parts = parts;
  }

  Leukocyte metamyelocyte(double radius) {
    List<Rod> rods =
        NucleusShape.arc(
            dice,
            radius * dice.between(0.34, 0.40),
            radius * dice.between(0.34, 0.42),
            dice.between(1.6, 2.2),
            dice.between(0.05, 0.2),
            false);
    return parts.cell(
        parts.outline(radius, 0.08, 0.03, 0.10, 0.8),
        parts.paleCytoplasm(),
        parts.nucleus(
            NucleusShape.moved(dice, CapsuleChain.fitted(rods, 0.8 * radius), 0.22 * radius),
            0.45,
            new Chromatin(dice.between(1.3, 2.1), 0.1, dice.between(0.6, 0.85), 0.45, 0.55, 0.2),
            0.25),
        parts.fineGranules(),
        List.of());
  }

  Leukocyte myelocyte(double radius) {
    List<Rod> rods =
        NucleusShape.moved(
            dice,
            NucleusShape.oval(dice, radius * dice.between(0.50, 0.58), dice.between(0.0, 0.18)),
            0.40 * radius,
            0.34 * radius);
    Nucleus nucleus =
        parts.nucleus(
            rods,
            0.45,
            new Chromatin(
                dice.between(1.25, 2.0), 0.12, dice.between(0.55, 0.75), 0.45, 0.55, 0.25),
            0.3);
    Granules mixed =
        new Granules(
            new GradientNoise(dice.seed()),
            0.62,
            dice.between(0.35, 0.7),
            0.1,
            dice.between(0.22, 0.32),
            0.15,
            dice.between(0.5, 1.1),
            0,
            0.15);
    return parts.cell(
        parts.outline(radius, 0.08, 0.03, 0.08, 0.8),
        new Cytoplasm(
            dice.between(0.12, 0.4), dice.between(0.08, 0.22), 0.05, 0.25, 0.9, 0.15, 0.35),
        nucleus,
        List.of(mixed),
        List.of());
  }

  Leukocyte promyelocyte(double radius) {
    List<Rod> rods =
        NucleusShape.moved(
            dice,
            NucleusShape.oval(dice, radius * dice.between(0.58, 0.68), dice.between(0.03, 0.18)),
            0.26 * radius,
            0.16 * radius);
    List<Disc> nucleoli = NucleusShape.nucleoli(dice, rods, dice.whole(2, 4), 0.6, 1.1);
    Nucleus nucleus =
        new Nucleus(
            dice,
            new CapsuleChain(rods, 0.5),
            Optional.empty(),
            nucleoli,
            new Chromatin(dice.between(1.1, 1.8), 0.12, dice.between(0.38, 0.5), 0.4, 0.6, 0.25),
            new Nucleus.Contour(0.25, 0.4, 3.5));
    Granules coarse =
        new Granules(
            new GradientNoise(dice.seed()),
            dice.between(0.7, 0.85),
            dice.between(0.5, 0.8),
            0.17,
            dice.between(0.34, 0.46),
            0.1,
            dice.between(0.9, 1.6),
            0.1,
            0.5);
    return parts.cell(
        parts.outline(radius, 0.09, 0.04, 0.08, 0.9),
        new Cytoplasm(dice.between(0.3, 0.65), dice.between(0.05, 0.15), 0, 0.2, 1.0, 0.25, 0.6),
        nucleus,
        List.of(coarse),
        List.of());
  }
}
