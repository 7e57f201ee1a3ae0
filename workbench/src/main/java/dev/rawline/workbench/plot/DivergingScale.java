package dev.rawline.workbench.plot;

import dev.rawline.workbench.text.NumberText;
import java.awt.Color;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Signed number → colour: blue below 0, white at 0, orange above; the same distance from 0 is as
 * strong on either side.
 *
 * <p>The colour's strength is √(|number| / end), so that small numbers are visible next to large
 * ones.
 *
 * <p>The two colours are those of Okabe and Ito, which colour-blind people can distinguish.
 *
 * @param end the number from which on a colour gets no stronger, 0 or more
 */
public record DivergingScale(double end) implements ColourScale {
  public static final Color BELOW = new Color(0x0072b2);
  public static final Color ABOVE = new Color(0xd55e00);

  @Override
  public double low() {
    return -end;
  }

  @Override
  public double at(double place) {
    double signed = 2 * place - 1;
    return end * signed * Math.abs(signed);
  }

  @Override
  public List<Double> ticks() {
    return List.of(0.0, 0.25, 0.5, 0.75, 1.0);
  }

  /** Returns a scale that ends at a round number, whose quarter is round too. */
  public static DivergingScale reaching(double largest) {
    if (!(largest > 0)) {
      return new DivergingScale(1);
    }
    double power = Math.pow(10, Math.floor(Math.log10(largest)));
    double end = 10 * power;
    for (double round : List.of(8.0, 6.0, 4.0, 2.0, 1.0)) {
      end = round * power >= largest * (1 - 1e-9) ? round * power : end;
    }
    return new DivergingScale(end);
  }

  @Override
  public Color of(double number) {
    double share = end > 0 ? Math.clamp(number / end, -1, 1) : 0;
    Color full = share < 0 ? BELOW : ABOVE;
    double strength = Math.sqrt(Math.abs(share));
    return new Color(
        mixed(full.getRed(), strength),
        mixed(full.getGreen(), strength),
        mixed(full.getBlue(), strength));
  }

  private static int mixed(int level, double strength) {
    return (int) Math.round(255 + strength * (level - 255));
  }

  @Override
  public List<String> labels() {
    return DoubleStream.of(-end, -end / 4, 0, end / 4, end)
        .mapToObj(number -> NumberText.signed(number, 2))
        .toList();
  }
}
