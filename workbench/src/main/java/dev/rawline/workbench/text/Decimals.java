package dev.rawline.workbench.text;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Numbers with one number of decimals, so that they compare at a glance.
 *
 * @param count how many, 0 to 9
 */
public record Decimals(int count) {
  private static final int MOST = 9;

  /** No more stand, unless a number is so small that less than two digits of it were seen. */
  private static final int USUAL = 3;

  /** Shares have at least as many. */
  private static final int OF_SHARES = 2;

  /**
   * Returns as many decimals as numbers deserve: such that their spread shows a digit, and the
   * largest of them two, three where no spread is known.
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
   * Returns as many decimals as a measured number deserves: such that half of its interval shows
   * two digits.
   *
   * @param half half of the interval, above 0
   */
  public static Decimals resolving(double half) {
    return new Decimals(Math.clamp(1 - (long) Math.floor(Math.log10(half)), 0, MOST));
  }

  /** Returns decimals for differences, a digit finer since they are small. */
  public Decimals finer() {
    return count < USUAL ? new Decimals(count + 1) : this;
  }

  /** Returns a number with a true minus. */
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
