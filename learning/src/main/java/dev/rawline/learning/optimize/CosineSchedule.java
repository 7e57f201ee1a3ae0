package dev.rawline.learning.optimize;

/**
 * From 1 down to the lowest along half a wave (Loshchilov and Hutter 2017, one cycle): lowest + (1
 * − lowest) · (1 + cos(π · step / steps)) / 2.
 *
 * @param lowest where it would be after the last step, 0 to 1
 */
public record CosineSchedule(double lowest) implements Schedule {

  /**
   * Checks the number.
   *
   * @throws IllegalArgumentException if it is out of its range
   */
  public CosineSchedule {
    if (!(lowest >= 0 && lowest <= 1)) {
      throw new IllegalArgumentException(
          "the lowest factor of the cosine is %s: expected 0 to 1".formatted(lowest));
    }
  }

  @Override
  public double factor(int step, int steps, double epoch) {
    double wave = StrictMath.cos(Math.PI * step / steps);
    return lowest + (1 - lowest) * (1 + wave) / 2;
  }
}
