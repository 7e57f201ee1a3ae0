package dev.rawline.lab.quality.page;

import dev.rawline.lab.quality.verdict.JudgedNumber;
import dev.rawline.workbench.page.Html;
import dev.rawline.workbench.text.Decimals;
import java.util.Set;
import java.util.stream.Collectors;

/** Judged numbers → pieces of the rows of tables. */
final class JudgedRow {
  private static final Set<String> PLAIN = Set.of("1", "share", "ratio");

  private JudgedRow() {}

  /** Returns the unit; nothing where the number has none. */
  static String unit(JudgedNumber number) {
    return PLAIN.contains(number.unit()) ? "" : number.unit();
  }

  /** Returns the decimals of all numbers of a row, so that they compare at a glance. */
  static Decimals decimals(JudgedNumber number) {
    double half = (number.estimate().high() - number.estimate().low()) / 2;
    double spread =
        half > 0 ? half : number.spread().map(JudgedNumber.Spread::deviation).orElse(0.0);
    double digits = Math.abs(number.estimate().value()) / 100;
    return spread > 0
        ? Decimals.resolving(spread)
        : digits > 0 ? Decimals.resolving(digits) : new Decimals(0);
  }

  /** Returns the limits as HTML, a line for each source. */
  static String limits(JudgedNumber number) {
    return number.limits().isEmpty()
        ? "no limit"
        : number.limits().stream()
            .map(
                limit ->
                    "%s%s: %s"
                        .formatted(
                            limit.source(),
                            number.undecided().containsKey(limit) ? ", not decided" : "",
                            Html.text(limit.toString())))
            .collect(Collectors.joining("<br>"));
  }
}
