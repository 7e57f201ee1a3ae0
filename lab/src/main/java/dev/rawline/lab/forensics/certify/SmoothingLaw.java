package dev.rawline.lab.forensics.certify;

import dev.rawline.imaging.random.RandomStream;
import dev.rawline.lab.statistic.StandardNormal;
import java.util.Arrays;
import java.util.Locale;

/**
 * The law that cameras are drawn by, and what a vote over them guarantees.
 *
 * <p>Coordinates are those in which changes add: a camera at u is drawn at u + ε. At u = 0 the top
 * class has a probability of at least p over ε, any other of at most q. What both can become at a
 * distance is bounded whatever the model and the chain compute (Neyman and Pearson).
 */
public enum SmoothingLaw {
  /**
   * ε of independent standard normal numbers. At |δ| the top class has at least Φ(Φ⁻¹(p) − |δ|),
   * another at most Φ(Φ⁻¹(q) + |δ|): the decision stays within ½ (Φ⁻¹(p) − Φ⁻¹(q)) (Cohen,
   * Rosenfeld and Kolter 2019, theorem 1).
   */
  NORMAL,

  /**
   * One ε of the exponential distribution of mean 1, for what only grows, such as a variance. At δ
   * ≥ 0 the top class has at least 1 − e^δ (1 − p), another at most e^δ q: the decision stays up to
   * −ln(1 − p + q) (Li and others 2021, corollary 1).
   */
  EXPONENTIAL;

  /** Draws a place around 0. */
  double[] drawn(int size, RandomStream random) {
    double[] place = new double[size];
    Arrays.setAll(
        place,
        _ ->
            switch (this) {
              case NORMAL -> random.nextGaussian();
              case EXPONENTIAL -> -StrictMath.log(random.nextUniform());
            });
    return place;
  }

  /**
   * Returns the distance within which the top class keeps more votes than any other, in the
   * coordinates of the draws.
   *
   * @param top the least probability of the top class, from 0 to 1
   * @param other the largest probability of any other class, at most 1 − top
   * @return 0 where the other may be as likely, infinity for 1 and 0
   */
  public double radius(double top, double other) {
    if (top <= other) {
      return 0;
    }
    if (other <= 0) {
      return Double.POSITIVE_INFINITY;
    }
    return switch (this) {
      case NORMAL -> (StandardNormal.exceededWith(other) - StandardNormal.exceededWith(top)) / 2;
      case EXPONENTIAL -> -StrictMath.log(1 - top + other);
    };
  }

  /** Returns whether changes in both directions are certified. */
  boolean hasBothSides() {
    return this == NORMAL;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
