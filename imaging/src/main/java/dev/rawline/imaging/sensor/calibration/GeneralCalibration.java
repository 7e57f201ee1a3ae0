package dev.rawline.imaging.sensor.calibration;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.sensor.GainCurve;
import java.util.Optional;

/**
 * The results of EMVA 1288 Release 4.0 General for one channel: nothing is assumed to be linear.
 *
 * <p>The curves stand at the exposures ({@link PhotonTransferPoint}). Light is in photons a pixel,
 * or in seconds of exposure where it was not metered.
 *
 * @param snrMax the largest signal-to-noise ratio of the light, H·(dy/dH)/σ_y; if light is known
 * @param threshold the light whose signal-to-noise ratio is 1 [photons]; if photons are known
 * @param dynamicRange the light of the largest signal-to-noise ratio over the threshold
 * @param initialGain the incremental gain K of the least signals [DN/e⁻]; if at least five
 *     exposures determine it
 * @param gainCurve the incremental gain over the signal relative to that, and the noise factor,
 *     where they are significantly not constant: light or variance over the signal differ from a
 *     straight line by more than five standard errors, scatter included, and the gain or the noise
 *     factor by more than 0.5 %
 */
public record GeneralCalibration(
    Optional<Estimate> snrMax,
    Optional<Estimate> threshold,
    Optional<Estimate> dynamicRange,
    Optional<Estimate> initialGain,
    Optional<GainCurve> gainCurve) {

  /** No results. */
  public static final GeneralCalibration NONE =
      new GeneralCalibration(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
