package dev.rawline.lab.calibrate;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.isp.DefectCorrection.Pixel;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.sensor.calibration.CalibrationMaps;
import dev.rawline.imaging.sensor.calibration.CalibrationWarning;
import dev.rawline.imaging.sensor.calibration.ChannelCalibration;
import dev.rawline.imaging.sensor.calibration.FrameFormat;
import dev.rawline.imaging.sensor.calibration.NoiseLevelFunction;
import dev.rawline.imaging.sensor.calibration.PhotonTransferPoint;
import dev.rawline.imaging.sensor.calibration.SensorCalibration;
import dev.rawline.imaging.sensor.uncertainty.SystematicEffect;
import dev.rawline.imaging.sensor.uncertainty.UncertaintyBudget;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import tools.jackson.databind.PropertyNamingStrategies.LowerCamelCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * The form of a calibration in {@code calibration.json}, by the keys that
 * docs/how-to/calibration.md names; a number that is not finite is null.
 */
@JsonNaming(LowerCamelCaseStrategy.class)
record CalibrationRecord(
    Format format,
    List<Channel> channels,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<CalibrationWarning> warnings,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<Defects> defects) {

  static CalibrationRecord of(SensorCalibration calibration) {
    return new CalibrationRecord(
        Format.of(calibration.format()),
        calibration.channels().stream().map(Channel::of).toList(),
        calibration.warnings(),
        calibration.maps().map(Defects::of));
  }

  /** A noise level function, as {@code info} records it. */
  @JsonNaming(LowerCamelCaseStrategy.class)
  record NoiseLevel(String channel, Quantity gain, Quantity darkNoiseDn, int patches) {
    private static final String BLOCKS = "block_bootstrap";

    static NoiseLevel of(NoiseLevelFunction function) {
      return new NoiseLevel(
          word(function.channel()),
          Quantity.of(function.gain(), "DN/e⁻", BLOCKS),
          Quantity.of(function.darkNoise(), "DN", BLOCKS),
          function.patches());
    }
  }

  @JsonNaming(LowerCamelCaseStrategy.class)
  private record Format(int width, int height, String cfa, int adcBits, int containerBits) {
    static Format of(FrameFormat format) {
      return new Format(
          format.width(),
          format.height(),
          format.cfa().map(Cfa::name).orElse("monochrome"),
          format.adcBits(),
          format.containerBits());
    }
  }

  private record Channel(String channel, Map<String, Quantity> quantities, List<Point> points) {
    static Channel of(ChannelCalibration channel) {
      Map<String, Quantity> quantities = new LinkedHashMap<>();
      for (CalibrationQuantity.Group group : CalibrationQuantity.GROUPS) {
        for (CalibrationQuantity quantity : group.quantities()) {
          quantity
              .of()
              .apply(channel)
              .map(
                  found ->
                      Quantity.of(found, quantity.unit(), quantity.methodOf(channel).toString())
                          .with(quantity.budget(channel).map(Budget::of)))
              .ifPresent(found -> quantities.put(quantity.key(), found));
        }
      }
      return new Channel(
          word(channel.channel()), quantities, channel.points().stream().map(Point::of).toList());
    }
  }

  private record Quantity(
      Double value,
      Double lower,
      Double upper,
      double confidence,
      String unit,
      String method,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<Budget> budget) {
    static Quantity of(Estimate estimate, String unit, String method) {
      return new Quantity(
          finite(estimate.value()),
          finite(estimate.low()),
          finite(estimate.high()),
          estimate.level(),
          unit,
          method,
          Optional.empty());
    }

    Quantity with(Optional<Budget> of) {
      return new Quantity(value, lower, upper, confidence, unit, method, of);
    }
  }

  /** The uncertainty of a quantity in its unit; the coverage is the quantity's confidence. */
  @JsonNaming(LowerCamelCaseStrategy.class)
  private record Budget(
      Double standardUncertainty,
      Double coverageFactor,
      Double expandedUncertainty,
      List<Part> contributions,
      List<String> notStated) {
    static Budget of(UncertaintyBudget budget) {
      return new Budget(
          finite(budget.combined()),
          budget.coverageFactor().map(CalibrationRecord::finite).orElse(null),
          finite(budget.expanded()),
          budget.contributions().stream().map(Part::of).toList(),
          budget.notStated().stream().map(SystematicEffect::toString).toList());
    }
  }

  /** What contributes to an uncertainty: of type A by the frames, of type B as it was stated. */
  @JsonNaming(LowerCamelCaseStrategy.class)
  private record Part(
      String cause,
      String type,
      Double contribution,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<Input> input) {
    static Part of(UncertaintyBudget.Contribution part) {
      return new Part(
          part.cause(),
          part.stated().isPresent() ? "B" : "A",
          finite(part.uncertainty()),
          part.stated()
              .map(
                  error ->
                      new Input(
                          error.value(),
                          error.standardUncertainty(),
                          error.unit(),
                          error.distribution().toString(),
                          error.source(),
                          part.sensitivity())));
    }
  }

  /** A stated error: the sensitivity is the contribution by its standard uncertainty. */
  @JsonNaming(LowerCamelCaseStrategy.class)
  private record Input(
      double value,
      double standardUncertainty,
      String unit,
      String distribution,
      String source,
      double sensitivity) {}

  @JsonNaming(LowerCamelCaseStrategy.class)
  private record Point(
      Double exposureSeconds,
      Double photonsPerPixel,
      Double signal,
      Double signalError,
      Double variance,
      Double shotVariance,
      Double shotVarianceError,
      Double dark,
      Double darkVariance,
      boolean inGainFit,
      boolean inLinearityFit,
      Double linearityDeviation,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<Quantity> incrementalGain,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<Quantity> lightSignalToNoise,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<Quantity> systemGain) {
    static Point of(PhotonTransferPoint point) {
      return new Point(
          finite(point.seconds()),
          finite(point.photons()),
          finite(point.signal()),
          finite(point.signalError()),
          finite(point.variance()),
          finite(point.shotVariance()),
          finite(point.shotVarianceError()),
          finite(point.dark()),
          finite(point.darkVariance()),
          point.inGainFit(),
          point.inLinearityFit(),
          finite(point.linearityDeviation()),
          quantity(
              point.incrementalGain(),
              point.photons().isPresent() ? "DN/photon" : "DN/s",
              CalibrationQuantity.Method.ANALYTIC),
          quantity(point.lightSignalToNoise(), "1", CalibrationQuantity.Method.ANALYTIC),
          quantity(point.systemGain(), "DN/e⁻", CalibrationQuantity.Method.PARAMETRIC_BOOTSTRAP));
    }

    private static Optional<Quantity> quantity(
        Optional<Estimate> estimate, String unit, CalibrationQuantity.Method method) {
      return estimate.map(found -> Quantity.of(found, unit, method.toString()));
    }
  }

  /** Defective pixels, each as its row and column. */
  private record Defects(List<List<Integer>> hot, List<List<Integer>> dead) {
    static Defects of(CalibrationMaps maps) {
      return new Defects(pixels(maps.hot()), pixels(maps.dead()));
    }

    private static List<List<Integer>> pixels(Set<Pixel> pixels) {
      return pixels.stream()
          .sorted(Comparator.comparingInt(Pixel::row).thenComparingInt(Pixel::column))
          .map(pixel -> List.of(pixel.row(), pixel.column()))
          .toList();
    }
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static Double finite(OptionalDouble number) {
    return number.isPresent() ? finite(number.getAsDouble()) : null;
  }

  private static Double finite(double number) {
    return Double.isFinite(number) ? number : null;
  }
}
