package dev.rawline.lab.gradient;

/**
 * How a loss changes, to first order, if each of some numbers grows by 1 % of itself.
 *
 * <p>For numbers v with the gradient g = ∂L/∂v every number contributes c = 0.01 · g · v. Since the
 * step is a share of the number, mosaics, pictures and parameters can be compared, whatever their
 * units. A number that is 0 contributes nothing.
 *
 * @param raises the sum of the contributions above 0, in the unit of the loss
 * @param lowers the sum of those below 0, its sign turned: 0 or more
 */
public record Sensitivity(double raises, double lowers) {

  /** No number at all. */
  public static final Sensitivity NONE = new Sensitivity(0, 0);

  private static final double STEP = 0.01;

  /** Returns the sensitivity to one number. */
  public static Sensitivity of(double number, double gradient) {
    double change = change(number, gradient);
    return new Sensitivity(Math.max(0, change), Math.max(0, -change));
  }

  static double change(double number, double gradient) {
    return STEP * number * gradient;
  }

  /** Returns the sensitivity to these numbers and others. */
  public Sensitivity plus(Sensitivity other) {
    return new Sensitivity(raises + other.raises, lowers + other.lowers);
  }

  /**
   * Returns Σ|c|: the change of the loss if every number moves by 1 % of itself in whichever
   * direction raises the loss.
   */
  public double total() {
    return raises + lowers;
  }
}
