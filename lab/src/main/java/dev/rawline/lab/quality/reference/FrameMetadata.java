package dev.rawline.lab.quality.reference;

import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.inspection.Inspector;
import dev.rawline.lab.quality.cause.CameraMetadata;

/**
 * What is stated of a device's frames, whatever they show.
 *
 * @param width columns [px]
 * @param height rows [px]
 * @param cfa the colour layout
 * @param bits of a stored sample
 * @param opticalBlack whether the files hold pixels that a mask keeps dark
 * @param inspector what measures such frames, and knows their levels
 */
public record FrameMetadata(
    int width, int height, Cfa cfa, int bits, boolean opticalBlack, Inspector inspector) {

  /** Returns the level of no light that is stated [DN]. */
  public SiteValues black() {
    return inspector.black();
  }

  /** Returns the level at which the sensor saturates [DN]. */
  public double white() {
    return inspector.white();
  }

  /** Returns what is stated where such frames are measured; black is the mean of its sites'. */
  public CameraMetadata numbers() {
    return new CameraMetadata(black().mean(), opticalBlack, inspector.photoResponseNonUniformity());
  }

  /** Returns how many DN one is in a scale of samples. */
  public double dn(Camera.Scale scale) {
    return switch (scale) {
      case FULL_SCALE -> fullScale();
      case BLACK_TO_WHITE -> white() - black().mean();
    };
  }

  /** Returns the largest number that a stored sample can hold [DN]. */
  public int fullScale() {
    return (1 << bits) - 1;
  }
}
