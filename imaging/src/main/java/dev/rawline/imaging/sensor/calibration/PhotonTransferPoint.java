package dev.rawline.imaging.sensor.calibration;

import dev.rawline.imaging.numeric.Estimate;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One exposure of one channel, for the plots of photon transfer, linearity and SNR.
 *
 * @param seconds the exposure time [s], if known
 * @param photons the photons a pixel, if known
 * @param signal the mean minus the mean in the dark [DN]
 * @param signalError its standard error [DN]
 * @param shotVariance the temporal variance minus that in the dark [DN²]
 * @param shotVarianceError its standard error [DN²]
 * @param variance the temporal variance itself [DN²]
 * @param dark the mean in the dark [DN]
 * @param darkVariance the temporal variance in the dark [DN²]
 * @param inGainFit whether the fits of gain and responsivity use it: up to 70 % of saturation
 * @param inLinearityFit whether the linearity error counts it: 5 % to 95 % of saturation
 * @param linearityDeviation its relative deviation from the linearity fit, if light or time are
 *     known
 * @param incrementalGain the slope of the characteristic curve, with no assumption of linearity [DN
 *     a photon, or DN/s where photons are unknown], if light or time are known
 * @param lightSignalToNoise light · incremental gain / √variance, the signal-to-noise ratio of the
 *     light, with no assumption of linearity
 * @param systemGain the signal that one more electron adds, by the noise curve [DN/e⁻]; below
 *     saturation
 */
public record PhotonTransferPoint(
    OptionalDouble seconds,
    OptionalDouble photons,
    double signal,
    double signalError,
    double shotVariance,
    double shotVarianceError,
    double variance,
    double dark,
    double darkVariance,
    boolean inGainFit,
    boolean inLinearityFit,
    OptionalDouble linearityDeviation,
    Optional<Estimate> incrementalGain,
    Optional<Estimate> lightSignalToNoise,
    Optional<Estimate> systemGain) {

  /** Returns the measured signal-to-noise ratio, signal / √variance. */
  public double signalToNoise() {
    return signal / Math.sqrt(variance);
  }
}
