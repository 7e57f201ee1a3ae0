package dev.rawline.lab.forensics;

import dev.rawline.data.file.CsvLine;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.experiment.PlanCopy;
import dev.rawline.lab.forensics.certify.CertifiedAccuracy;
import dev.rawline.lab.tolerance.JointBox;
import dev.rawline.lab.tolerance.ToleranceBars;
import dev.rawline.lab.tolerance.ToleranceCurve;
import dev.rawline.lab.tolerance.ToleranceCurves;
import dev.rawline.lab.tolerance.ToleranceInterval;
import dev.rawline.lab.tolerance.ToleranceMap;
import dev.rawline.lab.tolerance.ToleranceSearch;
import dev.rawline.learning.metric.Bootstrap;
import dev.rawline.learning.metric.ChanceLevel;
import dev.rawline.learning.metric.Metric;
import dev.rawline.learning.metric.MetricLabel;
import dev.rawline.workbench.page.Fact;
import dev.rawline.workbench.page.Page;
import dev.rawline.workbench.page.PagePicture;
import dev.rawline.workbench.page.ReportFiles;
import dev.rawline.workbench.page.Table;
import dev.rawline.workbench.page.Table.Column;
import dev.rawline.workbench.page.Table.Row;
import dev.rawline.workbench.page.Template;
import dev.rawline.workbench.plot.Drawing;
import dev.rawline.workbench.text.NumberText;
import dev.rawline.workbench.text.ShellQuoting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Findings → drawings, sheets of samples, and one HTML page for a person: the summary, the
 * tolerated intervals of camera parameters, the worst cameras close to the default, their images,
 * the most sensitive parameters, published findings, and limitations.
 *
 * <p>The page needs no other file: its drawings and pictures are in it, and it loads nothing.
 *
 * @param examination the examination
 * @param findings what was found
 * @param samples how many samples a model is evaluated on
 * @param drawings the drawings, by name
 * @param pictures samples by the default and by the worst camera, by the names of their files
 * @param folder where all of it is written
 * @param provenance the provenance of the numbers: label and value
 */
