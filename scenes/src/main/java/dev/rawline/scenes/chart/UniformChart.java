package dev.rawline.scenes.chart;

import dev.rawline.imaging.frame.Rgb;

/**
 * An unlimited grey surface.
 *
 * @param reflectance the reflectance, 0 to 1
 */
public record UniformChart(double reflectance) implements TestChart {

  /**
   * Validates the reflectance.
   *
   * @throws IllegalArgumentException if it is outside 0 to 1
   */
  public UniformChart {
    TestChart.requireReflectance("flat-field reflectance", reflectance);
  }

  @Override
  public Rgb reflectance(SampleArea area) {
    return TestChart.grey(reflectance);
  }
}
