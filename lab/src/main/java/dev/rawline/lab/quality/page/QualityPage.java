package dev.rawline.lab.quality.page;

import dev.rawline.imaging.inspection.Defect;
import dev.rawline.lab.quality.cause.Attribution;
import dev.rawline.lab.quality.check.AnomalyAssessment;
import dev.rawline.lab.quality.check.BatchCheck;
import dev.rawline.lab.quality.check.DriftComparison;
import dev.rawline.lab.quality.check.FlaggedImage;
import dev.rawline.lab.quality.effect.MetricEffect;
import dev.rawline.lab.quality.effect.TaskEffect;
import dev.rawline.lab.quality.verdict.JudgedNumber;
import dev.rawline.lab.quality.verdict.Verdict;
import dev.rawline.learning.metric.IntervalEstimate;
import dev.rawline.workbench.page.Html;
import dev.rawline.workbench.page.Page;
import dev.rawline.workbench.page.ReportFiles;
import dev.rawline.workbench.page.SuggestedCommand;
import dev.rawline.workbench.text.Decimals;
import dev.rawline.workbench.text.EstimateFormat;
import dev.rawline.workbench.text.NumberText;
import dev.rawline.workbench.text.ShellQuoting;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The check of a batch of raw images as one HTML page: the verdict, every quantity among its
 * limits, whether the batch drifted, from what cause, what that does to the task, which pixels are
 * defective, which images stand out, and what all this does not show.
 *
 * <p>The page needs no other file: its drawings and pictures are part of it, and it loads nothing.
 *
 * @param summary the check and its sentences
 * @param thumbnails pictures of images that stand out, by their names
 * @param typed the arguments that name reference and batch on a command line; empty where there are
 *     none
 * @param origin where the numbers come from
 */
