package dev.rawline.lab.quality.page;

import static java.util.function.Predicate.not;

import dev.rawline.imaging.inspection.Defect;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.quality.cause.Attribution;
import dev.rawline.lab.quality.cause.FindCause;
import dev.rawline.lab.quality.check.BatchCheck;
import dev.rawline.lab.quality.check.ControlChart;
import dev.rawline.lab.quality.check.DriftComparison;
import dev.rawline.lab.quality.effect.MetricEffect;
import dev.rawline.lab.quality.effect.PredictEffect.TaskEffect;
import dev.rawline.lab.quality.verdict.Verdict;
import dev.rawline.workbench.page.Fact;
import dev.rawline.workbench.page.KeyNumber;
import dev.rawline.workbench.page.Page;
import dev.rawline.workbench.page.ReportFiles;
import dev.rawline.workbench.page.SuggestedCommand;
import dev.rawline.workbench.page.Table.Cell;
import dev.rawline.workbench.plot.Drawing;
import dev.rawline.workbench.text.Decimals;
import dev.rawline.workbench.text.EstimateFormat;
import dev.rawline.workbench.text.NumberText;
import dev.rawline.workbench.text.ShellQuoting;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The check of a batch of raw images as one HTML page: the verdict, every quantity relative to its
 * limits, drift tests, the cause, the effect on the task, defective pixels, outliers, and
 * limitations.
 *
 * <p>The page needs no other file: its drawings and pictures are part of it, and it loads nothing.
 *
 * @param summary the check and its sentences
 * @param charts control charts of the quantities nearest to their limits; may be empty
 * @param thumbnails thumbnails of the outliers, by their names
 * @param typed the arguments that name reference and batch on a command line; empty where there are
 *     none
 * @param origin the provenance of the numbers
 */
