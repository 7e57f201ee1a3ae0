package dev.rawline.imaging.sensor.calibration;

/** The results of one evaluation of a channel, in their storage order. */
enum EmvaQuantity {
  GAIN,
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
