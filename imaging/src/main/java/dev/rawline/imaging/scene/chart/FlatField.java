package dev.rawline.imaging.scene.chart;

import dev.rawline.imaging.frame.Rgb;

/**
 * A grey surface without end.
 *
 * @param reflectance the share of light that it reflects, 0 to 1
 */
public record FlatField(double reflectance) implements Chart {

  /**
   * Checks the reflectance.
   *
   * @throws IllegalArgumentException if it lies outside 0 to 1
   */
  public FlatField {
    Chart.requireReflectance("flat-field reflectance", reflectance);
  }

  @Override
  public String label() {
    return "flat-field";
  }

  @Override
  public Rgb reflectance(Area area) {
    return Chart.grey(reflectance);
  }
}
