package dev.rawline.lab.optimization;

import dev.rawline.lab.statistic.SplitValues;
import dev.rawline.learning.metric.ChanceLevel;
import dev.rawline.learning.metric.Metric;
import dev.rawline.learning.metric.MetricLabel;
import dev.rawline.workbench.page.Fact;
import dev.rawline.workbench.page.KeyNumber;
import dev.rawline.workbench.page.Page;
import dev.rawline.workbench.page.PagePicture;
import dev.rawline.workbench.page.ReportFiles;
import dev.rawline.workbench.page.Table;
import dev.rawline.workbench.page.Table.Column;
import dev.rawline.workbench.page.Table.Row;
import dev.rawline.workbench.plot.Drawing;
import dev.rawline.workbench.text.EstimateFormat;
import dev.rawline.workbench.text.NumberText;
import dev.rawline.workbench.text.ShellQuoting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Findings → drawings, a sheet of samples before and after, and one HTML page for a person: the
 * gain of learning θ, the course of θ, its images, the learned camera, and the cheapest
 * acquisition.
 *
 * <p>The page needs no other file: its drawings and pictures are in it, and it loads nothing.
 *
 * @param optimization the optimization
 * @param joint the gain of learning θ, where it was measured
 * @param front cost and performance of acquisitions, where some were compared
 * @param confirmed what one half of the samples chose of them, by the other half
 * @param models how many models there are
 * @param drawings the drawings, by name
 * @param pictures samples before and after, by the names of their files
 * @param folder where all of it is written
 * @param provenance the provenance of the numbers: label and value
 */
