package dev.rawline.lab.forensics.search;

import java.math.BigDecimal;
import java.math.MathContext;

/** What keeps a search near the default camera. */
public sealed interface ProximityConstraint {
  /** The precision of numbers in words. */
  MathContext DIGITS = new MathContext(3);

  /** Returns what is made as large as can be. */
  double score(Objective.Value value);

  /** Returns whether a point counts at all. */
  boolean allows(Objective.Value value);

  /** Returns whether one point is worse for the model than another. */
  boolean isWorse(Objective.Value one, Objective.Value other);

  /** Returns it in words, such as "closeness ≤ 0.001". */
  String words();

  /**
   * Pictures may differ so far and no further: max loss subject to closeness ≤ most.
   *
   * @param most the largest closeness, above 0, in the unit of the closeness
   */
  record Limit(double most) implements ProximityConstraint {
    /** What rounding may add to the closeness of a point on the limit, as a share. */
    private static final double ROUNDING = 1e-6;

    /**
     * Checks the number.
     *
     * @throws IllegalArgumentException if it is not above 0
     */
    public Limit {
      if (!(most > 0 && most < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "the largest closeness is %s: expected a number above 0".formatted(most));
      }
    }

    @Override
    public double score(Objective.Value value) {
      return value.loss();
    }

    /** The metric counts, and the loss where it is the same. */
    @Override
    public boolean isWorse(Objective.Value one, Objective.Value other) {
      return one.metric() < other.metric()
          || (one.metric() == other.metric() && one.loss() > other.loss());
    }

    @Override
    public boolean allows(Objective.Value value) {
      return value.isFinite() && value.closeness() <= most * (1 + ROUNDING);
    }

    @Override
    public String words() {
      return "closeness ≤ " + number(most);
    }
  }

  /**
   * Distance costs: max loss − factor · closeness.
   *
   * @param factor what closeness, a mean, weighs against the loss, at least 0
   */
  record Penalty(double factor) implements ProximityConstraint {
    /**
     * Checks the number.
     *
     * @throws IllegalArgumentException if it is below 0 or not finite
     */
    public Penalty {
      if (!(factor >= 0 && factor < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "the factor of the penalty is %s: expected a number of 0 or more".formatted(factor));
      }
    }

    /**
     * Returns the penalty of a λ that multiplies the sum over all samples of a batch of pictures,
     * as it was published: on a mean it is λ · batch · 3 · height · width.
     *
     * @param lambda λ, at least 0
     * @param batch the pictures of a batch
     * @param height their rows
     * @param width their columns
     */
    public static Penalty ofSum(double lambda, int batch, int height, int width) {
      return new Penalty(lambda * batch * 3 * height * width);
    }

    @Override
    public double score(Objective.Value value) {
      return value.loss() - factor * value.closeness();
    }

    /** The score counts. */
    @Override
    public boolean isWorse(Objective.Value one, Objective.Value other) {
      return score(one) > score(other);
    }

    @Override
    public boolean allows(Objective.Value value) {
      return value.isFinite();
    }

    @Override
    public String words() {
      return number(factor) + " · closeness as a penalty";
    }
  }

  private static String number(double value) {
    return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
  }
}
