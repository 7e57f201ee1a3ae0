package dev.rawline.lab.forensics;

import dev.rawline.lab.tolerance.BoxSide;
import dev.rawline.lab.tolerance.JointBox;
import dev.rawline.learning.metric.IntervalEstimate;
import dev.rawline.learning.metric.MetricLabel;
import dev.rawline.workbench.page.Fact;
import dev.rawline.workbench.page.PagePicture;
import dev.rawline.workbench.page.ReportFiles;
import dev.rawline.workbench.page.SuggestedCommand;
import dev.rawline.workbench.page.Table;
import dev.rawline.workbench.page.Table.Row;
import dev.rawline.workbench.plot.Drawing;
import dev.rawline.workbench.step.StepResults;
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
import java.util.stream.Collectors;

/**
 * Findings → drawings, sheets of samples, and the page that a person reads.
 *
 * @param examination the examination
 * @param findings what was found
 * @param steps the steps of every model
 * @param results what they came to
 */
record ForensicsReport(
    ForensicsExperiment examination,
    ForensicsFindings findings,
    List<ExamineModel.Steps> steps,
    StepResults results) {
  /** The page. */
  static final String PAGE = "report.html";

  private static final String CLOSENESS = "closeness";
  private static final double POINTS = 100;

  /** Returns the names of all files that may be written. */
  static List<String> names() {
    List<String> names = new ArrayList<>(List.of(PAGE));
    names.addAll(WorstCameraPictures.names());
    names.addAll(ReportFiles.names(CLOSENESS));
    ToleranceDrawings.names().forEach(name -> names.addAll(ReportFiles.names(name)));
    return names;
  }

  /**
   * Writes all of it into a folder.
   *
   * @param provenance where the numbers come from
   * @return the files
   */
  List<Path> write(Map<String, Object> provenance, Path folder) throws IOException {
    ReportFiles files = new ReportFiles(folder);
    SequencedMap<String, Drawing> tolerances = ToleranceDrawings.of(findings);
    SequencedMap<String, Drawing> drawings = new LinkedHashMap<>(tolerances);
    Optional<Drawing> closeness = closeness();
    closeness.ifPresent(drawing -> drawings.put(CLOSENESS, drawing));
    List<Path> written = new ArrayList<>(files.drawings(drawings));
    List<PagePicture> pictures = new ArrayList<>();
    SequencedMap<String, PagePicture> worst =
        new WorstCameraPictures(examination, findings, steps, results).drawn();
    for (Map.Entry<String, PagePicture> drawn : worst.entrySet()) {
      written.add(files.picture(drawn.getValue().image(), drawn.getKey()));
      pictures.add(drawn.getValue());
    }
    Optional<JointBox> box =
        findings.together().values().stream().findFirst().flatMap(JointTolerance::box);
    ForensicsPage page =
        new ForensicsPage(
            examination.plan().name(),
            new ForensicsSummary(findings, examination.plan().tolerance(), asked()).sentences(),
            facts(),
            List.copyOf(tolerances.values()),
            box.map(ForensicsReport::rows),
            box.map(this::words).orElse(""),
            closeness,
            worst(),
            pictures,
            ranking(),
            agreement(),
            published(),
            next(folder),
            ReportFiles.facts(provenance));
    written.add(files.text(page.html(), PAGE));
    return written;
  }

  private Optional<Drawing> closeness() {
    List<ClosenessPlot.Course> courses = new ArrayList<>();
    List<ForensicsFindings.Mean> means = findings.means();
    for (String group : findings.groups()) {
      List<ClosenessPlot.Worst> points =
          means.stream()
              .filter(mean -> mean.group().equals(group) && mean.closeness() > 0)
              .map(mean -> new ClosenessPlot.Worst(mean.closeness(), mean.metric(), mean.control()))
              .toList();
      if (!points.isEmpty()) {
        courses.add(new ClosenessPlot.Course(group, points));
      }
    }
    return courses.isEmpty()
        ? Optional.empty()
        : Optional.of(
            ClosenessPlot.of(
                findings.metric(),
                examination.plan().worstCase().closeness().label(),
                findings.baseline(),
                courses));
  }

  private List<Fact> facts() {
    ForensicsPlan plan = examination.plan();
    List<Fact> facts = new ArrayList<>();
    facts.add(
        new Fact(
            "data set",
            "%s, %d samples"
                .formatted(examination.dataSet().name(), examination.dataSet().samples().size())));
    facts.add(
        new Fact(
            "models",
            examination.given().isPresent()
                ? examination.given().get().path().toString()
                : "%d, trained behind %s, %d epochs"
                    .formatted(examination.models(), plan.isp(), plan.training().epochs())));
    facts.add(new Fact("evaluated on", "%d samples per model".formatted(asked())));
    if (!findings.curves().isEmpty()) {
      facts.add(
          new Fact("tolerated drop (δ)", "%s points".formatted(number(plan.tolerance().delta()))));
      facts.add(new Fact("at the default camera", baselines()));
    }
    WorstCaseSearchPlan worst = plan.worstCase();
    if (!findings.worst().isEmpty()) {
      facts.add(
          new Fact(
              "searches",
              "%d evaluations from %d starts, for every group and restraint; as many random draws as a control"
                  .formatted(worst.evaluations(), worst.restarts())));
      facts.add(new Fact("closeness", worst.closeness().label()));
      if (!worst.lambdas().isEmpty()) {
        facts.add(
            new Fact(
                "λ",
                "as published, on the sum over a batch of %d pictures; on the mean that is measured here it counts λ · %d · 3 · height · width"
                    .formatted(worst.lambdaBatch(), worst.lambdaBatch())));
      }
    }
    facts.add(new Fact("metric", findings.metric()));
    return facts;
  }

  private int asked() {
    return examination.asked(steps.getFirst().model()).size();
  }

  /** Returns the metric of every model, with its interval. */
  private String baselines() {
    return findings.curves().values().stream()
        .filter(curves -> !curves.isEmpty())
        .map(curves -> curves.getFirst().usual())
        .map(
            usual ->
                String.format(
                    Locale.ROOT, "%.3f (%.3f to %.3f)", usual.metric(), usual.low(), usual.high()))
        .collect(Collectors.joining("; "));
  }

  private static Table rows(JointBox box) {
    return new Table(
        List.of("parameter", "default", "from", "to", "unit"),
        box.sides().stream()
            .map(
                (BoxSide side) ->
                    Row.of(
                        side.parameter().name(),
                        number(side.parameter().usual()),
                        number(side.low()),
                        number(side.high()),
                        side.parameter().unit()))
            .toList());
  }

  private String words(JointBox box) {
    return String.format(
        Locale.ROOT,
        "Between these values the most sensitive parameters may lie at once (%s): at the worst of %d points that were tried in %d boxes the %s is %.3f%s. %s.",
        JointBox.LABEL,
        box.tried(),
        box.rounds(),
        MetricLabel.of(findings.metric()),
        box.worst(),
        box.holds() ? "" : ", which is too low: the search gave up",
        box.search());
  }

  private static String number(double value) {
    return NumberText.signed(value, 4);
  }

  private Optional<Table> worst() {
    List<ForensicsFindings.Mean> means = findings.means();
    return means.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Table(
                List.of(
                    "group",
                    "restraint",
                    "closeness reached",
                    findings.metric(),
                    "drop (points)",
                    "random draws",
                    "advantage, points (95 %)",
                    "significant for"),
                means.stream()
                    .map(
                        mean ->
                            Row.of(
                                mean.group(),
                                mean.restraint(),
                                number(mean.closeness()),
                                String.format(Locale.ROOT, "%.3f", mean.metric()),
                                String.format(Locale.ROOT, "%.1f", POINTS * mean.lost()),
                                String.format(Locale.ROOT, "%.3f", mean.control()),
                                points(mean.advantage()),
                                "%d of %d".formatted(mean.sure(), mean.models())))
                    .toList()));
  }

  private static String points(IntervalEstimate advantage) {
    String interval =
        advantage.hasInterval()
            ? " (%s to %s)".formatted(points(advantage.low()), points(advantage.high()))
            : "";
    return points(advantage.value()) + interval;
  }

  private static String points(double share) {
    return String.format(Locale.ROOT, "%.1f", POINTS * share).replace('-', '−');
  }

  private Optional<Table> ranking() {
    List<ForensicsFindings.Rank> ranks = findings.ranking();
    return ranks.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Table(
                List.of(
                    "group",
                    "drop (points), mean over restraints and models",
                    "least of a model",
                    "most of a model"),
                ranks.stream()
                    .map(
                        rank ->
                            Row.of(
                                rank.group(),
                                String.format(Locale.ROOT, "%.1f", POINTS * rank.lost()),
                                String.format(Locale.ROOT, "%.1f", POINTS * rank.lowest()),
                                String.format(Locale.ROOT, "%.1f", POINTS * rank.highest())))
                    .toList()));
  }

  private String agreement() {
    return findings
        .agreement()
        .map(
            agreement ->
                String.format(
                    Locale.ROOT,
                    "Models of different splits rank the groups alike by Kendall’s τ-b = %.2f and Spearman’s ρ = %.2f, mean over %d pairs: 1 is the same order, 0 none in common.",
                    agreement.kendall(),
                    agreement.spearman(),
                    agreement.pairs()))
        .orElse("With one model the stability of the order is unknown.");
  }

  private Optional<Table> published() {
    List<Row> rows = new ArrayList<>();
    for (String group : PublishedForensics.groups()) {
      List<ForensicsFindings.Mean> ours =
          findings.means().stream().filter(mean -> mean.group().equals(group)).toList();
      if (!ours.isEmpty()) {
        rows.add(
            Row.of(
                group,
                String.format(Locale.ROOT, "%.3f", PublishedForensics.worst(group).orElseThrow()),
                ours.stream()
                    .map(
                        mean ->
                            String.format(
                                Locale.ROOT, "%.3f at %s", mean.metric(), number(mean.closeness())))
                    .collect(Collectors.joining("; "))));
      }
    }
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    rows.addFirst(
        Row.of(
            "default camera",
            String.format(Locale.ROOT, "%.3f", PublishedForensics.BASELINE),
            String.format(Locale.ROOT, "%.3f", findings.baseline())));
    return Optional.of(
        new Table(
            List.of("parameters that change", "published accuracy", "ours, and at which closeness"),
            rows));
  }

  private List<SuggestedCommand> next(Path folder) {
    Path shown = ReportFiles.shown(folder);
    List<SuggestedCommand> next = new ArrayList<>();
    if (!findings.curves().isEmpty()) {
      next.add(
          new SuggestedCommand(
              "Check whether a camera lies within the specification.",
              ShellQuoting.of(
                  "./rawline",
                  List.of(
                      "forensics",
                      "check",
                      "CAMERA.yaml",
                      shown.resolve(SpecificationWriter.name(1)).toString()))));
    }
    next.add(
        new SuggestedCommand(
            "Search longer: trainings and intervals are kept, searches start again.",
            ShellQuoting.of(
                "./rawline",
                List.of(
                    "forensics",
                    shown.resolve(ExamineModel.PLAN).toString(),
                    "--evaluations",
                    String.valueOf(4 * examination.plan().worstCase().evaluations()),
                    "--out",
                    shown + "-longer"))));
    return next;
  }
}
