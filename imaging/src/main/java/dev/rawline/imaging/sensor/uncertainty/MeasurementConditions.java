package dev.rawline.imaging.sensor.uncertainty;

import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.InvalidParametersException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The errors of a calibration's set-up, as a person states them: {@code measurement.yaml}. What is
 * not stated is unknown, and not taken as 0.
 */
public record MeasurementConditions(
    @Described(meaning = "the calibration of the light meter; % of the photon number")
        Optional<StatedError> lightMeter,
    @Described(meaning = "the lamp between reading and frame; % of the photon number")
        Optional<StatedError> lampStability,
    @Described(meaning = "light that pixels see and the meter does not; % of the photon number")
        Optional<StatedError> strayLight,
    @Described(meaning = "the centroid wavelength; % of it") Optional<StatedError> wavelength,
    @Described(meaning = "the area of a pixel; % of it") Optional<StatedError> pixelArea,
    @Described(meaning = "the linearity of the light meter; % at the largest reading")
        Optional<StatedError> linearity,
    @Described(meaning = "the sensor's temperature; K") Optional<StatedError> temperature,
    @Described(meaning = "the variance of the converter's steps beside 1/12 DN²; DN²")
        Optional<StatedError> rounding,
    @Described(
            meaning = "the rise of temperature that doubles the dark current",
            unit = "K",
            above = 0)
        Double darkCurrentDoubling) {
  /** Conditions of which nothing is stated. */
  public static final MeasurementConditions NONE =
      new MeasurementConditions(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          null);

  /** Silicon's, near room temperature [K]. */
  private static final double USUAL_DOUBLING = 8;

  /**
   * Fills in the default.
   *
   * @throws InvalidParametersException if an error has another unit than its effect; the message
   *     lists all
   */
  public MeasurementConditions {
    darkCurrentDoubling =
        darkCurrentDoubling == null ? Double.valueOf(USUAL_DOUBLING) : darkCurrentDoubling;
    List<String> problems = new ArrayList<>();
    for (SystematicEffect effect : SystematicEffect.values()) {
      stated(
              effect,
              lightMeter,
              lampStability,
              strayLight,
              wavelength,
              pixelArea,
              linearity,
              temperature,
              rounding)
          .filter(error -> !error.unit().equals(effect.unit()))
          .ifPresent(
              error ->
                  problems.add(
                      "%s is stated in '%s': expected %s"
                          .formatted(effect, error.unit(), effect.unit())));
    }
    if (!problems.isEmpty()) {
      throw new InvalidParametersException(problems);
    }
  }

  /** Returns the error of an effect, if it is stated. */
  public Optional<StatedError> of(SystematicEffect effect) {
    return stated(
        effect,
        lightMeter,
        lampStability,
        strayLight,
        wavelength,
        pixelArea,
        linearity,
        temperature,
        rounding);
  }

  @SafeVarargs
  private static Optional<StatedError> stated(
      SystematicEffect effect, Optional<StatedError>... errors) {
    return switch (effect) {
      case LIGHT_METER -> errors[0];
      case LAMP_STABILITY -> errors[1];
      case STRAY_LIGHT -> errors[2];
      case WAVELENGTH -> errors[3];
      case PIXEL_AREA -> errors[4];
      case LINEARITY -> errors[5];
      case TEMPERATURE -> errors[6];
      case ROUNDING -> errors[7];
    };
  }
}
