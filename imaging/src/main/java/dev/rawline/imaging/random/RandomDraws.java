package dev.rawline.imaging.random;

/**
 * Draws random numbers and choices one after the other from one stream, for example to lay out a
 * scene.
 */
public final class RandomDraws {
  private static final double CUT = 2;

  private final RandomStream stream;

  /** Draws from a stream, which must not be used elsewhere. */
  public RandomDraws(RandomStream stream) {
    this.stream = stream;
  }

  /** Returns a uniform number between two bounds. */
  public double between(double low, double high) {
    return low + (high - low) * stream.nextUniform();
  }

  /** Returns a normal number. */
  public double gaussian(double mean, double deviation) {
    return mean + deviation * stream.nextGaussian();
  }

  /** Returns a normal number, clipped to two standard deviations. */
  public double around(double mean, double deviation) {
    return mean + deviation * kept();
  }

  /**
   * Returns a factor whose logarithm is a normal number about 0, clipped to two standard
   * deviations.
   */
  public double factor(double deviation) {
    return StrictMath.exp(deviation * kept());
  }

  private double kept() {
    return Math.clamp(stream.nextGaussian(), -CUT, CUT);
  }

  /** Returns true with a probability, 0 to 1. */
  public boolean chance(double probability) {
    return stream.nextUniform() < probability;
  }

  /** Returns a uniform integer from 0 to count − 1. */
  public int below(int count) {
    return (int) (count * stream.nextUniform());
  }

  /** Returns a uniform integer, from and to included. */
  public int whole(int from, int to) {
    return from + below(to - from + 1);
  }

  /** Returns an angle, 0 to 2π [rad]. */
  public double angle() {
    return between(0, 2 * Math.PI);
  }

  /** Returns 1 or −1. */
  public double sign() {
    return chance(0.5) ? 1 : -1;
  }

  /** Returns 32 random bits, for use as another seed. */
  public int seed() {
    return (int) stream.nextLong();
  }

  /** Returns one of the choices, all equally likely. */
  @SafeVarargs
  public final <T> T pick(T... choices) {
    return choices[below(choices.length)];
  }

  /** Returns the index of a choice, with a probability proportional to its weight. */
  public int weighted(double... weights) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    double rest = sum * stream.nextUniform();
    for (int i = 0; i < weights.length - 1; i++) {
      rest -= weights[i];
      if (rest < 0) {
        return i;
      }
    }
    return weights.length - 1;
  }
}
