package dev.rawline.workbench.plot;

import dev.rawline.workbench.text.NumberText;
import java.awt.Color;
import java.util.List;

/**
 * Number → colour from pale yellow over green to dark blue: the darker the larger. Equal steps of
 * the number are equal steps of perceived lightness, so that the scale is legible without colours
 * and for colour-blind people.
 *
 * @param low the number at the pale end
 * @param high the number at the dark end, above {@code low}
 */
public record SequentialScale(double low, double high) implements ColourScale {
  private static final List<Oklab> STOPS =
      List.of(
          new Oklab(0.97, -0.012, 0.055),
          new Oklab(0.82, -0.075, 0.035),
          new Oklab(0.67, -0.080, -0.045),
          new Oklab(0.52, -0.040, -0.105),
          new Oklab(0.37, -0.005, -0.125));

  /**
   * The least that a scale of shares spans, so that chance is not painted as if it were a
   * difference.
   */
  private static final double LEAST_SPAN_OF_SHARES = 0.2;

  /** The least that a scale of other numbers spans, as a share of the largest. */
  private static final double LEAST_SPAN = 0.1;

  /** Scales end at multiples of this share of their span. */
  private static final double STEP = 0.05;

  private static final int TICKS = 6;

  /**
   * Checks the ends.
   *
   * @throws IllegalArgumentException if they are not finite or not in order
   */
  public SequentialScale {
    if (!(low < high) || Double.isInfinite(low) || Double.isInfinite(high)) {
      throw new IllegalArgumentException(
          "a scale from %s to %s: expected finite ends, the lower one first".formatted(low, high));
    }
  }

  /**
   * Returns a scale with round ends around numbers.
   *
   * @param least the least number
   * @param most the largest one
   * @param shares whether they are shares (accuracies, overlaps …); then it stays within 0 and 1
   *     where they do
   */
  public static SequentialScale around(double least, double most, boolean shares) {
    double magnitude = Math.max(Math.abs(least), Math.abs(most));
    double leastSpan =
        shares ? LEAST_SPAN_OF_SHARES : LEAST_SPAN * (magnitude == 0 ? 1 : magnitude);
    double span = Math.max(most - least, leastSpan);
    double power = Math.pow(10, Math.ceil(Math.log10(span) - 1e-9));
    double step = STEP * (shares ? Math.max(1, power) : power);
    double low = Math.floor(least / step + 1e-9) * step;
    double high = Math.ceil(most / step - 1e-9) * step;
    while (high - low < leastSpan * (1 - 1e-8)) {
      boolean down = shares && most <= 1 && high + step > 1 + 1e-9;
      low -= down ? step : 0;
      high += down ? 0 : step;
    }
    return new SequentialScale(low, high);
  }

  @Override
  public Color of(double number) {
    double place = Math.clamp((number - low) / (high - low), 0, 1) * (STOPS.size() - 1);
    int stop = Math.min((int) place, STOPS.size() - 2);
    return STOPS.get(stop).towards(STOPS.get(stop + 1), place - stop).rgb();
  }

  @Override
  public double at(double place) {
    return low + place * (high - low);
  }

  @Override
  public List<Double> ticks() {
    return AxisScale.round(low, high, TICKS).stream()
        .map(number -> (number - low) / (high - low))
        .toList();
  }

  /** Returns the numbers at the ticks, without the digits that only rounding made. */
  @Override
  public List<String> labels() {
    double digits = Math.pow(10, 4 - Math.floor(Math.log10(high - low)));
    return ticks().stream()
        .map(place -> NumberText.plain(Math.rint(at(place) * digits) / digits))
        .toList();
  }
}
