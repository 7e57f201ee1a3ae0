package dev.rawline.app;

import dev.rawline.lab.quality.CheckQuality;
import dev.rawline.lab.quality.check.BatchCheck;
import dev.rawline.lab.quality.check.Offender;
import dev.rawline.lab.quality.check.QuantityLine;
import dev.rawline.lab.quality.check.TaskLine;
import dev.rawline.lab.quality.verdict.Limits;
import dev.rawline.lab.report.Judgement;
import dev.rawline.lab.report.MetricEffect;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a check of a batch came to, for the terminal. */
final class QualityText {
  private static final int MOST_OFFENDERS = 10;

  private QualityText() {}

  static void print(CheckQuality.Result result, PrintWriter out) {
    BatchCheck check = result.check();
    out.println(check.verdict().word().toUpperCase(Locale.ROOT));
    result.story().forEach(out::println);
    out.println();
    List<QuantityLine> shown =
        check.lines().stream().filter(line -> line.verdict() != Judgement.PASS).toList();
    if (!shown.isEmpty()) {
      TextTable table =
          new TextTable(
              List.of("quantity", "reference", "batch", "from", "to", "unit", "limits", "verdict"));
      for (QuantityLine line : shown) {
        table.add(
            Arrays.asList(
                line.quantity().toString(),
                line.usual(),
                line.measured().value(),
                line.measured().low(),
                line.measured().high(),
                line.quantity().unit(),
                line.limits().stream().map(Limits::told).collect(Collectors.joining("; ")),
                line.verdict().word() + (line.drifts() ? ", drifts" : "")));
      }
      table.print(out);
      out.println();
    }
    if (!check.task().isEmpty()) {
      TextTable table =
          new TextTable(
              List.of("for the task", "as", "from", "to", "tolerated", "unit", "verdict"));
      for (TaskLine line : check.task()) {
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
          "%s predicted: %.3f (95 %%: %.3f to %.3f), by the sound camera %.3f%n",
          effect.metric(),
          effect.predicted().value(),
          effect.predicted().low(),
          effect.predicted().high(),
          effect.reference().value());
    }
    for (Offender offender : check.offenders().stream().limit(MOST_OFFENDERS).toList()) {
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
