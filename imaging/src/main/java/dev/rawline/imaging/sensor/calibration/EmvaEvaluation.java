package dev.rawline.imaging.sensor.calibration;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * The formulas of EMVA 1288 Release 4.0 Linear for one channel, with confidence intervals.
 *
 * <p>The measured means and variances are evaluated once as measured, and {@value #DRAWS} times as
 * resampled: means and pair variances normal about the measured values, the mean squares of the
 * stacks as ν·MS/χ²_ν (a generalized confidence interval: Weerahandi 1993). The ends of an interval
 * are the 2.5 % and 97.5 % quantiles. Standard errors come from the row scatter; lamp jitter is
 * added if the pairs show it, and a fit's errors grow if its points scatter more than their errors
 * ({@link LineFit#excess}).
 */
final class EmvaEvaluation {
  /** The number of repetitions of the evaluation for the intervals. */
  static final int DRAWS = 2000;

  /** The variance of rounding to whole numbers [DN²]. */
  static final double QUANTIZATION = 1 / 12.0;

  /** The part of the threshold without dark noise [e⁻]. */
  static final double HALF_ELECTRON = 0.5;

  /**
   * The share of the largest variance that remains at full wells: read noise, a tenth or less of
   * it.
   */
  private static final double PLATEAU = 0.1;

  private final ChannelData data;
  private final int[] fit;
  private final Linearity linearity;
  private final int plateau;
  private final double patternError;
  private final double jitter;
  private final double gainExcess;
  private final double responseExcess;
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
    SpatialVariances.Parts flat;
    SpatialVariances.Parts dark;
    double stackSignal;
  }

  /**
   * Prepares an evaluation.
   *
   * @param patternError the relative standard error of the mean response because of the sampling of
   *     pixels
   */
  EmvaEvaluation(ChannelData data, double patternError) {
    this.data = data;
    this.patternError = patternError;
    fit = IntStream.range(0, data.size()).filter(data::inFit).toArray();
    linearity = new Linearity(data);
    plateau = plateau();
    jitter = jitter();
    Numbers measured = measured();
    double[] signals = select(fit, signals(measured));
    double[] shots = select(fit, shots(measured));
    gainExcess =
        LineFit.throughZero(signals, shots)
            .excess(signals, shots, errors(fit, data::shotVarianceError), 1);
    responseExcess = responseExcess(signals);
    Optional<double[]> times = data.darkTimes();
    darkMeanExcess = darkExcess(times, measured.darkMeans, i -> data.dark(i).meanError());
    darkVarianceExcess =
        darkExcess(times, measured.darkVariances, i -> data.dark(i).varianceError());
  }

  private interface ErrorOf {
    double at(int i);
  }

  /** Returns the brightest exposure at the full well, −1 if there is none. */
  private int plateau() {
    int last = data.size() - 1;
    boolean full =
        last > data.saturation()
            && data.flat(last).variance() < PLATEAU * data.flat(data.saturation()).variance()
            && data.flat(last).brightest() < Preconditions.MOST_CLIPPED;
    return full ? last : -1;
  }

  /**
   * Returns the relative standard deviation of the lamp from frame to frame; 0 if it is not
   * significant.
   */
  private double jitter() {
    double chiSquare = 0;
    double sum = 0;
    int count = 0;
    for (int i = 0; i < data.size(); i++) {
      if (!data.inLinearity(i)) {
        continue;
      }
      PairStatistics pair = data.flat(i);
      double half = (pair.firstMean() - pair.secondMean()) / 2;
      double expected = pair.meanError() * pair.meanError();
      chiSquare += half * half / expected;
      sum += (half * half - expected) / (data.signal(i) * data.signal(i));
      count++;
    }
    return count > 0 && chiSquare > count + 3 * Math.sqrt(2.0 * count)
        ? Math.sqrt(2 * Math.max(0, sum / count))
        : 0;
  }

  private double[] errors(int[] places, ErrorOf error) {
    return Arrays.stream(places).mapToDouble(error::at).toArray();
  }

  private double responseExcess(double[] signals) {
    if (!data.hasPhotons()) {
      return 1;
    }
    double[] photons = select(fit, data.light().orElseThrow());
    return LineFit.throughZero(photons, signals)
        .excess(photons, signals, errors(fit, this::signalError), 1);
  }

  private double darkExcess(Optional<double[]> times, double[] values, ErrorOf error) {
    int[] all = new int[data.darks().size()];
    Arrays.setAll(all, i -> i);
    return times
        .map(x -> LineFit.of(x, values).excess(x, values, errors(all, error), 2))
        .orElse(1.0);
  }

  /** Returns the standard error of a signal, the lamp's jitter included [DN]. */
  double signalError(int i) {
    return Math.hypot(data.signalError(i), jitter * data.signal(i) / Math.sqrt(2));
  }

  /** Returns the standard error of a flat pair's mean, the lamp's jitter included [DN]. */
  private double flatError(int i) {
    return Math.hypot(data.flat(i).meanError(), jitter * data.signal(i) / Math.sqrt(2));
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
    if (data.flatStack().isPresent()) {
      numbers.flat = data.flatStack().get().parts();
      numbers.dark = data.darkStack().orElseThrow().parts();
      numbers.stackSignal = data.flatStack().get().mean() - data.darkStack().get().mean();
    }
    return numbers;
  }

  private Numbers drawn(ParametricBootstrap draws) {
    Numbers numbers = measured();
    for (int i = 0; i < data.size(); i++) {
      PairStatistics flat = data.flat(i);
      numbers.flatMeans[i] = draws.normal(flat.mean(), flatError(i) * responseExcess);
      numbers.flatVariances[i] = draws.normal(flat.variance(), flat.varianceError() * gainExcess);
    }
    double rowError = 0;
    for (int i = 0; i < data.darks().size(); i++) {
      PairStatistics dark = data.dark(i);
      numbers.darkMeans[i] = draws.normal(dark.mean(), dark.meanError() * darkMeanExcess);
      numbers.darkVariances[i] =
          draws.normal(dark.variance(), dark.varianceError() * darkVarianceExcess);
      double between = Math.max(0, dark.rowVariance()) + dark.variance() / dark.columns();
      rowError += 2 * between * between / (dark.rows() - 1);
    }
    numbers.rowVariance =
        draws.normal(numbers.rowVariance, Math.sqrt(rowError) / data.darks().size());
    numbers.responseFactor = draws.normal(1, patternError);
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

  /** Returns all quantities that the frames determine. */
  Map<EmvaQuantity, Double> figures() {
    return figures(measured());
  }

  private Map<EmvaQuantity, Double> figures(Numbers numbers) {
    Map<EmvaQuantity, Double> figures = new EnumMap<>(EmvaQuantity.class);
    double[] signals = signals(numbers);
    double gain = LineFit.throughZero(select(fit, signals), select(fit, shots(numbers))).slope();
    Optional<double[]> times = data.darkTimes();
    Optional<LineFit> darkLine = times.map(x -> LineFit.of(x, numbers.darkMeans));
    double offset =
        darkLine.map(LineFit::intercept).orElseGet(() -> average(numbers.darkMeans))
            + numbers.offsetShift;
    double darkVariance =
        times
            .map(x -> LineFit.of(x, numbers.darkVariances).intercept())
            .orElseGet(() -> average(numbers.darkVariances));
    figures.put(EmvaQuantity.GAIN, gain);
    figures.put(EmvaQuantity.OFFSET, offset);
    figures.put(EmvaQuantity.DARK_NOISE_DN, root(darkVariance));
    figures.put(EmvaQuantity.DARK_NOISE, root(darkVariance - QUANTIZATION) / gain);
    figures.put(EmvaQuantity.ROW_NOISE, root(numbers.rowVariance) / gain);
    darkLine.ifPresent(line -> figures.put(EmvaQuantity.DARK_CURRENT, line.slope() / gain));
    double saturation = signals[data.saturation()] / gain;
    double threshold = root(darkVariance) / gain + HALF_ELECTRON;
    if (data.hasPhotons()) {
      double[] photons = data.light().orElseThrow();
      double responsivity =
          LineFit.throughZero(select(fit, photons), select(fit, signals)).slope()
              * numbers.responseFactor;
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
    return figures;
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
  private static Estimate standardDeviation(double value, double[] roots) {
    double lower = ParametricBootstrap.quantile(roots, 0.025);
    double middle = ParametricBootstrap.quantile(roots, 0.5);
    double upper = ParametricBootstrap.quantile(roots, 0.975);
    double reach = root(upper * Math.abs(upper) - middle * Math.abs(middle));
    return new Estimate(
        Math.max(0, value), Math.max(0, lower), middle < 0 ? Math.max(upper, reach) : upper);
  }

  private static double average(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  /** Returns each quantity with its interval; empty for those that the frames do not determine. */
  EmvaEstimates estimates(RandomStream stream) {
    Map<EmvaQuantity, Double> values = figures();
    Map<EmvaQuantity, double[]> drawn = new EnumMap<>(EmvaQuantity.class);
    values.keySet().forEach(figure -> drawn.put(figure, new double[DRAWS]));
    ParametricBootstrap draws = new ParametricBootstrap(stream);
    for (int i = 0; i < DRAWS; i++) {
      int draw = i;
      figures(drawn(draws)).forEach((figure, value) -> drawn.get(figure)[draw] = value);
    }
    EmvaEstimates estimates = new EmvaEstimates();
    values.forEach(
        (figure, value) ->
            estimates.put(
                figure,
                figure.isStandardDeviation()
                    ? standardDeviation(value, drawn.get(figure))
                    : new Estimate(
                        value,
                        ParametricBootstrap.quantile(drawn.get(figure), 0.025),
                        ParametricBootstrap.quantile(drawn.get(figure), 0.975))));
    DarkNoiseFloor.raise(estimates);
    return estimates;
  }

  /** Returns the exposures for the plots. */
  List<PhotonTransferPoint> points() {
    Optional<double[]> deviations = linearity.deviations();
    List<PhotonTransferPoint> points = new ArrayList<>();
    for (int i = 0; i < data.size(); i++) {
      PairStatistics dark = data.dark(data.darkOf().get(i));
      points.add(
          new PhotonTransferPoint(
              data.flats().get(i).seconds(),
              data.flats().get(i).photons(),
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
                  : OptionalDouble.of(deviations.get()[i])));
    }
    return points;
  }

  /** Returns the linearity error with its interval [%], if light is known for enough exposures. */
  Optional<Estimate> linearityError(RandomStream stream) {
    return linearity.estimate(
        stream, this::flatError, i -> data.dark(i).meanError() * darkMeanExcess);
  }
}
