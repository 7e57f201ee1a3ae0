package dev.rawline.lab.quality;

import dev.rawline.imaging.inspection.Anomaly;
import dev.rawline.imaging.inspection.Defect;
import dev.rawline.lab.quality.batch.InspectedImage;
import dev.rawline.lab.quality.cause.Attribution;
import dev.rawline.lab.quality.check.BatchCheck;
import dev.rawline.lab.quality.check.FixedPatternChange;
import dev.rawline.lab.quality.check.FlagImages;
import dev.rawline.lab.quality.check.FlaggedImage;
import dev.rawline.lab.quality.check.PopulationComparison;
import dev.rawline.lab.quality.check.QuantityAssessment;
import dev.rawline.lab.quality.check.QuantityComparison;
import dev.rawline.lab.quality.effect.TaskEffect;
import dev.rawline.lab.quality.page.CauseFindings;
import dev.rawline.lab.quality.page.DefectFindings;
import dev.rawline.lab.quality.page.DefectivePixel;
import dev.rawline.lab.quality.page.DriftComparison;
import dev.rawline.lab.quality.page.FittedCause;
import dev.rawline.lab.quality.page.FoundAnomaly;
import dev.rawline.lab.quality.page.HashedFile;
import dev.rawline.lab.quality.page.JudgedImage;
import dev.rawline.lab.quality.page.JudgedQuantity;
import dev.rawline.lab.quality.page.QualityPage;
import dev.rawline.lab.quality.reference.QualityReferenceFiles;
import dev.rawline.lab.quality.verdict.Verdict;
import dev.rawline.lab.statistic.SampledShare;
import dev.rawline.learning.metric.IntervalEstimate;
import dev.rawline.workbench.page.ReportFiles;
import dev.rawline.workbench.page.SuggestedCommand;
import dev.rawline.workbench.text.ShellQuoting;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What was judged → the page that a person reads, and the certificate that somebody signs.
 *
 * @param plan what was asked
 * @param check what was judged
 * @param effect what the changed camera means for the task, where that was asked
 * @param thumbnails pictures of images that stand out, by their names
 * @param words the sentences of page and certificate
 * @param typed the words that name reference and batch on a command line; empty where there are
 *     none
 */
