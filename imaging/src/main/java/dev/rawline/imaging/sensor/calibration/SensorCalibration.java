package dev.rawline.imaging.sensor.calibration;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;
import dev.rawline.imaging.sensor.SensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The parameters of a sensor, measured by the formulas of EMVA 1288 Release 4.0 Linear.
 *
 * <p>An interval refers to the pixel type, of which the sensor's pixels are a sample: it includes
 * noise and, if stacks were recorded, the sampling of pixels. It does not include errors of the
 * given photon numbers.
 *
 * @param format the common format of all frames
 * @param channels the measurements, one entry a channel
 * @param maps the spatial maps; if stacks were recorded
 */
public record SensorCalibration(
    FrameFormat format, List<ChannelCalibration> channels, Optional<CalibrationMaps> maps) {

  /** Copies the list. */
  public SensorCalibration {
    channels = List.copyOf(channels);
  }

  /**
   * Calibrates a sensor.
   *
   * @throws UnsuitableFramesException if a precondition is violated; the message lists all
   *     violations
   */
  public static SensorCalibration of(CalibrationFrames frames) {
    Preconditions.requireComplete(frames);
    List<ChannelData> data =
        Channel.of(frames.format().cfa()).stream()
            .map(channel -> ChannelData.of(frames, channel))
            .toList();
    Preconditions.requireUsable(data, frames);
    List<ChannelCalibration> channels = new ArrayList<>();
    List<PixelMaps> pixels = new ArrayList<>();
    for (ChannelData channel : data) {
      Optional<PixelMaps> maps = frames.spatial().map(spatial -> new PixelMaps(channel, spatial));
      maps.ifPresent(pixels::add);
      channels.add(calibrate(channel, maps));
    }
    Optional<CalibrationMaps> maps =
        frames
            .spatial()
            .map(spatial -> CalibrationMaps.of(frames.format(), pixels, spatial.seconds()));
    return new SensorCalibration(frames.format(), channels, maps);
  }

  private static ChannelCalibration calibrate(ChannelData data, Optional<PixelMaps> maps) {
    Optional<Estimate> response = maps.map(PixelMaps::pixelResponse);
    double patternError = maps.map(PixelMaps::meanError).orElse(0.0);
    EmvaEvaluation evaluation = new EmvaEvaluation(data, patternError);
    RandomStream stream =
        new Seed(0, "calibration").stream("intervals of " + data.channel().name(), 0);
    EmvaEstimates estimates = evaluation.estimates(stream);
    return new ChannelCalibration(
        data.channel(),
        estimates.require(EmvaQuantity.GAIN),
        estimates.require(EmvaQuantity.OFFSET),
        estimates.require(EmvaQuantity.DARK_NOISE_DN),
        estimates.require(EmvaQuantity.DARK_NOISE),
        estimates.require(EmvaQuantity.ROW_NOISE),
        estimates.get(EmvaQuantity.RESPONSIVITY),
        estimates.get(EmvaQuantity.QUANTUM_EFFICIENCY),
        estimates.require(EmvaQuantity.SATURATION),
        estimates.get(EmvaQuantity.SATURATION_PHOTONS),
        estimates.get(EmvaQuantity.FULL_WELL),
        estimates.require(EmvaQuantity.SNR_MAX),
        estimates.require(EmvaQuantity.THRESHOLD_ELECTRONS),
        estimates.get(EmvaQuantity.THRESHOLD_PHOTONS),
        estimates.require(EmvaQuantity.DYNAMIC_RANGE),
        evaluation.linearityError(stream),
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
        maps.map(of -> of.darkOffsets(estimates.require(EmvaQuantity.GAIN).value())),
        response,
        evaluation.points());
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
