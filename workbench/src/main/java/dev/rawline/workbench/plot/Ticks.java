package dev.rawline.workbench.plot;

import java.util.ArrayList;
import java.util.List;

/** Round numbers along an axis. */
public final class Ticks {
  private static final double[] STEPS = {1, 2, 5, 10};

  private Ticks() {}

  /**
   * Returns round numbers within a range, a step of 1, 2 or 5 times a power of ten apart.
   *
   * @param low the range's lower end
   * @param high its upper end, above the lower one
   * @param most how many there may be, 2 or more
   */
  public static List<Double> between(double low, double high, int most) {
    double span = (high - low) / (most - 1);
    double power = Math.pow(10, Math.floor(Math.log10(span)));
    double step = power * STEPS[STEPS.length - 1];
    for (int i = STEPS.length - 1; i >= 0; i--) {
      step = STEPS[i] * power >= span * (1 - 1e-9) ? STEPS[i] * power : step;
    }
    List<Double> ticks = new ArrayList<>();
    for (long i = (long) Math.ceil(low / step - 1e-9); i * step <= high + 1e-9 * step; i++) {
      ticks.add(i * step);
    }
    return ticks;
  }
}
