package dev.rawline.lab.quality.page;

import dev.rawline.lab.quality.effect.MetricEffect;
import dev.rawline.lab.quality.verdict.NamedLimits;
import dev.rawline.lab.quality.verdict.Verdict;
import dev.rawline.learning.metric.IntervalEstimate;
import dev.rawline.workbench.page.Fact;
import dev.rawline.workbench.page.Html;
import dev.rawline.workbench.page.Page;
import dev.rawline.workbench.page.SuggestedCommand;
import dev.rawline.workbench.plot.Drawing;
import dev.rawline.workbench.text.Decimals;
import dev.rawline.workbench.text.EstimateFormat;
import dev.rawline.workbench.text.NumberText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The check of a batch of raw images as one HTML page for a person: the verdict, every quantity
 * among its limits, whether the batch drifted, from what cause, what that does to the task, which
 * pixels are defective, which images stand out, and what all this does not show.
 *
 * <p>The page needs nothing beside it: its drawings and pictures stand in it, and it loads nothing.
 *
 * @param name what the batch is called
 * @param judgement what was decided of it
 * @param story the findings, a sentence each
 * @param facts what was checked: label and value
 * @param quantities what was measured
 * @param anomalies what is odd in files; may be empty
 * @param tests whether the batch drifted; may be empty
 * @param charts the course of quantities over images, where it was charted
 * @param attribution which cause explains the drift, where one was sought
 * @param effects what is predicted for the task; may be empty
 * @param defects the defective pixels, where they were sought
 * @param offenders the images that stand out, the worst first; may be empty
 * @param rule how it is decided, and how often that errs, a sentence each
 * @param next what to do next
 * @param provenance where the numbers come from: label and value
 */
