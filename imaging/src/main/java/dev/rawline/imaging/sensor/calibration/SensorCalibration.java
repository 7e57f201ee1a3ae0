package dev.rawline.imaging.sensor.calibration;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.imaging.sensor.uncertainty.MeasurementConditions;
import dev.rawline.imaging.sensor.uncertainty.UncertaintyBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The parameters of a sensor, measured by the formulas of EMVA 1288 Release 4.0 Linear, and beside
 * them by those of General.
 *
 * <p>An interval refers to the pixel type, of which the sensor's pixels are a sample: it includes
 * noise and, if stacks were recorded, the sampling of pixels. It includes errors of the set-up as
 * far as they are stated.
 *
 * @param format the common format of all frames
 * @param channels the measurements, one entry a channel
 * @param maps the spatial maps; if stacks were recorded
 * @param warnings the violated preconditions, each with what follows for the numbers
 */
public record SensorCalibration(
    FrameFormat format,
    List<ChannelCalibration> channels,
    Optional<CalibrationMaps> maps,
    List<CalibrationWarning> warnings) {

  /** Copies the lists. */
  public SensorCalibration {
    channels = List.copyOf(channels);
    warnings = List.copyOf(warnings);
  }

  /**
   * Calibrates a sensor from what the frames determine: a violated precondition is a warning, which
   * leaves out or widens the numbers that it concerns.
   *
   * @throws UnsuitableFramesException if there is no measurement: fewer than two usable exposures,
   *     no dark pair, frames that are used twice or do not fit together; the message lists all
   *     reasons
   */
  public static SensorCalibration of(CalibrationFrames frames) {
    return of(frames, MeasurementConditions.NONE, false);
  }

  /**
   * Calibrates a sensor: numbers are corrected of the known errors of the set-up, and intervals
   * include its stated uncertainties.
   *
   * @param conditions the stated errors
   * @param isStrict whether a violated precondition is an error
   * @throws UnsuitableFramesException as {@link #of(CalibrationFrames)}, or, if strict, if a
   *     precondition is violated; the message lists all violations
   */
  public static SensorCalibration of(
      CalibrationFrames given, MeasurementConditions conditions, boolean isStrict) {
    CalibrationFindings findings = new CalibrationFindings(isStrict);
    new Preconditions(findings).requireComplete(given);
    CalibrationFrames frames = Preconditions.withUsableStacks(given);
    List<ChannelData> data =
        Channel.of(frames.format().cfa()).stream()
            .map(channel -> ChannelData.of(frames, channel))
            .toList();
    new SamplePreconditions(findings).requireUsable(data, frames);
    List<ChannelCalibration> channels = new ArrayList<>();
    List<PixelMaps> pixels = new ArrayList<>();
    for (ChannelData channel : data) {
      Optional<PixelMaps> maps = frames.spatial().map(spatial -> new PixelMaps(channel, spatial));
      maps.ifPresent(pixels::add);
      channels.add(calibrate(channel, maps, channel.unknown(frames), conditions));
    }
    Optional<CalibrationMaps> maps =
        frames
            .spatial()
            .map(spatial -> CalibrationMaps.of(frames.format(), pixels, spatial.seconds()));
    return new SensorCalibration(frames.format(), channels, maps, findings.warnings());
  }

  static ChannelCalibration calibrate(
      ChannelData data,
      Optional<PixelMaps> maps,
      Set<EmvaQuantity> unknown,
      MeasurementConditions conditions) {
    double patternError = maps.map(PixelMaps::meanError).orElse(0.0);
    EmvaEvaluation evaluation = new EmvaEvaluation(data, patternError, unknown, conditions);
    RandomStream stream =
        new Seed(0, "calibration").stream("intervals of " + data.channel().name(), 0);
    EmvaEstimates estimates = evaluation.estimates(stream);
    Optional<UncertaintyBudget> linearityError =
        data.lacksDarks() ? Optional.empty() : evaluation.linearityError(stream);
    GeneralEvaluation general = evaluation.general(stream);
    Optional<Estimate> pixelOffsets =
        unknown.contains(EmvaQuantity.DSNU)
            ? Optional.empty()
            : maps.map(of -> of.darkOffsets(estimates.require(EmvaQuantity.GAIN).value()));
    Optional<Estimate> pixelResponse =
        unknown.contains(EmvaQuantity.PRNU) ? Optional.empty() : maps.map(PixelMaps::pixelResponse);
    Map<String, UncertaintyBudget> budgets = estimates.budgets();
    linearityError.ifPresent(budget -> budgets.put("linearityError", budget));
    pixelOffsets.ifPresent(of -> budgets.put("pixelOffsets", UncertaintyBudget.random(of)));
    pixelResponse.ifPresent(of -> budgets.put("pixelResponse", UncertaintyBudget.random(of)));
    budgets.putAll(general.budgets(stream));
    return new ChannelCalibration(
        data.channel(),
        estimates.require(EmvaQuantity.GAIN),
        estimates.get(EmvaQuantity.GAIN_BIAS),
        estimates.get(EmvaQuantity.OFFSET),
        estimates.get(EmvaQuantity.DARK_NOISE_DN),
        estimates.get(EmvaQuantity.DARK_NOISE),
        estimates.get(EmvaQuantity.ROW_NOISE),
        estimates.get(EmvaQuantity.RESPONSIVITY),
        estimates.get(EmvaQuantity.QUANTUM_EFFICIENCY),
        estimates.get(EmvaQuantity.SATURATION),
        estimates.get(EmvaQuantity.SATURATION_PHOTONS),
        estimates.get(EmvaQuantity.FULL_WELL),
        estimates.get(EmvaQuantity.SNR_MAX),
        estimates.get(EmvaQuantity.THRESHOLD_ELECTRONS),
        estimates.get(EmvaQuantity.THRESHOLD_PHOTONS),
        estimates.get(EmvaQuantity.DYNAMIC_RANGE),
        linearityError.map(UncertaintyBudget::value),
        estimates.get(EmvaQuantity.DARK_CURRENT),
        estimates.nonUniformity(
            EmvaQuantity.DSNU,
            EmvaQuantity.DSNU_ROW,
            EmvaQuantity.DSNU_COLUMN,
            EmvaQuantity.DSNU_PIXEL),
        estimates.nonUniformity(
            EmvaQuantity.PRNU,
            EmvaQuantity.PRNU_ROW,
            EmvaQuantity.PRNU_COLUMN,
            EmvaQuantity.PRNU_PIXEL),
        pixelOffsets,
        pixelResponse,
        general.summary(budgets),
        evaluation.points(general),
        budgets);
  }

  /**
   * Returns the sensor as a specification for simulations.
   *
   * <p>The pixel pitch and the format of the frames are stated, and their origins say so (replace
   * them by {@link SensorSpec#withOrigin}). Values that no frame contains are assumed: the
   * temperatures and, where they were not measured, quantum efficiency, dark current, DSNU, PRNU
   * and defective pixels. The filters' transmission is folded into the quantum efficiency of the
   * calibration's light: each band reaches only its own filter.
   *
   * @param name the sensor's name
   * @param pixelPitch the distance between pixels [µm], which no frame contains
   * @throws IllegalArgumentException if a measured value is outside the range of a specification
   */
  public SensorSpec toSensorSpec(String name, double pixelPitch) {
    return MeasuredSpec.of(this, name, pixelPitch);
  }
}
