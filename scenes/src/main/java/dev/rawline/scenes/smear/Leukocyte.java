package dev.rawline.scenes.smear;

import dev.rawline.imaging.random.RandomDraws;
import java.util.List;

/** A white cell: cytoplasm, granules and vacuoles within an outline, and a nucleus. */
final class Leukocyte implements CellBody {
  private static final double SOFTNESS = 0.16;

  private final CellOutline outline;
  private final Cytoplasm cytoplasm;
  private final Disc court;
  private final Nucleus nucleus;
  private final List<Granules> granules;
  private final List<Disc> vacuoles;
  private final GradientNoise coarse;
  private final GradientNoise fine;

  /**
   * Assembles a cell.
   *
   * @param court the clear zone of the cytoplasm
   */
  Leukocyte(
      RandomDraws draws,
      CellOutline outline,
      Cytoplasm cytoplasm,
      Disc court,
      Nucleus nucleus,
      List<Granules> granules,
      List<Disc> vacuoles) {
    this.outline = outline;
    this.cytoplasm = cytoplasm;
    this.court = court;
    this.nucleus = nucleus;
    this.granules = List.copyOf(granules);
    this.vacuoles = List.copyOf(vacuoles);
    coarse = new GradientNoise(draws.seed());
    fine = new GradientNoise(draws.seed());
  }

  @Override
  public Disc bounds() {
    return new Disc(outline.disc().x(), outline.disc().y(), outline.reach() + 2 * SOFTNESS);
  }

  @Override
  public CellOutline outline() {
    return outline;
  }

  @Override
  public void add(double x, double y, DyeAmounts dyes) {
    double distance = outline.distance(x, y);
    double covered = SmoothFunctions.inside(distance, SOFTNESS);
    if (covered == 0) {
      return;
    }
    double fromX = x - outline.disc().x();
    double fromY = y - outline.disc().y();
    double open = 1;
    for (Disc vacuole : vacuoles) {
      open *= 1 - 0.92 * SmoothFunctions.inside(vacuole.distance(fromX, fromY), 0.14);
    }
    double overNucleus = nucleus.add(fromX, fromY, distance, dyes);
    double texture =
        1
            + cytoplasm.mottling()
                * (coarse.at(x / cytoplasm.grain(), y / cytoplasm.grain())
                    + 0.6 * fine.at(x / 0.35, y / 0.35));
    double thin = 1 - 0.25 * SmoothFunctions.step(-1.2, 0, distance);
    double clear =
        1 - cytoplasm.clearing() * SmoothFunctions.inside(court.distance(fromX, fromY), 0.9);
    double amount = covered * open * (1 - 0.8 * overNucleus) * texture * thin * clear;
    double rim = cytoplasm.rim() * SmoothFunctions.step(-1.1, -0.1, distance);
    dyes.azure += amount * (cytoplasm.azure() + rim);
    dyes.complex += amount * cytoplasm.complex();
    dyes.eosin += amount * cytoplasm.eosin();
    for (Granules kind : granules) {
      double weight = covered * open * (1 - (1 - kind.overNucleus()) * overNucleus);
      if (weight > 0.01) {
        kind.add(x, y, weight, dyes);
      }
    }
  }
}
