package dev.rawline.imaging.sensor.uncertainty;

import dev.rawline.imaging.random.RandomStream;
import java.util.Locale;

/** The distribution of an error that is known by its limits or by a certificate (JCGM 101, 6.4). */
public enum ErrorDistribution {
  /** Normal, or Student's where the degrees of freedom are stated. */
  NORMAL(1),
  /** Equally likely between two limits: a resolution, a tolerance. */
  RECTANGULAR(3),
  /** More likely in the middle: the sum of two equal rectangular ones. */
  TRIANGULAR(6),
  /** Most likely at the limits: a sine, such as a temperature that a controller swings. */
  U_SHAPED(2);

  private final double divisor;

  ErrorDistribution(double squared) {
    divisor = Math.sqrt(squared);
  }

  /** Returns by what the half-width is divided for the standard deviation; 1 of normal ones. */
  public double divisor() {
    return divisor;
  }

  /** Draws a number of this distribution, with half-width 1, or standard deviation 1 if normal. */
  double draw(RandomStream stream) {
    return switch (this) {
      case NORMAL -> stream.nextGaussian();
      case RECTANGULAR -> 2 * stream.nextUniform() - 1;
      case TRIANGULAR -> stream.nextUniform() + stream.nextUniform() - 1;
      case U_SHAPED -> Math.cos(Math.PI * stream.nextUniform());
    };
  }

  /** Returns its word in files: {@code u_shaped}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