public record QualityPage(
    String name,
    Verdict judgement,
    List<String> story,
    List<Fact> facts,
    List<JudgedQuantity> quantities,
    List<FoundAnomaly> anomalies,
    List<DriftComparison> tests,
    Optional<Drawing> charts,
    Optional<CauseFindings> attribution,
    List<MetricEffect> effects,
    Optional<DefectFindings> defects,
    List<JudgedImage> offenders,
    List<String> rule,
    List<SuggestedCommand> next,
    List<Fact> provenance) {
  private static final int MOST_DEFECTS = 40;
  private static final int MOST_OFFENDERS = 24;

  private static final List<String> NOT_SHOWN =
      List.of(
          "A pass says that what was measured lies within its limits. It does not say that the pictures show what the model was trained on; of that only the drift tests know something, and not every change of content is seen by them.",
          "Intervals are of images drawn again from the same hour, scene and camera. Images that are alike tell less than as many that have nothing to do with each other.",
          "Limits of the task are those that were searched, one number at a time; several numbers near their limits at once may cost more than any of them alone.",
          "The cause is the best of those that were fitted. What acts alike on raw data, such as light and exposure time, is one cause here.",
          "The effect on the task is a prediction. Nobody looked at labels of this batch.");

  /** Copies the lists. */
  public QualityPage {
    story = List.copyOf(story);
    facts = List.copyOf(facts);
    quantities = List.copyOf(quantities);
    anomalies = List.copyOf(anomalies);
    tests = List.copyOf(tests);
    effects = List.copyOf(effects);
    offenders = List.copyOf(offenders);
    rule = List.copyOf(rule);
    next = List.copyOf(next);
    provenance = List.copyOf(provenance);
  }

  /** Returns the page. */
  public String html() {
    return new Page(
            "Quality of " + name,
            "Whether these raw images are fit for the model that they will meet",
            List.of(),
            headline() + Page.told(story) + keyNumbers(),
            List.of(
                new Page.Section("checked", "What was checked", Html.facts(facts)),
                new Page.Section("quantities", "Quantities", ofQuantities()),
                new Page.Section("anomalies", "Anomalies in the files", ofAnomalies()),
                new Page.Section("drift", "Drift tests", ofTests()),
                new Page.Section("charts", "Control charts", charts.map(Html::figure).orElse("")),
                new Page.Section(
                    "cause", "Cause", attribution.map(QualityPage::ofCause).orElse("")),
                new Page.Section("effect", "Effect on the task", ofEffects()),
                new Page.Section(
                    "defects", "Defective pixels", defects.map(QualityPage::ofDefects).orElse("")),
                new Page.Section("offenders", "Images that stand out", ofOffenders()),
                new Page.Section("rule", "The rule", Html.list(rule)),
                new Page.Section("next", "Where to go next", SuggestedCommand.html(next)),
                new Page.Section("limits", "What this does not show", Html.list(NOT_SHOWN)),
                new Page.Section(
                    "provenance", "Where the numbers come from", Html.facts(provenance))))
        .html();
  }

  private String headline() {
    String said =
        switch (judgement) {
          case PASS -> "fit for use";
          case WARN -> "look before use";
          case FAIL -> "not fit for use";
        };
    return judgement.headline(said);
  }

  private String keyNumbers() {
    List<String> numbers = new ArrayList<>();
    List<Verdict> judged = quantities.stream().flatMap(each -> each.judgement().stream()).toList();
    numbers.add(
        Html.key(
            "quantities that fail",
            "%d of %d".formatted(count(judged, Verdict.FAIL), judged.size()),
            "%d more warn".formatted(count(judged, Verdict.WARN))));
    if (!tests.isEmpty()) {
      numbers.add(
          Html.key(
              "drift tests that reject",
              "%d of %d"
                  .formatted(tests.stream().filter(DriftComparison::drifted).count(), tests.size()),
              "after allowing for their number"));
    }
    effects.forEach(
        effect ->
            numbers.add(
                Html.key(
                    effect.metric() + ", predicted",
                    value(effect.predicted()),
                    interval(effect.predicted()))));
    defects.ifPresent(
        found ->
            numbers.add(
                Html.key(
                    "new defective pixels",
                    Long.toString(found.unknown()),
                    "%d are known".formatted(found.pixels().size() - found.unknown()))));
    return numbers.stream().collect(Collectors.joining("\n", "<div class=\"key\">\n", "\n</div>"));
  }

  private static long count(List<Verdict> judged, Verdict one) {
    return judged.stream().filter(each -> each == one).count();
  }

  private String ofQuantities() {
    if (quantities.isEmpty()) {
      return "";
    }
    String rows =
        quantities.stream()
            .sorted(Comparator.comparingInt(QualityPage::worstFirst))
            .map(QualityPage::row)
            .collect(Collectors.joining());
    return Html.paragraph(
            "The worst first. The mark with its line is the mean of the batch with its 95 % interval, the blue band where images of the reference lie (mean ± 2 standard deviations). Brackets are limits, from top to bottom in the order of the words below; what lies beyond is shaded, and an arrow points to limits far away.")
        + Html.table(
            List.of("quantity", "verdict", "this batch", "reference", "among its limits"), rows);
  }

  /** Those that nothing judges come last. */
  private static int worstFirst(JudgedQuantity quantity) {
    return quantity
        .judgement()
        .map(
            judged ->
                switch (judged) {
                  case FAIL -> 0;
                  case WARN -> 1;
                  case PASS -> 2;
                })
        .orElse(3);
  }

  private static String row(JudgedQuantity quantity) {
    Decimals decimals = quantity.decimals();
    IntervalEstimate incoming = quantity.incoming();
    return "<tr><th scope=\"row\">%s<small>%s</small></th><td class=\"why\">%s%s</td><td class=\"n\">%s</td><td class=\"n\">%s</td><td class=\"drawn\">%s%s</td></tr>\n"
        .formatted(
            Html.text(quantity.name()),
            quantity.unit().isEmpty() ? "no unit" : Html.text(quantity.unit()),
            judged(quantity.judgement()),
            quantity.why().isEmpty() ? "" : small(Html.text(quantity.why())),
            decimals.of(incoming.value())
                + small(
                    incoming.hasInterval()
                        ? decimals.of(incoming.low()) + " to " + decimals.of(incoming.high())
                        : "no interval is known"),
            quantity.reference().map(spread -> reference(spread, decimals)).orElse("–"),
            GuardBandPlot.of(quantity).inline(),
            small(limits(quantity.limits())));
  }

  /** A batch of few images says less than the reference, whose spread must show all the same. */
  private static String reference(JudgedQuantity.Spread spread, Decimals batch) {
    int own = spread.deviation() > 0 ? Decimals.resolving(spread.deviation()).count() : 0;
    Decimals decimals = new Decimals(Math.max(batch.count(), own));
    return decimals.of(spread.mean()) + small("± " + decimals.of(spread.deviation()));
  }

  private static String judged(Optional<Verdict> judgement) {
    return judgement.map(Verdict::html).orElse("not judged");
  }

  private static String small(String html) {
    return "<small>" + html + "</small>";
  }

  /** Returns limits, a line for each who sets some. */
  static String limits(List<NamedLimits> limits) {
    return limits.isEmpty()
        ? "no limit"
        : limits.stream()
            .map(each -> "%s: %s".formatted(Html.text(each.from()), each.words()))
            .collect(Collectors.joining("<br>"));
  }

  private String ofAnomalies() {
    return anomalies.isEmpty()
        ? ""
        : Html.table(
            List.of("anomaly", "verdict", "what was found"),
            anomalies.stream()
                .sorted(Comparator.comparing(FoundAnomaly::judgement).reversed())
                .map(
                    each ->
                        "<tr><th scope=\"row\">%s</th><td>%s</td><td>%s</td></tr>\n"
                            .formatted(
                                Html.text(each.name()),
                                each.judgement().html(),
                                Html.text(each.words())))
                .collect(Collectors.joining()));
  }

  private String ofTests() {
    if (tests.isEmpty()) {
      return "";
    }
    List<DriftComparison> together = tests.stream().filter(DriftComparison::multivariate).toList();
    List<DriftComparison> single = tests.stream().filter(test -> !test.multivariate()).toList();
    List<DriftComparison> quiet = single.stream().filter(test -> !test.drifted()).toList();
    List<DriftComparison> loud = single.stream().filter(DriftComparison::drifted).toList();
    StringBuilder body = new StringBuilder();
    if (!together.isEmpty()) {
      body.append(Html.paragraph("Many numbers at once:")).append(tests(together));
    }
    if (!loud.isEmpty()) {
      body.append(Html.paragraph("Quantity by quantity, the surest first:")).append(tests(loud));
    }
    if (!quiet.isEmpty()) {
      body.append(
          Html.details(
              loud.isEmpty()
                  ? "No quantity by itself drifted: %d tests".formatted(quiet.size())
                  : "The other %d quantities, of which none drifted".formatted(quiet.size()),
              tests(quiet)));
    }
    return body.toString();
  }

  private static String tests(List<DriftComparison> tests) {
    return Html.table(
        List.of("compared", "test", "statistic", "p", "p adjusted", "drifted"),
        tests.stream()
            .sorted(
                Comparator.comparingDouble(DriftComparison::adjusted)
                    .thenComparingDouble(DriftComparison::p))
            .map(
                test ->
                    "<tr><th scope=\"row\">%s</th><td>%s</td><td class=\"n\">%s</td><td class=\"n\">%s</td><td class=\"n\">%s</td><td>%s</td></tr>\n"
                        .formatted(
                            Html.text(test.of()),
                            Html.text(test.test()),
                            NumberText.signed(test.statistic(), 3),
                            Html.text(chance(test.p())),
                            Html.text(chance(test.adjusted())),
                            test.drifted() ? "<b>yes</b>" : "no"))
            .collect(Collectors.joining()));
  }

  private static String chance(double p) {
    return p < 0.001 ? "< 0.001" : String.format(Locale.ROOT, p < 0.1 ? "%.3f" : "%.2f", p);
  }

  private static String ofCause(CauseFindings attribution) {
    StringBuilder body = new StringBuilder();
    body.append("<p><b>%s</b></p>\n".formatted(Html.text(attribution.sentence())));
    if (!attribution.causes().isEmpty()) {
      body.append(Html.figure(CauseBars.of(attribution.causes())));
    }
    if (!attribution.explanations().isEmpty()) {
      body.append(Html.paragraph("What was tried, and how badly it fits:"));
      body.append(explanations(attribution));
    }
    return body.toString();
  }

  private static String explanations(CauseFindings attribution) {
    double best = attribution.explanations().getFirst().misfit();
    return Html.table(
        List.of("explanation", attribution.misfit(), "times the best", ""),
        attribution.explanations().stream()
            .map(
                each ->
                    "<tr><th scope=\"row\">%s</th><td class=\"n\">%s</td><td class=\"n\">%s</td><td>%s</td></tr>\n"
                        .formatted(
                            Html.text(each.cause()),
                            NumberText.signed(each.misfit(), 3),
                            best > 0 ? times(each.misfit() / best) : "–",
                            Html.text(each.words())))
            .collect(Collectors.joining()));
  }

  private static String times(double ratio) {
    return NumberText.signed(ratio, ratio < 10 ? 2 : 3);
  }

  private String ofEffects() {
    return effects.isEmpty()
        ? ""
        : Html.table(
                List.of("metric", "verdict", "predicted", "on the reference", "among its limits"),
                effects.stream().map(QualityPage::effect).collect(Collectors.joining()))
            + effects.stream()
                .flatMap(effect -> Stream.of(effect.words(), effect.how()))
                .distinct()
                .map(how -> "<p class=\"faint\">%s</p>\n".formatted(Html.text(how)))
                .collect(Collectors.joining());
  }

  private static String effect(MetricEffect effect) {
    List<NamedLimits> limits = effect.limits().stream().toList();
    return "<tr><th scope=\"row\">%s</th><td>%s</td><td class=\"n\">%s</td><td class=\"n\">%s</td><td class=\"drawn\">%s%s</td></tr>\n"
        .formatted(
            Html.text(effect.metric()),
            judged(effect.judgement()),
            estimate(effect.predicted()),
            estimate(effect.reference()),
            GuardBandPlot.of(
                    effect.metric(),
                    Optional.of(new JudgedQuantity.Spread(effect.reference().value(), 0)),
                    effect.predicted(),
                    limits,
                    effect.judgement())
                .inline(),
            small(limits(limits)));
  }

  private static String estimate(IntervalEstimate estimate) {
    return value(estimate) + small(interval(estimate));
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

  private static String ofDefects(DefectFindings found) {
    if (found.pixels().isEmpty()) {
      return Html.paragraph("None was found. " + found.words());
    }
    List<DefectivePixel> sorted =
        found.pixels().stream()
            .sorted(
                Comparator.comparing(DefectivePixel::known)
                    .thenComparingInt(DefectivePixel::row)
                    .thenComparingInt(DefectivePixel::column))
            .toList();
    String list =
        Html.table(
            List.of("row, column", "kind", "in the reference", "seen"),
            sorted.stream()
                .limit(MOST_DEFECTS)
                .map(
                    pixel ->
                        "<tr><th scope=\"row\">%d, %d</th><td>%s</td><td>%s</td><td>%s</td></tr>\n"
                            .formatted(
                                pixel.row(),
                                pixel.column(),
                                pixel.kind().word(),
                                pixel.known() ? "yes" : "<b>no</b>",
                                Html.text(pixel.words())))
                .collect(Collectors.joining()));
    String summary =
        sorted.size() > MOST_DEFECTS
            ? "The first %d of %d positions, new ones first".formatted(MOST_DEFECTS, sorted.size())
            : "The positions";
    return Html.figure(DefectMap.of(found))
        + Html.paragraph(found.words())
        + Html.details(summary, list);
  }

  private String ofOffenders() {
    if (offenders.isEmpty()) {
      return "";
    }
    String more =
        offenders.size() > MOST_OFFENDERS
            ? Html.paragraph(
                "The worst %d of %d that stand out.".formatted(MOST_OFFENDERS, offenders.size()))
            : "";
    return more + JudgedImage.grid(offenders, MOST_OFFENDERS);
  }
}
