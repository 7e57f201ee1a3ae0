package dev.rawline.lab.photon;

import java.util.Locale;

/**
 * The least light in which a prediction stays what it is with a stated confidence.
 *
 * @param light the share of the recording's light at which another answer has the probability 1 −
 *     confidence, by {@link PredictionNoise}, and less in all more light; above 1 the recording had
 *     too little
 * @param end whether that share was found, or lies beyond an end of what is searched
 */
public record PhotonBudget(double light, End end) {

  /** The least share that is searched. */
  public static final double LEAST = 1e-4;

  /** The largest share that is searched. */
  public static final double MOST = 1e3;

  /** From one share that is tried to the next: six a decade. */
  private static final double STEP = Math.pow(10, 1.0 / 6);

  private static final double PRECISION = 1e-3;

  /** How the search ended. */
  public enum End {
    /** The share is known. */
    FOUND,
    /** Even the least share is enough: the answer hardly hangs on light. */
    LESS,
    /** Even the largest share is too little: the answer is at the edge. */
    MORE;

    /** Returns the word for it in files. */
    String word() {
      return this == FOUND ? "found" : "or " + name().toLowerCase(Locale.ROOT);
    }
  }

  /** Returns it in words: "12.5 %", "0.01 % or less", "3 times". */
  public String words() {
    String share =
        light > 1
            ? String.format(Locale.ROOT, "%.3g times", light)
            : String.format(Locale.ROOT, light < 0.01 ? "%.2f %%" : "%.1f %%", 100 * light);
    return end == End.FOUND ? share : share + " " + end.word();
  }

  /**
   * Finds the least light: downwards from the most in steps of a sixth of a decade to the first
   * share that is not enough, then by bisection of the logarithm to 0.1 %.
   *
   * @param confidence the probability that the prediction must stay the same, above 0.5, below 1
   * @throws IllegalArgumentException if the confidence is outside that range
   */
  public static PhotonBudget of(
      PredictionNoise noise, AgreementCriterion decision, double confidence) {
    if (!(confidence > 0.5 && confidence < 1)) {
      throw new IllegalArgumentException(
          "confidence is %s: expected above 0.5 and below 1, such as 0.95".formatted(confidence));
    }
    double wanted = 1 - confidence;
    if (changes(noise, decision, MOST) > wanted) {
      return new PhotonBudget(MOST, End.MORE);
    }
    double high = MOST;
    double low = MOST / STEP;
    while (low > LEAST && changes(noise, decision, low) <= wanted) {
      high = low;
      low /= STEP;
    }
    if (low <= LEAST) {
      return new PhotonBudget(LEAST, End.LESS);
    }
    while (high > low * (1 + PRECISION)) {
      double middle = Math.sqrt(low * high);
      if (changes(noise, decision, middle) > wanted) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return new PhotonBudget(high, End.FOUND);
  }

  private static double changes(PredictionNoise noise, AgreementCriterion decision, double light) {
    return decision.probability(noise.values(), noise.mean(light), noise.covariance(light));
  }
}
