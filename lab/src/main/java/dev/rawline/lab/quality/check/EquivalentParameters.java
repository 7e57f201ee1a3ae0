package dev.rawline.lab.quality.check;

import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.evaluation.CameraParameter;
import dev.rawline.lab.evaluation.RecaptureSettings;
import dev.rawline.lab.quality.cause.Attribution;
import dev.rawline.lab.quality.cause.DriftParameter;
import dev.rawline.lab.quality.reference.FrameMetadata;
import dev.rawline.lab.tolerance.ToleranceInterval;
import dev.rawline.lab.tolerance.ToleranceSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * The drift of a camera → the value of each parameter of a tolerance specification that would have
 * the same effect on the pictures.
 *
 * <p>A level that rises by Δ is a black level that was stated Δ too low: usual − Δ. A colour that
 * becomes w times as strong is a gain of the white balance of w times the usual. Light, gain and
 * blur are themselves; the read noise is the root of its usual variance and what was added, since
 * ordinary images determine what was added far better than what was there.
 *
 * @param frame what is stated of the frames
 * @param gain of the camera as it is now [DN/e⁻]; NaN where images do not determine it
 */
record EquivalentParameters(FrameMetadata frame, double gain) {

  /** Returns one line for each parameter that these images determine. */
  List<ToleranceAssessment> lines(
      ToleranceSpecification specification, List<Attribution.Fitted> moved) {
    List<ToleranceAssessment> lines = new ArrayList<>();
    for (ToleranceInterval interval : specification.intervals()) {
      for (Attribution.Fitted number : moved) {
        equivalent(interval.parameter(), number.number(), scale(specification))
            .ifPresent(
                value -> {
                  Estimate before = number.estimate();
                  double a = value.applyAsDouble(before.low());
                  double b = value.applyAsDouble(before.high());
                  lines.add(
                      new ToleranceAssessment(
                          interval,
                          number,
                          new Estimate(
                              value.applyAsDouble(before.value()),
                              Math.min(a, b),
                              Math.max(a, b))));
                });
      }
    }
    return lines;
  }

  /** Returns how many DN one is in the scale of the model's camera. */
  private double scale(ToleranceSpecification specification) {
    return frame.dn(
        specification
            .camera()
            .flatMap(Camera::preset)
            .map(Camera::scale)
            .orElse(Camera.Scale.BLACK_TO_WHITE));
  }

  private Optional<DoubleUnaryOperator> equivalent(
      CameraParameter parameter, DriftParameter number, double scale) {
    double usual = parameter.usual();
    String name = parameter.name();
    return switch (number) {
      case EXPOSURE -> only(name.equals(RecaptureSettings.LIGHT), ratio -> usual * ratio);
      case GAIN -> only(name.equals(RecaptureSettings.GAIN), ratio -> usual * ratio);
      case BLACK_LEVEL -> only(name.equals("black_level"), shift -> usual - shift / scale);
      case RED -> only(name.equals("white_balance[0]"), ratio -> usual * ratio);
      case BLUE -> only(name.equals("white_balance[2]"), ratio -> usual * ratio);
      case BLUR -> only(name.equals(RecaptureSettings.BLUR), sigma -> Math.max(0, sigma));
      case READ_NOISE ->
          only(
              name.equals(RecaptureSettings.READ_NOISE) && gain > 0,
              added ->
                  Math.sqrt(
                      Math.max(
                          0,
                          usual * usual
                              + DriftParameter.READ_NOISE.coordinate(added) / (gain * gain))));
    };
  }

  private static Optional<DoubleUnaryOperator> only(boolean is, DoubleUnaryOperator value) {
    return is ? Optional.of(value) : Optional.empty();
  }
}
