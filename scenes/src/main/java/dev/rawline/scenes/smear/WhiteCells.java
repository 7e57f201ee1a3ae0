package dev.rawline.scenes.smear;

import dev.rawline.imaging.random.RandomDraws;
import dev.rawline.scenes.smear.CapsuleChain.Rod;
import java.util.List;
import java.util.Optional;

/**
 * Generates white cells: mature granulocytes, the maturation stages of a neutrophil, then
 * lymphocytes and monocytes, whose nucleus is one piece.
 */
class WhiteCells extends LeukocyteParts {
  WhiteCells(RandomDraws draws, double x, double y, List<Disc> pressing) {
    super(draws, x, y, pressing);
  }

  Leukocyte basophil(double radius) {
    List<Rod> rods =
        CapsuleChain.fitted(
            NucleusShape.lobes(draws, draws.whole(2, 3), 0.42 * radius, 0.9, 0.62, 0.9),
            0.82 * radius);
    Nucleus nucleus =
        new Nucleus(
            draws,
            new CapsuleChain(rods, 0.8),
            Chromatin.draw("basophil", draws),
            new Nucleus.Contour(0.3, 0.5, 2.2));
    Granules dark = Granules.draw("basophil", draws);
    return cell(
        outline(radius, 0.10, 0.02, 0.12, 0.6),
        Cytoplasm.draw("basophil", draws),
        nucleus,
        List.of(dark),
        List.of());
  }

  Leukocyte eosinophil(double radius) {
    int lobes = draws.chance(0.85) ? 2 : 3;
    double lobe = radius * (lobes == 2 ? draws.between(0.34, 0.41) : draws.between(0.28, 0.32));
    List<Rod> rods =
        CapsuleChain.fitted(
            NucleusShape.lobes(
                draws, lobes, lobe, 0.9, draws.between(0.95, 1.25), draws.between(0.18, 0.4)),
            0.93 * radius);
    Granules round = Granules.draw("eosinophil", draws);
    return cell(
        outline(radius, 0.07, 0.02, 0.06, 0.7),
        Cytoplasm.draw("eosinophil", draws),
        nucleus(rods, 0.5, Chromatin.draw("granulocyte", draws), 0.2),
        List.of(round),
        vacuoles(some(0.25, 4), radius, 0.3, 0.5));
  }

  Leukocyte bandNeutrophil(double radius) {
    return neutrophil(radius, band(radius));
  }

  private List<Rod> band(double radius) {
    return CapsuleChain.fitted(
        NucleusShape.arc(
            draws,
            radius * draws.between(0.19, 0.25),
            radius * draws.between(0.36, 0.50),
            draws.between(3.1, 4.9),
            draws.between(0.0, 0.14),
            draws.chance(0.22)),
        0.85 * radius);
  }

  Leukocyte segmentedNeutrophil(double radius) {
    return neutrophil(radius, segments(radius));
  }

  private List<Rod> segments(double radius) {
    int lobes = draws.chance(0.08) ? 2 : draws.chance(0.6) ? 3 : draws.chance(0.75) ? 4 : 5;
    return CapsuleChain.fitted(
        NucleusShape.lobes(
            draws,
            lobes,
            radius * (lobes < 4 ? draws.between(0.28, 0.34) : draws.between(0.23, 0.28)),
            1.3,
            draws.between(0.85, 1.2),
            draws.between(0.13, 0.24)),
        0.86 * radius);
  }

  private Leukocyte neutrophil(double radius, List<Rod> rods) {
    return cell(
        outline(radius, 0.08, 0.03, 0.10, 0.8),
        Cytoplasm.draw("neutrophil", draws),
        nucleus(
            NucleusShape.moved(draws, rods, 0.12 * radius),
            0.45,
            Chromatin.draw("granulocyte", draws),
            0.2),
        fineGranules(),
        vacuoles(some(0.12, 3), radius, 0.2, 0.4));
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
    return cell(
        outline(radius, 0.08, 0.03, 0.10, 0.8),
        Cytoplasm.draw("neutrophil", draws),
        nucleus(
            NucleusShape.moved(draws, CapsuleChain.fitted(rods, 0.8 * radius), 0.22 * radius),
            0.45,
            Chromatin.draw("metamyelocyte", draws),
            0.25),
        fineGranules(),
        List.of());
  }

  Leukocyte myelocyte(double radius) {
    List<Rod> rods =
        NucleusShape.moved(
            draws,
            NucleusShape.oval(draws, radius * draws.between(0.50, 0.58), draws.between(0.0, 0.18)),
            0.40 * radius,
            0.34 * radius);
    Nucleus nucleus = nucleus(rods, 0.45, Chromatin.draw("myelocyte", draws), 0.3);
    Granules mixed = Granules.draw("myelocyte", draws);
    return cell(
        outline(radius, 0.08, 0.03, 0.08, 0.8),
        Cytoplasm.draw("myelocyte", draws),
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
            Chromatin.draw("promyelocyte", draws),
            new Nucleus.Contour(0.25, 0.4, 3.5));
    Granules coarse = Granules.draw("promyelocyte", draws);
    return cell(
        outline(radius, 0.09, 0.04, 0.08, 0.9),
        Cytoplasm.draw("promyelocyte", draws),
        nucleus,
        List.of(coarse),
        List.of());
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
    return cell(
        outline(radius, 0.08, 0.03, draws.between(0.05, 0.25), 0.7),
        Cytoplasm.draw("lymphocyte", draws),
        nucleus,
        azurophil(0.2, "lymphocyte"),
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
    return cell(
        outline(radius, 0.09, 0.05, 0.10, 0.8),
        Cytoplasm.draw("atypical-lymphocyte", draws),
        nucleus,
        azurophil(0.4, "atypical-lymphocyte"),
        vacuoles(some(0.3, 3), radius, 0.25, 0.5));
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
    return cell(
        outline(radius, 0.10, 0.06, draws.between(0.10, 0.35), 0.9),
        Cytoplasm.draw("monocyte", draws),
        nucleus,
        List.of(Granules.draw("monocyte", draws)),
        vacuoles(draws.whole(2, 12), radius, 0.25, 0.75));
  }
}
