package dev.rawline.imaging.sensor.calibration;

import dev.rawline.imaging.sensor.GainCurve;
import java.util.Optional;

/**
 * The noise-level function of one image, variance = K · signal + σ²_dark, of all its channels
 * together, from the smooth patches of a single image; {@link NoiseLevelFunction} is the same for
 * each channel of many images.
 *
 * <p>Where the gain is a curve over the signal, the function is that of the linear signal L, and K
 * the gain without light; {@link #variance} returns to the camera's own numbers.
 *
 * <p>The standard errors are the jackknife's over groups of neighbouring patches. PRNU counts as
 * noise if it is not subtracted, and so does fine texture in all patches.
 *
 * @param gain K [DN/e⁻, in stored samples]
 * @param darkVariance σ²_dark, quantization included; negative if the line is [DN²]
 * @param gainError the standard error of the gain
 * @param darkVarianceError the standard error of σ²_dark
 * @param groups the number of groups of the smooth patches used
 * @param nonUniformity the subtracted PRNU
 * @param response the gain over the signal
 */
public record ImageNoise(
    double gain,
    double darkVariance,
    double gainError,
    double darkVarianceError,
    int groups,
    double nonUniformity,
    GainCurve response) {

  private static final int FEWEST_GROUPS = 4;

  static Optional<ImageNoise> of(PatchStatistics patches, GainCurve response) {
    NoiseLevelFit line = NoiseLevelFit.fit(patches);
    if (line.count() < NoiseLevelFunction.FEWEST_PATCHES) {
      return Optional.empty();
    }
    ImageNoise noise = line.ofImage(response);
    return noise.groups >= FEWEST_GROUPS && Double.isFinite(noise.gainError)
        ? Optional.of(noise)
        : Optional.empty();
  }

  /** Returns the variance of noise at a signal above black, PRNU included, above 0 [DN²]. */
  public double variance(double signal) {
    double linear = response.linear(signal);
    double pattern = nonUniformity * linear;
    double ratio = response.relativeGainAt(signal);
    return ratio
        * ratio
        * (Math.max(1e-3, gain * response.noiseSignal(signal) + darkVariance) + pattern * pattern);
  }
}
