package dev.rawline.imaging.sensor.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;
import dev.rawline.imaging.sensor.uncertainty.MeasurementConditions;
import dev.rawline.imaging.sensor.uncertainty.PropagateDistributions;
import dev.rawline.imaging.sensor.uncertainty.StatedErrors;
import dev.rawline.imaging.sensor.uncertainty.SystematicErrors;
import dev.rawline.imaging.sensor.uncertainty.UncertaintyBudget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Intervals cover the truth where the errors of the set-up are drawn from the stated distributions.
 *
 * <p>On our own simulator: what is drawn are the statistics of pairs and stacks, from their
 * sampling distributions (normal means, χ² variances), not frames. The sensor is linear.
 */
class UncertaintyCoverageTest {
  private static final int CALIBRATIONS = 2000;
  private static final int SIDE = 96;
  private static final int STACKED = 16;
  private static final double PIXELS = SIDE * SIDE;
  private static final double GAIN = 0.1;
  private static final double EFFICIENCY = 0.5;
  private static final double OFFSET = 29.4;
  private static final double PIXEL_NOISE = 30;
  private static final double ROW_NOISE = 6;
  private static final double FULL_WELL = 30_000;
  private static final double DARK_CURRENT = 2000;
  private static final double RATE = 3.5e6;
  private static final double[] DSNU = {3, 4, 5};
  private static final double[] PRNU = {0.003, 0.002, 0.005};

  /** The stated photons of the exposures, as shares of those that fill the well. */
  private static final double[] FILLED =
      IntStream.range(0, 21)
          .mapToDouble(i -> i < 19 ? 0.025 + 0.05 * i : 1.1 + 0.05 * (i - 19))
          .toArray();

  private static final MeasurementConditions STATED = StatedErrors.all(1.5, 0.5, 1.5, 0.3);

  private static final PropagateDistributions SET_UP =
      new PropagateDistributions(STATED, FILLED.length);

  /** The numbers of a calibration, and the truth of each. */
  private record Outcome(Map<String, Estimate> measured, Map<String, Double> truth) {}

  /** One calibration's errors, and what is drawn with them. */
  @SuppressWarnings("ArrayRecordComponent") // many numbers, used in this class alone
  private record Bench(SystematicErrors errors, RandomStream stream, double[] light) {
    static Bench of(RandomStream stream) {
      SystematicErrors errors = SET_UP.drawn(stream);
      return new Bench(errors, stream, errors.light(stated(), true));
    }

    static double[] stated() {
      return Arrays.stream(FILLED).map(share -> share * FULL_WELL / EFFICIENCY).toArray();
    }

    /** Draws χ²_ν/ν (Wilson and Hilferty 1931). */
    double chiSquare(double freedom) {
      double part = 2 / (9 * freedom);
      return Math.pow(1 - part + Math.sqrt(part) * stream.nextGaussian(), 3);
    }

    double seconds(int i) {
      return stated()[i] / RATE;
    }

    /** The dark current at the temperature that the sensor really had. */
    double current() {
      return DARK_CURRENT / errors.darkCurrent(1);
    }

    double pixelVariance(double charge) {
      return GAIN * GAIN * (charge + PIXEL_NOISE * PIXEL_NOISE) + errors.roundingVariance();
    }

    /** Draws the statistics of a pair. */
    FramePair pair(String name, int i, double light, double shift) {
      double charge = EFFICIENCY * light + current() * seconds(i);
      boolean full = charge > FULL_WELL;
      double pixel = pixelVariance(full ? 0 : charge);
      double row = GAIN * GAIN * ROW_NOISE * ROW_NOISE;
      double expected = pixel + SIDE * row;
      double within = pixel * chiSquare(SIDE * (SIDE - 1.0));
      double between = expected * chiSquare(SIDE - 1.0);
      double mean = OFFSET + shift + GAIN * Math.min(charge, FULL_WELL);
      double error = Math.sqrt(expected / PIXELS);
      double ofVariance =
          Math.sqrt(2 * pixel * pixel * SIDE * (SIDE - 1.0) + 2 * expected * expected * (SIDE - 1))
              / PIXELS;
      PairStatistics statistics =
          new PairStatistics(
              SIDE,
              SIDE,
              mean + error * stream.nextGaussian(),
              mean + error * stream.nextGaussian(),
              Math.sqrt(between / 2 / PIXELS),
              (SIDE * (SIDE - 1.0) * within + (SIDE - 1) * between) / PIXELS,
              ofVariance * Math.sqrt(chiSquare(SIDE - 1.0)),
              (between - within) / SIDE,
              0,
              0,
              0);
      return new FramePair(
          name,
          OptionalDouble.of(seconds(i)),
          light > 0 ? OptionalDouble.of(stated()[i]) : OptionalDouble.empty(),
          Map.of(Channel.MONOCHROME, statistics),
          new SampleEvidence(100, 0, i, i + 100L));
    }

