package dev.rawline.workbench.plot;

import dev.rawline.workbench.text.NumberText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * Number → place along an axis, 0 at its lower end and 1 at its upper end.
 *
 * @param low the number at the lower end
 * @param high the number at the upper end, above {@code low}
 * @param logarithmic whether equal ratios, not equal differences, are equally long
 */
public record AxisScale(double low, double high, boolean logarithmic) {
  private static final double[] STEPS = {1, 2, 5, 10};
  private static final double[] WITHIN_DECADE = {1, 2, 5};
  private static final int MOST_TICKS = 10;

  /**
   * A number that is printed next to an axis.
   *
   * @param at the number
   * @param label the number as text
   */
  public record Tick(double at, String label) {}

  /**
   * Checks the ends.
   *
   * @throws IllegalArgumentException if they are not finite or not in order, or a logarithmic scale
   *     does not begin above 0
   */
  public AxisScale {
    if (!(low < high) || Double.isInfinite(low) || Double.isInfinite(high)) {
      throw new IllegalArgumentException(
          "an axis from %s to %s: expected finite ends in ascending order".formatted(low, high));
    }
    if (logarithmic && low <= 0) {
      throw new IllegalArgumentException(
          "a logarithmic axis from %s: expected an end above 0".formatted(low));
    }
  }

  /** Returns a linear scale. */
  public static AxisScale linear(double low, double high) {
    return new AxisScale(low, high, false);
  }

  /** Returns a linear scale that holds numbers with some room, as a share of their range. */
  public static AxisScale around(DoubleStream numbers, double room) {
    double[] all = numbers.toArray();
    double low = DoubleStream.of(all).min().orElse(0);
    double high = DoubleStream.of(all).max().orElse(1);
    double span = Math.max(high - low, 1e-6 * Math.max(1, Math.abs(high)));
    return linear(low - room * span, high + room * span);
  }

  /** Returns a logarithmic scale. */
  public static AxisScale logarithmic(double low, double high) {
    return new AxisScale(low, high, true);
  }

  /** Returns the place of a number; of one beyond an end, the place of that end. */
  public double place(double number) {
    double held = Math.clamp(number, low, high);
    return logarithmic ? Math.log(held / low) / Math.log(high / low) : (held - low) / (high - low);
  }

  /**
   * Returns round numbers within the scale: on a linear scale 1, 2 or 5 times a power of ten apart;
   * on a logarithmic one 1, 2 and 5 times powers of ten, or the powers alone over many decades.
   *
   * @param most how many numbers a linear scale may have, 2 or more
   */
  public List<Tick> ticks(int most) {
    return logarithmic
        ? decades()
        : round(low, high, most).stream()
            .map(number -> new Tick(number, NumberText.plain(number)))
            .toList();
  }

  /**
   * Returns round numbers within a range, a step of 1, 2 or 5 times a power of ten apart.
   *
   * @param low the range's lower end
   * @param high its upper end, above the lower one
   * @param most how many there may be, 2 or more
   */
  public static List<Double> round(double low, double high, int most) {
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

  private List<Tick> decades() {
    List<Tick> fine = new ArrayList<>();
    List<Tick> powers = new ArrayList<>();
    for (int power = (int) Math.floor(Math.log10(low)); power <= Math.log10(high); power++) {
      for (double digit : WITHIN_DECADE) {
        double number = digit * Math.pow(10, power);
        if (number >= low * (1 - 1e-9) && number <= high * (1 + 1e-9)) {
          fine.add(new Tick(number, label(digit, power)));
          if (digit == 1) {
            powers.add(fine.getLast());
          }
        }
      }
    }
    return fine.size() <= MOST_TICKS || powers.size() < 2 ? fine : powers;
  }

  private static String label(double digit, int power) {
    return power >= -3 && power <= 4
        ? NumberText.plain(digit * Math.pow(10, power))
        : String.format(Locale.ROOT, "%.0fe%d", digit, power).replace('-', '−');
  }
}
