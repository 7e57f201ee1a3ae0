package dev.rawline.lab.tolerance;

import dev.rawline.imaging.frame.Described;
import dev.rawline.lab.evaluation.CameraParameter;

/** A tolerance interval as {@code tolerance.yaml} has it. */
public record SpecifiedParameter(
    @Described(
            meaning = "the name in θ, of a group of θ, or of the physical layer",
            required = true)
        String name,
    @Described(meaning = "the unit of all its values", required = true) String unit,
    @Described(meaning = "the default value, from which the parameter was varied", required = true)
        Double usual,
    @Described(meaning = "down to where it is tolerated", required = true) Double low,
    @Described(meaning = "up to where it is tolerated", required = true) Double high,
    @Described(
            meaning =
                "where the margin is exceeded below; with low_open the end of the range; low if all is tolerated")
        Double lowFrom,
    @Described(meaning = "the end of what is undecided below: low") Double lowTo,
    @Described(meaning = "the beginning of what is undecided above: high") Double highFrom,
    @Described(meaning = "where the margin is exceeded above; with high_open the end of the range")
        Double highTo,
    @Described(meaning = "whether the margin is exceeded nowhere below") Boolean lowOpen,
    @Described(meaning = "whether the margin is exceeded nowhere above") Boolean highOpen,
    @Described(meaning = "the smallest value evaluated", required = true) Double lowest,
    @Described(meaning = "the largest value evaluated", required = true) Double highest,
    @Described(meaning = "the scale along which values were spaced") CameraParameter.Scale scale) {

  /**
   * Fills in the defaults, and checks the numbers.
   *
   * @throws IllegalArgumentException if they are no interval
   */
  public SpecifiedParameter {
    lowFrom = lowFrom == null ? low : lowFrom;
    lowTo = lowTo == null ? low : lowTo;
    highFrom = highFrom == null ? high : highFrom;
    highTo = highTo == null ? high : highTo;
    lowOpen = lowOpen == null ? Boolean.FALSE : lowOpen;
    highOpen = highOpen == null ? Boolean.FALSE : highOpen;
    scale = scale == null ? CameraParameter.Scale.LINEAR : scale;
    if (name != null
        && unit != null
        && usual != null
        && low != null
        && high != null
        && lowest != null
        && highest != null) {
      new ToleranceInterval(
          new CameraParameter(name, unit, usual, lowest, highest, scale),
          new ToleranceBound(low, lowOpen, lowFrom, lowTo),
          new ToleranceBound(high, highOpen, highFrom, highTo));
    }
  }

  /** Returns an interval as the file has it. */
  public static SpecifiedParameter of(ToleranceInterval interval) {
    CameraParameter parameter = interval.parameter();
    return new SpecifiedParameter(
        parameter.name(),
        parameter.unit(),
        parameter.usual(),
        interval.low().value(),
        interval.high().value(),
        interval.low().low(),
        interval.low().high(),
        interval.high().low(),
        interval.high().high(),
        interval.low().open(),
        interval.high().open(),
        parameter.lowest(),
        parameter.highest(),
        parameter.scale());
  }

  /** Returns the interval. */
  public ToleranceInterval interval() {
    return new ToleranceInterval(
        new CameraParameter(name, unit, usual, lowest, highest, scale),
        new ToleranceBound(low, lowOpen, lowFrom, lowTo),
        new ToleranceBound(high, highOpen, highFrom, highTo));
  }
}
