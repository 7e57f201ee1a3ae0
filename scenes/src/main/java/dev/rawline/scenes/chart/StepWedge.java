package dev.rawline.scenes.chart;

import dev.rawline.imaging.frame.Rgb;

/**
 * Upright grey stripes of equal width, each darker than its left neighbour by the same factor.
 *
 * <p>reflectance of step i = 10^(−i · densityStep), i = 0 to steps − 1 from the left. The first and
 * the last step extend without limit.
 *
 * @param side the width of all steps together, centred [m]
 * @param steps the number of steps, at least 2
 * @param densityStep the optical density by which neighbours differ, log₁₀ of their ratio, above 0;
 *     0.15 is half a stop
 */
public record StepWedge(double side, int steps, double densityStep) implements TestChart {

  /**
   * Validates the parameters.
   *
   * @throws IllegalArgumentException if one is outside its range
   */
  public StepWedge {
    TestChart.requireSide("step-wedge", side);
    if (steps < 2) {
      throw new IllegalArgumentException(
          "step-wedge has %d steps: expected at least 2 (steps)".formatted(steps));
    }
    if (!(densityStep > 0) || Double.isInfinite(densityStep)) {
      throw new IllegalArgumentException(
          "step-wedge densityStep is %s: expected a finite number above 0 (optical density)"
              .formatted(densityStep));
    }
  }

  /** Returns the reflectance of step i, from the left, beginning at 0. */
  public double reflectance(int step) {
    return StrictMath.pow(10, -step * densityStep);
  }

  @Override
  public Rgb reflectance(SampleArea area) {
    double mean = 0;
    for (int step = 0; step < steps; step++) {
      double left = step == 0 ? Double.NEGATIVE_INFINITY : boundary(step);
      double right = step == steps - 1 ? Double.POSITIVE_INFINITY : boundary(step + 1);
      mean +=
          reflectance(step)
              * area.coveredBy(new SampleArea(left, area.top(), right, area.bottom()));
    }
    return TestChart.grey(mean);
  }

  private double boundary(int step) {
    return side * ((double) step / steps - 0.5);
  }
}
