package dev.rawline.lab.quality.page;

import dev.rawline.lab.quality.verdict.AcceptanceLimits;
import dev.rawline.lab.quality.verdict.JudgedNumber;
import dev.rawline.lab.quality.verdict.JudgedNumber.Spread;
import dev.rawline.workbench.page.Table.Cell;
import dev.rawline.workbench.plot.Drawing;
import dev.rawline.workbench.text.Decimals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A number with its verdict as a row of a table.
 *
 * @param number the number
 */
record JudgedRow(JudgedNumber number) {
  private static final Set<String> PLAIN = Set.of("1", "share", "ratio");

  /** The limits of one source, and whether they decide. */
  record Limit(AcceptanceLimits.Source source, boolean decides, String words) {}

  String label() {
    return number.label();
  }

  /** Returns the unit; empty where the number has none. */
  String unit() {
    return PLAIN.contains(number.unit()) ? "" : number.unit();
  }

  String mark() {
    return VerdictMark.html(number.judged());
  }

  /** Returns details that the verdict alone does not show. */
  List<String> why() {
    List<String> why = new ArrayList<>();
    if (number.drifts()) {
      why.add("drifts");
    }
    number
        .undecided()
        .forEach(
            (limit, reason) ->
                why.add("limits by the %s decide nothing: %s".formatted(limit.source(), reason)));
    return why;
  }

  String value() {
    return number.isResolved() ? decimals().of(number.estimate().value()) : "not resolved";
  }

  /** Returns the ends of the interval; empty where none is known. */
  String interval() {
    if (!number.isResolved()) {
      return "below " + decimals().of(Math.max(0, number.estimate().high()));
    }
    return number.estimate().hasInterval()
        ? decimals().of(number.estimate().low()) + " to " + decimals().of(number.estimate().high())
        : "";
  }

  /**
   * Returns the spread of the reference, which may need more decimals than a batch of few images.
   */
  Optional<Cell> reference() {
    return number
        .spread()
        .map(
            spread -> {
              int own = spread.deviation() > 0 ? Decimals.resolving(spread.deviation()).count() : 0;
              Decimals decimals = new Decimals(Math.max(decimals().count(), own));
              return new Cell(
                  decimals.of(spread.mean()), "± " + decimals.of(spread.deviation()), true);
            });
  }

  List<Limit> limits() {
    return number.limits().stream()
        .map(
            limit ->
                new Limit(limit.source(), !number.undecided().containsKey(limit), limit.toString()))
        .toList();
  }

  Drawing drawing() {
    return GuardBandPlot.of(number);
  }

  /** Returns the decimals of all numbers of the row, so that they compare at a glance. */
  Decimals decimals() {
    double half = number.estimate().halfWidth();
    double spread = half > 0 ? half : number.spread().map(Spread::deviation).orElse(0.0);
    double digits = Math.abs(number.estimate().value()) / 100;
    return spread > 0
        ? Decimals.resolving(spread)
        : digits > 0 ? Decimals.resolving(digits) : new Decimals(0);
  }
}
