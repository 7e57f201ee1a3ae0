package dev.rawline.imaging.sensor.calibration;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.sensor.uncertainty.UncertaintyBudget;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The measurements of one channel; values that could not be measured are empty.
 *
 * <p>Their 95 % intervals come from a parametric bootstrap: the whole evaluation is repeated with
 * means and variances resampled within their standard errors. Those of {@code pixelOffsets} and
 * {@code pixelResponse} come from the χ² distribution of a variance.
 *
 * @param channel the pixels
 * @param gain K, the slope of temporal variance over signal, both minus their dark, through zero,
 *     up to 70 % of saturation [DN/e⁻]; its interval includes the bias
 * @param gainBias by how much curvature makes K differ from the gain of the least signals [%]; if
 *     at least three exposures are fitted
 * @param offset the mean in the dark, extrapolated to exposure time 0 where times vary [DN]; if it
 *     is not clipped, as all numbers of the dark below
 * @param darkNoiseDn the temporal noise in the dark σ_y.dark, quantization included [DN]
 * @param darkNoise σ_d = √(σ²_y.dark − 1/12)/K [e⁻]
 * @param rowNoise the part of the dark noise that all pixels of a row share [e⁻]
 * @param responsivity R, the slope of signal over photons, through zero, up to 70 % of saturation
 *     [DN/photon]; if photons are known
 * @param quantumEfficiency η = R/K [e⁻/photon]; if photons are known
 * @param saturation the charge at the exposure of the largest temporal variance [e⁻]; if exposures
 *     reach it
 * @param saturationPhotons the photons of that exposure; if photons are known
 * @param fullWell the charge at which a pixel saturates [e⁻]; if exposures reach it and the
 *     converter does not clip first
 * @param snrMax √saturation, the largest signal-to-noise ratio
 * @param thresholdElectrons the charge whose signal-to-noise ratio is 1, σ_y.dark/K + ½ [e⁻]
 * @param thresholdPhotons the absolute sensitivity threshold, that charge / η; if photons are known
 * @param dynamicRange saturation / threshold
 * @param linearityError LE, the mean absolute deviation from the straight line, 5 % to 95 % of
 *     saturation [%]; if photons or exposure times are known
 * @param darkCurrent the slope of the dark mean over exposure time, by K [e⁻/s]; if at least three
 *     times differ
 * @param darkSignalNonUniformity DSNU [e⁻]; if stacks were recorded
 * @param photoResponseNonUniformity PRNU [%], of all pixels as in the standard, non-uniform light
 *     included; if stacks were recorded
 * @param pixelOffsets DSNU [e⁻] without the defective pixels; if stacks were recorded
 * @param pixelResponse PRNU [%] without the illumination fall-off and the defective pixels; if
 *     stacks were recorded
 * @param general the results with no assumption of linearity
 * @param points the exposures, by increasing light
 * @param budgets the uncertainty budgets of the numbers above, each by the name of its component;
 *     of a part, after a point: {@code darkSignalNonUniformity.row}, {@code general.threshold}
 */
public record ChannelCalibration(
    Channel channel,
    Estimate gain,
    Optional<Estimate> gainBias,
    Optional<Estimate> offset,
    Optional<Estimate> darkNoiseDn,
    Optional<Estimate> darkNoise,
    Optional<Estimate> rowNoise,
    Optional<Estimate> responsivity,
    Optional<Estimate> quantumEfficiency,
    Optional<Estimate> saturation,
    Optional<Estimate> saturationPhotons,
    Optional<Estimate> fullWell,
    Optional<Estimate> snrMax,
    Optional<Estimate> thresholdElectrons,
    Optional<Estimate> thresholdPhotons,
    Optional<Estimate> dynamicRange,
    Optional<Estimate> linearityError,
    Optional<Estimate> darkCurrent,
    Optional<NonUniformity> darkSignalNonUniformity,
    Optional<NonUniformity> photoResponseNonUniformity,
    Optional<Estimate> pixelOffsets,
    Optional<Estimate> pixelResponse,
    GeneralCalibration general,
    List<PhotonTransferPoint> points,
    Map<String, UncertaintyBudget> budgets) {

  /** Copies points and budgets. */
  public ChannelCalibration {
    points = List.copyOf(points);
    budgets = Map.copyOf(budgets);
  }
}
