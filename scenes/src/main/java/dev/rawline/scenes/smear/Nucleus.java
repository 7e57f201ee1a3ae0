package dev.rawline.scenes.smear;

import dev.rawline.imaging.random.RandomDraws;
import java.util.List;
import java.util.Optional;

/**
 * The nucleus of a leukocyte: lobes minus folds, filled with chromatin.
 *
 * <p>Its contour is made irregular by a small displacement of the evaluated points.
 */
final class Nucleus {
  private static final double FOLD_BLEND = 0.6;
  private static final double RIM = 0.22;

  private final CapsuleChain lobes;
  private final Optional<CapsuleChain> folds;
  private final List<Disc> nucleoli;
  private final Chromatin chromatin;
  private final double softness;
  private final double waviness;
  private final double wave;
  private final GradientNoise wavesX;
  private final GradientNoise wavesY;
  private final GradientNoise grains;

  /**
   * The shape of its edge.
   *
   * @param softness half the width of the edge [µm]
   * @param waviness the displacement of the edge [µm]
   * @param wave the wavelength of the displacement [µm]
   */
  record Contour(double softness, double waviness, double wave) {}

  /** Creates a nucleus without folds or nucleoli. */
  Nucleus(RandomDraws draws, CapsuleChain lobes, Chromatin chromatin, Contour contour) {
    this(draws, lobes, Optional.empty(), List.of(), chromatin, contour);
  }

  /**
   * Creates a nucleus.
   *
   * @param folds the folds to subtract, if any
   * @param nucleoli the paler and bluer nucleoli
   */
  Nucleus(
      RandomDraws draws,
      CapsuleChain lobes,
      Optional<CapsuleChain> folds,
      List<Disc> nucleoli,
      Chromatin chromatin,
      Contour contour) {
    this.lobes = lobes;
    this.folds = folds;
    this.nucleoli = List.copyOf(nucleoli);
    this.chromatin = chromatin;
    softness = contour.softness;
    waviness = contour.waviness;
    wave = contour.wave;
    wavesX = new GradientNoise(draws.seed());
    wavesY = new GradientNoise(draws.seed());
    grains = new GradientNoise(draws.seed());
  }

  /**
   * Adds its dyes and returns its coverage of the point, 0 to 1.
   *
   * @param cell the signed distance from the cell's edge, which limits it
   */
  double add(double x, double y, double cell, DyeAmounts dyes) {
    double movedX = x + waviness * waves(wavesX, x / wave, y / wave);
    double movedY = y + waviness * waves(wavesY, x / wave, y / wave);
    double distance = lobes.distance(movedX, movedY);
    if (distance > softness) {
      return 0;
    }
    if (folds.isPresent()) {
      distance =
          SmoothFunctions.maximum(distance, -folds.get().distance(movedX, movedY), FOLD_BLEND);
    }
    distance = SmoothFunctions.maximum(distance, cell + 0.28, 0.3);
    double covered = SmoothFunctions.inside(distance, softness);
    if (covered == 0) {
      return 0;
    }
    double density = chromatin.at(grains, x, y);
    // The membrane and attached chromatin make the rim darker.
    density += 0.22 * (1 - SmoothFunctions.step(0, RIM, Math.abs(distance + 0.25)));
    double crease = lobes.crease(movedX, movedY);
    if (crease < 0.3) {
      density *= 0.62 + 0.38 * SmoothFunctions.step(0, 0.3, crease);
    }
    double blue = 0;
    for (Disc nucleolus : nucleoli) {
      double away = nucleolus.distance(x, y);
      double inside = SmoothFunctions.inside(away, 0.25);
      density *= 1 - 0.5 * inside;
      density += 0.12 * (1 - SmoothFunctions.step(0, 0.3, Math.abs(away - 0.15)));
      blue += 0.35 * inside;
    }
    dyes.complex += covered * chromatin.amount() * density;
    dyes.azure += covered * (chromatin.blue() * density + blue);
    return covered;
  }

  private static double waves(GradientNoise noise, double x, double y) {
    return noise.at(x, y) + 0.12 * noise.at(13 + 3.1 * x, 29 + 3.1 * y);
  }
}
