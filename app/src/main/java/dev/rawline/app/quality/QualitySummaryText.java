package dev.rawline.app.quality;

import dev.rawline.app.terminal.TextTable;
import dev.rawline.lab.quality.CheckQuality;
import dev.rawline.lab.quality.check.BatchCheck;
import dev.rawline.lab.quality.check.FlaggedImage;
import dev.rawline.lab.quality.check.QuantityAssessment;
import dev.rawline.lab.quality.check.ToleranceAssessment;
import dev.rawline.lab.quality.effect.MetricEffect;
import dev.rawline.lab.quality.verdict.AcceptanceLimits;
import dev.rawline.lab.quality.verdict.Verdict;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a check of a batch came to, for the terminal. */
final class QualitySummaryText {
  private static final int MOST_OFFENDERS = 10;

  private QualitySummaryText() {}

  static void print(CheckQuality.Result result, PrintWriter out) {
    BatchCheck check = result.check();
    out.println(check.verdict().word().toUpperCase(Locale.ROOT));
    result.story().forEach(out::println);
    out.println();
    List<QuantityAssessment> shown =
        check.lines().stream().filter(line -> line.verdict() != Verdict.PASS).toList();
    if (!shown.isEmpty()) {
      TextTable table =
          new TextTable(
              List.of("quantity", "reference", "batch", "from", "to", "unit", "limits", "verdict"));
      for (QuantityAssessment line : shown) {
        table.add(
            Arrays.asList(
                line.quantity().toString(),
                line.usual(),
                line.measured().value(),
                line.measured().low(),
                line.measured().high(),
                line.quantity().unit(),
                line.limits().stream()
                    .map(AcceptanceLimits::toString)
                    .collect(Collectors.joining("; ")),
                line.verdict().word() + (line.drifts() ? ", drifts" : "")));
      }
      table.print(out);
      out.println();
    }
    if (!check.task().isEmpty()) {
      TextTable table =
          new TextTable(
              List.of("for the task", "as", "from", "to", "tolerated", "unit", "verdict"));
      for (ToleranceAssessment line : check.task()) {
        table.add(
            Arrays.asList(
                line.name(),
                line.value(),
                line.low(),
                line.high(),
                String.format(
                    Locale.ROOT,
                    "%.4g to %.4g",
                    line.interval().low().value(),
                    line.interval().high().value()),
                line.interval().parameter().unit(),
                line.verdict().word()));
      }
      table.print(out);
      out.println();
    }
    if (result.effect().isPresent()) {
      MetricEffect effect = result.effect().get().metric();
      out.printf(
          Locale.ROOT,
          "%s predicted: %.3f (95 %%: %.3f to %.3f), by the reference camera %.3f%n",
          effect.metric(),
          effect.predicted().value(),
          effect.predicted().low(),
          effect.predicted().high(),
          effect.reference().value());
    }
    for (FlaggedImage offender : check.offenders().stream().limit(MOST_OFFENDERS).toList()) {
      out.printf(
          "%s %s: %s%n",
          offender.verdict().word(), offender.image(), String.join("; ", offender.why()));
    }
    if (check.offenders().size() > MOST_OFFENDERS) {
      out.printf("… and %d images more%n", check.offenders().size() - MOST_OFFENDERS);
    }
    out.printf("written to %s, and to the lab book as run %s%n", result.folder(), result.run());
    out.printf("open %s%n", result.folder().resolve("report.html"));
  }
}
