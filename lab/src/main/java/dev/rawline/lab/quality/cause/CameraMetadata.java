package dev.rawline.lab.quality.cause;

/**
 * What was stated of a camera where its images were measured.
 *
 * @param black the level of no light [DN]
 * @param opticalBlack whether black levels were measured in the dark, so that light does not move
 *     them
 * @param photoResponseNonUniformity the PRNU whose share was taken off the noise, relative; 0 where
 *     none was
 */
public record CameraMetadata(
    double black, boolean opticalBlack, double photoResponseNonUniformity) {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if black is not finite or the PRNU not 0 to 0.2
   */
  public CameraMetadata {
    if (!Double.isFinite(black)) {
      throw new IllegalArgumentException(
          "black is %s: expected a finite number (DN)".formatted(black));
    }
    if (!(photoResponseNonUniformity >= 0 && photoResponseNonUniformity <= 0.2)) {
      throw new IllegalArgumentException(
          "photoResponseNonUniformity is %s: expected 0 to 0.2 (relative)"
              .formatted(photoResponseNonUniformity));
    }
  }
}
