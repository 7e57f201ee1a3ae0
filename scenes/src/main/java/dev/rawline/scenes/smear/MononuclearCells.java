package dev.rawline.scenes.smear;

import dev.rawline.imaging.random.RandomDraws;
import dev.rawline.scenes.smear.CapsuleChain.Rod;
import java.util.List;
import java.util.Optional;

/** Generates lymphocytes and monocytes, whose nucleus is one piece. */
final class MononuclearCells {
  private final RandomDraws draws;
  private final LeukocyteParts parts;

  MononuclearCells(RandomDraws draws, LeukocyteParts parts) {
    this.draws = draws;
    this.parts = parts;
  }

  Leukocyte lymphocyte(double radius) {
    List<Rod> rods =
        NucleusShape.moved(
            draws,
            NucleusShape.oval(draws, radius * draws.between(0.76, 0.88), draws.between(0.0, 0.12)),
            0.10 * radius);
    Optional<CapsuleChain> folds =
        draws.chance(0.35)
            ? Optional.of(
                NucleusShape.notch(draws, rods, draws.between(0.35, 0.8), draws.between(0.3, 0.9)))
            : Optional.empty();
    Nucleus nucleus =
        new Nucleus(
            draws,
            new CapsuleChain(rods, 0.5),
            folds,
            List.of(),
            Chromatin.draw("lymphocyte", draws),
            new Nucleus.Contour(0.2, 0.25, 2.5));
    return parts.cell(
        parts.outline(radius, 0.08, 0.03, draws.between(0.05, 0.25), 0.7),
        Cytoplasm.draw("lymphocyte", draws),
        nucleus,
        parts.azurophil(0.2, "lymphocyte"),
        List.of());
  }

  Leukocyte atypicalLymphocyte(double radius) {
    List<Rod> rods =
        NucleusShape.moved(
            draws,
            NucleusShape.oval(draws, radius * draws.between(0.44, 0.54), draws.between(0.05, 0.35)),
            0.28 * radius);
    List<Disc> nucleoli = NucleusShape.nucleoli(draws, rods, draws.whole(0, 2), 0.45, 0.75);
    Nucleus nucleus =
        new Nucleus(
            draws,
            new CapsuleChain(rods, 0.5),
            Optional.empty(),
            nucleoli,
            Chromatin.draw("atypical-lymphocyte", draws),
            new Nucleus.Contour(0.25, draws.between(0.4, 0.9), 3.5));
    return parts.cell(
        parts.outline(radius, 0.09, 0.05, 0.10, 0.8),
        Cytoplasm.draw("atypical-lymphocyte", draws),
        nucleus,
        parts.azurophil(0.4, "atypical-lymphocyte"),
        parts.vacuoles(parts.some(0.3, 3), radius, 0.25, 0.5));
  }

  Leukocyte monocyte(double radius) {
    List<Rod> rods =
        CapsuleChain.fitted(
            NucleusShape.arc(
                draws,
                radius * draws.between(0.32, 0.40),
                radius * draws.between(0.28, 0.42),
                draws.between(2.4, 4.2),
                draws.between(0.0, 0.25),
                false),
            0.86 * radius);
    Nucleus nucleus =
        new Nucleus(
            draws,
            new CapsuleChain(NucleusShape.moved(draws, rods, 0.10 * radius), 0.6),
            draws.chance(0.6)
                ? Optional.of(
                    NucleusShape.notch(
                        draws, rods, draws.between(0.3, 0.6), draws.between(1.0, 2.2)))
                : Optional.empty(),
            List.of(),
            Chromatin.draw("monocyte", draws),
            new Nucleus.Contour(0.22, draws.between(0.5, 1.0), 2.6));
    return parts.cell(
        parts.outline(radius, 0.10, 0.06, draws.between(0.10, 0.35), 0.9),
        Cytoplasm.draw("monocyte", draws),
        nucleus,
        List.of(Granules.draw("monocyte", draws)),
        parts.vacuoles(draws.whole(2, 12), radius, 0.25, 0.75));
  }
}
