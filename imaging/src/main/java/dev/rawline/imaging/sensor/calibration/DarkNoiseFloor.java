package dev.rawline.imaging.sensor.calibration;

import dev.rawline.imaging.numeric.Estimate;
import java.util.List;

/** The rules of EMVA 1288 for dark noise that is hidden by quantization. */
final class DarkNoiseFloor {
  /** The standard's least dark variance: below it quantization dominates [DN²]. */
  static final double LEAST_VARIANCE = 0.24;

  private DarkNoiseFloor() {}

  /**
   * If quantization dominates, the standard's bound replaces the dark noise and the values derived
   * from it.
   */
  static void raise(EmvaEstimates estimates) {
    Estimate measured = estimates.require(EmvaQuantity.DARK_NOISE_DN);
    if (measured.value() * measured.value() >= LEAST_VARIANCE) {
      return;
    }
    double gain = estimates.require(EmvaQuantity.GAIN).value();
    Estimate electrons = estimates.require(EmvaQuantity.DARK_NOISE);
    double bound = Math.sqrt(LEAST_VARIANCE);
    double electronBound = Math.sqrt(LEAST_VARIANCE - EmvaEvaluation.QUANTIZATION) / gain;
    estimates.bound(
        EmvaQuantity.DARK_NOISE_DN, measured.with(bound, 0, Math.max(bound, measured.high())));
    estimates.bound(
        EmvaQuantity.DARK_NOISE,
        electrons.with(electronBound, 0, Math.max(electronBound, electrons.high())));
    raiseThreshold(estimates, bound / gain + EmvaEvaluation.HALF_ELECTRON);
  }

  /**
   * Values derived from the dark noise use its bound too, and no dark noise at the other end of the
   * interval.
   */
  private static void raiseThreshold(EmvaEstimates estimates, double bound) {
    double measured = estimates.require(EmvaQuantity.THRESHOLD_ELECTRONS).value();
    for (EmvaQuantity figure :
        List.of(EmvaQuantity.THRESHOLD_ELECTRONS, EmvaQuantity.THRESHOLD_PHOTONS)) {
      estimates
          .get(figure)
          .ifPresent(
              threshold -> {
                double value = threshold.value() * bound / measured;
                estimates.bound(
                    figure,
                    threshold.with(
                        value,
                        threshold.value() * EmvaEvaluation.HALF_ELECTRON / measured,
                        Math.max(value, threshold.high())));
              });
    }
    estimates
        .get(EmvaQuantity.DYNAMIC_RANGE)
        .ifPresent(
            range -> {
              double value = range.value() * measured / bound;
              estimates.bound(
                  EmvaQuantity.DYNAMIC_RANGE,
                  range.with(
                      value,
                      Math.min(value, range.low()),
                      range.value() * measured / EmvaEvaluation.HALF_ELECTRON));
            });
  }
}
