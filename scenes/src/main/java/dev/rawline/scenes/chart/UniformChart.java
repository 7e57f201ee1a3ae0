package dev.rawline.scenes.chart;

import dev.rawline.imaging.frame.Rgb;

/**
 * A grey surface without end.
 *
 * @param reflectance the share of light that it reflects, 0 to 1
 */
public record UniformChart(double reflectance) implements TestChart {

  /**
   * Checks the reflectance.
   *
   * @throws IllegalArgumentException if it lies outside 0 to 1
   */
  public UniformChart {
    TestChart.requireReflectance("flat-field reflectance", reflectance);
  }

  @Override
  public String label() {
    return "flat-field";
  }

  @Override
  public Rgb reflectance(SampleArea area) {
    return TestChart.grey(reflectance);
  }
}
