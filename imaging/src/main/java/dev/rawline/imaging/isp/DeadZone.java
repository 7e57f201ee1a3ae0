package dev.rawline.imaging.isp;

/**
 * How much of a picture a clip holds fast: no gradient passes there, so that nothing before the
 * clip can learn from it.
 *
 * @param below the share of samples below the clip's floor, 0 to 1
 * @param above the share of samples above 1, 0 to 1
 */
public record DeadZone(double below, double above) {

  /** Returns the shares of counted samples, of which there is at least one. */
  static DeadZone of(long below, long above, long samples) {
    return new DeadZone((double) below / samples, (double) above / samples);
  }

  /** Returns the share of samples that the clip holds fast at either end, 0 to 1. */
  public double total() {
    return below + above;
  }
}