public record QualityPage(
    QualitySummary summary,
    List<ControlChart> charts,
    Map<String, BufferedImage> thumbnails,
    List<String> typed,
    Map<String, Object> origin) {
  /** The name of the file. */
  public static final String FILE = "report.html";

  /** The largest number of outliers shown. */
  public static final int MOST_IMAGES = 24;

  private static final int MOST_DEFECTS = 40;
  private static final int MOST_HYPOTHESES = 8;
  private static final double LEAST_P = 0.001;

  /** Copies the lists. */
  public QualityPage {
    charts = List.copyOf(charts);
    typed = List.copyOf(typed);
  }

  /** Returns the page. */
  public String html() {
    return Page.of(
            "Quality of " + check().batch().name(),
            "Suitability of these raw images for the model",
            VerdictMark.style(),
            "quality/page-top",
            "quality/page",
            this)
        .html();
  }

  private BatchCheck check() {
    return summary.check();
  }

  VerdictMark.Headline headline() {
    return new VerdictMark.Headline(
        check().verdict(),
        switch (check().verdict()) {
          case PASS -> "fit for use";
          case WARN -> "review required";
          case FAIL -> "not fit for use";
        });
  }

  List<KeyNumber> keyNumbers() {
    List<KeyNumber> numbers = new ArrayList<>();
    List<Verdict> judged =
        check().numbers().stream().flatMap(each -> each.judged().stream()).toList();
    numbers.add(
        new KeyNumber(
            "quantities that fail",
            "%d of %d".formatted(Collections.frequency(judged, Verdict.FAIL), judged.size()),
            "",
            "%d more warn".formatted(Collections.frequency(judged, Verdict.WARN))));
    List<DriftComparison> tests = check().tests().all();
    if (!tests.isEmpty()) {
      long drifted = tests.stream().filter(check().tests()::drifted).count();
      numbers.add(
          new KeyNumber(
              "significant drift tests",
              "%d of %d".formatted(drifted, tests.size()),
              "",
              "adjusted for their number"));
    }
    effect()
        .ifPresent(
            effect ->
                numbers.add(
                    new KeyNumber(
                        effect.found().metric() + ", predicted",
                        effect.estimates().getFirst().text(),
                        "",
                        effect.estimates().getFirst().small())));
    check()
        .newDefects()
        .ifPresent(
            fresh ->
                numbers.add(
                    new KeyNumber(
                        "new defective pixels",
                        Integer.toString(fresh.size()),
                        "",
                        "%d are known".formatted(check().knownDefects().size()))));
    return numbers;
  }

  /** Returns the numbers, the worst first; those without a limit come last. */
  List<JudgedRow> quantities() {
    return check().numbers().stream()
        .sorted(
            Comparator.comparing(
                number -> number.judged().orElse(null),
                Comparator.nullsLast(Comparator.reverseOrder())))
        .map(JudgedRow::new)
        .toList();
  }

  /** What was found of an anomaly. */
  record AnomalyRow(String kind, String mark, String found) {}

  List<AnomalyRow> anomalies() {
    return check().anomalies().stream()
        .sorted(Comparator.comparing(BatchCheck.AnomalyAssessment::verdict).reversed())
        .map(
            each ->
                new AnomalyRow(
                    each.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    VerdictMark.html(each.verdict()),
                    found(each)))
        .toList();
  }

  private static String found(BatchCheck.AnomalyAssessment anomaly) {
    int others = anomaly.images().size() - 1;
    return "%s (%s%s)%s"
        .formatted(
            anomaly.words(),
            anomaly.images().getFirst(),
            others == 0 ? "" : " and %d others".formatted(others),
            anomaly.verdict() == Verdict.PASS ? "; also present in the reference's images" : "");
  }

  /** A drift test. */
  record TestRow(DriftComparison test, boolean rejects) {
    String p() {
      return pValue(test.pValue());
    }

    String pAdjusted() {
      return pValue(test.adjusted());
    }

    private static String pValue(double p) {
      return p < LEAST_P ? "< 0.001" : String.format(Locale.ROOT, p < 0.1 ? "%.3f" : "%.2f", p);
    }
  }

  boolean tested() {
    return !check().tests().all().isEmpty();
  }

  List<TestRow> populations() {
    return rows(check().tests().all().stream().filter(test -> test.quantity().isEmpty()));
  }

  /** Returns the tests of quantities that reject. */
  List<TestRow> drifted() {
    return rows(check().tests().quantities().stream().filter(check().tests()::drifted));
  }

  /** Returns the tests of quantities that do not reject. */
  List<TestRow> others() {
    return rows(check().tests().quantities().stream().filter(not(check().tests()::drifted)));
  }

  String othersTitle() {
    return drifted().isEmpty()
        ? "No single quantity drifted: %d tests".formatted(others().size())
        : "The other %d quantities, of which none drifted".formatted(others().size());
  }

  /** Returns tests, the smallest p-value first. */
  private List<TestRow> rows(Stream<DriftComparison> tests) {
    return tests
        .sorted(
            Comparator.comparingDouble(DriftComparison::adjusted)
                .thenComparingDouble(DriftComparison::pValue))
        .map(test -> new TestRow(test, check().tests().drifted(test)))
        .toList();
  }

  Optional<Drawing> chartDrawing() {
    return charts.isEmpty() ? Optional.empty() : Optional.of(ControlChartPlot.of(charts));
  }

  /** An explanation that was tried. */
  record HypothesisRow(Attribution.Hypothesis tried, String times) {
    /** Returns what decides; empty where it is not known. */
    String criterion() {
      return Double.isNaN(tried.criterion())
          ? ""
          : String.format(Locale.ROOT, "%.1f", tried.criterion());
    }

    String decision() {
      return tried.named()
          ? "named"
          : tried.probability() < FindCause.ALPHA ? "leaves more than chance" : "";
    }

    String p() {
      return tried.probability() < LEAST_P
          ? "p < " + LEAST_P
          : String.format(Locale.ROOT, "p = %.2g", tried.probability());
    }

    String parameters() {
      return tried.numbers() == 1 ? "parameter" : "parameters";
    }
  }

  Optional<Attribution> cause() {
    return check().attribution();
  }

  Optional<Drawing> causeBars() {
    return cause().flatMap(CauseBars::of);
  }

  /** Returns the explanation that is named, then all others in the order of decision. */
  List<HypothesisRow> explanations() {
    List<Attribution.Hypothesis> shown =
        cause().stream()
            .flatMap(found -> found.hypotheses().stream())
            .sorted(Comparator.comparing(Attribution.Hypothesis::named).reversed())
            .limit(MOST_HYPOTHESES)
            .toList();
    double best = shown.isEmpty() ? 0 : shown.getFirst().chiSquare();
    return shown.stream()
        .map(each -> new HypothesisRow(each, best > 0 ? times(each.chiSquare() / best) : "–"))
        .toList();
  }

  private static String times(double ratio) {
    return NumberText.signed(ratio, ratio < 10 ? 2 : 3);
  }

  /** The predicted effect on the task. */
  record Effect(MetricEffect found) {
    JudgedRow row() {
      return new JudgedRow(found);
    }

    List<Cell> estimates() {
      return Stream.of(found.predicted(), found.reference()).map(Effect::cell).toList();
    }

    private static Cell cell(Estimate estimate) {
      if (!estimate.hasInterval()) {
        return new Cell(EstimateFormat.value(estimate), "no interval is available", true);
      }
      Decimals decimals = Decimals.resolving(estimate.halfWidth());
      return new Cell(
          decimals.of(estimate.value()),
          decimals.of(estimate.low()) + " to " + decimals.of(estimate.high()),
          true);
    }
  }

  Optional<Effect> effect() {
    return summary.effect().map(TaskEffect::metric).map(Effect::new);
  }

  /** Defective pixels, the new ones first. */
  record DefectTable(String title, Drawing map, List<DefectRow> rows) {}

  /** A defective pixel. */
  record DefectRow(Defect defect, boolean known) {
    String kind() {
      return DefectMap.word(defect.kind());
    }

    String evidence() {
      return String.format(Locale.ROOT, "%.0f", defect.evidence());
    }
  }

  boolean defectsSought() {
    return check().newDefects().isPresent();
  }

  Optional<DefectTable> defects() {
    List<Defect> fresh = inOrder(check().newDefects().orElse(List.of()));
    List<Defect> known = inOrder(check().knownDefects());
    int count = fresh.size() + known.size();
    if (!defectsSought() || count == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new DefectTable(
            count > MOST_DEFECTS
                ? "The first %d of %d positions, new ones first".formatted(MOST_DEFECTS, count)
                : "The positions",
            DefectMap.of(
                check().reference().frame().width(),
                check().reference().frame().height(),
                fresh,
                known),
            Stream.concat(
                    fresh.stream().map(each -> new DefectRow(each, false)),
                    known.stream().map(each -> new DefectRow(each, true)))
                .limit(MOST_DEFECTS)
                .toList()));
  }

  private static List<Defect> inOrder(List<Defect> defects) {
    return defects.stream()
        .sorted(Comparator.comparingInt(Defect::row).thenComparingInt(Defect::column))
        .toList();
  }

  /** Returns what is left out of the outliers; empty for nothing. */
  String cut() {
    int count = check().offenders().size();
    return count > MOST_IMAGES ? "The worst %d of %d outliers.".formatted(MOST_IMAGES, count) : "";
  }

  List<ImageTile> offenders() {
    return check().offenders().stream()
        .limit(MOST_IMAGES)
        .map(image -> new ImageTile(image, "", Optional.ofNullable(thumbnails.get(image.image()))))
        .toList();
  }

  Optional<SuggestedCommand> next() {
    boolean explained =
        check().attribution().filter(found -> !found.causes().isEmpty()).isPresent();
    if (!explained || typed.isEmpty()) {
      return Optional.empty();
    }
    List<String> compensate = new ArrayList<>(List.of("quality", "compensate"));
    compensate.addAll(typed);
    compensate.addAll(List.of("--out", "compensated"));
    return Optional.of(
        new SuggestedCommand(
            "Compute camera parameters that undo the drift.",
            ShellQuoting.of("./rawline", compensate)));
  }

  List<Fact> provenance() {
    return ReportFiles.facts(origin);
  }
}
