package dev.rawline.imaging.sensor.uncertainty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.numeric.LineFit;
import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.sensor.uncertainty.UncertaintyBudget.Contribution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PropagateDistributionsTest {
  private static final int EXPOSURES = 10;
  private static final int DRAWS = 4000;

  private enum Figure {
    GAIN,
    RESPONSIVITY,
    QUANTUM_EFFICIENCY,
    DARK_NOISE,
    DARK_CURRENT,
    SATURATION_PHOTONS
  }

  private static final Map<Figure, Double> TRUTH =
      Map.of(
          Figure.GAIN, 0.28,
          Figure.RESPONSIVITY, 0.126,
          Figure.QUANTUM_EFFICIENCY, 0.45,
          Figure.DARK_NOISE, 11.0,
          Figure.DARK_CURRENT, 25.0,
          Figure.SATURATION_PHOTONS, 30000.0);

  private static final MeasurementConditions ALL = StatedErrors.all(3, 1, 2, 0.5);

  /** The statistics of a calibration, their errors, and their evaluation by straight lines. */
  @SuppressWarnings("ArrayRecordComponent") // many numbers, used in this class alone
  private record Statistics(
      double[] photons, double[] signals, double[] shots, double dark, double darkSlope) {
    static final double SIGNAL_ERROR = 0.05;
    static final double SHOT_ERROR = 0.004;
    static final double DARK_ERROR = 0.02;
    static final double SLOPE_ERROR = 0.05;

    static double[] stated() {
      double[] photons = new double[EXPOSURES];
      Arrays.setAll(photons, i -> 3000.0 * (i + 1));
      return photons;
    }

    /** Measures a sensor of known numbers, with errors that no statistic shows. */
    static Statistics measured(SystematicErrors errors, RandomStream stream) {
      double[] stated = stated();
      double[] actual = errors.light(stated, true);
      double gain = TRUTH.get(Figure.GAIN);
      double[] signals = new double[EXPOSURES];
      double[] shots = new double[EXPOSURES];
      for (int i = 0; i < EXPOSURES; i++) {
        signals[i] = TRUTH.get(Figure.RESPONSIVITY) * actual[i];
        shots[i] = gain * signals[i];
      }
      double noise = gain * TRUTH.get(Figure.DARK_NOISE);
      // The current at another temperature than the stated one.
      double current = TRUTH.get(Figure.DARK_CURRENT) / errors.darkCurrent(1) * gain;
      return new Statistics(
              stated, signals, shots, noise * noise + errors.roundingVariance(), current)
          .redrawn(stream);
    }

    Statistics redrawn(RandomStream stream) {
      double[] newSignals = signals.clone();
      double[] newShots = shots.clone();
      for (int i = 0; i < EXPOSURES; i++) {
        newSignals[i] += SIGNAL_ERROR * stream.nextGaussian();
        newShots[i] *= 1 + SHOT_ERROR * stream.nextGaussian();
      }
      return new Statistics(
          photons,
          newSignals,
          newShots,
          dark * (1 + DARK_ERROR * stream.nextGaussian()),
          darkSlope + SLOPE_ERROR * stream.nextGaussian());
    }

    Map<Figure, Double> numbers(SystematicErrors errors) {
      Map<Figure, Double> numbers = new EnumMap<>(Figure.class);
      double[] light = errors.light(photons, true);
      double gain = LineFit.throughZero(signals, shots).slope();
      double response = LineFit.throughZero(light, signals).slope();
      numbers.put(Figure.GAIN, gain);
      numbers.put(Figure.RESPONSIVITY, response);
      numbers.put(Figure.QUANTUM_EFFICIENCY, response / gain);
      numbers.put(Figure.DARK_NOISE, Math.sqrt(dark - errors.roundingVariance()) / gain);
      numbers.put(Figure.DARK_CURRENT, errors.darkCurrent(darkSlope) / gain);
      numbers.put(Figure.SATURATION_PHOTONS, light[EXPOSURES - 1]);
      return numbers;
    }
  }

  /** The budgets of the straight lines: quantiles and standard deviations of 4,000 draws. */
  private static Map<Figure, UncertaintyBudget> budgets(MeasurementConditions conditions) {
    RandomStream stream = new RandomStream(7);
    Statistics measured =
        Statistics.measured(new SystematicErrors(EXPOSURES, _ -> 0, 8), new RandomStream(1));
    PropagateDistributions propagation = new PropagateDistributions(conditions, EXPOSURES);
    Map<Figure, double[]> all = drawn(measured, propagation::drawn, stream);
    Map<Figure, double[]> alone = drawn(measured, _ -> propagation.means(), stream);
    Map<Figure, PropagateDistributions.Parts> parts = propagation.parts(List.of(measured::numbers));
    Map<Figure, UncertaintyBudget> budgets = new EnumMap<>(Figure.class);
    all.forEach(
        (figure, values) -> {
          List<Contribution> contributions = new ArrayList<>();
          contributions.add(Contribution.random("random", deviation(alone.get(figure))));
          contributions.addAll(parts.get(figure).stated());
          Arrays.sort(values);
          double value = measured.numbers(propagation.means()).get(figure);
          budgets.put(
              figure,
              new UncertaintyBudget(
                  new Estimate(value, values[DRAWS / 40], values[DRAWS - DRAWS / 40 - 1]),
                  deviation(values),
                  contributions,
                  parts.get(figure).notStated()));
        });
    return budgets;
  }

  private static Map<Figure, double[]> drawn(
      Statistics measured, Function<RandomStream, SystematicErrors> errors, RandomStream stream) {
    Map<Figure, double[]> drawn = new EnumMap<>(Figure.class);
    for (int i = 0; i < DRAWS; i++) {
      int draw = i;
      measured
          .redrawn(stream)
          .numbers(errors.apply(stream))
          .forEach(
              (figure, value) ->
                  drawn.computeIfAbsent(figure, _ -> new double[DRAWS])[draw] = value);
    }
    return drawn;
  }

  private static double deviation(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    return Math.sqrt(
        Arrays.stream(values).map(x -> (x - mean) * (x - mean)).average().orElseThrow());
  }

  private static Map<SystematicEffect, Contribution> stated(UncertaintyBudget budget) {
    Map<SystematicEffect, Contribution> stated = new EnumMap<>(SystematicEffect.class);
    for (SystematicEffect effect : SystematicEffect.values()) {
      budget.contributions().stream()
          .filter(part -> part.cause().equals(effect.words()))
          .forEach(part -> stated.put(effect, part));
    }
    return stated;
  }

  /** What is not stated is no 0: it is listed, and only where the number depends on it. */
  @Test
  void whatIsNotStatedIsListed() {
    Map<Figure, UncertaintyBudget> budgets = budgets(MeasurementConditions.NONE);
    assertThat(budgets.get(Figure.QUANTUM_EFFICIENCY).notStated())
        .containsExactly(
            SystematicEffect.LIGHT_METER,
            SystematicEffect.LAMP_STABILITY,
            SystematicEffect.STRAY_LIGHT,
            SystematicEffect.WAVELENGTH,
            SystematicEffect.PIXEL_AREA,
            SystematicEffect.LINEARITY);
    assertThat(budgets.get(Figure.GAIN).notStated()).isEmpty();
    assertThat(budgets.get(Figure.DARK_CURRENT).notStated())
        .containsExactly(SystematicEffect.TEMPERATURE);
    assertThat(budgets.get(Figure.DARK_NOISE).notStated())
        .containsExactly(SystematicEffect.ROUNDING);
    Map<Figure, UncertaintyBudget> all = budgets(ALL);
    assertThat(all.values()).allSatisfy(budget -> assertThat(budget.notStated()).isEmpty());
    assertThat(stated(all.get(Figure.QUANTUM_EFFICIENCY))).hasSize(6);
  }

  /** The law of propagation (GUM, 5.1.2): u_c² = Σ (c_i u(x_i))², of small independent errors. */
  @Test
  void contributionsAddUpAndSensitivitiesAreDerivatives() {
    budgets(ALL)
        .forEach(
            (number, budget) -> {
              double sum =
                  budget.contributions().stream()
                      .mapToDouble(part -> part.uncertainty() * part.uncertainty())
                      .sum();
              assertThat(Math.sqrt(sum) / budget.combined())
                  .as("parts of %s", number)
                  .isCloseTo(1, within(0.05));
            });
    UncertaintyBudget efficiency = budgets(ALL).get(Figure.QUANTUM_EFFICIENCY);
    double value = efficiency.value().value();
    // dη/dδ = −η/100 of a relative error of the photons, in % of them
    assertThat(stated(efficiency).get(SystematicEffect.PIXEL_AREA).sensitivity())
        .isCloseTo(value / 100, within(0.04 * value / 100));
  }

  /** k is 1.65 of a rectangular distribution, and 1.96 of a normal one. */
  @Test
  void theCoverageFactorIsThatOfTheDistribution() {
    MeasurementConditions rectangular =
        new MeasurementConditions(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(StatedErrors.error(ErrorDistribution.RECTANGULAR, 10, "%")),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            null);
    assertThat(budgets(rectangular).get(Figure.QUANTUM_EFFICIENCY).coverageFactor().orElseThrow())
        .isCloseTo(0.95 * Math.sqrt(3), within(0.04));
    assertThat(budgets(MeasurementConditions.NONE).get(Figure.GAIN).coverageFactor().orElseThrow())
        .isCloseTo(1.96, within(0.08));
  }

  @ParameterizedTest
  @EnumSource
  void drawsHaveTheStatedStandardUncertainty(ErrorDistribution distribution) {
    StatedError error =
        new StatedError(
            0.5,
            2,
            "%",
            distribution,
            distribution == ErrorDistribution.NORMAL ? Optional.of(2.0) : Optional.empty(),
            Optional.empty(),
            "a test");
    RandomStream stream = new RandomStream(3);
    double[] drawn = new double[200_000];
    Arrays.setAll(drawn, i -> error.draw(stream));
    double mean = Arrays.stream(drawn).average().orElseThrow();
    double variance =
        Arrays.stream(drawn).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
    assertThat(mean).isCloseTo(0.5, within(0.02));
    assertThat(Math.sqrt(variance))
        .isCloseTo(error.standardUncertainty(), within(0.01 * error.standardUncertainty()));
  }

  /** Student's quantile of 95 % is 2.23 for 10 degrees of freedom, 2.01 for 50. */
  @Test
  void degreesOfFreedomWidenTheTails() {
    for (int freedom : new int[] {10, 50}) {
      StatedError error =
          new StatedError(
              null,
              1,
              "%",
              ErrorDistribution.NORMAL,
              Optional.of(1.0),
              Optional.of(freedom),
              "a test");
      RandomStream stream = new RandomStream(4);
      double[] drawn = new double[200_000];
      Arrays.setAll(drawn, i -> Math.abs(error.draw(stream)));
      Arrays.sort(drawn);
      assertThat(drawn[(int) (0.95 * drawn.length)])
          .isCloseTo(freedom == 10 ? 2.228 : 2.009, within(0.03));
    }
  }

  @Test
  void wrongStatementsAreRejected() {
    assertThatThrownBy(
            () ->
                new StatedError(
                    null,
                    1,
                    "%",
                    ErrorDistribution.NORMAL,
                    Optional.empty(),
                    Optional.empty(),
                    " "))
        .hasMessageContaining("coverageFactor is missing: expected the k of U = k·u")
        .hasMessageContaining("source is empty");
    assertThatThrownBy(
            () ->
                new MeasurementConditions(
                    Optional.of(StatedErrors.error(ErrorDistribution.RECTANGULAR, 1, "K")),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    null))
        .hasMessageContaining("light_meter is stated in 'K': expected %");
  }
}
