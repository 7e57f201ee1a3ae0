package dev.rawline.imaging.frame;

import java.util.Optional;

/**
 * What is known about the recording of a raw image; every value has its source.
 *
 * @param containerBits bits of a stored sample, 8 to 16: full scale is 2^containerBits − 1 DN
 * @param blackLevel the level of no light [DN]
 * @param whiteLevel the level at which the sensor saturates [DN]
 * @param whiteBalance as-shot gains
 * @param colourMatrix white-balanced camera colours to linear sRGB; with rows that sum to 1 grey
 *     stays grey
 * @param camera maker and model
 * @param iso the ISO speed
 * @param exposureSeconds the exposure time [s]
 * @param orientation how the stored frame must be rotated or mirrored to be upright
 */
public record Calibration(
    int containerBits,
    Optional<SourcedValue<SiteValues>> blackLevel,
    Optional<SourcedValue<Double>> whiteLevel,
    Optional<SourcedValue<Rgb>> whiteBalance,
    Optional<SourcedValue<Matrix3>> colourMatrix,
    Optional<SourcedValue<String>> camera,
    Optional<SourcedValue<Double>> iso,
    Optional<SourcedValue<Double>> exposureSeconds,
    Orientation orientation) {

  /**
   * Checks the bit depth.
   *
   * @throws IllegalArgumentException if containerBits is not 8 to 16
   */
  public Calibration {
    if (containerBits < 8 || containerBits > 16) {
      throw new IllegalArgumentException(
          "containerBits is " + containerBits + ": expected 8 to 16 bits");
    }
  }

  /** Returns a calibration with only the size of a stored sample. */
  public static Calibration unknown(int containerBits) {
    return new Calibration(
        containerBits,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Orientation.UPRIGHT);
  }

  /**
   * Returns a calibration with only the levels.
   *
   * @param black the level of no light [DN]
   * @param white the level at which the sensor saturates [DN]
   * @param source the source of both values
   * @throws IllegalArgumentException if containerBits is not 8 to 16
   */
  public static Calibration ofLevels(
      int containerBits, SiteValues black, double white, String source) {
    return new Calibration(
        containerBits,
        Optional.of(new SourcedValue<>(black, source)),
        Optional.of(new SourcedValue<>(white, source)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Orientation.UPRIGHT);
  }

  /** Returns the same knowledge of a frame of another orientation. */
  public Calibration with(Orientation other) {
    return new Calibration(
        containerBits,
        blackLevel,
        whiteLevel,
        whiteBalance,
        colourMatrix,
        camera,
        iso,
        exposureSeconds,
        other);
  }

  /** Returns the largest number a stored sample can hold, 2^containerBits − 1 [DN]. */
  public int fullScale() {
    return (1 << containerBits) - 1;
  }

  /** Returns this calibration for a frame that is already upright. */
  Calibration turned(boolean transposed) {
    // Transposing turns rows into columns: a green pixel of a red row is then in a blue row.
    Optional<SourcedValue<SiteValues>> black =
        blackLevel.map(
            known -> {
              SiteValues v = known.value();
              return transposed
                  ? new SourcedValue<>(
                      new SiteValues(v.red(), v.greenInBlueRow(), v.greenInRedRow(), v.blue()),
                      known.source())
                  : known;
            });
    return new Calibration(
        containerBits,
        black,
        whiteLevel,
        whiteBalance,
        colourMatrix,
        camera,
        iso,
        exposureSeconds,
        Orientation.UPRIGHT);
  }
}
