package dev.rawline.lab.calibrate;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.sensor.calibration.ChannelCalibration;
import dev.rawline.imaging.sensor.uncertainty.ErrorDistribution;
import dev.rawline.imaging.sensor.uncertainty.StatedError;
import dev.rawline.imaging.sensor.uncertainty.SystematicEffect;
import dev.rawline.imaging.sensor.uncertainty.UncertaintyBudget;
import dev.rawline.workbench.text.NumberText;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Uncertainty budgets as tables for a person, a number each. */
final class BudgetTables {
  private static final int DIGITS = 2;

  /** The share by which the ends of an interval may differ in distance and stand as one U. */
  private static final double SYMMETRIC = 0.2;

  private BudgetTables() {}

  /** The numbers of a group of quantities. */
  record Group(String name, List<BudgetedNumber> numbers) {}

  /**
   * One number.
   *
   * @param quantity what it is
   * @param channel its channel; empty where there is only one
   * @param result the number with its expanded uncertainty and unit
   * @param factor the coverage factor
   * @param unit its unit; empty where it has none
   * @param parts what its uncertainty consists of
   * @param missing the errors that nobody stated
   * @param combined the combined standard uncertainty
   */
  record BudgetedNumber(
      CalibrationQuantity quantity,
      String channel,
      String result,
      String factor,
      String unit,
      List<Part> parts,
      List<String> missing,
      String combined) {}

  /** A contribution. */
  record Part(
      String cause,
      String type,
      String stated,
      String source,
      String sensitivity,
      String contribution,
      long share) {}

  static List<Group> of(List<ChannelCalibration> channels) {
    List<Group> groups = new ArrayList<>();
    for (CalibrationQuantity.Group group : CalibrationQuantity.GROUPS) {
      List<BudgetedNumber> numbers = new ArrayList<>();
      for (CalibrationQuantity quantity : group.quantities()) {
        for (ChannelCalibration channel : channels) {
          quantity
              .budget(channel)
              .map(
                  budget ->
                      number(
                          quantity,
                          channels.size() > 1 ? channel.channel().toString() : "",
                          budget))
              .ifPresent(numbers::add);
        }
      }
      if (!numbers.isEmpty()) {
        groups.add(new Group(group.name(), numbers));
      }
    }
    return groups;
  }

  /** Returns the errors that some number depends on and nobody stated. */
  static Optional<String> notStated(List<ChannelCalibration> channels) {
    Set<SystematicEffect> missing = EnumSet.noneOf(SystematicEffect.class);
    for (ChannelCalibration channel : channels) {
      channel.budgets().values().forEach(budget -> missing.addAll(budget.notStated()));
    }
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            missing.stream().map(SystematicEffect::words).collect(Collectors.joining(", ")));
  }

  /**
   * Returns a number with its expanded uncertainty and unit: 0.4512 ± 0.0087 e⁻/photon; with its
   * interval where that is not symmetric.
   */
  static String result(CalibrationQuantity quantity, UncertaintyBudget budget) {
    Estimate value = budget.value();
    MeasurementText text = MeasurementText.of(value, quantity.unit());
    if (!value.isResolved() || budget.expanded() == 0) {
      return text.withUnit();
    }
    return (Math.abs(value.high() + value.low() - 2 * value.value()) < SYMMETRIC * value.halfWidth()
            ? "%s ± %s %s"
                .formatted(text.value(), MeasurementText.reach(value.halfWidth()), text.unit())
            : "%s (%s) %s".formatted(text.value(), text.interval(), text.unit()))
        .strip();
  }

  /** Returns the coverage factor, or why there is none. */
  static String factor(UncertaintyBudget budget) {
    return budget.value().isResolved()
        ? budget
            .coverageFactor()
            .map(k -> String.format(Locale.ROOT, "k = %.2f", k))
            .orElse("U is not known")
        : MeasurementText.of(budget.value(), "1").interval();
  }

  private static BudgetedNumber number(
      CalibrationQuantity quantity, String channel, UncertaintyBudget budget) {
    double squares =
        budget.contributions().stream()
            .mapToDouble(part -> part.uncertainty() * part.uncertainty())
            .sum();
    return new BudgetedNumber(
        quantity,
        channel,
        result(quantity, budget),
        factor(budget),
        MeasurementText.of(budget.value(), quantity.unit()).unit(),
        budget.contributions().stream().map(part -> part(part, squares)).toList(),
        budget.notStated().stream().map(SystematicEffect::words).toList(),
        MeasurementText.reach(budget.combined()));
  }

  private static Part part(UncertaintyBudget.Contribution part, double squares) {
    double share = part.uncertainty() * part.uncertainty() / squares;
    return new Part(
        part.cause(),
        part.stated().isPresent() ? "B" : "A",
        part.stated().map(BudgetTables::words).orElse("by these frames"),
        part.stated().map(StatedError::source).orElse(""),
        part.stated().isPresent() ? NumberText.signed(part.sensitivity(), DIGITS) : "1",
        MeasurementText.reach(part.uncertainty()),
        squares > 0 ? Math.round(100 * share) : 0);
  }

  private static String words(StatedError error) {
    String shape =
        error.distribution() == ErrorDistribution.NORMAL
            ? "normal, k = " + NumberText.brief(error.coverageFactor().orElse(1.0))
            : error.distribution().toString().replace('_', '-');
    String known = error.value() == 0 ? "" : NumberText.signed(error.value(), DIGITS + 1) + " ";
    return "%s± %s %s, %s"
        .formatted(known, NumberText.brief(error.uncertainty()), error.unit(), shape);
  }
}
