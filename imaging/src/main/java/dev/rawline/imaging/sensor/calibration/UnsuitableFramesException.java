package dev.rawline.imaging.sensor.calibration;

import java.util.List;

/** Frames from which a sensor cannot be calibrated; the message lists every reason. */
public final class UnsuitableFramesException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final transient List<String> problems;

  /**
   * Rejects frames for the given reasons.
   *
   * @param problems at least one; each states what was found, what was expected, and what to do
   */
  public UnsuitableFramesException(List<String> problems) {
    super("the sensor cannot be calibrated: " + String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  /** Returns the reasons, one sentence each. */
  public List<String> problems() {
    return problems;
  }
}
