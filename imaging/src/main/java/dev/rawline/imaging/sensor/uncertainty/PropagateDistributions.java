package dev.rawline.imaging.sensor.uncertainty;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * Statistics of a calibration × stated errors → the uncertainty of every number, by Monte Carlo
 * propagation of distributions (JCGM 101:2008).
 *
 * <p>All inputs are drawn together for the combined uncertainty and the interval; each alone, the
 * others at their means, for its contribution (annex B).
 *
 * @param conditions the stated errors
 * @param exposures the number of exposures
 * @param draws the number of draws, 1,000 or more
 */
public record PropagateDistributions(MeasurementConditions conditions, int exposures, int draws) {
  /** By so much each effect is changed for whether a number depends on it, in its unit. */
  private static final double STEP = 0.01;

  /**
   * The evaluation of a calibration.
   *
   * @param <Q> its numbers
   */
  public interface Evaluation<Q> {
    /**
     * Returns the numbers.
     *
     * @param redrawn whether the statistics are drawn again within their random errors
     * @param errors the errors that all frames share
     */
    Map<Q, Double> of(boolean redrawn, SystematicErrors errors);
  }

  /** Returns the budget of each number. */
  public <Q> SequencedMap<Q, UncertaintyBudget> of(Evaluation<Q> evaluation, RandomStream stream) {
    Map<Q, Double> values = evaluation.of(false, means());
    Map<Q, Estimate> intervals = intervals(evaluation, stream);
    SequencedMap<Q, List<UncertaintyBudget.Contribution>> parts = new LinkedHashMap<>();
    SequencedMap<Q, List<SystematicEffect>> missing = new LinkedHashMap<>();
    Map<Q, Double> random = deviations(evaluation, true, _ -> false, stream);
    values.forEach(
        (number, _) -> {
          parts.put(
              number,
              new ArrayList<>(
                  List.of(
                      new UncertaintyBudget.Contribution(
                          Optional.empty(), Optional.empty(), 1, random.get(number)))));
          missing.put(number, new ArrayList<>());
        });
    for (SystematicEffect effect : SystematicEffect.values()) {
      Optional<StatedError> stated = conditions.of(effect);
      Map<Q, Double> changed = evaluation.of(false, changed(effect));
      Map<Q, Double> own =
          stated.isPresent() ? deviations(evaluation, false, effect::equals, stream) : Map.of();
      values.forEach(
          (number, value) -> {
            if (!changed.get(number).equals(value)) {
              stated.ifPresentOrElse(
                  error ->
                      parts
                          .get(number)
                          .add(
                              new UncertaintyBudget.Contribution(
                                  Optional.of(effect),
                                  stated,
                                  own.get(number) / error.standardUncertainty(),
                                  own.get(number))),
                  () -> missing.get(number).add(effect));
            }
          });
    }
    Map<Q, Double> combined = deviations(evaluation, true, _ -> true, stream);
    SequencedMap<Q, UncertaintyBudget> budgets = new LinkedHashMap<>();
    values.forEach(
        (number, _) ->
            budgets.put(
                number,
                new UncertaintyBudget(
                    intervals.get(number),
                    combined.get(number),
                    parts.get(number),
                    missing.get(number))));
    return budgets;
  }

  /** Returns each number with its interval, the 2.5 % and 97.5 % quantiles of all draws. */
  public <Q> SequencedMap<Q, Estimate> intervals(Evaluation<Q> evaluation, RandomStream stream) {
    SequencedMap<Q, Estimate> intervals = new LinkedHashMap<>();
    Map<Q, Double> values = evaluation.of(false, means());
    drawn(evaluation, true, _ -> true, stream)
        .forEach(
            (number, all) -> {
              Arrays.sort(all);
              double value = values.get(number);
              double low = quantile(all, (1 - Estimate.LEVEL) / 2);
              double high = quantile(all, (1 + Estimate.LEVEL) / 2);
              intervals.put(
                  number, new Estimate(value, Math.min(low, value), Math.max(high, value)));
            });
    return intervals;
  }

  private <Q> Map<Q, Double> deviations(
      Evaluation<Q> evaluation,
      boolean redrawn,
      Predicate<SystematicEffect> varied,
      RandomStream stream) {
    Map<Q, Double> deviations = new LinkedHashMap<>();
    drawn(evaluation, redrawn, varied, stream)
        .forEach((number, all) -> deviations.put(number, deviation(all)));
    return deviations;
  }

  private <Q> SequencedMap<Q, double[]> drawn(
      Evaluation<Q> evaluation,
      boolean redrawn,
      Predicate<SystematicEffect> varied,
      RandomStream stream) {
    SequencedMap<Q, double[]> all = new LinkedHashMap<>();
    Set<Q> numbers = evaluation.of(false, means()).keySet();
    numbers.forEach(number -> all.put(number, new double[draws]));
    for (int i = 0; i < draws; i++) {
      Map<Q, Double> values =
          evaluation.of(
              redrawn, errors(effect -> varied.test(effect) ? draw(effect, stream) : mean(effect)));
      int draw = i;
      all.forEach((number, into) -> into[draw] = values.get(number));
    }
    return all;
  }

  private SystematicErrors means() {
    return errors(this::mean);
  }

  private SystematicErrors changed(SystematicEffect which) {
    return errors(effect -> effect == which ? mean(effect) + STEP : mean(effect));
  }

  private SystematicErrors errors(ToDoubleFunction<SystematicEffect> error) {
    return new SystematicErrors(exposures, error, conditions.darkCurrentDoubling());
  }

  private double mean(SystematicEffect effect) {
    return conditions.of(effect).map(StatedError::value).orElse(0.0);
  }

  private double draw(SystematicEffect effect, RandomStream stream) {
    return conditions.of(effect).map(error -> error.draw(stream)).orElse(0.0);
  }

  private static double deviation(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    double squares = Arrays.stream(values).map(each -> (each - mean) * (each - mean)).sum();
    return Math.sqrt(squares / (values.length - 1));
  }

  private static double quantile(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
