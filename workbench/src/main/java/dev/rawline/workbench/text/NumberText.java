package dev.rawline.workbench.text;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.frame.SiteValues;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Numbers → text for reading: four significant digits, no trailing zeros. */
public final class NumberText {
  private static final int PLAIN_DIGITS = 6;

  private NumberText() {}

  /** Returns a number with four significant digits; from 1000 to 10⁷ as a whole number. */
  public static String brief(double value) {
    double magnitude = Math.abs(value);
    if (magnitude < 1e7 && (magnitude >= 1000 || value == Math.rint(value))) {
      return Long.toString(Math.round(value));
    }
    String digits = String.format(Locale.ROOT, "%.4g", value);
    return digits.contains("e") ? digits : digits.replaceAll("0+$", "").replaceAll("\\.$", "");
  }

  /** Returns a number with few significant digits and a minus sign (U+2212): 0.0216, −3.4e-5. */
  public static String signed(double value, int digits) {
    if (value == 0 || !Double.isFinite(value)) {
      return brief(value);
    }
    double magnitude = Math.abs(value);
    String text =
        magnitude >= 1e-3 && magnitude < 1e6
            ? new BigDecimal(magnitude)
                .round(new MathContext(digits))
                .stripTrailingZeros()
                .toPlainString()
            : String.format(Locale.ROOT, "%." + (digits - 1) + "e", magnitude)
                .replaceAll("e([+-])0*(\\d)", "e$1$2")
                .replace("e+", "e");
    return value < 0 ? "−" + text : text;
  }

  /**
   * Returns a number at an axis or of a limit: six significant digits at most, no separators, a
   * zero before the point, a true minus sign.
   */
  public static String plain(double number) {
    String digits =
        new BigDecimal(Math.abs(number))
            .round(new MathContext(PLAIN_DIGITS))
            .stripTrailingZeros()
            .toPlainString();
    return number < 0 ? "−" + digits : digits;
  }

  /** Returns whole numbers as a sentence lists them: 1, 3 and 5. */
  public static String listed(List<?> numbers) {
    List<String> words = numbers.stream().map(String::valueOf).toList();
    int but = Math.max(words.size() - 1, 0);
    String last = String.join("", words.subList(but, words.size()));
    return but == 0 ? last : String.join(", ", words.subList(0, but)) + " and " + last;
  }

  /** Returns the number for R, G1, G2 and B, or only one if they are equal. */
  public static String brief(SiteValues values) {
    String all =
        Arrays.stream(Cfa.Site.values())
            .map(site -> brief(values.at(site)))
            .collect(Collectors.joining(" "));
    return values.equals(SiteValues.uniform(values.red())) ? brief(values.red()) : all;
  }

  /** Returns the number for R, G and B. */
  public static String brief(Rgb values) {
    return Arrays.stream(Colour.values())
        .map(colour -> brief(values.at(colour)))
        .collect(Collectors.joining(" "));
  }

  /** Returns a length in the most suitable unit: 6 cm, 0.1 mm, 0.1625 µm. */
  public static String length(double metres) {
    if (metres >= 1) {
      return brief(metres) + " m";
    }
    if (metres >= 0.01) {
      return brief(metres * 1e2) + " cm";
    }
    if (metres >= 1e-4) {
      return brief(metres * 1e3) + " mm";
    }
    return metres >= 1e-7 ? brief(metres * 1e6) + " µm" : brief(metres * 1e9) + " nm";
  }

  /** Returns an exposure time, below half a second as a fraction: 1/250 s. */
  public static String exposure(double seconds) {
    return seconds < 0.5 ? "1/" + Math.round(1 / seconds) + " s" : brief(seconds) + " s";
  }
}