record OptimizeReport(
    OptimizationExperiment optimization,
    Optional<JointFindings> joint,
    Optional<ParetoFront> front,
    Optional<ParetoConfirmation> confirmed,
    int models,
    SequencedMap<String, Drawing> drawings,
    SequencedMap<String, PagePicture> pictures,
    Path folder,
    List<Fact> provenance) {
  /** The page. */
  static final String PAGE = "report.html";

  private static final String CURVES = "learning";
  private static final String THETA = "theta";
  private static final String COST = "cost";
  private static final int NUMBERS = 12;

  /** The names of all files. */
  static final List<String> NAMES =
      Stream.concat(
              Stream.of(PAGE, BeforeAfterPicture.NAME),
              ReportFiles.names(CURVES, THETA, COST).stream())
          .toList();

  /**
   * Writes all of it into a folder.
   *
   * @param models how many models there are
   * @param samples samples before and after, where θ was learned
   * @param provenance the provenance of the numbers
   * @return the files
   */
  static List<Path> write(
      OptimizationExperiment optimization,
      int models,
      Optional<JointFindings> joint,
      Optional<ParetoFront> front,
      Optional<ParetoConfirmation> confirmed,
      Optional<BeforeAfterPicture> samples,
      Map<String, Object> provenance,
      Path folder)
      throws IOException {
    SequencedMap<String, Drawing> drawings = new LinkedHashMap<>();
    joint.filter(ArmCurves::isDrawn).ifPresent(found -> drawings.put(CURVES, ArmCurves.of(found)));
    joint.ifPresent(found -> drawings.put(THETA, ThetaPaths.of(found, start(optimization))));
    front.ifPresent(
        found ->
            drawings.put(
                COST,
                ParetoPlot.of(
                    found,
                    optimization.prices().currency(),
                    Metric.of(found.metric())
                        .flatMap(
                            metric ->
                                ChanceLevel.of(
                                    metric,
                                    optimization.divided().data().dataSet().classes().size(),
                                    0)))));
    SequencedMap<String, PagePicture> pictures =
        samples.map(BeforeAfterPicture::drawn).orElseGet(LinkedHashMap::new);
    OptimizeReport report =
        new OptimizeReport(
            optimization,
            joint,
            front,
            confirmed,
            models,
            drawings,
            pictures,
            folder,
            ReportFiles.facts(provenance));
    return new ReportFiles(folder).page(drawings, pictures, report.html(), PAGE);
  }

  private String html() {
    return Page.of(
            "Optimization: " + plan().name(),
            "Data optimization: the best camera for this model, and its cost",
            OptimizationSummary.of(joint, front, confirmed),
            keyNumbers(),
            "optimization/page",
            this)
        .html();
  }

  OptimizePlan plan() {
    return optimization.plan();
  }

  int dataSetSize() {
    return optimization.divided().data().dataSet().samples().size();
  }

  int splitCount() {
    return optimization.divided().divisions().size();
  }

  String recordedIn() {
    return plan().start().condition().words();
  }

  /** Returns what both arms were trained at, and what each of them kept. */
  String learningRates() {
    String rates =
        plan().rates().stream()
            .map(rate -> "%s of the model, %s of θ".formatted(rate, plan().thetaLearningRate(rate)))
            .collect(Collectors.joining("; "));
    JointFindings found = joint.orElseThrow();
    return plan().rates().size() == 1
        ? rates
        : "%s; best by validation: %s with θ learned, %s with θ fixed"
            .formatted(rates, found.rate(Arm.LEARNED), found.rate(Arm.FROZEN));
  }

  int wayCount() {
    return front.orElseThrow().ways().size();
  }

  List<PagePicture> shown() {
    return List.copyOf(pictures.values());
  }

  /** Returns the learned numbers as they begin. */
  private static List<Double> start(OptimizationExperiment optimization) {
    return OptimizeCamera.thetaNames(optimization).stream()
        .map(name -> optimization.start().get(name)[0])
        .toList();
  }

  private List<KeyNumber> keyNumbers() {
    List<KeyNumber> numbers = new ArrayList<>();
    joint.ifPresent(
        found -> {
          String metric = MetricLabel.of(found.metric());
          String none = SplitValues.withoutInterval(found.splits());
          numbers.add(KeyNumber.of("learned θ", found.learned(), metric, none));
          numbers.add(KeyNumber.of("frozen θ", found.frozen(), metric, none));
          numbers.add(KeyNumber.of("gain from learning θ", found.gain(), metric, none));
        });
    front.ifPresent(
        found -> found.knee().ifPresent(knee -> numbers.addAll(keyNumbers(found, knee))));
    return numbers;
  }

  private static List<KeyNumber> keyNumbers(ParetoFront front, PricedAcquisition knee) {
    List<KeyNumber> numbers = new ArrayList<>();
    numbers.add(
        new KeyNumber(
            "cost at the knee", percent(cost(front, knee)), "relative to as recorded", ""));
    front
        .kept(knee)
        .ifPresent(
            kept ->
                numbers.add(
                    new KeyNumber(
                        "kept at the knee",
                        percent(kept.value()),
                        MetricLabel.of(front.metric()),
                        kept.hasInterval()
                            ? "%s to %s".formatted(percent(kept.low()), percent(kept.high()))
                            : SplitValues.withoutInterval(knee.metric().values().size()))));
    return numbers;
  }

  private static double cost(ParetoFront front, PricedAcquisition way) {
    return way.cost().total() / front.reference().cost().total();
  }

  private static String percent(double share) {
    return Math.round(100 * share) + " %";
  }

  Table splits() {
    JointFindings found = joint.orElseThrow();
    List<Row> rows = new ArrayList<>();
    found.runs().stream()
        .map(ArmRun::split)
        .distinct()
        .sorted()
        .forEach(
            split -> {
              double learned = found.run(Arm.LEARNED, split).metrics().get(found.metric());
              double frozen = found.run(Arm.FROZEN, split).metrics().get(found.metric());
              rows.add(
                  Row.of(
                      "split " + split,
                      NumberText.signed(learned, 3),
                      NumberText.signed(frozen, 3),
                      NumberText.signed(learned - frozen, 2)));
            });
    rows.add(
        Row.of(
            "mean",
            EstimateFormat.withInterval(found.learned()),
            EstimateFormat.withInterval(found.frozen()),
            EstimateFormat.withInterval(found.gain())));
    return new Table(List.of("", "learned θ", "frozen θ", "gain"), rows);
  }

  String validationMetric() {
    return MetricLabel.of(joint.orElseThrow().validated());
  }

  Optional<Table> reachedTable() {
    return joint
        .map(JointFindings::reached)
        .filter(reached -> !reached.isEmpty())
        .map(
            reached ->
                Table.of(
                    reached,
                    new Column<>(
                        "reached",
                        one ->
                            "%s, θ %s"
                                .formatted(NumberText.signed(one.target(), 3), one.arm().word())),
                    new Column<>(
                        "on splits", one -> "%d of %d".formatted(one.reached(), one.splits())),
                    new Column<>("epochs", one -> number(one.epochs())),
                    new Column<>("steps", one -> number(one.steps()))));
  }

  private static String number(OptionalDouble value) {
    return value.isPresent() ? NumberText.brief(Math.round(value.getAsDouble() * 10) / 10.0) : "–";
  }

  Table moved() {
    JointFindings found = joint.orElseThrow();
    List<Double> start = start(optimization);
    List<Double> end = found.run(Arm.LEARNED, found.best()).history().getLast().theta();
    return Table.of(
        IntStream.range(0, found.theta().size())
            .boxed()
            .sorted(
                Comparator.comparingDouble(place -> -Math.abs(end.get(place) - start.get(place))))
            .limit(NUMBERS)
            .toList(),
        new Column<>("number", place -> found.theta().get(place)),
        new Column<>("start", place -> NumberText.signed(start.get(place), 4)),
        new Column<>("last epoch", place -> NumberText.signed(end.get(place), 4)));
  }

  Table frontTable() {
    return ways("nothing cheaper is better", front.orElseThrow().front());
  }

  /** What the half of the samples that did not choose says of those that the other chose. */
  record Confirmations(int chosenOn, int confirmedOn, String measure, Table table) {}

  Optional<Confirmations> confirmations() {
    return confirmed.map(
        found ->
            new Confirmations(
                found.chosenOn(),
                found.confirmedOn(),
                found.measure(),
                Table.of(
                    found.front(),
                    new Column<>("chosen by one half", ParetoConfirmation.Confirmed::words),
                    new Column<>("by the other", way -> NumberText.signed(way.score(), 3)),
                    new Column<>(
                        "less as recorded", way -> EstimateFormat.withInterval(way.difference())),
                    new Column<>(
                        "keeps %s".formatted(percent(front.orElseThrow().keep())),
                        way -> way.confirmed() ? "confirmed" : "not confirmed"))));
  }

  /** The ways that are not on the front. */
  record Others(int size, Table table) {}

  Optional<Others> others() {
    List<PricedAcquisition> others = new ArrayList<>(front.orElseThrow().ways());
    others.removeAll(front.orElseThrow().front());
    return others.isEmpty()
        ? Optional.empty()
        : Optional.of(new Others(others.size(), ways("way", others)));
  }

  private Table ways(String head, List<PricedAcquisition> ways) {
    ParetoFront found = front.orElseThrow();
    return Table.of(
        ways,
        new Column<>(head, PricedAcquisition::words),
        new Column<>(
            "cost",
            way ->
                "%s (%s)"
                    .formatted(NumberText.brief(way.cost().total()), percent(cost(found, way)))),
        new Column<>(
            MetricLabel.of(found.metric()), way -> EstimateFormat.withInterval(found.reached(way))),
        new Column<>(
            "kept", way -> found.kept(way).map(kept -> percent(kept.value())).orElse("–")));
  }

  Table parts() {
    ParetoFront found = front.orElseThrow();
    List<PricedAcquisition> shown = new ArrayList<>(List.of(found.reference()));
    found.knee().filter(knee -> !knee.equals(found.reference())).ifPresent(shown::add);
    List<Row> rows = new ArrayList<>();
    for (String part : found.reference().cost().parts().keySet()) {
      rows.add(
          Row.of(
              part,
              shown.stream().map(way -> NumberText.brief(way.cost().parts().get(part))).toList()));
    }
    rows.add(
        Row.of("all", shown.stream().map(way -> NumberText.brief(way.cost().total())).toList()));
    return Table.of(
        "in " + optimization.prices().currency(),
        shown.stream().map(PricedAcquisition::words).toList(),
        rows);
  }

  String process() {
    return ShellQuoting.of(
        "./rawline",
        List.of(
            "process",
            "RAW.tiff",
            "--camera",
            shown("camera.yaml"),
            "--isp",
            shown("isp.yaml"),
            "--out",
            "processed"));
  }

  String train() {
    return ShellQuoting.of(
        "./rawline",
        List.of("train", "PLAN.yaml", "--data-model", shown("isp.yaml"), "--out", "trained"));
  }

  private String shown(String file) {
    return ReportFiles.shown(folder).resolve(file).toString();
  }
}
