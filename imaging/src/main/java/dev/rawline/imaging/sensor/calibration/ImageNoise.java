package dev.rawline.imaging.sensor.calibration;

import java.util.Optional;

/**
 * The noise-level function of one image, variance = K · signal + σ²_dark, of all its channels
 * together: what {@link NoiseLevelFunction} finds for each channel of many images, from the even
 * patches of a single one.
 *
 * <p>The standard errors are the jackknife's over groups of neighbouring patches. PRNU counts as
 * noise where it is not taken off, and so does texture finer than a patch that lies everywhere.
 *
 * @param gain K [DN/e⁻, in stored samples]
 * @param darkVariance σ²_dark, quantization included; below 0 where the line passes there [DN²]
 * @param gainError the standard error of the gain
 * @param darkVarianceError the standard error of σ²_dark
 * @param groups in how many groups the even patches lie that it was found from
 * @param nonUniformity the PRNU that was taken off
 */
public record ImageNoise(
    double gain,
    double darkVariance,
    double gainError,
    double darkVarianceError,
    int groups,
    double nonUniformity) {

  private static final int FEWEST_GROUPS = 4;

  static Optional<ImageNoise> of(PatchStatistics patches) {
    NoiseLevelFit line = NoiseLevelFit.fit(patches);
    if (line.count() < NoiseLevelFunction.FEWEST_PATCHES) {
      return Optional.empty();
    }
    ImageNoise noise = line.ofImage();
    return noise.groups >= FEWEST_GROUPS && Double.isFinite(noise.gainError)
        ? Optional.of(noise)
        : Optional.empty();
  }

  /** Returns the variance of noise at a signal above black, PRNU included, above 0 [DN²]. */
  public double variance(double signal) {
    double pattern = nonUniformity * signal;
    return Math.max(1e-3, gain * signal + darkVariance) + pattern * pattern;
  }
}
