package dev.rawline.workbench.text;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Formats numbers with one number of decimals, so that they are easy to compare.
 *
 * @param count the number of decimals, at most 9; below 0, so many digits before the point are 0
 */
public record Decimals(int count) {
  private static final int MOST = 9;

  /** The most decimals, unless a number is so small that it would show less than two digits. */
  private static final int USUAL = 3;

  /** The least decimals of shares. */
  private static final int OF_SHARES = 2;

  /**
   * Returns the decimals for numbers: such that their spread shows one digit, and the largest of
   * them two, or three if no spread is known.
   *
   * @param largest the largest of the numbers, without its sign
   * @param spread a typical deviation of them, or half of an interval; 0 if it is not known
   */
  public static Decimals of(double largest, double spread) {
    int power = largest > 0 ? (int) Math.floor(Math.log10(largest)) : 0;
    int most = Math.clamp(1L - power, USUAL, MOST);
    int least = largest <= 1 ? OF_SHARES : Math.clamp(2L - power, 0, 1);
    if (spread > 0) {
      return new Decimals(Math.clamp((long) Math.ceil(-Math.log10(spread)), least, most));
    }
    return new Decimals(largest <= 1 ? most : Math.clamp(2L - power, 0, OF_SHARES));
  }

  /**
   * Returns the decimals for a measured number: such that half of its interval shows two digits.
   *
   * @param half half of the interval, above 0
   */
  public static Decimals resolving(double half) {
    return new Decimals(Math.clamp(1 - (long) Math.floor(Math.log10(half)), 0, MOST));
  }

  /** Returns decimals for differences: one more, since they are small. */
  public Decimals finer() {
    return count < USUAL ? new Decimals(count + 1) : this;
  }

  /** Returns a number with a minus sign (U+2212). */
  public String of(double number) {
    String digits =
        new BigDecimal(Math.abs(number)).setScale(count, RoundingMode.HALF_UP).toPlainString();
    boolean negative = number < 0 && !digits.matches("[0.]*");
    return negative ? "−" + digits : digits;
  }

  /** Returns a number with its sign, unless it rounds to 0. */
  public String signed(double number) {
    String text = of(number);
    return text.startsWith("−") || text.matches("[0.]*") ? text : "+" + text;
  }
}
