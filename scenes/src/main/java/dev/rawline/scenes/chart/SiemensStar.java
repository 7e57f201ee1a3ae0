package dev.rawline.scenes.chart;

import dev.rawline.imaging.frame.Rgb;

/**
 * A star whose reflectance varies as a sine around its middle (ISO 12233, annex E).
 *
 * <p>reflectance = mean · (1 + modulation · cos(cycles · φ)) within the radius, mean beyond it. At
 * a distance r from the middle its frequency is cycles / (2π r). A sample is the mean over a
 * lattice of points, at least eight a period and 64 where the rim crosses, at most 64 a side of a
 * pixel; closer to the middle than these can resolve, the samples approach the mean.
 *
 * @param radius the star's radius [m]
 * @param cycles periods around the middle, at least 1
 * @param mean the mean reflectance, 0 to 1
 * @param modulation (light − dark) / (light + dark), 0 to 1; mean · (1 + modulation) is at most 1
 */
public record SiemensStar(double radius, int cycles, double mean, double modulation)
    implements TestChart {
  private static final int LEAST_POINTS = 4;
  private static final int MOST_POINTS = 64;

  /**
   * Validates the parameters.
   *
   * @throws IllegalArgumentException if one is outside its range
   */
  public SiemensStar {
    if (!(radius > 0) || Double.isInfinite(radius)) {
      throw new IllegalArgumentException(
          "siemens-star radius is %s: expected a finite length above 0 (m)".formatted(radius));
    }
    if (cycles < 1) {
      throw new IllegalArgumentException(
          "siemens-star has %d cycles: expected at least 1 (periods around the middle)"
              .formatted(cycles));
    }
    TestChart.requireReflectance("siemens-star mean", mean);
    if (!(modulation >= 0 && modulation <= 1 && mean * (1 + modulation) <= 1)) {
      throw new IllegalArgumentException(
          "siemens-star modulation is %s: expected 0 to 1, with mean · (1 + modulation) at most 1"
              .formatted(modulation));
    }
  }

  @Override
  public Rgb reflectance(SampleArea area) {
    double away = hypotenuse(area.x(), area.y());
    double nearest = Math.max(area.side() / 2, away - area.side());
    double periods = cycles * area.side() / (2 * Math.PI * nearest);
    int points =
        Math.abs(away - radius) < area.side()
            ? MOST_POINTS
            : Math.clamp((int) Math.ceil(8 * periods), LEAST_POINTS, MOST_POINTS);
    double sum = 0;
    for (int i = 0; i < points; i++) {
      double y = area.top() + (i + 0.5) / points * area.side();
      for (int j = 0; j < points; j++) {
        sum += at(area.left() + (j + 0.5) / points * area.side(), y);
      }
    }
    return TestChart.grey(sum / (points * points));
  }

  private double at(double x, double y) {
    if (hypotenuse(x, y) > radius) {
      return mean;
    }
    return mean * (1 + modulation * StrictMath.cos(cycles * StrictMath.atan2(y, x)));
  }

  private static double hypotenuse(double x, double y) {
    return Math.sqrt(x * x + y * y);
  }
}
