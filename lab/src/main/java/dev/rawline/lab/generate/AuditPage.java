package dev.rawline.lab.generate;

import dev.rawline.workbench.page.Fact;
import dev.rawline.workbench.page.KeyNumber;
import dev.rawline.workbench.page.Page;
import dev.rawline.workbench.page.PagePicture;
import dev.rawline.workbench.page.Table;
import dev.rawline.workbench.page.Table.Cell;
import dev.rawline.workbench.page.Table.Row;
import dev.rawline.workbench.plot.Drawing;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * An audit as one HTML page.
 *
 * @param name what the model is called
 * @param result the numbers
 * @param steps how good scenes are by the number of steps that draw them
 * @param scenes some scenes of every class
 * @param pairs generated scenes and their nearest neighbours
 * @param provenance label and value
 */
record AuditPage(
    String name,
    AuditResult result,
    Drawing steps,
    PagePicture scenes,
    PagePicture pairs,
    List<Fact> provenance) {
  private static final double PERCENT = 100;
  private static final double LEVEL = 0.05;

  String html() {
    return Page.of(
            "Generated scenes: " + name,
            "Audit against %d real scenes of %s that the model never saw"
                .formatted(result.others(), result.dataSet()),
            story(),
            keyNumbers(),
            "generate/page",
            this)
        .html();
  }

  private List<String> story() {
    double p = result.model().copyProbability();
    return List.of(
        "A judge that learned from real scenes gives %s of the generated scenes their class, and %s of real ones."
            .formatted(
                percent(result.model().mean(AuditMeasures::accuracy)),
                percent(result.real().mean(AuditMeasures::accuracy))),
        "A classifier that learned from generated scenes alone reaches %s on real ones; from as many real ones, %s; from the null, %s."
            .formatted(
                percent(result.model().trained()),
                percent(result.real().trained()),
                percent(result.gaussian().trained())),
        p < LEVEL
            ? String.format(
                Locale.ROOT,
                "Generated scenes are closer to single scenes of the training than held-out real"
                    + " scenes are (p = %.3f): look at the pairs.",
                p)
            : String.format(
                Locale.ROOT,
                "No copies are detected: generated scenes are as close to single scenes of the"
                    + " training as held-out real scenes are (p = %.2f).",
                p));
  }

  private List<KeyNumber> keyNumbers() {
    return List.of(
        number(
            "judge, generated over real",
            result.judgeRatio(result.model()),
            besideNull(result.judgeRatio(result.gaussian()))),
        number(
            "training, generated over real",
            result.trainedRatio(result.model()),
            besideNull(result.trainedRatio(result.gaussian()))),
        number(
            "coverage",
            result.model().mean(AuditMeasures::coverage),
            besideNull(result.gaussian().mean(AuditMeasures::coverage))),
        number(
            "kernel distance over the null's",
            result.model().mean(AuditMeasures::kernelDistance)
                / result.gaussian().mean(AuditMeasures::kernelDistance),
            "0 is alike"));
  }

  private static KeyNumber number(String label, double value, String below) {
    return new KeyNumber(label, String.format(Locale.ROOT, "%.2f", value), "", below);
  }

  private static String besideNull(double value) {
    return String.format(Locale.ROOT, "null: %.2f", value);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", PERCENT * share);
  }

  /** Returns all measures: means over the judges, with the lowest and the highest below. */
  Table measures() {
    return Table.of(
        "measure",
        List.of("generated", "real", "null"),
        List.of(
            row("class accuracy by the judge", AuditMeasures::accuracy, "%.3f"),
            trained(),
            row(
                "kernel distance, features of the judge, ×1000",
                AuditMeasures::kernelDistance,
                "%.2f"),
            row(
                "kernel distance, statistics of the raw images, ×1000",
                AuditMeasures::rawKernelDistance,
                "%.2f"),
            row("density", AuditMeasures::density, "%.2f"),
            row("coverage", AuditMeasures::coverage, "%.2f"),
            row(
                "copies: median ratio of nearest to second-nearest distance",
                AuditMeasures::copyRatio,
                "%.3f"),
            row(
                "copies: share below the lowest twentieth of held-out real scenes",
                AuditMeasures::copyShare,
                "%.3f"),
            copies()));
  }

  private Row row(String head, ToDoubleFunction<AuditMeasures> measure, String format) {
    return new Row(
        head,
        List.of(
            cell(result.model(), measure, format),
            cell(result.real(), measure, format),
            cell(result.gaussian(), measure, format)));
  }

  private static Cell cell(
      AuditResult.Group group, ToDoubleFunction<AuditMeasures> measure, String format) {
    double[] all = group.judges().stream().mapToDouble(measure).sorted().toArray();
    return new Cell(
        String.format(Locale.ROOT, format, group.mean(measure)),
        String.format(Locale.ROOT, format + " to " + format, all[0], all[all.length - 1]),
        true);
  }

  private Row trained() {
    return Row.of(
        "accuracy on real scenes of a classifier that learned from these",
        String.format(Locale.ROOT, "%.3f", result.model().trained()),
        String.format(Locale.ROOT, "%.3f", result.real().trained()),
        String.format(Locale.ROOT, "%.3f", result.gaussian().trained()));
  }

  private Row copies() {
    return Row.of(
        "copies: one-sided p-value",
        String.format(Locale.ROOT, "%.3f", result.model().copyProbability()),
        "–",
        String.format(Locale.ROOT, "%.3f", result.gaussian().copyProbability()));
  }
}
