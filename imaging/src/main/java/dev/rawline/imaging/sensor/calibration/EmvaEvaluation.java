package dev.rawline.imaging.sensor.calibration;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.numeric.LineFit;
import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.sensor.uncertainty.MeasurementConditions;
import dev.rawline.imaging.sensor.uncertainty.PropagateDistributions;
import dev.rawline.imaging.sensor.uncertainty.SystematicEffect;
import dev.rawline.imaging.sensor.uncertainty.SystematicErrors;
import dev.rawline.imaging.sensor.uncertainty.UncertaintyBudget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The formulas of EMVA 1288 Release 4.0 Linear for one channel, with confidence intervals.
 *
 * <p>The measured means and variances are evaluated once as measured, and {@value #DRAWS} times as
 * resampled: means and pair variances normal about the measured values, the mean squares of the
 * stacks as ν·MS/χ²_ν (a generalized confidence interval: Weerahandi 1993). The ends of an interval
 * are the 2.5 % and 97.5 % quantiles. Standard errors come from the row scatter; jitter of the lamp
 * and of the offset is added if the pairs show it, and a fit's errors grow if its points scatter
 * more than their errors ({@link LineFit#excess}).
 *
 * <p>The values are the standard's, from straight lines through zero. The resampled sets use the
 * slopes at zero ({@link InitialSlope}), so that intervals include the bias of a curved series
 * ({@link RedrawnValues}). Where the dark variance is below {@link DarkNoiseFloor#LEAST_VARIANCE},
 * rounding shifts means and variances of dark frames by up to its own size: the resampled sets then
 * fit an intercept instead, over the exposures whose variance is above that limit.
 *
 * <p>Errors of the set-up that a person states are drawn with each resampled set ({@link
 * PropagateDistributions}).
 */
final class EmvaEvaluation {
  /** The number of repetitions of the evaluation for the intervals. */
  static final int DRAWS = 2000;

  /** The variance of rounding to whole numbers [DN²]. */
  static final double QUANTIZATION = 1 / 12.0;

  /** The part of the threshold without dark noise [e⁻]. */
  static final double HALF_ELECTRON = 0.5;

  /** The exposures that a fit with an intercept needs. */
  private static final int FEWEST_WITH_INTERCEPT = 4;

  private final ChannelData data;
  private final PropagateDistributions propagation;
  private final SystematicErrors means;
  private final int[] fit;
  private final int[] slopeFit;
  private final boolean hasIntercept;
  private final InitialSlope gainSlope;
  private final Optional<InitialSlope> responseSlope;
  private final Linearity linearity;
  private final boolean isMetered;
  private final Set<EmvaQuantity> unknown;
  private final int plateau;
  private final double patternError;
  private final double jitter;
  private final double offsetJitter;
  private final double smoothing;
  private final double darkMeanExcess;
  private final double darkVarianceExcess;

  /** The measured values of a channel, or a resampled set. */
  private static final class Numbers {
    double[] flatMeans;
    double[] flatVariances;
    double[] darkMeans;
    double[] darkVariances;
    double rowVariance;
    double offsetShift;
    double responseFactor;
    double gainFactor;
    SpatialVariances.Parts flat;
    SpatialVariances.Parts dark;
    double stackSignal;
  }

  /**
   * Prepares an evaluation.
   *
   * @param patternError the relative standard error of the mean response because of the sampling of
   *     pixels
   * @param unknown what the frames do not determine
   * @param conditions the stated errors
   */
  EmvaEvaluation(
      ChannelData data,
      double patternError,
      Set<EmvaQuantity> unknown,
      MeasurementConditions conditions) {
    this.data = data;
    propagation = new PropagateDistributions(conditions, data.size());
    means = propagation.means();
    this.unknown = unknown;
    this.patternError = patternError;
    fit = IntStream.range(0, data.size()).filter(data::inFit).toArray();
    linearity = new Linearity(data, propagation);
    isMetered = data.hasPhotons() && !data.lacksDarks();
    plateau = data.plateau();
    offsetJitter = FrameJitter.ofOffset(data);
    jitter = FrameJitter.ofLamp(data);
    smoothing = data.smoothing();
    Numbers measured = measured();
    hasIntercept =
        !data.isDarkKnown() || average(measured.darkVariances) < DarkNoiseFloor.LEAST_VARIANCE;
    slopeFit = slopeFit();
    double[] signals = select(slopeFit, signals(measured));
    double[] shots = select(slopeFit, shots(measured));
    gainSlope =
        InitialSlope.ofVariances(
            signals,
            shots,
            errors(slopeFit, data::shotVarianceError),
            expectedErrors(signals, shots, measured),
            hasIntercept());
    responseSlope = responseSlope(signals);
    Optional<double[]> times = data.darkTimes();
    darkMeanExcess = darkExcess(times, measured.darkMeans, this::darkError);
    darkVarianceExcess = darkExcess(times, measured.darkVariances, data::darkVarianceError);
  }

  /** Exposures without rounding's own noise, if there are enough of them for an intercept. */
  private int[] slopeFit() {
    int[] rounded =
        Arrays.stream(fit)
            .filter(i -> data.flat(i).variance() >= DarkNoiseFloor.LEAST_VARIANCE)
            .toArray();
    return hasIntercept && rounded.length >= FEWEST_WITH_INTERCEPT ? rounded : fit;
  }

  private boolean hasIntercept() {
    return hasIntercept && slopeFit.length >= FEWEST_WITH_INTERCEPT;
  }

  /** The errors of variances grow with them: less scattered than each exposure's own estimate. */
  private double[] expectedErrors(double[] signals, double[] shots, Numbers measured) {
    double slope = Math.abs(LineFit.throughZero(signals, shots).slope());
    double dark = average(measured.darkVariances);
    double[] errors = new double[signals.length];
    Arrays.setAll(
        errors,
        i ->
            Math.max(QUANTIZATION, dark + slope * Math.max(0, signals[i]))
                / Math.sqrt(data.flat(slopeFit[i]).pixels()));
    return errors;
  }

  private interface ErrorOf {
    double at(int i);
  }

  private double[] errors(int[] places, ErrorOf error) {
    return Arrays.stream(places).mapToDouble(error::at).toArray();
  }

  private Optional<InitialSlope> responseSlope(double[] signals) {
    return isMetered
        ? Optional.of(
            InitialSlope.ofSignals(
                select(slopeFit, data.light(means).orElseThrow()),
                signals,
                errors(slopeFit, this::scatter),
                hasIntercept()))
        : Optional.empty();
  }

  private double darkExcess(Optional<double[]> times, double[] values, ErrorOf error) {
    int[] all = new int[data.darks().size()];
    Arrays.setAll(all, i -> i);
    return times
        .map(x -> LineFit.of(x, values).excess(x, values, errors(all, error), 2))
        .orElse(1.0);
  }

  /** Returns the standard error of a signal, the jitter of lamp and offset included [DN]. */
  double signalError(int i) {
    return Math.hypot(flatError(i), darkError(data.darkOf().get(i)));
  }

  /** Returns by how much a signal scatters about a curve: the stated error of the lamp too [DN]. */
  private double scatter(int i) {
    double lamp = propagation.standardUncertainty(SystematicEffect.LAMP_STABILITY) / 100;
    return Math.hypot(signalError(i), lamp * data.signal(i));
  }

  /** Returns the standard error of a flat pair's mean, the jitter included [DN]. */
  private double flatError(int i) {
    return Math.hypot(
        data.flatError(i), Math.hypot(jitter * data.signal(i), offsetJitter) / Math.sqrt(2));
  }

  /** Returns the standard error of a dark pair's mean, the jitter of the offset included [DN]. */
  private double darkError(int i) {
    return Math.hypot(data.darkError(i), offsetJitter / Math.sqrt(2));
  }

  private Numbers measured() {
    Numbers numbers = new Numbers();
    numbers.flatMeans = new double[data.size()];
    numbers.flatVariances = new double[data.size()];
    for (int i = 0; i < data.size(); i++) {
      numbers.flatMeans[i] = data.flat(i).mean();
      numbers.flatVariances[i] = data.flat(i).variance();
    }
    numbers.darkMeans = new double[data.darks().size()];
    numbers.darkVariances = new double[data.darks().size()];
    for (int i = 0; i < data.darks().size(); i++) {
      numbers.darkMeans[i] = data.dark(i).mean();
      numbers.darkVariances[i] = data.dark(i).variance();
      numbers.rowVariance += data.dark(i).rowVariance() / data.darks().size();
    }
    numbers.responseFactor = 1;
    numbers.gainFactor = 1;
    if (data.flatStack().isPresent()) {
      numbers.flat = data.flatStack().get().parts();
      numbers.dark = data.darkStack().orElseThrow().parts();
      numbers.stackSignal = data.flatStack().get().mean() - data.darkStack().get().mean();
    }
    return numbers;
  }

  private Numbers drawn(ParametricBootstrap draws) {
    Numbers numbers = measured();
    double responseExcess = responseSlope.map(InitialSlope::excess).orElse(1.0);
    for (int i = 0; i < data.size(); i++) {
      PairStatistics flat = data.flat(i);
      numbers.flatMeans[i] = draws.normal(flat.mean(), flatError(i) * responseExcess);
      numbers.flatVariances[i] =
          draws.normal(flat.variance(), data.flatVarianceError(i) * gainSlope.excess());
    }
    double rowError = 0;
    for (int i = 0; i < data.darks().size(); i++) {
      PairStatistics dark = data.dark(i);
      numbers.darkMeans[i] = draws.normal(dark.mean(), darkError(i) * darkMeanExcess);
      numbers.darkVariances[i] =
          draws.normal(dark.variance(), data.darkVarianceError(i) * darkVarianceExcess);
      double between = Math.max(0, dark.rowVariance()) + dark.variance() / dark.columns();
      rowError += 2 * between * between / (dark.rows() - 1);
    }
    numbers.rowVariance =
        draws.normal(numbers.rowVariance, Math.sqrt(rowError) / data.darks().size());
    numbers.responseFactor = draws.normal(1, patternError);
    numbers.gainFactor = smoothing == 0 ? 1 : draws.between(1, 1 + smoothing);
    if (data.flatStack().isPresent()) {
      SpatialVariances dark = data.darkStack().orElseThrow();
      numbers.offsetShift = draws.normal(0, dark.meanError());
      numbers.flat = drawn(draws, data.flatStack().get());
      numbers.dark = drawn(draws, dark);
    }
    return numbers;
  }

  private static SpatialVariances.Parts drawn(ParametricBootstrap draws, SpatialVariances stack) {
    return stack.parts(
        draws.variance(stack.rest()),
        draws.variance(stack.ofRows()),
        draws.variance(stack.ofColumns()));
  }

  private double[] signals(Numbers numbers) {
    double[] signals = new double[data.size()];
    Arrays.setAll(signals, i -> numbers.flatMeans[i] - numbers.darkMeans[data.darkOf().get(i)]);
    return signals;
  }

  private double[] shots(Numbers numbers) {
    double[] shots = new double[data.size()];
    Arrays.setAll(
        shots, i -> numbers.flatVariances[i] - numbers.darkVariances[data.darkOf().get(i)]);
    return shots;
  }

  private static double[] select(int[] places, double[] values) {
    return Arrays.stream(places).mapToDouble(i -> values[i]).toArray();
  }

  /**
   * Evaluates numbers.
   *
   * @param isInitial whether K and R are the slopes at zero, or those of straight lines
   * @param errors the errors that all frames share
   */
  private Map<EmvaQuantity, Double> figures(
      Numbers numbers, boolean isInitial, SystematicErrors errors) {
    Map<EmvaQuantity, Double> figures = new EnumMap<>(EmvaQuantity.class);
    double[] signals = signals(numbers);
    double[] shots = shots(numbers);
    double straight = LineFit.throughZero(select(fit, signals), select(fit, shots)).slope();
    Optional<double[]> times = data.darkTimes();
    Optional<LineFit> darkLine = times.map(x -> LineFit.of(x, numbers.darkMeans));
    double offset =
        darkLine.map(LineFit::intercept).orElseGet(() -> average(numbers.darkMeans))
            + numbers.offsetShift;
    double darkVariance =
        times
            .map(x -> LineFit.of(x, numbers.darkVariances).intercept())
            .orElseGet(() -> average(numbers.darkVariances));
    double initial =
        InitialSlope.gain(
                gainSlope.fit(select(slopeFit, signals), select(slopeFit, shots)),
                Math.max(0, darkVariance - errors.roundingVariance()))
            * numbers.gainFactor;
    double gain = isInitial ? initial : straight;
    figures.put(EmvaQuantity.GAIN, gain);
    figures.put(EmvaQuantity.GAIN_BIAS, 100 * (straight / initial - 1));
    figures.put(EmvaQuantity.OFFSET, offset);
    figures.put(EmvaQuantity.DARK_NOISE_DN, root(darkVariance));
    figures.put(EmvaQuantity.DARK_NOISE, root(darkVariance - errors.roundingVariance()) / gain);
    figures.put(EmvaQuantity.ROW_NOISE, root(numbers.rowVariance) / gain);
    darkLine.ifPresent(
        line -> figures.put(EmvaQuantity.DARK_CURRENT, errors.darkCurrent(line.slope() / gain)));
    double saturation = signals[data.saturation()] / gain;
    double threshold = root(darkVariance) / gain + HALF_ELECTRON;
    if (isMetered) {
      double[] photons = data.light(errors).orElseThrow();
      double responsivity = responsivity(photons, signals, isInitial) * numbers.responseFactor;
      double efficiency = responsivity / gain;
      saturation = efficiency * photons[data.saturation()];
      figures.put(EmvaQuantity.RESPONSIVITY, responsivity);
      figures.put(EmvaQuantity.QUANTUM_EFFICIENCY, efficiency);
      figures.put(EmvaQuantity.SATURATION_PHOTONS, photons[data.saturation()]);
      figures.put(EmvaQuantity.THRESHOLD_PHOTONS, threshold / efficiency);
    }
    figures.put(EmvaQuantity.SATURATION, saturation);
    figures.put(EmvaQuantity.SNR_MAX, root(saturation));
    figures.put(EmvaQuantity.THRESHOLD_ELECTRONS, threshold);
    figures.put(EmvaQuantity.DYNAMIC_RANGE, saturation / threshold);
    if (plateau >= 0) {
      figures.put(EmvaQuantity.FULL_WELL, (numbers.flatMeans[plateau] - offset) / gain);
    }
    if (numbers.flat != null) {
      spatial(figures, numbers, gain);
    }
    figures.keySet().removeAll(unknown);
    return figures;
  }

  private double responsivity(double[] photons, double[] signals, boolean isInitial) {
    return isInitial
        ? responseSlope
            .orElseThrow()
            .fit(select(slopeFit, photons), select(slopeFit, signals))
            .slope()
        : LineFit.throughZero(select(fit, photons), select(fit, signals)).slope();
  }

  private static void spatial(Map<EmvaQuantity, Double> figures, Numbers numbers, double gain) {
    SpatialVariances.Parts flat = numbers.flat;
    SpatialVariances.Parts dark = numbers.dark;
    figures.put(EmvaQuantity.DSNU, root(dark.total()) / gain);
    figures.put(EmvaQuantity.DSNU_ROW, root(dark.row()) / gain);
    figures.put(EmvaQuantity.DSNU_COLUMN, root(dark.column()) / gain);
    figures.put(EmvaQuantity.DSNU_PIXEL, root(dark.pixel()) / gain);
    double percent = 100 / numbers.stackSignal;
    figures.put(EmvaQuantity.PRNU, percent * root(flat.total() - dark.total()));
    figures.put(EmvaQuantity.PRNU_ROW, percent * root(flat.row() - dark.row()));
    figures.put(EmvaQuantity.PRNU_COLUMN, percent * root(flat.column() - dark.column()));
    figures.put(EmvaQuantity.PRNU_PIXEL, percent * root(flat.pixel() - dark.pixel()));
  }

  /** Returns √variance, or −√−variance of a negative one. */
  private static double root(double variance) {
    return Math.copySign(Math.sqrt(Math.abs(variance)), variance);
  }

  /**
   * Returns the interval of a standard deviation from signed roots of resampled variances. If the
   * variance itself is negative, the upper end is what noise alone could reach.
   */
  private static Estimate standardDeviation(double value, RedrawnValues roots) {
    Estimate signed = roots.interval();
    double middle = roots.median();
    double upper = signed.high();
    double reach = root(upper * Math.abs(upper) - middle * Math.abs(middle));
    return new Estimate(
        Math.max(0, value), Math.max(0, signed.low()), middle < 0 ? Math.max(upper, reach) : upper);
  }

  private static double average(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  /** Returns each quantity with its budget; none of those that the frames do not determine. */
  EmvaEstimates estimates(RandomStream stream) {
    Numbers measured = measured();
    Map<EmvaQuantity, Double> values = figures(measured, false, means);
    Map<EmvaQuantity, RedrawnValues> drawn = new EnumMap<>(EmvaQuantity.class);
    values.forEach((figure, value) -> drawn.put(figure, new RedrawnValues(value, DRAWS)));
    ParametricBootstrap draws = new ParametricBootstrap(stream);
    for (int i = 0; i < DRAWS; i++) {
      Numbers numbers = drawn(draws);
      SystematicErrors errors = propagation.drawn(stream);
      Map<EmvaQuantity, Double> straight = figures(numbers, false, errors);
      Map<EmvaQuantity, Double> initial = figures(numbers, true, errors);
      Map<EmvaQuantity, Double> alone =
          propagation.isStated() ? figures(numbers, true, means) : initial;
      int draw = i;
      drawn.forEach(
          (figure, all) ->
              all.set(draw, straight.get(figure), initial.get(figure), alone.get(figure)));
    }
    Map<EmvaQuantity, PropagateDistributions.Parts> parts =
        propagation.parts(
            List.of(
                errors -> figures(measured, true, errors),
                errors -> figures(measured, false, errors)));
    EmvaEstimates estimates = new EmvaEstimates();
    values.forEach(
        (figure, value) -> {
          RedrawnValues all = drawn.get(figure);
          Estimate estimate =
              figure.isStandardDeviation() ? standardDeviation(value, all) : all.interval();
          estimates.put(figure, all.budget(estimate, parts.get(figure)));
        });
    if (data.isDarkKnown()) {
      DarkNoiseFloor.raise(estimates);
    }
    return estimates;
  }

  /** Returns the exposures for the plots. */
  List<PhotonTransferPoint> points(GeneralEvaluation general) {
    Optional<double[]> deviations = linearity.deviations();
    Optional<double[]> light = data.light(means);
    List<PhotonTransferPoint> points = new ArrayList<>();
    for (int i = 0; i < data.size(); i++) {
      PairStatistics dark = data.dark(data.darkOf().get(i));
      points.add(
          new PhotonTransferPoint(
              data.flats().get(i).seconds(),
              data.hasPhotons()
                  ? OptionalDouble.of(light.orElseThrow()[i])
                  : data.flats().get(i).photons(),
              data.signal(i),
              signalError(i),
              data.shotVariance(i),
              data.shotVarianceError(i),
              data.flat(i).variance(),
              dark.mean(),
              dark.variance(),
              data.inFit(i),
              data.inLinearity(i),
              deviations.isEmpty()
                  ? OptionalDouble.empty()
                  : OptionalDouble.of(deviations.get()[i]),
              general.incrementalGain(i),
              general.signalToNoise(i),
              general.systemGain(i)));
    }
    return points;
  }

  /** Returns the evaluation of the same exposures with no assumption of linearity. */
  GeneralEvaluation general(RandomStream stream) {
    return new GeneralEvaluation(
        data, this::signalError, this::scatter, hasIntercept, propagation, stream);
  }

  /** Returns the budget of the linearity error [%], if light is known for enough exposures. */
  Optional<UncertaintyBudget> linearityError(RandomStream stream) {
    return linearity.budget(stream, this::flatError, i -> darkError(i) * darkMeanExcess);
  }
}
