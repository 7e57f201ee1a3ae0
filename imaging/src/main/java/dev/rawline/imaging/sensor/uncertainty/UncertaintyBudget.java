package dev.rawline.imaging.sensor.uncertainty;

import dev.rawline.imaging.numeric.Estimate;
import java.util.List;
import java.util.Optional;

/**
 * The uncertainty of a number, and what it consists of.
 *
 * @param value the number, corrected of stated errors, with its probabilistically symmetric 95 %
 *     interval (JCGM 101:2008, 5.3.4)
 * @param combined the combined standard uncertainty u_c, in its unit
 * @param contributions the random part first, then each stated effect that the number depends on
 * @param notStated the effects that the number depends on and nobody stated: they are not in u_c
 */
public record UncertaintyBudget(
    Estimate value,
    double combined,
    List<Contribution> contributions,
    List<SystematicEffect> notStated) {
  /** Copies the lists. */
  public UncertaintyBudget {
    contributions = List.copyOf(contributions);
    notStated = List.copyOf(notStated);
  }

  /** Returns k: half the width of the interval, in combined standard uncertainties. */
  public double coverageFactor() {
    return value.halfWidth() / combined;
  }

  /**
   * A part of an uncertainty.
   *
   * @param effect its cause; empty of the random part of the frames (type A)
   * @param stated what was stated of it (type B)
   * @param sensitivity |∂y/∂x|, as the ratio of both uncertainties (JCGM 101:2008, B.1) [unit of
   *     the number by unit of the effect]; 1 of the random part
   * @param uncertainty the part u_i(y), in the unit of the number
   */
  public record Contribution(
      Optional<SystematicEffect> effect,
      Optional<StatedError> stated,
      double sensitivity,
      double uncertainty) {}
}
