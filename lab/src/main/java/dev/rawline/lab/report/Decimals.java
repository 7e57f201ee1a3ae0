package dev.rawline.lab.report;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Numbers with one number of decimals, so that they compare at a glance.
 *
 * @param count how many, 0 to 6
 */
record Decimals(int count) {
  /** What drops are told with. */
  static final Decimals DROPS = new Decimals(3);

  private static final int MOST = 3;

  /** Shares have at least as many. */
  private static final int OF_SHARES = 2;

  /**
   * Returns as many decimals as a table of numbers deserves: such that a typical deviation shows a
   * digit.
   *
   * @param largest the largest of the numbers
   * @param deviation a typical deviation of them; 0 if it is not known
   */
  static Decimals of(double largest, double deviation) {
    int least =
        largest <= 1 ? OF_SHARES : Math.clamp(OF_SHARES - (long) Math.log10(largest), 0, OF_SHARES);
    return deviation > 0
        ? new Decimals(Math.clamp((long) Math.ceil(-Math.log10(deviation)), least, MOST))
        : new Decimals(Math.max(least, largest <= 1 ? MOST : 0));
  }

  /** Returns a number with a true minus. */
  String of(double number) {
    String digits =
        new BigDecimal(Math.abs(number)).setScale(count, RoundingMode.HALF_UP).toPlainString();
    boolean negative = number < 0 && !digits.matches("[0.]*");
    return negative ? "−" + digits : digits;
  }

  /** Returns a number with its sign, unless it rounds to 0. */
  String signed(double number) {
    String text = of(number);
    return text.startsWith("−") || text.matches("[0.]*") ? text : "+" + text;
  }
}
