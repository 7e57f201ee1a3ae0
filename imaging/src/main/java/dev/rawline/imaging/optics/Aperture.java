package dev.rawline.imaging.optics;

import dev.rawline.imaging.chain.ParameterChecks;

/** The aperture of a lens. */
public sealed interface Aperture {

  /**
   * The aperture of a lens focused at a distance.
   *
   * @param fNumber focal length over diameter, 0.3 to 1000
   */
  record FNumber(double fNumber) implements Aperture {
    /**
     * Checks the number.
     *
     * @throws IllegalArgumentException if it is outside its range
     */
    public FNumber {
      ParameterChecks.requireRange("aperture fNumber", fNumber, "f-number", 0.3, 1000);
    }
  }

  /**
   * The aperture of a microscope objective.
   *
   * @param numericalAperture the sine of the half angle of the accepted light, times the refractive
   *     index there, 0.001 to 1.7
   * @param magnification the size of the image relative to the specimen, 0.1 to 1000
   */
  record Objective(double numericalAperture, double magnification) implements Aperture {
    /**
     * Validates the parameters.
     *
     * @throws IllegalArgumentException if one is outside its range
     */
    public Objective {
      ParameterChecks.requireRange(
          "aperture numericalAperture", numericalAperture, "no unit", 0.001, 1.7);
      ParameterChecks.requireRange("aperture magnification", magnification, "no unit", 0.1, 1000);
    }
  }

  /**
   * Returns the working f-number on the side of the sensor: the f-number itself, or M / (2 NA) for
   * an objective.
   */
  default double workingFNumber() {
    return switch (this) {
      case FNumber(double fNumber) -> fNumber;
      case Objective(double numericalAperture, double magnification) ->
          magnification / (2 * numericalAperture);
    };
  }
}
