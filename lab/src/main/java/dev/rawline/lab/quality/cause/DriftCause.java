package dev.rawline.lab.quality.cause;

import java.util.List;
import java.util.Locale;

/** The causes of drift that ordinary images determine. */
public enum DriftCause {
  /** More or less light reaches the pixels: lamp, aperture, exposure time. */
  EXPOSURE(DriftParameter.EXPOSURE),
  /** An electron makes more or fewer digital numbers. */
  GAIN(DriftParameter.GAIN),
  /** The level of no light moves. */
  BLACK_LEVEL(DriftParameter.BLACK_LEVEL),
  /** Red or blue become stronger against green: another lamp, a filter that ages. */
  WHITE_BALANCE(DriftParameter.RED, DriftParameter.BLUE),
  /** Points become wider: focus, vibration, dirt. */
  BLUR(DriftParameter.BLUR),
  /** The read-out becomes noisier. */
  READ_NOISE(DriftParameter.READ_NOISE);

  @SuppressWarnings("Immutable") // an unmodifiable list
  private final List<DriftParameter> numbers;

  DriftCause(DriftParameter... numbers) {
    this.numbers = List.of(numbers);
  }

  /** Returns its name for display. */
  public String words() {
    return toString().replace('_', ' ');
  }

  /** Returns the drift parameters that it moves. */
  List<DriftParameter> numbers() {
    return numbers;
  }

  /** Returns its word in files: {@code black_level} … */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
