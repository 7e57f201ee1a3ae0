package dev.rawline.workbench.book;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A condition on a run's parameter, tag or metric, such as {@code metric:accuracy>=0.9}. The last
 * value of a metric counts.
 *
 * @param of the kind of the name
 * @param name the name
 * @param comparison the comparison
 * @param value the value to compare with; for a metric a number
 */
public record RunCondition(Of of, String name, Comparison comparison, String value) {
  private static final Pattern TEXT =
      Pattern.compile("\\s*(\\w+)[\\s:]\\s*(.+?)\\s*(<=|>=|!=|=|<|>)\\s*(.*?)\\s*");

  /**
   * Checks the value.
   *
   * @throws IllegalArgumentException if a metric is compared with a text, or by order with NaN
   */
  public RunCondition {
    if (of == Of.METRIC && number(value).isEmpty()) {
      throw new IllegalArgumentException(
          "metric %s is compared with '%s': expected a number".formatted(name, value));
    }
    if (of == Of.METRIC
        && Double.isNaN(number(value).orElseThrow())
        && comparison != Comparison.EQUAL
        && comparison != Comparison.OTHER) {
      throw new IllegalArgumentException(
          "metric %s is compared with NaN by %s: expected = or !=, since NaN has no order"
              .formatted(name, comparison.sign));
    }
  }

  /** What a condition is on. */
  public enum Of {
    /** A parameter. */
    PARAM,
    /** A metric. */
    METRIC,
    /** A tag. */
    TAG;

    /** Returns the word for it in a condition. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A comparison of two values. */
  public enum Comparison {
    /** Equal. */
    EQUAL("=", order -> order == 0),
    /** Not equal. */
    OTHER("!=", order -> order != 0),
    /** Smaller. */
    BELOW("<", order -> order < 0),
    /** Smaller or equal. */
    AT_MOST("<=", order -> order <= 0),
    /** Larger. */
    ABOVE(">", order -> order > 0),
    /** Larger or equal. */
    AT_LEAST(">=", order -> order >= 0);

    private final String sign;

    @SuppressWarnings("Immutable") // a lambda without state
    private final IntPredicate holds;

    Comparison(String sign, IntPredicate holds) {
      this.sign = sign;
      this.holds = holds;
    }
  }

  /**
   * Reads a condition.
   *
   * @param text such as {@code param:learning_rate=0.003}, {@code metric:final_test_accuracy>=0.9}
   *     or {@code tag:note=good}
   * @throws IllegalArgumentException if it is not a condition; the message states what was expected
   */
  public static RunCondition parse(String text) {
    Matcher parts = TEXT.matcher(text);
    Optional<Of> of =
        parts.matches()
            ? Arrays.stream(Of.values())
                .filter(each -> each.word().equals(parts.group(1)))
                .findFirst()
            : Optional.empty();
    if (of.isEmpty()) {
      throw new IllegalArgumentException(
          "'%s' is not a condition: expected param, metric or tag, a name, one of %s, and a value, such as 'metric:final_test_accuracy>=0.9'"
              .formatted(
                  text,
                  Arrays.stream(Comparison.values())
                      .map(each -> each.sign)
                      .collect(Collectors.joining(" "))));
    }
    Comparison comparison =
        Arrays.stream(Comparison.values())
            .filter(each -> each.sign.equals(parts.group(3)))
            .findFirst()
            .orElseThrow();
    return new RunCondition(of.get(), parts.group(2), comparison, parts.group(4));
  }

  /**
   * Returns the condition on a column in SQL, with the value bound as {@code wanted} unless it is
   * NaN. A null stands for NaN, which differs from every number.
   */
  String sql(String column) {
    if (Double.isNaN(wanted())) {
      return column + (comparison == Comparison.EQUAL ? " is null" : " is not null");
    }
    String compared = "%s %s :wanted".formatted(column, comparison.sign);
    return comparison == Comparison.OTHER
        ? "(%s or %s is null)".formatted(compared, column)
        : compared;
  }

  /** Returns the number that a metric is compared with. */
  double wanted() {
    return number(value).orElseThrow();
  }

  /**
   * Returns whether a run's value meets the condition: two numbers compare as such, all else as
   * text. NaN is neither larger nor smaller than anything.
   */
  boolean holds(String found) {
    OptionalDouble one = number(found);
    OptionalDouble other = number(value);
    if (isNaN(one) != isNaN(other)) {
      return comparison == Comparison.OTHER;
    }
    int order =
        one.isPresent() && other.isPresent()
            ? Double.compare(one.getAsDouble() + 0.0, other.getAsDouble() + 0.0) // −0 is 0
            : found.compareTo(value);
    return comparison.holds.test(order);
  }

  private static boolean isNaN(OptionalDouble number) {
    return number.isPresent() && Double.isNaN(number.getAsDouble());
  }

  /** Returns the number that a text is, if it is one. */
  static OptionalDouble number(String text) {
    try {
      return OptionalDouble.of(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  @Override
  public String toString() {
    return String.join(" ", List.of(of.word(), name, comparison.sign, value));
  }
}
