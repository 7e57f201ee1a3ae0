package dev.rawline.lab.experiment;

import dev.rawline.imaging.frame.Described;
import dev.rawline.learning.plan.CameraVariationPlan;
import java.util.List;
import java.util.Optional;

/**
 * A condition as a plan says it: a chain of stages, and what the camera would have recorded
 * otherwise.
 */
public record ConditionPlan(
    @Described(meaning = "the name of one of the twelve views, or an isp.yaml", required = true)
        String isp,
    @Described(meaning = "the share of the light", above = 0, max = 1) Optional<Double> light,
    @Described(meaning = "σ of a Gaussian blur that is added", unit = "px", min = 0, max = 20)
        Optional<Double> blur,
    @Described(meaning = "the diameter of a disc out of focus", unit = "px", min = 0, max = 64)
        Optional<Double> defocus,
    @Described(meaning = "the read noise", unit = "e⁻", min = 0, max = 1000)
        Optional<Double> readNoise,
    @Described(meaning = "the factor of the signal before conversion", min = 0.0625, max = 16)
        Optional<Double> gain,
    @Described(meaning = "the bits of the converter", unit = "bits", min = 1, max = 16)
        Optional<Integer> bits,
    @Described(meaning = "how many times as far apart pixels are, an odd number", min = 1, max = 99)
        Optional<Integer> sampling) {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if no camera has them; the message names all
   */
  public ConditionPlan {
    if (isp != null) {
      cameras(
          new Condition(isp, light, blur, defocus, readNoise, gain, bits, sampling),
          Optional.empty());
    }
  }

  /** Returns this condition by another chain. */
  public ConditionPlan by(String otherIsp) {
    return new ConditionPlan(otherIsp, light, blur, defocus, readNoise, gain, bits, sampling);
  }

  /** Returns the condition. */
  public Condition condition() {
    return new Condition(isp, light, blur, defocus, readNoise, gain, bits, sampling);
  }

  /**
   * Returns the cameras that record under a condition, which are all the same; none where the
   * mosaic is as it was recorded.
   *
   * @param sensor the sensor.yaml of what recorded; none: that of the data set
   */
  public static Optional<CameraVariationPlan> cameras(
      Condition condition, Optional<String> sensor) {
    if (condition.isAsRecorded()) {
      return Optional.empty();
    }
    return Optional.of(
        new CameraVariationPlan(
            sensor,
            condition.light().map(ConditionPlan::only),
            condition.gain().map(ConditionPlan::only),
            condition.readNoise().map(ConditionPlan::only),
            condition.blur().map(ConditionPlan::only),
            condition.defocus().map(ConditionPlan::only),
            condition.bits().map(bits -> only(bits.doubleValue())),
            condition.sampling(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }

  private static List<Double> only(double value) {
    return List.of(value, value);
  }
}
