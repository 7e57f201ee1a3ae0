package dev.rawline.scenes.smear;

import dev.rawline.imaging.random.RandomDraws;
import java.util.List;

/**
 * A closed curve around a centre, r(φ) = radius · (1 + Σ aₖ cos kφ + bₖ sin kφ), k from 1, minus
 * optional discs, with an edge roughened by noise.
 *
 * <p>Distances are measured along the ray from the centre, negative inside; for these nearly round
 * curves they differ from Euclidean distances by a few per cent.
 */
final class CellOutline {
  private static final double BITE_BLEND = 0.7;

  private final Disc disc;
  private final double[] cosines;
  private final double[] sines;
  private final List<Disc> bites;
  private final GradientNoise noise;
  private final double roughness;
  private final double grain;
  private final double reach;

  CellOutline(
      Disc disc,
      double[] cosines,
      double[] sines,
      List<Disc> bites,
      GradientNoise noise,
      double roughness,
      double grain) {
    this.disc = disc;
    this.cosines = cosines;
    this.sines = sines;
    this.bites = List.copyOf(bites);
    this.noise = noise;
    this.roughness = roughness;
    this.grain = grain;
    double amplitude = 1;
    for (int i = 0; i < cosines.length; i++) {
      amplitude += Math.sqrt(cosines[i] * cosines[i] + sines[i] * sines[i]);
    }
    reach = disc.radius() * amplitude + 2 * roughness;
  }

  /**
   * Generates a smooth curve.
   *
   * @param oval the size of its second harmonic; higher ones fall with the square of their number
   * @param uneven the size of the third harmonic
   */
  static CellOutline draw(
      RandomDraws draws, Disc disc, double oval, double uneven, double roughness, double grain) {
    int harmonics = 6;
    double[] cosines = new double[harmonics];
    double[] sines = new double[harmonics];
    for (int i = 1; i < harmonics; i++) {
      double size = i == 1 ? oval : uneven * 9 / ((i + 1) * (i + 1));
      double phase = draws.angle();
      cosines[i] = size * StrictMath.cos(phase);
      sines[i] = size * StrictMath.sin(phase);
    }
    return new CellOutline(
        disc, cosines, sines, List.of(), new GradientNoise(draws.seed()), roughness, grain);
  }

  /** Returns this curve minus discs. */
  CellOutline bitten(List<Disc> newBites) {
    return new CellOutline(disc, cosines, sines, newBites, noise, roughness, grain);
  }

  /** Returns the disc of its mean radius. */
  Disc disc() {
    return disc;
  }

  /** Returns the radius of a circle around the centre that contains the curve [µm]. */
  double reach() {
    return reach;
  }

  double distance(double x, double y) {
    double right = x - disc.x();
    double down = y - disc.y();
    double length = Math.sqrt(right * right + down * down);
    double cosine = length > 0 ? right / length : 1;
    double sine = length > 0 ? down / length : 0;
    double cosineK = 1;
    double sineK = 0;
    double sum = 1;
    for (int i = 0; i < cosines.length; i++) {
      double next = cosineK * cosine - sineK * sine;
      sineK = sineK * cosine + cosineK * sine;
      cosineK = next;
      sum += cosines[i] * cosineK + sines[i] * sineK;
    }
    double distance = length - disc.radius() * sum;
    for (Disc bite : bites) {
      distance = SmoothFunctions.maximum(distance, -bite.distance(x, y), BITE_BLEND);
    }
    if (roughness > 0 && Math.abs(distance) < 3 * roughness + 0.5) {
      distance += roughness * noise.at(x / grain, y / grain);
    }
    return distance;
  }
}
