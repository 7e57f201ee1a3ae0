package dev.rawline.imaging.sensor.uncertainty;

import java.util.Locale;

/** What may be wrong in all frames of a calibration alike, so that no frame shows it. */
public enum SystematicEffect {
  /** The calibration of the light meter: all photon numbers have the same relative error. */
  LIGHT_METER("%"),
  /** The lamp between reading and frame: each exposure's photon number has an error of its own. */
  LAMP_STABILITY("%"),
  /** Light that pixels see and the meter does not, as a share of the light. */
  STRAY_LIGHT("%"),
  /** The centroid wavelength: a photon number is proportional to it (E·λ/hc). */
  WAVELENGTH("%"),
  /** The area of a pixel: a photon number is proportional to it. */
  PIXEL_AREA("%"),
  /** The linearity of the light meter: its error at the largest reading, 0 at no light. */
  LINEARITY("%"),
  /** The sensor's temperature, on which dark current depends. */
  TEMPERATURE("K"),
  /** The variance that the steps of the converter add, beyond 1/12 DN² of equal steps. */
  ROUNDING("DN²");

  private final String unit;

  SystematicEffect(String unit) {
    this.unit = unit;
  }

  /** Returns the unit of its errors. */
  public String unit() {
    return unit;
  }

  /** Returns its name for display: {@code light meter}. */
  public String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Returns its key in files: {@code light_meter}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