record QualityReport(
    QualityPlan plan,
    BatchCheck check,
    Optional<TaskEffect> effect,
    Map<String, BufferedImage> thumbnails,
    QualitySummary words,
    List<String> typed) {
  /** The page that a person reads. */
  static final String PAGE = "report.html";

  private static final double PERCENT = 100;
  private static final int MOST_EXPLANATIONS = 8;
  private static final double LEAST_TOLD = 0.001;

  static List<String> names() {
    return List.of(PAGE, QualityCertificate.FILE);
  }

  List<Path> write(Map<String, Object> told, List<HashedFile> files, Path folder)
      throws IOException {
    ReportFiles pages = new ReportFiles(folder);
    return List.of(
        pages.text(page(told).html(), PAGE),
        pages.text(
            new QualityCertificate(plan, check, words).page(told, files).html(),
            QualityCertificate.FILE));
  }

  private QualityPage page(Map<String, Object> told) {
    return new QualityPage(
        check.batch().name(),
        check.verdict(),
        words.story(),
        words.facts(),
        judged(),
        anomalies(),
        tests(),
        new BatchCharts(check).drawing(),
        check.attribution().map(this::attribution),
        effect.stream().map(TaskEffect::metric).toList(),
        defects(),
        offenders(),
        words.rule(),
        next(),
        ReportFiles.facts(told));
  }

  private List<JudgedQuantity> judged() {
    List<JudgedQuantity> judged = new ArrayList<>();
    check.lines().forEach(line -> judged.add(judged(line)));
    check
        .pattern()
        .ifPresent(
            kept ->
                judged.add(
                    new JudgedQuantity(
                        FixedPatternChange.MEANS,
                        "DN",
                        Optional.empty(),
                        PageNumbers.estimate(kept.measured()),
                        List.of(PageNumbers.limits(kept.limits())),
                        Optional.of(kept.verdict()),
                        "")));
    return judged;
  }

  private JudgedQuantity judged(QuantityAssessment line) {
    return new JudgedQuantity(
        line.quantity().means(),
        PageNumbers.unit(line.quantity().unit()),
        Optional.of(new JudgedQuantity.Spread(line.usual(), zeroIfUnknown(line.deviation()))),
        PageNumbers.estimate(line),
        line.limits().stream().map(PageNumbers::limits).toList(),
        line.judged(),
        why(line));
  }

  private static String why(QuantityAssessment line) {
    List<String> why = new ArrayList<>();
    if (line.drifts()) {
      why.add("drifts");
    }
    line.undecided()
        .forEach(
            (limit, reason) ->
                why.add("limits by the %s decide nothing: %s".formatted(limit.source(), reason)));
    return String.join("; ", why);
  }

  private static double zeroIfUnknown(double value) {
    return Double.isNaN(value) ? 0 : value;
  }

  /** Returns what is odd in files, kind by kind. */
  private List<FoundAnomaly> anomalies() {
    SequencedMap<Anomaly.Kind, List<String>> files = new LinkedHashMap<>();
    SequencedMap<Anomaly.Kind, String> words = new LinkedHashMap<>();
    for (InspectedImage image : check.batch().images()) {
      for (Anomaly anomaly : image.inspection().anomalies()) {
        files.computeIfAbsent(anomaly.kind(), _ -> new ArrayList<>()).add(image.name());
        words.putIfAbsent(anomaly.kind(), anomaly.words());
      }
    }
    Map<Anomaly.Kind, Integer> counts = InspectedImage.anomalies(check.batch().images());
    List<FoundAnomaly> found = new ArrayList<>();
    files.forEach(
        (kind, names) -> {
          SampledShare now = new SampledShare(counts.get(kind), check.batch().images().size());
          Verdict verdict = FlagImages.ofAnomaly(check.reference(), kind, now);
          found.add(
              new FoundAnomaly(
                  QualityReferenceFiles.word(kind).replace('_', ' '),
                  verdict,
                  "%s (%s%s)%s"
                      .formatted(
                          words.get(kind),
                          names.getFirst(),
                          names.size() == 1 ? "" : " and %d others".formatted(names.size() - 1),
                          verdict == Verdict.PASS ? "; the reference's images show it, too" : "")));
        });
    return found;
  }

  private List<DriftComparison> tests() {
    List<DriftComparison> tests = new ArrayList<>();
    for (PopulationComparison test : check.tests().populations()) {
      tests.add(
          new DriftComparison(
              test.of(),
              "MMD, " + test.test().form().word(),
              test.test().statistic(),
              test.test().pValue(),
              test.adjusted(),
              true,
              test.adjusted() <= check.tests().level()));
    }
    for (QuantityComparison test : check.tests().quantities()) {
      tests.add(
          new DriftComparison(
              test.quantity().means(),
              "%s, %s".formatted(plan.test().label(), test.test().method().word()),
              test.test().statistic(),
              test.test().pValue(),
              test.adjusted(),
              false,
              test.adjusted() <= check.tests().level()));
    }
    return tests;
  }

  private CauseFindings attribution(Attribution found) {
    List<FittedCause> causes = new ArrayList<>();
    found.chosen().forEach(each -> fitted(each, true).ifPresent(causes::add));
    found.others().forEach(each -> fitted(each, false).ifPresent(causes::add));
    return new CauseFindings(
        found.sentence(),
        causes,
        "χ²",
        found.hypotheses().stream()
            .sorted(
                Comparator.comparingDouble((Attribution.Hypothesis tried) -> -tried.probability())
                    .thenComparingDouble(Attribution.Hypothesis::chiSquare))
            .limit(MOST_EXPLANATIONS)
            .map(
                tried ->
                    new CauseFindings.Explanation(
                        tried.words(),
                        tried.chiSquare(),
                        "%s, %s"
                            .formatted(
                                probability(tried.probability()),
                                tried.numbers() == 1 ? "1 number" : tried.numbers() + " numbers")))
            .toList());
  }

  private static String probability(double p) {
    return p < LEAST_TOLD ? "p < " + LEAST_TOLD : String.format(Locale.ROOT, "p = %.2g", p);
  }

  private static Optional<FittedCause> fitted(Attribution.Fitted of, boolean named) {
    if (!Double.isFinite(of.low()) || !Double.isFinite(of.high())) {
      return Optional.empty();
    }
    double neutral = of.number().told(0);
    double factor = of.number().isRatio() ? PERCENT : 1;
    IntervalEstimate change =
        new IntervalEstimate(
            factor * (of.value() - neutral),
            factor * (of.low() - neutral),
            factor * (of.high() - neutral),
            PageNumbers.LEVEL);
    return Optional.of(
        new FittedCause(
            of.number().toString().replace('_', ' '),
            of.number().isRatio() ? "%" : of.number().unit(),
            change,
            Math.max(1e-9, (change.high() - change.low()) / 2),
            named));
  }

  private Optional<DefectFindings> defects() {
    if (check.batch().defects().isEmpty()) {
      return Optional.empty();
    }
    List<Defect> unknown = check.newDefects().orElse(List.of());
    List<DefectivePixel> pixels = new ArrayList<>();
    for (Defect defect : check.batch().defects().get()) {
      pixels.add(
          new DefectivePixel(
              defect.row(),
              defect.column(),
              switch (defect.kind()) {
                case HOT -> DefectivePixel.Kind.HOT;
                case DEAD -> DefectivePixel.Kind.DEAD;
              },
              !unknown.contains(defect),
              String.format(Locale.ROOT, "%.0f standard deviations", defect.evidence())));
    }
    return Optional.of(
        new DefectFindings(
            check.reference().frame().width(),
            check.reference().frame().height(),
            pixels,
            "Pixels that lie away from their neighbours of the same colour in these images together; by chance fewer than one in a million."));
  }

  private List<JudgedImage> offenders() {
    List<JudgedImage> judged = new ArrayList<>();
    for (FlaggedImage offender : check.offenders()) {
      judged.add(
          new JudgedImage(
              offender.image(),
              "",
              offender.verdict(),
              String.join("; ", offender.why()),
              Optional.ofNullable(thumbnails.get(offender.image()))));
    }
    return judged;
  }

  private List<SuggestedCommand> next() {
    List<SuggestedCommand> next = new ArrayList<>();
    boolean explained = check.attribution().map(found -> !found.causes().isEmpty()).orElse(false);
    if (explained && !typed.isEmpty()) {
      List<String> compensate = new ArrayList<>(List.of("quality", "compensate"));
      compensate.addAll(typed);
      compensate.addAll(List.of("--out", "compensated"));
      next.add(
          new SuggestedCommand(
              "See what numbers of the camera would bring it back within tolerance.",
              ShellQuoting.of("./rawline", compensate)));
    }
    return next;
  }
}
