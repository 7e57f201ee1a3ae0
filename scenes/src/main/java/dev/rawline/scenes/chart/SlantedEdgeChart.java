package dev.rawline.scenes.chart;

import dev.rawline.imaging.frame.Rgb;

/**
 * A straight, perfectly sharp, slightly slanted edge, dark on the left (ISO 12233).
 *
 * <p>A point is on the light side if x · cos(angle) + y · sin(angle) &gt; offset. The share of a
 * pixel on the light side is computed in closed form.
 *
 * @param angle the angle of the edge to the vertical, in (−90, 90) [°]; its upper end is to the
 *     right for positive angles
 * @param offset the edge's distance from the middle of the scene [m]
 * @param dark the reflectance of the dark side, 0 to 1
 * @param light the reflectance of the light side, dark to 1
 */
public record SlantedEdgeChart(double angle, double offset, double dark, double light)
    implements TestChart {

  /**
   * Validates the parameters.
   *
   * @throws IllegalArgumentException if one is outside its range
   */
  public SlantedEdgeChart {
    if (!(Math.abs(angle) < 90)) {
      throw new IllegalArgumentException(
          "slanted-edge angle is %s: expected above -90 and below 90 (°)".formatted(angle));
    }
    if (!Double.isFinite(offset)) {
      throw new IllegalArgumentException(
          "slanted-edge offset is %s: expected a finite length (m)".formatted(offset));
    }
    TestChart.requireReflectance("slanted-edge dark", dark);
    TestChart.requireReflectance("slanted-edge light", light);
    if (light < dark) {
      throw new IllegalArgumentException(
          "slanted-edge light is %s: expected at least dark, %s (reflectance, no unit)"
              .formatted(light, dark));
    }
  }

  @Override
  public Rgb reflectance(SampleArea area) {
    double radians = StrictMath.toRadians(angle);
    double across = StrictMath.cos(radians);
    double along = StrictMath.sin(radians);
    double share =
        lightShare(
            area.x() * across + area.y() * along - offset,
            area.side() / 2 * Math.max(across, Math.abs(along)),
            area.side() / 2 * Math.min(across, Math.abs(along)));
    return TestChart.grey(dark + share * (light - dark));
  }

  /**
   * Returns the share of a square beyond a line: the integral of the square's profile across the
   * line, which is a trapezoid, up to the distance of its centre.
   *
   * @param distance the centre's signed distance from the line
   * @param wide the half width of the trapezoid's top and one flank
   * @param narrow the half width of a flank, at most wide
   */
  private static double lightShare(double distance, double wide, double narrow) {
    if (narrow < 1e-6 * wide) {
      return Math.clamp((distance + wide) / (2 * wide), 0.0, 1.0);
    }
    double area =
        ramp(distance + wide + narrow)
            - ramp(distance + wide - narrow)
            - ramp(distance - wide + narrow)
            + ramp(distance - wide - narrow);
    return Math.clamp(area / (4 * wide * narrow), 0.0, 1.0);
  }

  private static double ramp(double x) {
    return x > 0 ? x * x / 2 : 0;
  }
}