    /** Draws the spatial variances of a stack, of patterns of rows, columns and pixels [DN]. */
    SpatialVariances stack(double charge, double mean, double[] squares) {
      double pixel = pixelVariance(charge);
      double row = GAIN * GAIN * ROW_NOISE * ROW_NOISE;
      double noise = (pixel + row) / STACKED;
      double rows = (row + pixel / SIDE) / STACKED;
      double columns = pixel / SIDE / STACKED;
      double freedom = (SIDE - 1.0) * (SIDE - 1);
      return new SpatialVariances(
          SIDE,
          SIDE,
          mean,
          pixel + row,
          noise,
          new SpatialVariances.MeanSquare(
              (squares[2] + pixel / STACKED) * chiSquare(freedom), noise, freedom),
          new SpatialVariances.MeanSquare(
              (squares[0] + squares[2] / SIDE + rows) * chiSquare(SIDE - 1.0), rows, SIDE - 1.0),
          new SpatialVariances.MeanSquare(
              (squares[1] + squares[2] / SIDE + columns) * chiSquare(SIDE - 1.0),
              columns,
              SIDE - 1.0));
    }

    Outcome outcome() {
      double[] dark = Arrays.stream(DSNU).map(each -> square(GAIN * each)).toArray();
      double shift =
          Math.sqrt(dark[0] / SIDE + dark[1] / SIDE + dark[2] / PIXELS) * stream.nextGaussian();
      List<FramePair> flats = new ArrayList<>();
      List<FramePair> darks = new ArrayList<>();
      for (int i = 0; i < light.length; i++) {
        flats.add(pair("flat " + i, i, light[i], shift));
        darks.add(pair("dark " + i, i, 0, shift));
      }
      int half = 9;
      double charge = EFFICIENCY * light[half];
      double leak = current() * seconds(half);
      double[] flat = new double[3];
      Arrays.setAll(flat, i -> dark[i] + square(PRNU[i] * GAIN * charge));
      SpatialVariances darkStack = stack(leak, OFFSET + shift + GAIN * leak, dark);
      SpatialVariances flatStack =
          stack(charge + leak, OFFSET + shift + GAIN * (charge + leak), flat);
      ChannelData data =
          ChannelData.of(
              Channel.MONOCHROME, flats, darks, Optional.of(flatStack), Optional.of(darkStack));
      ChannelCalibration measured =
          SensorCalibration.calibrate(data, Optional.empty(), Set.of(), STATED);
      Map<String, Estimate> numbers = new TreeMap<>();
      measured.budgets().forEach((name, budget) -> numbers.put(name, budget.value()));
      addPixels(numbers, measured.gain().value(), charge);
      return new Outcome(numbers, truth(data, measured));
    }

    /** The numbers of all but defective pixels: their statistic is a variance of pixels. */
    private void addPixels(Map<String, Estimate> numbers, double gain, double charge) {
      double noise = pixelVariance(0) / STACKED;
      double variance = square(GAIN * DSNU[2]) + noise;
      numbers.put(
          "pixelOffsets",
          PixelMaps.spread(variance * chiSquare(PIXELS - 1), PIXELS - 1, noise, 1 / gain));
      double relative = pixelVariance(charge) / STACKED / square(GAIN * charge);
      numbers.put(
          "pixelResponse",
          PixelMaps.spread(
              (square(PRNU[2]) + relative) * chiSquare(PIXELS - 1), PIXELS - 1, relative, 100));
    }

    private Map<String, Double> truth(ChannelData data, ChannelCalibration measured) {
      Map<String, Double> truth = new HashMap<>();
      double noise = Math.hypot(PIXEL_NOISE, ROW_NOISE);
      double noiseDn = Math.sqrt(square(GAIN * noise) + errors.roundingVariance());
      double threshold = noiseDn / GAIN + 0.5;
      double photons = light[data.saturation()];
      double saturation = EFFICIENCY * photons;
      truth.put("gain", GAIN);
      truth.put("gainBias", 0.0);
      truth.put("offset", OFFSET);
      truth.put("darkNoiseDn", noiseDn);
      truth.put("darkNoise", noise);
      truth.put("rowNoise", ROW_NOISE);
      truth.put("responsivity", EFFICIENCY * GAIN);
      truth.put("quantumEfficiency", EFFICIENCY);
      truth.put("saturation", saturation);
      truth.put("saturationPhotons", photons);
      truth.put("fullWell", FULL_WELL);
      truth.put("snrMax", Math.sqrt(saturation));
      truth.put("thresholdElectrons", threshold);
      truth.put("thresholdPhotons", threshold / EFFICIENCY);
      truth.put("dynamicRange", saturation / threshold);
      truth.put("darkCurrent", DARK_CURRENT);
      truth.put("linearityError", 0.0);
      pattern(truth, "darkSignalNonUniformity", DSNU, 1);
      pattern(truth, "photoResponseNonUniformity", PRNU, 100);
      truth.put("pixelOffsets", DSNU[2]);
      truth.put("pixelResponse", 100 * PRNU[2]);
      general(truth, measured);
      return truth;
    }

