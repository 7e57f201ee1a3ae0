package dev.rawline.imaging.sensor.uncertainty;

import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.sensor.uncertainty.UncertaintyBudget.Contribution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The stated errors of a calibration as random inputs of its evaluation: the Monte Carlo
 * propagation of distributions (JCGM 101:2008).
 *
 * <p>An evaluation is repeated with redrawn statistics and errors that are {@linkplain #drawn drawn
 * with them}: the quantiles of its results are the interval, their standard deviation the combined
 * uncertainty. {@link #parts} finds the contribution of each error alone.
 *
 * @param conditions the stated errors
 * @param exposures the number of exposures
 */
public record PropagateDistributions(MeasurementConditions conditions, int exposures) {
  /** By so much each effect is changed for whether a number depends on it, in its unit. */
  private static final double STEP = 0.01;

  /** The relative change of a number from which it counts: a tenth of that of a factor. */
  private static final double LEAST_CHANGE = 1e-5;

  /**
   * The evaluation of a calibration.
   *
   * @param <Q> its numbers
   */
  public interface Evaluation<Q> {
    /** Returns the numbers under errors that all frames share. */
    Map<Q, Double> of(SystematicErrors errors);
  }

  /**
   * What stated errors contribute to a number.
   *
   * @param stated the contributions
   * @param notStated the effects that the number depends on and nobody stated
   */
  public record Parts(List<Contribution> stated, List<SystematicEffect> notStated) {
    /** Copies the lists. */
    public Parts {
      stated = List.copyOf(stated);
      notStated = List.copyOf(notStated);
    }
  }

  /** Returns the errors at their means: the known errors, of which numbers are corrected. */
  public SystematicErrors means() {
    return new SystematicErrors(exposures, this::mean, conditions.darkCurrentDoubling());
  }

  /** Draws a set of errors; nothing is drawn of what is not stated. */
  public SystematicErrors drawn(RandomStream stream) {
    return new SystematicErrors(
        exposures, effect -> draw(effect, stream), conditions.darkCurrentDoubling());
  }

  /** Returns whether an error is stated. */
  public boolean isStated() {
    return Arrays.stream(SystematicEffect.values())
        .anyMatch(effect -> conditions.of(effect).isPresent());
  }

  /** Returns the standard uncertainty of an error; 0 if it is not stated. */
  public double standardUncertainty(SystematicEffect effect) {
    return conditions.of(effect).map(StatedError::standardUncertainty).orElse(0.0);
  }

  /** Draws errors of one effect, the others at their means. */
  public SystematicErrors drawn(SystematicEffect which, RandomStream stream) {
    return new SystematicErrors(
        exposures,
        effect -> effect == which ? draw(effect, stream) : mean(effect),
        conditions.darkCurrentDoubling());
  }

  /**
   * Returns the parts of each number: u_i(y) = ½·|f(x_i + u(x_i)) − f(x_i − u(x_i))|, the others at
   * their means (JCGM 100:2008, 5.1.3, note 2), and the root of the squares of those of all
   * exposures for an error that each exposure has for itself.
   *
   * @param evaluations the evaluation; further ones of the same numbers show only whether these
   *     depend on an effect
   */
  public <Q> Map<Q, Parts> parts(List<Evaluation<Q>> evaluations) {
    return partsBy(effect -> uncertainties(effect, evaluations.getFirst()), evaluations);
  }

  /**
   * Returns the parts of each number, whose uncertainties are known in another way.
   *
   * @param uncertainties the uncertainties of the numbers by a stated effect alone
   * @param evaluations evaluations that show whether numbers depend on an effect
   */
  public <Q> Map<Q, Parts> partsBy(
      Function<SystematicEffect, Map<Q, Double>> uncertainties, List<Evaluation<Q>> evaluations) {
    Map<Q, List<Contribution>> stated = new HashMap<>();
    Map<Q, List<SystematicEffect>> notStated = new HashMap<>();
    for (Q number : evaluations.getFirst().of(means()).keySet()) {
      stated.put(number, new ArrayList<>());
      notStated.put(number, new ArrayList<>());
    }
    for (SystematicEffect effect : SystematicEffect.values()) {
      Optional<StatedError> error = conditions.of(effect);
      Map<Q, Double> own = error.isPresent() ? uncertainties.apply(effect) : Map.of();
      for (Q number : dependent(effect, evaluations)) {
        error.ifPresentOrElse(
            of ->
                stated
                    .get(number)
                    .add(
                        new Contribution(
                            effect.words(),
                            error,
                            own.get(number) / of.standardUncertainty(),
                            own.get(number))),
            () -> notStated.get(number).add(effect));
      }
    }
    Map<Q, Parts> parts = new HashMap<>();
    stated.forEach((number, all) -> parts.put(number, new Parts(all, notStated.get(number))));
    return parts;
  }

  private <Q> Map<Q, Double> uncertainties(SystematicEffect effect, Evaluation<Q> evaluation) {
    double step = standardUncertainty(effect);
    SystematicErrors means = means();
    Map<Q, Double> uncertainties = new HashMap<>();
    for (int i = 0; i < means.count(effect); i++) {
      Map<Q, Double> above = evaluation.of(means.shifted(effect, i, step));
      Map<Q, Double> below = evaluation.of(means.shifted(effect, i, -step));
      above.forEach(
          (number, high) ->
              uncertainties.merge(number, Math.abs(high - below.get(number)) / 2, Math::hypot));
    }
    return uncertainties;
  }

  private <Q> List<Q> dependent(SystematicEffect effect, List<Evaluation<Q>> evaluations) {
    List<Q> dependent = new ArrayList<>();
    SystematicErrors changed = means();
    for (int i = 0; i < changed.count(effect); i++) {
      // Not by the same step: a number may not depend on what all exposures share.
      changed = changed.shifted(effect, i, STEP * (i + 1));
    }
    for (Evaluation<Q> evaluation : evaluations) {
      Map<Q, Double> values = evaluation.of(means());
      evaluation
          .of(changed)
          .forEach(
              (number, value) -> {
                double change = Math.abs(value - values.get(number));
                if (change > LEAST_CHANGE * Math.abs(value) && !dependent.contains(number)) {
                  dependent.add(number);
                }
              });
    }
    return dependent;
  }

  private double draw(SystematicEffect effect, RandomStream stream) {
    return conditions.of(effect).map(error -> error.draw(stream)).orElse(0.0);
  }

  private double mean(SystematicEffect effect) {
    return conditions.of(effect).map(StatedError::value).orElse(0.0);
  }
}
