package dev.rawline.imaging.sensor.calibration;

import java.util.Locale;
import java.util.Set;

/** The results of one evaluation of a channel, in their storage order. */
enum EmvaQuantity {
  GAIN,
  GAIN_BIAS,
  OFFSET,
  DARK_NOISE_DN,
  DARK_NOISE,
  ROW_NOISE,
  RESPONSIVITY,
  QUANTUM_EFFICIENCY,
  SATURATION,
  SATURATION_PHOTONS,
  FULL_WELL,
  SNR_MAX,
  THRESHOLD_ELECTRONS,
  THRESHOLD_PHOTONS,
  DYNAMIC_RANGE,
  DARK_CURRENT,
  DSNU,
  DSNU_ROW,
  DSNU_COLUMN,
  DSNU_PIXEL,
  PRNU,
  PRNU_ROW,
  PRNU_COLUMN,
  PRNU_PIXEL;

  /** What only a saturated exposure determines. */
  static final Set<EmvaQuantity> OF_SATURATION =
      Set.of(SATURATION, SATURATION_PHOTONS, SNR_MAX, DYNAMIC_RANGE, FULL_WELL);

  /** What only a dark pair without clipped samples determines. */
  static final Set<EmvaQuantity> OF_DARKNESS =
      Set.of(
          OFFSET,
          DARK_NOISE_DN,
          DARK_NOISE,
          ROW_NOISE,
          THRESHOLD_ELECTRONS,
          THRESHOLD_PHOTONS,
          DYNAMIC_RANGE,
          DARK_CURRENT,
          FULL_WELL);

  /** What the stack of darks determines. */
  static final Set<EmvaQuantity> OF_OFFSETS = Set.of(DSNU, DSNU_ROW, DSNU_COLUMN, DSNU_PIXEL);

  /** What both stacks determine. */
  static final Set<EmvaQuantity> OF_RESPONSES = Set.of(PRNU, PRNU_ROW, PRNU_COLUMN, PRNU_PIXEL);

  /** Returns its key: the component of {@link ChannelCalibration}, and its part after a point. */
  String key() {
    String[] words = name().toLowerCase(Locale.ROOT).split("_", -1);
    StringBuilder key = new StringBuilder();
    for (String word : words) {
      switch (word) {
        case "dsnu" -> key.append("darkSignalNonUniformity.");
        case "prnu" -> key.append("photoResponseNonUniformity.");
        default ->
            key.append(
                key.isEmpty() || key.charAt(key.length() - 1) == '.'
                    ? word
                    : Character.toUpperCase(word.charAt(0)) + word.substring(1));
      }
    }
    return key.toString().replaceFirst("\\.$", "");
  }

  /** Returns whether the quantity is the root of a variance, which noise can make negative. */
  boolean isStandardDeviation() {
    return switch (this) {
      case DARK_NOISE_DN,
          DARK_NOISE,
          ROW_NOISE,
          DSNU,
          DSNU_ROW,
          DSNU_COLUMN,
          DSNU_PIXEL,
          PRNU,
          PRNU_ROW,
          PRNU_COLUMN,
          PRNU_PIXEL ->
          true;
      default -> false;
    };
  }
}
