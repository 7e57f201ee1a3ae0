package dev.rawline.imaging.inspection;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.sensor.GainCurve;
import dev.rawline.imaging.sensor.calibration.ImagePatches;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SequencedMap;

/**
 * RawImage → Inspection: measures a camera's characteristics from the samples of one raw image.
 *
 * <p>A monochrome image has one level, that of all pixels ({@link Quantity#of(Cfa)}); noise, edges
 * and patterns are measured as if it were {@link Cfa#RGGB}.
 *
 * @param black the stated black level, above which levels are measured [DN]
 * @param white the level at which the sensor saturates [DN]
 * @param step the distance of neighbouring codes as stored [DN], a power of two: 16 where 12 bits
 *     stand at the left of 16
 * @param photoResponseNonUniformity the sensor's PRNU, relative, whose part of the noise is
 *     subtracted before the gain is measured; 0 if unknown: the measured gain is then higher by
 *     about PRNU² times the signal, and depends on the exposure
 * @param response the gain over the signal in stored samples, so that the measured gain is that
 *     without light; constant if unknown
 */
public record Inspector(
    SiteValues black,
    double white,
    int step,
    double photoResponseNonUniformity,
    GainCurve response) {

  /** Creates the inspector of a camera of constant gain. */
  public Inspector(SiteValues black, double white, int step, double photoResponseNonUniformity) {
    this(black, white, step, photoResponseNonUniformity, GainCurve.CONSTANT);
  }

  /**
   * Validates the settings.
   *
   * @throws IllegalArgumentException if the white level is not above black, or the step is not a
   *     power of two; the message lists all problems
   */
  public Inspector {
    List<String> problems = new ArrayList<>();
    for (double level :
        new double[] {black.red(), black.greenInRedRow(), black.greenInBlueRow(), black.blue()}) {
      if (!Double.isFinite(level) || !(level < white)) {
        problems.add(
            "the black level is %s and the white level %s: expected finite numbers, black below white (DN)"
                .formatted(level, white));
        break;
      }
    }
    if (step < 1 || step > 1 << 8 || Integer.bitCount(step) != 1) {
      problems.add("step is %d: expected a power of two, 1 to 256 (DN)".formatted(step));
    }
    if (!(photoResponseNonUniformity >= 0 && photoResponseNonUniformity <= 0.2)) {
      problems.add(
          "photoResponseNonUniformity is %s: expected 0 to 0.2 (relative)"
              .formatted(photoResponseNonUniformity));
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }

  /** Returns an image as a mosaic, a monochrome one as if its pixels had filters. */
  static RawImage mosaic(RawImage raw) {
    return raw.cfa().hasFilters() ? raw : raw.with(Cfa.RGGB);
  }

  ImagePatches patches(RawImage image) {
    return ImagePatches.of(mosaic(image), black, white, photoResponseNonUniformity, response);
  }

  /**
   * Measures an image without optical black.
   *
   * @throws IllegalArgumentException if the image is not in DN, smaller than 32×32 pixels, or holds
   *     a sample that is not finite
   */
  public Inspection inspect(RawImage image) {
    return inspect(image, OptionalDouble.empty());
  }

  /**
   * Measures an image.
   *
   * @param opticalBlack the mean of the masked (optically black) pixels [DN], if there are any
   * @throws IllegalArgumentException if the image is not in DN, smaller than 32×32 pixels, or holds
   *     a sample that is not finite
   */
  public Inspection inspect(RawImage image, OptionalDouble opticalBlack) {
    return Measurement.of(this, image, opticalBlack).inspection();
  }

  /**
   * Measures only the pointwise statistics of an image: the means, quantiles, shares and ratios of
   * {@link #inspect(RawImage)}, with the same intervals, in two passes.
   *
   * @throws IllegalArgumentException if the image is not in DN, smaller than 32×32 pixels, or holds
   *     a sample that is not finite
   */
  public SequencedMap<Quantity, Estimate> levels(RawImage image) {
    return Measurement.ofLevels(this, image).inspection().values();
  }
}
