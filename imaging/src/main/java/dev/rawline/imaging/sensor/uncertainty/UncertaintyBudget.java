package dev.rawline.imaging.sensor.uncertainty;

import dev.rawline.imaging.numeric.Estimate;
import java.util.List;
import java.util.Optional;

/**
 * The uncertainty of a number, and what it consists of.
 *
 * @param value the number, corrected of stated errors, with its 95 % interval
 * @param combined the combined standard uncertainty u_c, in its unit
 * @param contributions the random part first, then each stated effect that the number depends on
 * @param notStated the effects that the number depends on and nobody stated: they are not in u_c
 */
public record UncertaintyBudget(
    Estimate value,
    double combined,
    List<Contribution> contributions,
    List<SystematicEffect> notStated) {
  /** The cause of the part that frames show by their scatter (type A). */
  public static final String RANDOM = "random";

  private static final double NORMAL_QUANTILE = 1.959964;

  /** Copies the lists. */
  public UncertaintyBudget {
    contributions = List.copyOf(contributions);
    notStated = List.copyOf(notStated);
  }

  /** Returns the budget of a number with a random part only, whose 95 % interval is normal. */
  public static UncertaintyBudget random(Estimate value) {
    return single(value, RANDOM, value.halfWidth() / NORMAL_QUANTILE, List.of());
  }

  /** Returns the budget of a number of which only bounds are known: equally likely between them. */
  public static UncertaintyBudget bounded(
      Estimate value, String cause, List<SystematicEffect> notStated) {
    return single(value, cause, value.halfWidth() / Math.sqrt(3), notStated);
  }

  private static UncertaintyBudget single(
      Estimate value, String cause, double uncertainty, List<SystematicEffect> notStated) {
    return new UncertaintyBudget(
        value, uncertainty, List.of(Contribution.random(cause, uncertainty)), notStated);
  }

  /**
   * Returns the budget of a function of this number.
   *
   * @param other the function's value with its interval
   * @param slope its derivative
   */
  public UncertaintyBudget propagated(Estimate other, double slope) {
    double factor = Math.abs(slope);
    return new UncertaintyBudget(
        other,
        factor * combined,
        contributions.stream()
            .map(
                part ->
                    new Contribution(
                        part.cause,
                        part.stated,
                        part.stated.isPresent() ? factor * part.sensitivity : 1,
                        factor * part.uncertainty))
            .toList(),
        notStated);
  }

  /** Returns the expanded uncertainty U, half the width of the interval. */
  public double expanded() {
    return value.halfWidth();
  }

  /** Returns k = U/u_c, where there is an uncertainty. */
  public Optional<Double> coverageFactor() {
    return combined > 0 ? Optional.of(expanded() / combined) : Optional.empty();
  }

  /** Returns whether errors that were stated contribute. */
  public boolean isStated() {
    return contributions.stream().anyMatch(part -> part.stated.isPresent());
  }

  /**
   * A part of an uncertainty.
   *
   * @param cause its cause in words
   * @param stated what was stated of it (type B); empty of what the frames show (type A)
   * @param sensitivity |∂y/∂x|, as the ratio of both uncertainties [unit of the number by unit of
   *     the effect]; 1 of what the frames show
   * @param uncertainty the part u_i(y), in the unit of the number
   */
  public record Contribution(
      String cause, Optional<StatedError> stated, double sensitivity, double uncertainty) {
    /** Returns a part that the frames show. */
    public static Contribution random(String cause, double uncertainty) {
      return new Contribution(cause, Optional.empty(), 1, uncertainty);
    }
  }
}