record ForensicsReport(
    ForensicsExperiment examination,
    ForensicsFindings findings,
    int samples,
    SequencedMap<String, Drawing> drawings,
    SequencedMap<String, PagePicture> pictures,
    Path folder,
    List<Fact> provenance) {
  /** The page. */
  static final String PAGE = "report.html";

  private static final String CLOSENESS = "closeness";
  private static final String CURVES = "tolerance-curves";
  private static final String BARS = "tolerance-bars";
  private static final String MAP = "tolerance-map";
  private static final String CERTIFIED = "certified-";

  /** The number of curves drawn, those of the most sensitive parameters. */
  private static final int MOST_CURVES = 24;

  private static final double POINTS = 100;
  private static final String DEFAULT = "default camera";

  /** Returns the names of all files that may be written, with so many certified regions. */
  static List<String> names(int regions) {
    List<String> names = new ArrayList<>(List.of(PAGE));
    for (int i = 1; i <= regions; i++) {
      names.addAll(ReportFiles.names(CERTIFIED + i));
    }
    names.addAll(WorstCameraPictures.names());
    names.addAll(ReportFiles.names(CLOSENESS, BARS, CURVES, MAP));
    return names;
  }

  /**
   * Writes all of it into a folder.
   *
   * @param samples how many samples a model is evaluated on
   * @param worst samples by the worst camera, where one costs something
   * @param provenance the provenance of the numbers
   * @return the files
   */
  static List<Path> write(
      ForensicsExperiment examination,
      ForensicsFindings findings,
      int samples,
      Optional<WorstCameraSamples> worst,
      Map<String, Object> provenance,
      Path folder)
      throws IOException {
    SequencedMap<String, Drawing> drawings = tolerances(examination, findings);
    if (ClosenessPlot.isDrawn(findings)) {
      drawings.put(
          CLOSENESS,
          ClosenessPlot.of(
              findings,
              examination.plan().worstCase().closeness().label(),
              Metric.of(findings.metric())
                  .flatMap(
                      metric ->
                          ChanceLevel.of(metric, examination.dataSet().classes().size(), 0))));
    }
    for (CertifiedAccuracy certified : findings.certifiedAccuracies()) {
      drawings.put(
          CERTIFIED + (1 + findings.certifiedAccuracies().indexOf(certified)),
          CertifiedPlot.of(certified));
    }
    ForensicsReport report =
        new ForensicsReport(
            examination,
            findings,
            samples,
            drawings,
            worst
                .map(found -> new WorstCameraPictures(findings.metric(), found).drawn())
                .orElseGet(LinkedHashMap::new),
            folder,
            ReportFiles.facts(provenance));
    return new ReportFiles(folder).page(drawings, report.pictures, report.html(), PAGE);
  }

  /** Returns the curves, intervals and map of the first model, by name. */
  private static SequencedMap<String, Drawing> tolerances(
      ForensicsExperiment examination, ForensicsFindings findings) {
    SequencedMap<String, Drawing> drawings = new LinkedHashMap<>();
    Optional<List<ToleranceCurve>> curves =
        findings.curves().values().stream().findFirst().filter(all -> !all.isEmpty());
    if (curves.isPresent()) {
      List<ToleranceInterval> ranked =
          ToleranceInterval.bySensitivity(
              curves.get().stream().map(ToleranceCurve::interval).toList());
      List<ToleranceCurve> drawn =
          ranked.stream()
              .limit(MOST_CURVES)
              .flatMap(
                  interval ->
                      curves.get().stream().filter(curve -> curve.interval().equals(interval)))
              .toList();
      drawings.put(BARS, ToleranceBars.of(ranked));
      drawings.put(
          CURVES,
          ToleranceCurves.of(
              drawn,
              drawn.stream()
                  .findFirst()
                  .flatMap(
                      curve ->
                          ChanceLevel.of(
                              curve.metric(), examination.dataSet().classes().size(), 0))));
    }
    findings.together().values().stream()
        .findFirst()
        .flatMap(JointTolerance::map)
        .ifPresent(map -> drawings.put(MAP, ToleranceMap.of(map)));
    return drawings;
  }

  private String html() {
    return Page.of(
            "Drift forensics: " + plan().name(),
            "Cameras that this model tolerates, and the closest ones that it does not",
            new ForensicsSummary(findings, plan().tolerance(), samples).sentences(),
            List.of(),
            "forensics/page",
            this)
        .html();
  }

  ForensicsPlan plan() {
    return examination.plan();
  }

  int dataSetSize() {
    return examination.dataSet().samples().size();
  }

  List<Drawing> tolerances() {
    return Stream.of(BARS, CURVES, MAP).filter(drawings::containsKey).map(drawings::get).toList();
  }

  /** Returns the certified regions, each as it is shown. */
  List<CertifiedSection> certified() {
    List<CertifiedAccuracy> found = findings.certifiedAccuracies();
    return IntStream.range(0, found.size())
        .mapToObj(
            i -> new CertifiedSection(found.get(i), Optional.of(drawings.get(CERTIFIED + (i + 1)))))
        .toList();
  }

  List<PagePicture> shown() {
    return List.copyOf(pictures.values());
  }

  /** Returns the metric of every model, with its interval. */
  String baselines() {
    return findings.curves().values().stream()
        .filter(curves -> !curves.isEmpty())
        .map(curves -> curves.getFirst().usual())
        .map(
            usual ->
                String.format(
                    Locale.ROOT, "%.3f (%.3f to %.3f)", usual.metric(), usual.low(), usual.high()))
        .collect(Collectors.joining("; "));
  }

  Optional<JointBox> jointBox() {
    return findings.together().values().stream().findFirst().flatMap(JointTolerance::box);
  }

  /** Returns the tests of a kind, at most, of the first model, where intervals were searched. */
  Optional<Integer> tests() {
    return firstCurves()
        .map(
            curves ->
                new ToleranceSearch(
                        curves.getFirst().delta(),
                        plan().tolerance().steps(),
                        plan().tolerance().precision(),
                        Bootstrap.usual(plan().seed()))
                    .tests(curves.stream().map(ToleranceCurve::parameter).toList()));
  }

  /** Returns with how many samples what is undecided next to the default would be decided. */
  Optional<Integer> samplesToDecide() {
    return firstCurves().flatMap(ToleranceCurve::samplesToDecide);
  }

  private Optional<List<ToleranceCurve>> firstCurves() {
    return findings.curves().values().stream().findFirst().filter(curves -> !curves.isEmpty());
  }

  /** Returns what the intervals cover. */
  String covers() {
    return examination.given().isPresent()
        ? "The intervals cover the choice of samples only: the model is given."
        : splits().isPresent()
            ? "The drawings show the first model, and its intervals cover the choice of samples only. The table shows the mean over the models of %d splits and seeds, tested at the values fixed in advance; splits, seeds and samples enter (Nadeau and Bengio 2003)."
                .formatted(examination.models())
            : "The intervals cover the choice of samples only, for one trained model. Another split or seed trains another model; with fewer than %d splits nothing is stated about the training as a whole."
                .formatted(SplitTolerances.FEWEST);
  }

  /** Returns what the mean over splits tolerates; none of few splits, and of a given model. */
  Optional<Table> splits() {
    if (examination.divided().isEmpty() || firstCurves().isEmpty()) {
      return Optional.empty();
    }
    List<ToleranceInterval> intervals =
        new SplitTolerances(
                findings.curves().values(), examination.testToTrain(), plan().tolerance().steps())
            .intervals();
    return intervals.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Table.of(
                ToleranceInterval.bySensitivity(intervals),
                new Column<>("parameter", each -> each.parameter().name()),
                new Column<>("default", each -> number(each.parameter().usual())),
                new Column<>("tolerated from", each -> number(each.low().value())),
                new Column<>("to", each -> number(each.high().value())),
                new Column<>(
                    "exceeded below", each -> each.low().open() ? "" : number(each.low().low())),
                new Column<>(
                    "exceeded above", each -> each.high().open() ? "" : number(each.high().high())),
                new Column<>("unit", each -> each.parameter().unit())));
  }

  /** Returns what the other half of the samples shows of the joint box, in words. */
  String otherHalf() {
    return jointBox()
        .flatMap(JointBox::confirmation)
        .map(
            known ->
                "On the other half of the samples (%d), %d points of it, the worst one and others drawn anew, were tested: the %s is %s at the worst of them; p = %s that the drop is not within the margin. It is confirmed up to p = 0.05."
                    .formatted(
                        known.samples(),
                        known.points(),
                        metricLabel(),
                        decimals(known.worst()),
                        NumberText.signed(known.probability(), 2)))
        .orElse("");
  }

  Table box() {
    return Table.of(
        jointBox().orElseThrow().sides(),
        new Column<>("parameter", side -> side.parameter().name()),
        new Column<>("default", side -> number(side.parameter().usual())),
        new Column<>("from", side -> number(side.low())),
        new Column<>("to", side -> number(side.high())),
        new Column<>("unit", side -> side.parameter().unit()));
  }

  String metricLabel() {
    return MetricLabel.of(findings.metric());
  }

  private static String number(double value) {
    return NumberText.signed(value, 4);
  }

  private static String decimals(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  /** Returns whether there are worst cases. */
  boolean isSearched() {
    return !findings.means().isEmpty();
  }

  Optional<Table> physical() {
    return worst(ForensicsFindings.Mean::isPhysical);
  }

  Optional<Table> adversarial() {
    return worst(mean -> !mean.isPhysical());
  }

  /** Returns the worst physical cameras of each model, in the units of the instrument. */
  Optional<Table> cameras() {
    record Found(int split, WorstCameraResult camera) {}
    List<Found> cameras =
        findings.worst().stream()
            .flatMap(each -> each.cases().stream().map(found -> new Found(each.split(), found)))
            .filter(found -> found.camera.camera().isPresent())
            .toList();
    return cameras.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Table.of(
                cameras,
                new Column<>("group", found -> found.camera.group()),
                new Column<>("restraint", found -> found.camera.restraint()),
                new Column<>("split", found -> String.valueOf(found.split)),
                new Column<>("worst camera", found -> found.camera.description()),
                new Column<>("drop (points)", found -> points(found.camera.lost()))));
  }

  private Optional<Table> worst(Predicate<ForensicsFindings.Mean> kind) {
    List<ForensicsFindings.Mean> means = findings.means().stream().filter(kind).toList();
    return means.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Table.of(
                means,
                new Column<>("group", ForensicsFindings.Mean::group),
                new Column<>("restraint", ForensicsFindings.Mean::restraint),
                new Column<>("closeness reached", mean -> number(mean.closeness())),
                new Column<>(findings.metric(), mean -> decimals(mean.metric())),
                new Column<>("drop (points)", mean -> points(mean.lost())),
                new Column<>("random draws", mean -> decimals(mean.control())),
                new Column<>("advantage, points (95 %)", mean -> points(mean.advantage())),
                new Column<>(
                    "significant for", mean -> "%d of %d".formatted(mean.sure(), mean.models()))));
  }

  private static String points(Estimate advantage) {
    String interval =
        advantage.hasInterval()
            ? " (%s to %s)".formatted(points(advantage.low()), points(advantage.high()))
            : "";
    return points(advantage.value()) + interval;
  }

  private static String points(double share) {
    return String.format(Locale.ROOT, "%.1f", POINTS * share).replace('-', '−');
  }

  Optional<Table> ranking() {
    List<ForensicsFindings.Rank> ranks = findings.ranking();
    return ranks.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Table.of(
                ranks,
                new Column<>("group", ForensicsFindings.Rank::group),
                new Column<>(
                    "kind",
                    rank -> SearchedGroup.isPhysical(rank.group()) ? "physical" : "adversarial"),
                new Column<>(
                    "drop (points), mean over restraints and models", rank -> points(rank.lost())),
                new Column<>("minimum over models", rank -> points(rank.lowest())),
                new Column<>("maximum over models", rank -> points(rank.highest()))));
  }

  Optional<Table> published() {
    SequencedMap<String, Double> theirs = publishedWorst();
    List<Row> rows = new ArrayList<>();
    for (String group : theirs.sequencedKeySet()) {
      List<ForensicsFindings.Mean> ours =
          findings.means().stream().filter(mean -> mean.group().equals(group)).toList();
      if (!ours.isEmpty()) {
        rows.add(
            Row.of(
                group,
                decimals(theirs.get(group)),
                ours.stream()
                    .map(mean -> decimals(mean.metric()) + " at " + number(mean.closeness()))
                    .collect(Collectors.joining("; "))));
      }
    }
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    rows.addFirst(Row.of(DEFAULT, decimals(theirs.get(DEFAULT)), decimals(findings.baseline())));
    return Optional.of(
        new Table(
            List.of("parameters that change", "published accuracy", "ours, with its closeness"),
            rows));
  }

  /** Returns the published accuracies, that of the default camera first. */
  private static SequencedMap<String, Double> publishedWorst() {
    SequencedMap<String, Double> published = new LinkedHashMap<>();
    Template.resource("forensics/published-worst.csv")
        .lines()
        .skip(2)
        .map(CsvLine::fields)
        .forEach(line -> published.put(line.getFirst(), Double.valueOf(line.getLast())));
    return published;
  }

  String check() {
    return ShellQuoting.of(
        "./rawline",
        List.of(
            "forensics",
            "check",
            "CAMERA.yaml",
            ReportFiles.shown(folder).resolve(SpecificationWriter.name(1)).toString()));
  }

  String longer() {
    Path shown = ReportFiles.shown(folder);
    return ShellQuoting.of(
        "./rawline",
        List.of(
            "forensics",
            shown.resolve(PlanCopy.NAME).toString(),
            "--evaluations",
            String.valueOf(4 * plan().worstCase().evaluations()),
            "--out",
            shown + "-longer"));
  }
}
