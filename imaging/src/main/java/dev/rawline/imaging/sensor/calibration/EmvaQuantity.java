package dev.rawline.imaging.sensor.calibration;

/** The results of one evaluation of a channel, in their storage order. */
enum EmvaQuantity {
  GAIN("DN/e⁻"),
  OFFSET("DN"),
  DARK_NOISE_DN("DN"),
  DARK_NOISE("e⁻"),
  ROW_NOISE("e⁻"),
  RESPONSIVITY("DN/photon"),
  QUANTUM_EFFICIENCY("e⁻/photon"),
  SATURATION("e⁻"),
  SATURATION_PHOTONS("photons"),
  FULL_WELL("e⁻"),
  SNR_MAX("1"),
  THRESHOLD_ELECTRONS("e⁻"),
  THRESHOLD_PHOTONS("photons"),
  DYNAMIC_RANGE("1"),
  DARK_CURRENT("e⁻/s"),
  DSNU("e⁻"),
  DSNU_ROW("e⁻"),
  DSNU_COLUMN("e⁻"),
  DSNU_PIXEL("e⁻"),
  PRNU("%"),
  PRNU_ROW("%"),
  PRNU_COLUMN("%"),
  PRNU_PIXEL("%");

  private final String unit;

  EmvaQuantity(String unit) {
    this.unit = unit;
  }

  String unit() {
    return unit;
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