public record QualityPage(
    QualitySummary summary,
    Map<String, BufferedImage> thumbnails,
    List<String> typed,
    Map<String, Object> origin) {
  /** The name of the file. */
  public static final String FILE = "report.html";

  /** The most images that stand out and are shown. */
  public static final int MOST_IMAGES = 24;

  private static final int MOST_DEFECTS = 40;
  private static final int MOST_HYPOTHESES = 8;
  private static final double LEAST_P = 0.001;

  private static final List<String> NOT_SHOWN =
      List.of(
          "A pass means that what was measured lies within its limits. It does not mean that the images show what the model was trained on; only the drift tests examine that, and they do not detect every change of content.",
          "Intervals are of images drawn again from the same hour, scene and camera. Images that are alike tell less than as many independent ones.",
          "Limits of the task were searched one parameter at a time; several parameters near their limits at once may cost more than any of them alone.",
          "The cause is the best of those that were fitted. What acts alike on raw data, such as light and exposure time, is one cause here.",
          "The effect on the task is a prediction. No labels of this batch were used.");

  /** Copies the list. */
  public QualityPage {
    typed = List.copyOf(typed);
  }

  /** Returns the page. */
  public String html() {
    return new Page(
            "Quality of " + check().batch().name(),
            "Whether these raw images are fit for the model that they will meet",
            List.of(),
            headline() + Page.told(summary.story()) + keyNumbers(),
            List.of(
                new Page.Section("checked", "What was checked", Html.facts(summary.facts())),
                new Page.Section("quantities", "Quantities", ofQuantities()),
                new Page.Section("anomalies", "Anomalies in the files", ofAnomalies()),
                new Page.Section("drift", "Drift tests", ofTests()),
                new Page.Section("charts", "Control charts", ofCharts()),
                new Page.Section(
                    "cause", "Cause", check().attribution().map(this::ofCause).orElse("")),
                new Page.Section("effect", "Effect on the task", ofEffect()),
                new Page.Section("defects", "Defective pixels", ofDefects()),
                new Page.Section("offenders", "Images that stand out", ofImages()),
                new Page.Section("rule", "The rule", Html.list(summary.rule())),
                new Page.Section("next", "Where to go next", SuggestedCommand.html(next())),
                new Page.Section("limits", "What this does not show", Html.list(NOT_SHOWN)),
                new Page.Section(
                    "provenance",
                    "Where the numbers come from",
                    Html.facts(ReportFiles.facts(origin)))))
        .html();
  }

  private BatchCheck check() {
    return summary.check();
  }

  private String headline() {
    String meaning =
        switch (check().verdict()) {
          case PASS -> "fit for use";
          case WARN -> "review required";
          case FAIL -> "not fit for use";
        };
    return VerdictMark.headline(check().verdict(), meaning);
  }

  private String keyNumbers() {
    List<String> numbers = new ArrayList<>();
    List<Verdict> judged =
        check().numbers().stream().flatMap(each -> each.judged().stream()).toList();
    numbers.add(
        Html.key(
            "quantities that fail",
            "%d of %d".formatted(count(judged, Verdict.FAIL), judged.size()),
            "%d more warn".formatted(count(judged, Verdict.WARN))));
    List<DriftComparison> tests = check().tests().all();
    if (!tests.isEmpty()) {
      numbers.add(
          Html.key(
              "drift tests that reject",
              "%d of %d"
                  .formatted(tests.stream().filter(check().tests()::drifted).count(), tests.size()),
              "adjusted for their number"));
    }
    effect()
        .ifPresent(
            effect ->
                numbers.add(
                    Html.key(
                        effect.metric() + ", predicted",
                        value(effect.predicted()),
                        interval(effect.predicted()))));
    check()
        .newDefects()
        .ifPresent(
            fresh ->
                numbers.add(
                    Html.key(
                        "new defective pixels",
                        Integer.toString(fresh.size()),
                        "%d are known".formatted(check().knownDefects().size()))));
    return numbers.stream().collect(Collectors.joining("\n", "<div class=\"key\">\n", "\n</div>"));
  }

  private Optional<MetricEffect> effect() {
    return summary.effect().map(TaskEffect::metric);
  }

  private static long count(List<Verdict> judged, Verdict one) {
    return judged.stream().filter(each -> each == one).count();
  }

  private String ofQuantities() {
    List<JudgedNumber> numbers = check().numbers();
    return numbers.isEmpty()
        ? ""
        : Html.paragraph(
                "The worst first. The mark with its line is the mean of the batch with its 95 % interval, the blue band where images of the reference lie (mean ± 2 standard deviations). Brackets are limits, from top to bottom in the order of the words below; what lies beyond is shaded, and an arrow points to limits far away.")
            + Html.table(
                List.of("quantity", "verdict", "this batch", "reference", "among its limits"),
                numbers.stream()
                    .sorted(Comparator.comparingInt(QualityPage::worstFirst))
                    .map(QualityPage::row)
                    .collect(Collectors.joining()));
  }

  /** Those that no limit judges come last. */
  private static int worstFirst(JudgedNumber number) {
    return number
        .judged()
        .map(
            verdict ->
                switch (verdict) {
                  case FAIL -> -2;
                  case WARN -> -1;
                  case PASS -> 0;
                })
        .orElse(1);
  }

  static String row(JudgedNumber number) {
    Decimals decimals = JudgedRow.decimals(number);
    IntervalEstimate incoming = number.estimate();
    String unit = JudgedRow.unit(number);
    String why = why(number);
    return "<tr><th scope=\"row\">%s<small>%s</small></th><td class=\"why\">%s%s</td><td class=\"n\">%s</td><td class=\"n\">%s</td>%s</tr>\n"
        .formatted(
            Html.text(number.label()),
            unit.isEmpty() ? "no unit" : Html.text(unit),
            VerdictMark.html(number.judged()),
            why.isEmpty() ? "" : small(Html.text(why)),
            decimals.of(incoming.value())
                + small(
                    incoming.hasInterval()
                        ? decimals.of(incoming.low()) + " to " + decimals.of(incoming.high())
                        : "no interval is known"),
            number.spread().map(spread -> reference(spread, decimals)).orElse("–"),
            amongLimits(number));
  }

  private static String amongLimits(JudgedNumber number) {
    return "<td class=\"drawn\">%s%s</td>"
        .formatted(GuardBandPlot.of(number).inline(), small(JudgedRow.limits(number)));
  }

  private static String why(JudgedNumber number) {
    List<String> why = new ArrayList<>();
    if (number.drifts()) {
      why.add("drifts");
    }
    number
        .undecided()
        .forEach(
            (limit, reason) ->
                why.add("limits by the %s decide nothing: %s".formatted(limit.source(), reason)));
    return String.join("; ", why);
  }

  /** The spread of the reference may need more decimals than a batch of few images. */
  private static String reference(JudgedNumber.Spread spread, Decimals batch) {
    int own = spread.deviation() > 0 ? Decimals.resolving(spread.deviation()).count() : 0;
    Decimals decimals = new Decimals(Math.max(batch.count(), own));
    return decimals.of(spread.mean()) + small("± " + decimals.of(spread.deviation()));
  }

  private static String small(String html) {
    return "<small>" + html + "</small>";
  }

  private String ofAnomalies() {
    List<AnomalyAssessment> anomalies = check().anomalies();
    return anomalies.isEmpty()
        ? ""
        : Html.table(
            List.of("anomaly", "verdict", "what was found"),
            anomalies.stream()
                .sorted(Comparator.comparing(AnomalyAssessment::verdict).reversed())
                .map(
                    each ->
                        "<tr><th scope=\"row\">%s</th><td>%s</td><td>%s</td></tr>\n"
                            .formatted(
                                each.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                                VerdictMark.html(each.verdict()),
                                Html.text(found(each))))
                .collect(Collectors.joining()));
  }

  private static String found(AnomalyAssessment anomaly) {
    int others = anomaly.images().size() - 1;
    return "%s (%s%s)%s"
        .formatted(
            anomaly.words(),
            anomaly.images().getFirst(),
            others == 0 ? "" : " and %d others".formatted(others),
            anomaly.verdict() == Verdict.PASS ? "; the reference's images show it, too" : "");
  }

  private String ofTests() {
    Map<Boolean, List<DriftComparison>> single =
        check().tests().quantities().stream()
            .collect(Collectors.partitioningBy(check().tests()::drifted));
    List<DriftComparison> drifted = single.get(true);
    List<DriftComparison> others = single.get(false);
    StringBuilder body = new StringBuilder();
    if (!check().tests().populations().isEmpty()) {
      body.append(Html.paragraph("Many numbers at once:"));
      body.append(tests(check().tests().populations()));
    }
    if (!drifted.isEmpty()) {
      body.append(Html.paragraph("Quantity by quantity, the smallest p-value first:"));
      body.append(tests(drifted));
    }
    if (!others.isEmpty()) {
      body.append(
          Html.details(
              drifted.isEmpty()
                  ? "No quantity by itself drifted: %d tests".formatted(others.size())
                  : "The other %d quantities, of which none drifted".formatted(others.size()),
              tests(others)));
    }
    return body.toString();
  }

  private String tests(List<? extends DriftComparison> tests) {
    return Html.table(
        List.of("compared", "test", "statistic", "p", "p adjusted", "drifted"),
        tests.stream()
            .sorted(
                Comparator.comparingDouble(DriftComparison::adjusted)
                    .thenComparingDouble(DriftComparison::pValue))
            .map(
                test ->
                    "<tr><th scope=\"row\">%s</th><td>%s</td><td class=\"n\">%s</td><td class=\"n\">%s</td><td class=\"n\">%s</td><td>%s</td></tr>\n"
                        .formatted(
                            Html.text(test.label()),
                            Html.text(test.method()),
                            NumberText.signed(test.statistic(), 3),
                            Html.text(pValue(test.pValue())),
                            Html.text(pValue(test.adjusted())),
                            check().tests().drifted(test) ? "<b>yes</b>" : "no"))
            .collect(Collectors.joining()));
  }

  private static String pValue(double p) {
    return p < LEAST_P ? "< 0.001" : String.format(Locale.ROOT, p < 0.1 ? "%.3f" : "%.2f", p);
  }

  private String ofCharts() {
    List<ControlChart> charts = new BatchCharts(check()).nearest();
    return charts.isEmpty() ? "" : Html.figure(ControlChartPlot.of(charts));
  }

  private String ofCause(Attribution found) {
    StringBuilder body = new StringBuilder();
    body.append("<p><b>%s</b></p>\n".formatted(Html.text(found.sentence())));
    CauseBars.of(found).map(Html::figure).ifPresent(body::append);
    if (!found.hypotheses().isEmpty()) {
      body.append(Html.paragraph("What was tried, and how badly it fits:"));
      body.append(hypotheses(found.hypotheses()));
    }
    return body.toString();
  }

  private static String hypotheses(List<Attribution.Hypothesis> tried) {
    List<Attribution.Hypothesis> shown =
        tried.stream()
            .sorted(
                Comparator.comparingDouble((Attribution.Hypothesis each) -> -each.probability())
                    .thenComparingDouble(Attribution.Hypothesis::chiSquare))
            .limit(MOST_HYPOTHESES)
            .toList();
    double best = shown.getFirst().chiSquare();
    return Html.table(
        List.of("explanation", "χ²", "times the best", ""),
        shown.stream()
            .map(
                each ->
                    "<tr><th scope=\"row\">%s</th><td class=\"n\">%s</td><td class=\"n\">%s</td><td>%s, %s</td></tr>\n"
                        .formatted(
                            Html.text(each.words()),
                            NumberText.signed(each.chiSquare(), 3),
                            best > 0 ? times(each.chiSquare() / best) : "–",
                            probability(each.probability()),
                            each.numbers() == 1 ? "1 parameter" : each.numbers() + " parameters"))
            .collect(Collectors.joining()));
  }

  private static String probability(double p) {
    return p < LEAST_P ? "p &lt; " + LEAST_P : String.format(Locale.ROOT, "p = %.2g", p);
  }

  private static String times(double ratio) {
    return NumberText.signed(ratio, ratio < 10 ? 2 : 3);
  }

  private String ofEffect() {
    return effect()
        .map(
            effect ->
                Html.table(
                        List.of(
                            "metric",
                            "verdict",
                            "predicted",
                            "on the reference",
                            "among its limits"),
                        row(effect))
                    + Stream.of(effect.words(), effect.how())
                        .map(how -> "<p class=\"faint\">%s</p>\n".formatted(Html.text(how)))
                        .collect(Collectors.joining()))
        .orElse("");
  }

  private static String row(MetricEffect effect) {
    return "<tr><th scope=\"row\">%s</th><td>%s</td><td class=\"n\">%s</td><td class=\"n\">%s</td>%s</tr>\n"
        .formatted(
            Html.text(effect.metric()),
            VerdictMark.html(effect.judged()),
            value(effect.predicted()) + small(interval(effect.predicted())),
            value(effect.reference()) + small(interval(effect.reference())),
            amongLimits(effect));
  }

  private static String value(IntervalEstimate estimate) {
    return estimate.hasInterval()
        ? Decimals.resolving((estimate.high() - estimate.low()) / 2).of(estimate.value())
        : EstimateFormat.value(estimate);
  }

  private static String interval(IntervalEstimate estimate) {
    if (!estimate.hasInterval()) {
      return "no interval is known";
    }
    Decimals decimals = Decimals.resolving((estimate.high() - estimate.low()) / 2);
    return decimals.of(estimate.low()) + " to " + decimals.of(estimate.high());
  }

  private String ofDefects() {
    if (check().newDefects().isEmpty()) {
      return "";
    }
    String how =
        "Pixels that deviate from their neighbours of the same colour in these images together; by chance fewer than one in a million.";
    List<Defect> fresh = inOrder(check().newDefects().get());
    List<Defect> known = inOrder(check().knownDefects());
    int count = fresh.size() + known.size();
    if (count == 0) {
      return Html.paragraph("None was found. " + how);
    }
    String rows =
        Stream.concat(
                fresh.stream().map(defect -> row(defect, "<b>no</b>")),
                known.stream().map(defect -> row(defect, "yes")))
            .limit(MOST_DEFECTS)
            .collect(Collectors.joining());
    return Html.figure(
            DefectMap.of(
                check().reference().frame().width(),
                check().reference().frame().height(),
                fresh,
                known))
        + Html.paragraph(how)
        + Html.details(
            count > MOST_DEFECTS
                ? "The first %d of %d positions, new ones first".formatted(MOST_DEFECTS, count)
                : "The positions",
            Html.table(List.of("row, column", "kind", "in the reference", "evidence"), rows));
  }

  private static List<Defect> inOrder(List<Defect> defects) {
    return defects.stream()
        .sorted(Comparator.comparingInt(Defect::row).thenComparingInt(Defect::column))
        .toList();
  }

  private static String row(Defect defect, String known) {
    return String.format(
        Locale.ROOT,
        "<tr><th scope=\"row\">%d, %d</th><td>%s</td><td>%s</td><td>%.0f standard deviations</td></tr>\n",
        defect.row(),
        defect.column(),
        DefectMap.word(defect.kind()),
        known,
        defect.evidence());
  }

  private String ofImages() {
    List<FlaggedImage> flagged = check().offenders();
    if (flagged.isEmpty()) {
      return "";
    }
    String more =
        flagged.size() > MOST_IMAGES
            ? Html.paragraph(
                "The worst %d of %d that stand out.".formatted(MOST_IMAGES, flagged.size()))
            : "";
    return more
        + ImageGrid.of(
            flagged.stream()
                .limit(MOST_IMAGES)
                .map(
                    image ->
                        ImageGrid.figure(
                            image.image(),
                            "",
                            image.verdict(),
                            image.why(),
                            Optional.ofNullable(thumbnails.get(image.image()))))
                .toList());
  }

  private List<SuggestedCommand> next() {
    boolean explained =
        check().attribution().filter(found -> !found.causes().isEmpty()).isPresent();
    if (!explained || typed.isEmpty()) {
      return List.of();
    }
    List<String> compensate = new ArrayList<>(List.of("quality", "compensate"));
    compensate.addAll(typed);
    compensate.addAll(List.of("--out", "compensated"));
    return List.of(
        new SuggestedCommand(
            "Compute the camera parameters that bring it back within tolerance.",
            ShellQuoting.of("./rawline", compensate)));
  }
}
