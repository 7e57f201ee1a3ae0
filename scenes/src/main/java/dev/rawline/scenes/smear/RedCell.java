package dev.rawline.scenes.smear;

import dev.rawline.imaging.random.RandomDraws;
import java.util.List;
import java.util.Optional;

/**
 * A red cell: a disc of haemoglobin, thinner in the middle (central pallor).
 *
 * <p>Its relative thickness is 1 but for the pallor, 1 − pallor · (1 − smooth step of ρ / width),
 * with ρ the relative position between the middle, 0, and the edge, 1.
 */
final class RedCell implements Absorber {
  private static final double SOFTNESS = 0.16;

  private final CellOutline outline;
  private final double haemoglobin;
  private final double pallor;
  private final double pallorWidth;
  private final double pallorStart;
  private final double pallorX;
  private final double pallorY;
  private final GradientNoise noise;

  /** The leukocyte that indents it, if any. */
  private final Optional<CellOutline> neighbour;

  private RedCell(
      RandomDraws draws,
      CellOutline outline,
      Optional<CellOutline> neighbour,
      double haemoglobin,
      double pallor) {
    this.outline = outline;
    this.neighbour = neighbour;
    this.haemoglobin = haemoglobin * draws.factor(0.10);
    this.pallor = Math.clamp(pallor * draws.factor(0.35), 0.0, 0.92);
    pallorWidth = draws.between(0.5, 0.85);
    pallorStart = pallorWidth * draws.between(0.1, 0.65);
    Disc disc = outline.disc();
    pallorX = disc.x() + draws.gaussian(0, 0.06 * disc.radius());
    pallorY = disc.y() + draws.gaussian(0, 0.06 * disc.radius());
    noise = new GradientNoise(draws.seed());
  }

  /** Generates a red cell, indented by the leukocyte if they touch. */
  static RedCell draw(
      RandomDraws draws, Disc disc, SlideProperties slide, Optional<CellOutline> leukocyte) {
    CellOutline outline =
        draws.chance(slide.crenated())
            ? crenated(draws, disc)
            : CellOutline.draw(
                draws,
                disc,
                Math.abs(draws.gaussian(0, slide.deformed())),
                Math.abs(draws.gaussian(0, 0.3 * slide.deformed())),
                0,
                1);
    Optional<CellOutline> near =
        leukocyte.filter(cell -> cell.distance(disc.x(), disc.y()) < outline.reach() + 0.5);
    return new RedCell(draws, outline, near, slide.haemoglobin(), slide.pallor());
  }

  private static CellOutline crenated(RandomDraws draws, Disc disc) {
    int harmonics = 16;
    double[] cosines = new double[harmonics];
    double[] sines = new double[harmonics];
    cosines[1] = draws.gaussian(0, 0.05);
    sines[1] = draws.gaussian(0, 0.05);
    for (int i = 9; i < harmonics; i++) {
      double phase = draws.angle();
      double size = draws.between(0.0, 0.03);
      cosines[i] = size * StrictMath.cos(phase);
      sines[i] = size * StrictMath.sin(phase);
    }
    return new CellOutline(disc, cosines, sines, List.of(), new GradientNoise(draws.seed()), 0, 1);
  }

  @Override
  public Disc bounds() {
    return new Disc(outline.disc().x(), outline.disc().y(), outline.reach() + 2 * SOFTNESS);
  }

  @Override
  public void add(double x, double y, DyeAmounts dyes) {
    double distance = outline.distance(x, y);
    if (distance > SOFTNESS) {
      return;
    }
    if (neighbour.isPresent()) {
      distance = SmoothFunctions.maximum(distance, 0.14 - neighbour.get().distance(x, y), 0.5);
    }
    double covered = SmoothFunctions.inside(distance, SOFTNESS);
    if (covered == 0) {
      return;
    }
    double radius = outline.disc().radius();
    double fromMiddle =
        Disc.distance(pallorX, pallorY, x, y) / (radius * (1 + 0.08 * noise.at(x / 2, y / 2)));
    double thickness =
        1
            - pallor * (1 - SmoothFunctions.step(pallorStart, pallorWidth, fromMiddle))
            // The disc is thickest between pallor and edge and tapers towards the edge.
            - 0.12 * SmoothFunctions.step(-0.9, 0, distance)
            + 0.05 * noise.at(x / 3, y / 3);
    dyes.haemoglobin += covered * haemoglobin * thickness;
  }
}