    private static void pattern(
        Map<String, Double> truth, String name, double[] parts, double factor) {
      truth.put(name + ".row", factor * parts[0]);
      truth.put(name + ".column", factor * parts[1]);
      truth.put(name + ".pixel", factor * parts[2]);
      truth.put(name, factor * Math.sqrt(Arrays.stream(parts).map(Bench::square).sum()));
    }

    /** The numbers of General: those of the exposures that the evaluation takes them from. */
    private void general(Map<String, Double> truth, ChannelCalibration measured) {
      List<PhotonTransferPoint> points = measured.points();
      int best = 0;
      for (int i = 0; i < points.size(); i++) {
        best = ratio(points.get(i)) > ratio(points.get(best)) ? i : best;
      }
      double variance = variance(light[best], best);
      truth.put("general.snrMax", GAIN * EFFICIENCY * light[best] / Math.sqrt(variance));
      double dark = variance(0, 0);
      double slope = GAIN * EFFICIENCY;
      double rise = (variance(light[0], 0) - dark) / light[0];
      double least =
          (rise + Math.sqrt(rise * rise + 4 * slope * slope * dark)) / (2 * slope * slope);
      truth.put("general.threshold", least);
      truth.put("general.dynamicRange", light[best] / least);
      truth.put("general.initialGain", GAIN);
    }

    private static double ratio(PhotonTransferPoint point) {
      return point.lightSignalToNoise().map(Estimate::value).orElse(0.0);
    }

    private double variance(double photons, int i) {
      return pixelVariance(EFFICIENCY * photons + current() * seconds(i))
          + square(GAIN * ROW_NOISE);
    }

    private static double square(double number) {
      return number * number;
    }
  }

  /** 95 % ± 2 %: with 2,000 calibrations that is four standard errors of a true 95 %. */
  @Test
  @Tag("slow")
  void intervalsCoverUnderTheStatedErrors() {
    long seed = Seeds.next("intervalsCoverUnderTheStatedErrors", 1);
    int calibrations = Integer.getInteger("rawline.calibrations", CALIBRATIONS);
    List<Outcome> outcomes =
        IntStream.range(0, calibrations)
            .parallel()
            .mapToObj(i -> Bench.of(new Seed(seed, "uncertainty").stream("bench", i)).outcome())
            .toList();
    Map<String, Double> rates = new TreeMap<>();
    StringBuilder table =
        new StringBuilder("| number | mean half width | covered |\n|---|---|---|\n");
    for (String name : outcomes.getFirst().measured().keySet()) {
      double covered =
          outcomes.stream()
              .filter(each -> each.measured().get(name).covers(each.truth().get(name)))
              .count();
      double width =
          outcomes.stream()
              .mapToDouble(each -> each.measured().get(name).halfWidth())
              .average()
              .orElseThrow();
      rates.put(name, covered / calibrations);
      table.append(
          String.format(
              Locale.ROOT, "| %s | %.3g | %.1f %% |%n", name, width, 100 * covered / calibrations));
    }
    System.out.println(table);
    assertThat(rates).hasSize(31);
    assertThat(rates).allSatisfy((name, rate) -> assertThat(rate).as(name).isBetween(0.93, 0.97));
  }

  /** Nothing stated: the same numbers and intervals as without conditions, all effects listed. */
  @Test
  void withoutStatementsNothingIsTakenAsZero() {
    SensorCalibration plain = SensorCalibration.of(new PlainCamera(48, 1).frames());
    Map<String, UncertaintyBudget> budgets = plain.channels().getFirst().budgets();
    assertThat(budgets).hasSize(31);
    assertThat(budgets.get("gain").notStated()).isEmpty();
    assertThat(budgets.get("quantumEfficiency").notStated().toString())
        .isEqualTo("[light_meter, lamp_stability, stray_light, wavelength, pixel_area, linearity]");
    assertThat(budgets.get("darkNoise").notStated().toString()).isEqualTo("[rounding]");
    assertThat(budgets.get("darkCurrent").notStated().toString()).isEqualTo("[temperature]");
    assertThat(budgets.get("linearityError").notStated().toString())
        .isEqualTo("[lamp_stability, linearity]");
  }
}
