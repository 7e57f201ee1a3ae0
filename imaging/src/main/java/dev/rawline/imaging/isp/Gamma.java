package dev.rawline.imaging.isp;

import dev.rawline.imaging.chain.Stage;
import dev.rawline.imaging.frame.LinearRgb;
import dev.rawline.imaging.frame.View;

/**
 * LinearRgb → View: clips to the visible range and applies the gamma curve.
 *
 * <p>out = min(max(in, floor), 1)^(1/gamma)
 *
 * @param gamma the exponent's inverse γ, without unit; above 0
 * @param floor the smallest value that enters the curve, normalised; 0 to 0.5
 */
public record Gamma(double gamma, double floor) implements Stage<LinearRgb, View> {

  /** γ = 2.2 with floor 0. */
  public static final Gamma DEFAULT = new Gamma(2.2, 0);

  /**
   * Checks the parameters.
   *
   * @throws IllegalArgumentException if gamma is not above 0 or floor lies outside 0 to 0.5
   */
  public Gamma {
    Parameters.requireAbove("gamma", gamma, "no unit", 0);
    Parameters.requireRange("gamma floor", floor, "normalised", 0, 0.5);
  }

  @Override
  public String name() {
    return "gamma";
  }

  @Override
  public View apply(LinearRgb picture) {
    return Plain.apply(this, Planes.of(picture)).toView();
  }

  Planes plain(Planes rgb) {
    return rgb.map(value -> Math.pow(Math.min(Math.max(value, floor), 1), 1 / gamma));
  }
}
