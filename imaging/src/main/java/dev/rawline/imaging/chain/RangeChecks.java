package dev.rawline.imaging.chain;

import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.FileWord;
import dev.rawline.imaging.frame.InvalidParametersException;
import dev.rawline.imaging.frame.Rgb;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Checks the components of a record against the ranges of their {@link Described} and collects all
 * problems.
 */
public final class RangeChecks {
  private static final ClassValue<Map<String, Described>> DESCRIPTIONS =
      new ClassValue<>() {
        @Override
        protected Map<String, Described> computeValue(Class<?> type) {
          return Arrays.stream(type.getRecordComponents())
              .filter(component -> component.isAnnotationPresent(Described.class))
              .collect(
                  Collectors.toMap(
                      RecordComponent::getName, part -> part.getAnnotation(Described.class)));
        }
      };

  private final Class<? extends Record> type;
  private final List<String> problems = new ArrayList<>();

  /** Begins the checks of a record. */
  public RangeChecks(Class<? extends Record> type) {
    this.type = type;
  }

  /**
   * Requires that one value of a record is finite and within its range.
   *
   * @throws IllegalArgumentException if it is not; the message names record, component, value,
   *     range and unit
   */
  public static void require(Class<? extends Record> type, String component, double value) {
    Described description = description(type, component);
    if (!isWithin(description, value)) {
      String word = type.getAnnotation(FileWord.class).value();
      String key = component.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
      throw new IllegalArgumentException(
          problem(word.equals(key) ? word : word + " " + key, value, description));
    }
  }

  /** Checks that a value is finite and within the range of its component. */
  public RangeChecks check(String component, double value) {
    return check(component, component, value);
  }

  /** Checks that the values of all colours are finite and within the range of their component. */
  public RangeChecks check(String component, Rgb values) {
    for (Colour colour : Colour.values()) {
      String name = "%s of %s".formatted(component, colour.name().toLowerCase(Locale.ROOT));
      check(name, component, values.at(colour));
    }
    return this;
  }

  private RangeChecks check(String name, String component, double value) {
    Described description = description(type, component);
    if (!isWithin(description, value)) {
      problems.add(problem(name, value, description));
    }
    return this;
  }

  /** Adds a problem, which begins with the name of a component. */
  public void add(String problem) {
    problems.add(problem);
  }

  /**
   * Requires that there is no problem.
   *
   * @param subject whose values they are, for the message: {@code sensor bench}
   * @throws InvalidParametersException if there is one; it lists all
   */
  public void require(String subject) {
    if (!problems.isEmpty()) {
      throw new InvalidParametersException(subject, problems);
    }
  }

  private static Described description(Class<? extends Record> type, String component) {
    Described description = DESCRIPTIONS.get(type).get(component);
    if (description == null) {
      throw new IllegalStateException("%s has no described %s".formatted(type, component));
    }
    return description;
  }

  private static boolean isWithin(Described description, double value) {
    return Double.isFinite(value)
        && value >= description.min()
        && (value > description.above() || Double.isInfinite(description.above()))
        && value <= description.max();
  }

  private static String problem(String name, double value, Described description) {
    String unit = description.unit().isEmpty() ? "no unit" : description.unit();
    return "%s is %s: expected %s (%s)"
        .formatted(name, ParameterChecks.plain(value), expected(description), unit);
  }

  private static String expected(Described description) {
    String min = ParameterChecks.plain(description.min());
    String above = ParameterChecks.plain(description.above());
    if (Double.isFinite(description.max())) {
      String max = ParameterChecks.plain(description.max());
      return Double.isFinite(description.above())
          ? "above %s and at most %s".formatted(above, max)
          : "%s to %s".formatted(min, max);
    }
    if (Double.isFinite(description.above())) {
      return "a finite number above " + above;
    }
    return Double.isFinite(description.min())
        ? "a finite number, %s or more".formatted(min)
        : "a finite number";
  }
}
