package dev.rawline.imaging.sensor.calibration;

/**
 * A violated precondition of a calibration.
 *
 * @param problem what was found, what was expected, and what to do
 * @param effect what follows for the numbers: which are not given, or have wider intervals
 */
public record CalibrationWarning(String problem, String effect) {
  /** Returns both as one sentence. */
  @Override
  public String toString() {
    return problem + ": " + effect;
  }
}
