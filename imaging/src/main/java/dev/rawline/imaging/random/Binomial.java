package dev.rawline.imaging.random;

/**
 * Numbers of the binomial distribution: the number of successes in n trials, each with probability
 * p.
 *
 * <p>Both methods are exact up to double rounding: if fewer than 10 successes (or failures, if
 * those are rarer) are expected, the cumulative distribution is inverted; otherwise Hörmann's
 * transformed rejection (algorithm BTRS in "The generation of binomial random variates", Journal of
 * Statistical Computation and Simulation 46, 1993) needs slightly more than one trial a number.
 */
public final class Binomial {
  private static final double SWITCH = 10;
  private static final double[] SMALL = small();

  private final double probability;
  private final double rare;
  private final double logOfNone;
  private final double odds;

  /**
   * Prepares for one probability.
   *
   * @param probability the probability p of a success, 0 to 1
   * @throws IllegalArgumentException if it is outside
   */
  public Binomial(double probability) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException(
          "binomial probability is %s: expected 0 to 1 (probability)".formatted(probability));
    }
    this.probability = probability;
    rare = Math.min(probability, 1 - probability);
    logOfNone = StrictMath.log1p(-rare);
    odds = rare / (1 - rare);
  }

  /**
   * Returns the number of successes.
   *
   * @param random the source of random bits
   * @param trials the number n of trials, at least 0
   * @throws IllegalArgumentException if the number of trials is negative
   */
  public int next(RandomStream random, int trials) {
    if (trials < 0) {
      throw new IllegalArgumentException(
          "binomial trials are " + trials + ": expected 0 or more (trials)");
    }
    if (rare == 0) {
      return probability == 0 ? 0 : trials;
    }
    int number = trials * rare < SWITCH ? search(random, trials) : reject(random, trials);
    return rare == probability ? number : trials - number;
  }

  /** Returns the smallest number whose cumulative probability exceeds a uniform number. */
  private int search(RandomStream random, int trials) {
    double share = StrictMath.exp(trials * logOfNone);
    double rest = random.nextUniform() - share;
    int number = 0;
    while (rest > 0 && number < trials) {
      number++;
      share *= odds * (trials - number + 1) / number;
      rest -= share;
    }
    return number;
  }

  private int reject(RandomStream random, int trials) {
    double deviation = Math.sqrt(trials * rare * (1 - rare));
    double b = 1.15 + 2.53 * deviation;
    double a = -0.0873 + 0.0248 * b + 0.01 * rare;
    double c = trials * rare + 0.5;
    double surelyAccepted = 0.92 - 4.2 / b;
    while (true) {
      double v = random.nextUniform();
      double u = random.nextUniform() - 0.5;
      double toEdge = 0.5 - Math.abs(u);
      double place = Math.floor((2 * a / toEdge + b) * u + c);
      if (toEdge >= 0.07 && v <= surelyAccepted) {
        return (int) place;
      }
      if (place >= 0 && place <= trials) {
        double alpha = (2.83 + 5.1 / b) * deviation;
        double height = StrictMath.log(v * alpha / (a / (toEdge * toEdge) + b));
        if (height <= logOfRatio(trials, (int) place)) {
          return (int) place;
        }
      }
    }
  }

  /** Returns the logarithm of a number's probability relative to that of the mode. */
  private double logOfRatio(int trials, int number) {
    int likeliest = (int) ((trials + 1.0) * rare);
    double failures = trials - number + 1.0;
    double likeliestFailures = trials - likeliest + 1.0;
    return (likeliest + 0.5) * StrictMath.log((likeliest + 1) / (odds * likeliestFailures))
        + (trials + 1.0) * StrictMath.log(likeliestFailures / failures)
        + (number + 0.5) * StrictMath.log(odds * failures / (number + 1.0))
        + stirlingRest(likeliest)
        + stirlingRest(trials - likeliest)
        - stirlingRest(number)
        - stirlingRest(trials - number);
  }

  /**
   * Returns ln k! − (k + ½) ln(k + 1) + (k + 1) − ½ ln 2π: the remainder of Stirling's formula. Its
   * series in 1 / (k + 1) is good to 1e-13 from 16 on; below, the difference from one k to the next
   * is exact.
   */
  private static double stirlingRest(int k) {
    return k < SMALL.length ? SMALL[k] : series(k + 1.0);
  }

  private static double series(double next) {
    double square = 1 / (next * next);
    return (1 / 12.0 - (1 / 360.0 - (1 / 1260.0 - square / 1680) * square) * square) / next;
  }

  private static double[] small() {
    double[] rest = new double[16];
    double above = series(rest.length + 1.0);
    for (int k = rest.length - 1; k >= 0; k--) {
      // rest(k) − rest(k + 1) = (k + 3/2) · ln((k + 2) / (k + 1)) − 1
      above += (k + 1.5) * StrictMath.log1p(1 / (k + 1.0)) - 1;
      rest[k] = above;
    }
    return rest;
  }
}
