package dev.rawline.imaging.sensor.calibration;

import java.util.List;

/** Frames from which a sensor cannot be calibrated; the message lists every reason. */
public final class UnsuitableFramesException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final transient List<String> mistakes;

  /**
   * Rejects frames for the given reasons.
   *
   * @param mistakes at least one; each states what was found, what was expected, and what to do
   */
  public UnsuitableFramesException(List<String> mistakes) {
    super("the sensor cannot be calibrated: " + String.join("; ", mistakes));
    this.mistakes = List.copyOf(mistakes);
  }

  /** Returns the reasons, one sentence each. */
  public List<String> mistakes() {
    return mistakes;
  }
}
