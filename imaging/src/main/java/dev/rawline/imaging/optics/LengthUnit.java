package dev.rawline.imaging.optics;

/** The unit of a length on the sensor. */
public enum LengthUnit {
  /** Distances between neighbouring pixels [px]. */
  PIXELS("px"),
  /** Micrometres on the sensor [µm]. */
  MICROMETRES("µm");

  private final String symbol;

  LengthUnit(String symbol) {
    this.symbol = symbol;
  }

  /** Returns the unit as written in messages and files. */
  public String symbol() {
    return symbol;
  }

  /**
   * Returns the length of this unit in pixels [px].
   *
   * @param pixelPitch the distance between pixels [µm]
   */
  public double inPixels(double pixelPitch) {
    return switch (this) {
      case PIXELS -> 1;
      case MICROMETRES -> 1 / pixelPitch;
    };
  }
}
