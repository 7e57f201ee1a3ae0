package dev.rawline.lab.quality.cause;

import java.util.List;
import java.util.Locale;

/** The causes of drift that ordinary images determine. */
public enum DriftCause {
  /** More or less light reaches the pixels: lamp, aperture, exposure time. */
  EXPOSURE("exposure"),
  /** An electron makes more or fewer digital numbers. */
  GAIN("gain"),
  /** The level of no light moves. */
  BLACK_LEVEL("black level"),
  /** Red or blue become stronger against green: another lamp, a filter that ages. */
  WHITE_BALANCE("white balance"),
  /** Points become wider: focus, vibration, dirt. */
  BLUR("blur"),
  /** The read-out becomes noisier. */
  READ_NOISE("read noise");

  private final String words;

  DriftCause(String words) {
    this.words = words;
  }

  /** Returns its name for people. */
  public String words() {
    return words;
  }

  /** Returns the drift parameters that it moves. */
  List<DriftParameter> numbers() {
    return switch (this) {
      case EXPOSURE -> List.of(DriftParameter.EXPOSURE);
      case GAIN -> List.of(DriftParameter.GAIN);
      case BLACK_LEVEL -> List.of(DriftParameter.BLACK_LEVEL);
      case WHITE_BALANCE -> List.of(DriftParameter.RED, DriftParameter.BLUE);
      case BLUR -> List.of(DriftParameter.BLUR);
      case READ_NOISE -> List.of(DriftParameter.READ_NOISE);
    };
  }

  /** Returns its word in files: {@code black_level} … */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
