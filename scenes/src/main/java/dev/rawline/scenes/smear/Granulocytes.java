package dev.rawline.scenes.smear;

import dev.rawline.imaging.random.RandomDraws;
import dev.rawline.scenes.smear.CapsuleChain.Rod;
import java.util.List;

/** Generates the mature granulocytes: basophils, eosinophils and neutrophils. */
final class Granulocytes {
  private final RandomDraws draws;
  private final LeukocyteParts parts;

  Granulocytes(RandomDraws draws, LeukocyteParts parts) {
    this.draws = draws;
    this.parts = parts;
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
            new Chromatin(draws.between(1.0, 1.6), 0.15, 0.9, 0.35, 0.4, 0),
            new Nucleus.Contour(0.3, 0.5, 2.2));
    Granules dark =
        new Granules(
            new GradientNoise(draws.seed()),
            draws.between(0.62, 0.8),
            draws.between(0.5, 0.85),
            0.26,
            draws.between(0.5, 0.66),
            0.9,
            draws.between(1.3, 2.0),
            0,
            0.9);
    return parts.cell(
        parts.outline(radius, 0.10, 0.02, 0.12, 0.6),
        new Cytoplasm(0.06, draws.between(0.1, 0.3), 0.05, 0.25, 1, 0, 0),
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
    Granules round =
        new Granules(
            new GradientNoise(draws.seed()),
            draws.between(0.66, 0.76),
            draws.between(0.92, 1.0),
            0.42,
            draws.between(0.56, 0.64),
            draws.between(0, 0.12),
            draws.between(0.05, 0.25),
            draws.between(0.7, 1.4),
            0.06);
    return parts.cell(
        parts.outline(radius, 0.07, 0.02, 0.06, 0.7),
        new Cytoplasm(draws.between(0.05, 0.25), draws.between(0.05, 0.2), 0.12, 0.2, 1, 0.05, 0),
        parts.nucleus(rods, 0.5, parts.dense(), 0.2),
        List.of(round),
        parts.vacuoles(parts.some(0.25, 4), radius, 0.3, 0.5));
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
    return parts.cell(
        parts.outline(radius, 0.08, 0.03, 0.10, 0.8),
        parts.paleCytoplasm(),
        parts.nucleus(NucleusShape.moved(draws, rods, 0.12 * radius), 0.45, parts.dense(), 0.2),
        parts.fineGranules(),
        parts.vacuoles(parts.some(0.12, 3), radius, 0.2, 0.4));
  }
}
