package dev.rawline.lab.calibrate;

import dev.rawline.data.file.CsvLine;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.sensor.calibration.ChannelCalibration;
import dev.rawline.imaging.sensor.calibration.NonUniformity;
import dev.rawline.imaging.sensor.uncertainty.UncertaintyBudget;
import dev.rawline.workbench.page.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

/**
 * One number that a calibration measures of a channel, and what it is called.
 *
 * @param key its name in records, for example {@code gain}
 * @param symbol the symbol that the standard and the plots use
 * @param unit its unit, {@code 1} for a ratio
 * @param method how its interval was found
 * @param name what a person calls it
 * @param of the number with its interval; empty where it was not measured
 */
public record CalibrationQuantity(
    String key,
    String symbol,
    String unit,
    Method method,
    String name,
    Function<ChannelCalibration, Optional<Estimate>> of) {

  /** How a confidence interval was found. */
  enum Method {
    ANALYTIC("analytic", "Analytic: from the known distribution of the estimator."),
    PARAMETRIC_BOOTSTRAP(
        "parametric bootstrap",
        "Parametric bootstrap: the measured means and variances were redrawn within their standard errors, and the whole evaluation was repeated."),
    MONTE_CARLO(
        "Monte Carlo",
        "Monte Carlo: the stated errors of the set-up were drawn from their distributions with each redraw (JCGM 101:2008).");

    /** A word for the page, and a sentence. */
    final String word;

    final String sentence;

    Method(String word, String sentence) {
      this.word = word;
      this.sentence = sentence;
    }

    /** Returns its word in files. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Returns the symbol without its index: μ of μ_dark. */
  String base() {
    return symbol.split("_", 2)[0];
  }

  /** Returns the index of the symbol: dark of μ_dark; empty where it has none. */
  String index() {
    return symbol.contains("_") ? symbol.split("_", 2)[1] : "";
  }

  /**
   * Quantities that belong together.
   *
   * @param name what they describe
   * @param quantities the quantities
   */
  public record Group(String name, List<CalibrationQuantity> quantities) {
    /** Copies the list. */
    public Group {
      quantities = List.copyOf(quantities);
    }
  }

  /** All quantities, in the order in which a person reads them. */
  public static final List<Group> GROUPS = groups();

  private static final String DECIBELS = "dynamicRangeDecibels";

  /** Keys are components of {@link ChannelCalibration}, and of its parts behind a point. */
  private static List<Group> groups() {
    SequencedMap<String, List<CalibrationQuantity>> groups = new LinkedHashMap<>();
    Template.resource("calibrate/quantities.csv")
        .lines()
        .skip(1)
        .map(CsvLine::fields)
        .forEach(
            fields ->
                groups
                    .computeIfAbsent(fields.get(0), _ -> new ArrayList<>())
                    .add(
                        new CalibrationQuantity(
                            fields.get(1),
                            fields.get(2),
                            fields.get(3),
                            Method.valueOf(fields.get(4).toUpperCase(Locale.ROOT)),
                            fields.get(5),
                            channel -> estimate(channel, fields.get(1)))));
    return groups.entrySet().stream()
        .map(group -> new Group(group.getKey(), group.getValue()))
        .toList();
  }

  private static Optional<Estimate> estimate(ChannelCalibration channel, String key) {
    if (key.equals(DECIBELS)) {
      return channel.dynamicRange().map(CalibrationQuantity::decibels);
    }
    Optional<?> found = Optional.of(channel);
    for (String part : key.split("\\.", -1)) {
      found = found.flatMap(record -> component(record, part));
    }
    return found.map(value -> value instanceof NonUniformity all ? all.total() : (Estimate) value);
  }

  private static Optional<?> component(Object record, String name) {
    try {
      Object value = record.getClass().getMethod(name).invoke(record);
      return value instanceof Optional<?> optional ? optional : Optional.of(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no component %s of %s".formatted(name, record), e);
    }
  }

  /** Returns the uncertainty budget of a channel's number; empty where it was not measured. */
  Optional<UncertaintyBudget> budget(ChannelCalibration channel) {
    if (key.equals(DECIBELS)) {
      return Optional.ofNullable(channel.budgets().get("dynamicRange"))
          .map(
              ratio ->
                  ratio.propagated(
                      decibels(ratio.value()), 20 / Math.log(10) / ratio.value().value()));
    }
    return Optional.ofNullable(channel.budgets().get(key));
  }

  /** Returns how the interval of a channel's number was found. */
  Method methodOf(ChannelCalibration channel) {
    return budget(channel).filter(UncertaintyBudget::isStated).isPresent()
        ? Method.MONTE_CARLO
        : method;
  }

  private static Estimate decibels(Estimate ratio) {
    return ratio.with(decibels(ratio.value()), decibels(ratio.low()), decibels(ratio.high()));
  }

  private static double decibels(double ratio) {
    return 20 * Math.log10(ratio);
  }

  /** Returns what was measured of a channel as text. */
  public Optional<MeasurementText> text(ChannelCalibration channel) {
    return of.apply(channel).map(found -> MeasurementText.of(found, unit));
  }

  /** Returns whether any channel was measured for it. */
  public boolean isMeasuredIn(List<ChannelCalibration> channels) {
    return channels.stream().anyMatch(channel -> of.apply(channel).isPresent());
  }
}
