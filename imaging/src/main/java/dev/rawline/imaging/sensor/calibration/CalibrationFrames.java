package dev.rawline.imaging.sensor.calibration;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The frames from which a sensor is calibrated.
 *
 * @param format the common format of all frames
 * @param flats pairs of uniformly lit frames, one pair an exposure, at least {@value
 *     #FEWEST_FLATS}, from darkness to beyond saturation
 * @param darks pairs of dark frames: one for each exposure time of the flats, or a single one
 * @param spatial the stacks for the spatial part, if they were recorded
 */
public record CalibrationFrames(
    FrameFormat format, List<FramePair> flats, List<FramePair> darks, Optional<Spatial> spatial) {

  /** The fewest exposures below saturation that a calibration is made from. */
  public static final int FEWEST_FLATS = 9;

  /** The fewest frames of a stack. */
  public static final int FEWEST_STACKED = 16;

  /**
   * The stacks for the spatial part.
   *
   * @param flat at least 16 uniformly lit frames near half saturation
   * @param dark at least 16 dark frames of the same exposure time
   * @param seconds the exposure time [s], if known
   */
  public record Spatial(SpatialStack flat, SpatialStack dark, OptionalDouble seconds) {}

  /** Copies the lists. */
  public CalibrationFrames {
    flats = List.copyOf(flats);
    darks = List.copyOf(darks);
  }
}
