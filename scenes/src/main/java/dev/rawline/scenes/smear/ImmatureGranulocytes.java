package dev.rawline.scenes.smear;

import dev.rawline.imaging.random.RandomDraws;
import dev.rawline.scenes.smear.CapsuleChain.Rod;
import java.util.List;
import java.util.Optional;

/** Generates the maturation stages of a neutrophil in the marrow, the youngest last. */
final class ImmatureGranulocytes {
  private final RandomDraws draws;
  private final LeukocyteParts parts;

  ImmatureGranulocytes(RandomDraws draws, LeukocyteParts parts) {
    this.draws = draws;
    this.parts = parts;
  }

  Leukocyte metamyelocyte(double radius) {
    List<Rod> rods =
        NucleusShape.arc(
            draws,
            radius * draws.between(0.34, 0.40),
            radius * draws.between(0.34, 0.42),
            draws.between(1.6, 2.2),
            draws.between(0.05, 0.2),
            false);
    return parts.cell(
        parts.outline(radius, 0.08, 0.03, 0.10, 0.8),
        parts.paleCytoplasm(),
        parts.nucleus(
            NucleusShape.moved(draws, CapsuleChain.fitted(rods, 0.8 * radius), 0.22 * radius),
            0.45,
            new Chromatin(draws.between(1.3, 2.1), 0.1, draws.between(0.6, 0.85), 0.45, 0.55, 0.2),
            0.25),
        parts.fineGranules(),
        List.of());
  }

  Leukocyte myelocyte(double radius) {
    List<Rod> rods =
        NucleusShape.moved(
            draws,
            NucleusShape.oval(draws, radius * draws.between(0.50, 0.58), draws.between(0.0, 0.18)),
            0.40 * radius,
            0.34 * radius);
    Nucleus nucleus =
        parts.nucleus(
            rods,
            0.45,
            new Chromatin(
                draws.between(1.25, 2.0), 0.12, draws.between(0.55, 0.75), 0.45, 0.55, 0.25),
            0.3);
    Granules mixed =
        new Granules(
            new GradientNoise(draws.seed()),
            0.62,
            draws.between(0.35, 0.7),
            0.1,
            draws.between(0.22, 0.32),
            0.15,
            draws.between(0.5, 1.1),
            0,
            0.15);
    return parts.cell(
        parts.outline(radius, 0.08, 0.03, 0.08, 0.8),
        new Cytoplasm(
            draws.between(0.12, 0.4), draws.between(0.08, 0.22), 0.05, 0.25, 0.9, 0.15, 0.35),
        nucleus,
        List.of(mixed),
        List.of());
  }

  Leukocyte promyelocyte(double radius) {
    List<Rod> rods =
        NucleusShape.moved(
            draws,
            NucleusShape.oval(draws, radius * draws.between(0.58, 0.68), draws.between(0.03, 0.18)),
            0.26 * radius,
            0.16 * radius);
    List<Disc> nucleoli = NucleusShape.nucleoli(draws, rods, draws.whole(2, 4), 0.6, 1.1);
    Nucleus nucleus =
        new Nucleus(
            draws,
            new CapsuleChain(rods, 0.5),
            Optional.empty(),
            nucleoli,
            new Chromatin(draws.between(1.1, 1.8), 0.12, draws.between(0.38, 0.5), 0.4, 0.6, 0.25),
            new Nucleus.Contour(0.25, 0.4, 3.5));
    Granules coarse =
        new Granules(
            new GradientNoise(draws.seed()),
            draws.between(0.7, 0.85),
            draws.between(0.5, 0.8),
            0.17,
            draws.between(0.34, 0.46),
            0.1,
            draws.between(0.9, 1.6),
            0.1,
            0.5);
    return parts.cell(
        parts.outline(radius, 0.09, 0.04, 0.08, 0.9),
        new Cytoplasm(draws.between(0.3, 0.65), draws.between(0.05, 0.15), 0, 0.2, 1.0, 0.25, 0.6),
        nucleus,
        List.of(coarse),
        List.of());
  }
}
