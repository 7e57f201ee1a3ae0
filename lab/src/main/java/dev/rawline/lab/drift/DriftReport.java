package dev.rawline.lab.drift;

import dev.rawline.data.load.LoadedSample;
import dev.rawline.data.set.Sample;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.camera.ViewRenderer;
import dev.rawline.imaging.corruption.Corruption;
import dev.rawline.imaging.corruption.CorruptionConstants;
import dev.rawline.imaging.corruption.CorruptionKind;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.random.Seed;
import dev.rawline.lab.drift.DriftFindings.WorstCell;
import dev.rawline.lab.evaluation.DifferenceSheet;
import dev.rawline.lab.evaluation.SideBySide;
import dev.rawline.lab.experiment.Condition;
import dev.rawline.lab.experiment.PlanCopy;
import dev.rawline.lab.experiment.SplitDataSet;
import dev.rawline.lab.views.ContactSheet;
import dev.rawline.lab.views.CorruptPictures.CorruptionSheet;
import dev.rawline.learning.plan.TaskPlan;
import dev.rawline.workbench.page.Fact;
import dev.rawline.workbench.page.PagePicture;
import dev.rawline.workbench.page.ReportFiles;
import dev.rawline.workbench.page.SuggestedCommand;
import dev.rawline.workbench.plot.Drawing;
import dev.rawline.workbench.step.StepResults;
import dev.rawline.workbench.text.NumberText;
import dev.rawline.workbench.text.ShellQuoting;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Findings → drawings, sheets of samples, and the page that a person reads.
 *
 * @param experiment the experiment
 * @param findings what was found
 * @param previews single samples
 * @param adapted what drift costs adapted models; may be empty
 */
record DriftReport(
    DriftExperiment experiment,
    DriftFindings findings,
    DriftPreviews previews,
    List<AdaptedDrop> adapted) {
  /** The page. */
  static final String PAGE = "report.html";

  private static final String WORST = "worst-cell.png";
  private static final String VIEWS = "views.png";
  private static final String CORRUPTIONS = "corruptions.png";
  private static final List<String> DRAWINGS =
      List.of(
          "matrix",
          "differences",
          "corruption-drops",
          "severities",
          "effects",
          "ranks",
          "published");

  /**
   * Writes all of it into a folder.
   *
   * @param provenance the provenance of the numbers
   * @return the files
   */
  List<Path> write(Map<String, Object> provenance, Path folder) throws IOException {
    SequencedMap<String, PagePicture> pictures = new LinkedHashMap<>();
    previews
        .worst()
        .ifPresent(
            worst ->
                pictures.put(
                    WORST,
                    new PagePicture(
                        "Samples in the worst cell",
                        "Left: matched; right: under drift, each with its prediction; next to them"
                            + " the absolute difference, channel by channel, and its logarithm.",
                        worst(worst))));
    Sample sample = previews.testSide().getFirst();
    views(sample)
        .ifPresent(
            sheet ->
                pictures.put(
                    VIEWS,
                    new PagePicture(
                        "Views of sample " + sample.id(),
                        "The same raw image through each of the twelve named views%s. No image is wrong; a model may classify them differently."
                            .formatted(taken()),
                        sheet)));
    previews
        .corrupted()
        .ifPresent(
            seen ->
                pictures.put(
                    CORRUPTIONS,
                    new PagePicture(
                        "Corruptions of sample " + sample.id(),
                        "One image under each corruption at every severity, at the input size of"
                            + " the models.",
                        corrupted(sample, seen))));
    DriftPage page =
        new DriftPage(
            experiment.plan().name(),
            findings,
            drawings(findings),
            facts(),
            Optional.ofNullable(pictures.get(VIEWS)),
            Optional.ofNullable(pictures.get(WORST)),
            Optional.ofNullable(pictures.get(CORRUPTIONS)),
            adapted,
            previews.disagreements(),
            next(folder),
            ReportFiles.facts(provenance));
    return new ReportFiles(folder).page(page.drawings(), pictures, page.html(), PAGE);
  }

  /** Returns the names of all files of a report, for corruptions of some severities. */
  static List<String> names(List<Integer> severities) {
    List<String> names = new ArrayList<>(List.of(PAGE, WORST, VIEWS, CORRUPTIONS));
    Stream.concat(DRAWINGS.stream(), severities.stream().map(DriftReport::corruptions))
        .forEach(drawing -> names.addAll(List.of(drawing + ".png", drawing + ".svg")));
    return names;
  }

  /** Returns the name of the drawing of the matrix under corruptions of a severity. */
  static String corruptions(int severity) {
    return "corruptions-" + severity;
  }

  /** Returns the drawings of findings, by the names of their files without ending. */
  static SequencedMap<String, Drawing> drawings(DriftFindings findings) {
    SequencedMap<String, Drawing> drawings = new LinkedHashMap<>();
    drawings.put("matrix", DriftHeatMap.matrix(findings));
    if (findings.driftDrop().isPresent()) {
      drawings.put("differences", DriftHeatMap.differences(findings));
    }
    findings
        .corruptions()
        .sequencedKeySet()
        .forEach(
            severity ->
                drawings.put(corruptions(severity), DriftHeatMap.corruptions(findings, severity)));
    if (!findings.corruptionDrop().isEmpty()) {
      drawings.put("corruption-drops", DriftHeatMap.corruptionDrops(findings));
    }
    if (SeverityPlot.isDrawn(findings)) {
      drawings.put("severities", SeverityPlot.of(findings));
    }
    if (!findings.effects().isEmpty()) {
      drawings.put("effects", EffectBars.of(findings.metric(), findings.effects()));
    }
    findings.ranks().ifPresent(ranks -> drawings.put("ranks", RankSlopes.of(ranks)));
    if (findings.published().flatMap(PublishedDrift::matrix).isPresent()) {
      drawings.put("published", DriftHeatMap.besidePublished(findings));
    }
    return drawings;
  }

  private static BufferedImage worst(DriftPreviews.WorstSamples worst) {
    return DifferenceSheet.draw(
        "Trained on %s, tested on %s".formatted(worst.cell().trained(), worst.cell().tested()),
        List.of(
            "split %d · %s"
                .formatted(
                    worst.split(),
                    worst.changed()
                        ? "samples whose prediction changes"
                        : "no prediction changes")),
        List.of("as trained", "as tested"),
        worst.samples());
  }

  /** Returns a sample through the twelve named views. */
  private Optional<BufferedImage> views(Sample sample) throws IOException {
    if (!(LoadedSample.of(sample).frame() instanceof RawImage raw)) {
      return Optional.empty();
    }
    Camera camera =
        SplitDataSet.camera(experiment.data().plan(), experiment.references())
            .of(raw, Path.of(sample.picture().name()));
    ContactSheet sheet = new ContactSheet("Sample " + sample.id(), raw, camera, ViewName.ALL);
    new ViewRenderer(camera, ViewName.ALL, Optional.empty()).render(raw, sheet);
    return Optional.of(sheet.draw());
  }

  /** Returns which of the named views the experiment uses; empty where it uses all. */
  private String taken() {
    Set<String> chains =
        Stream.concat(experiment.plan().trained().stream(), experiment.plan().tested().stream())
            .map(Condition::isp)
            .collect(Collectors.toSet());
    List<String> taken =
        ViewName.ALL.stream().map(ViewName::toString).filter(chains::contains).toList();
    return taken.size() == ViewName.ALL.size()
        ? ""
        : taken.isEmpty()
            ? ", none of which is used in this experiment"
            : ", of which this experiment uses " + String.join(", ", taken);
  }

  /** Returns a sample under each corruption, at the size that models see. */
  private BufferedImage corrupted(Sample sample, View seen) {
    List<String> names =
        experiment.plan().corrupted().stream().map(Corruption::name).distinct().toList();
    return new CorruptionSheet(
            "Sample " + sample.id(),
            seen,
            Arrays.stream(CorruptionKind.values())
                .filter(kind -> names.contains(kind.word()))
                .toList(),
            CorruptionConstants.of(experiment.plan().corruptions().orElseThrow().constants()),
            new Seed(experiment.plan().seed(), sample.id()))
        .draw();
  }

  private List<Fact> facts() {
    DriftPlan plan = experiment.plan();
    List<Fact> facts = new ArrayList<>();
    facts.add(
        new Fact(
            "data set",
            "%s, %d samples"
                .formatted(
                    experiment.data().dataSet().name(),
                    experiment.data().dataSet().samples().size())));
    facts.add(
        new Fact(
            "splits",
            "%d, tested on %d samples each"
                .formatted(experiment.divisions().size(), previews.testSide().size())));
    facts.add(
        new Fact(
            "models",
            "%d: %d conditions, %s augmentation, %d epochs each"
                .formatted(
                    experiment.models().size(),
                    plan.trained().size(),
                    plan.augmentations().stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining(", ")),
                    plan.training().epochs())));
    facts.add(new Fact("tested under", plan.tested().size() + " conditions"));
    plan.corruptions()
        .ifPresent(
            corruptions ->
                facts.add(
                    new Fact(
                        "corruptions",
                        "%d, %s %s, constants %s"
                            .formatted(
                                plan.corrupted().size() / corruptions.severities().size(),
                                corruptions.severities().size() == 1 ? "severity" : "severities",
                                NumberText.listed(corruptions.severities()),
                                corruptions.constants()))));
    facts.add(new Fact("metric", findings.metric()));
    return facts;
  }

  private List<SuggestedCommand> next(Path folder) {
    Path shown = ReportFiles.shown(folder);
    List<SuggestedCommand> next = new ArrayList<>();
    next.add(
        new SuggestedCommand(
            "Widen the plan, here to all twelve views: existing results are not computed again.",
            ShellQuoting.of(
                "./rawline",
                List.of(
                    "drift",
                    shown.resolve(PlanCopy.NAME).toString(),
                    "--views",
                    "all",
                    "--out",
                    shown + "-twelve-views"))));
    if (experiment.data().plan().task().orElseThrow() instanceof TaskPlan.Classification) {
      next.add(
          new SuggestedCommand(
              "Query the lab book for single samples.",
              "./rawline lab sql \"select * from predictions where truth <> predicted\""));
    }
    return next;
  }

  /**
   * The single samples that a report of drift shows.
   *
   * @param testSide the samples that the first model was tested on
   * @param corrupted the first of them as that model sees it, where corruptions were tested
   * @param worst samples in the worst cell
   * @param disagreements samples that a model classifies differently under drift, the gravest first
   */
  record DriftPreviews(
      List<Sample> testSide,
      Optional<View> corrupted,
      Optional<WorstSamples> worst,
      List<Disagreement> disagreements) {
    private static final int SAMPLES = 4;
    private static final int DISAGREEMENTS = 12;

    /**
     * Samples of a cell as its model sees them, matched and under drift.
     *
     * @param split the split on which most predictions change
     * @param changed whether the predictions of these samples change
     */
    record WorstSamples(WorstCell cell, int split, boolean changed, List<SideBySide> samples) {}

    /**
     * Renders the samples and evaluates the models on them.
     *
     * @param evaluations the evaluations
     * @param results their results
     * @throws IOException if a sample or a model cannot be read
     */
    static DriftPreviews of(
        DriftExperiment experiment,
        DriftFindings findings,
        List<DriftExperiment.Cell> evaluations,
        StepResults results)
        throws IOException {
      CellPredictions cells = new CellPredictions(experiment, evaluations, results);
      DriftExperiment.Cell first = evaluations.getFirst();
      List<Sample> testSide = experiment.testSide(first.model().split());
      Optional<WorstSamples> worst =
          findings.worst().isEmpty()
              ? Optional.empty()
              : worst(findings.worst().get(), experiment.divisions().size(), cells, results);
      Optional<View> corrupted =
          experiment.plan().corrupted().isEmpty()
              ? Optional.empty()
              : Optional.of(seen(testSide.subList(0, 1), first, results).getFirst().view());
      return new DriftPreviews(testSide, corrupted, worst, cells.gravest(DISAGREEMENTS));
    }

    private static Optional<WorstSamples> worst(
        WorstCell cell, int splits, CellPredictions cells, StepResults results) throws IOException {
      List<Disagreement> most = List.of();
      int split = 1;
      for (int each = 1; each <= splits; each++) {
        List<Disagreement> changed = cells.changed(cell.trained(), cell.tested(), each);
        if (changed.size() > most.size()) {
          most = changed;
          split = each;
        }
      }
      Optional<DriftExperiment.Cell> matched =
          cells.at(cell.trained(), Condition.own(cell.trained()), split);
      Optional<DriftExperiment.Cell> other = cells.at(cell.trained(), cell.tested(), split);
      if (matched.isEmpty() || other.isEmpty()) {
        return Optional.empty();
      }
      Set<String> chosen =
          most.stream().limit(SAMPLES).map(Disagreement::sample).collect(Collectors.toSet());
      List<Sample> samples = matched.get().step().samples();
      List<Sample> shown =
          chosen.isEmpty()
              ? samples.subList(0, Math.min(SAMPLES, samples.size()))
              : samples.stream().filter(sample -> chosen.contains(sample.id())).toList();
      List<SideBySide> seen = sideBySide(shown, matched.get(), other.get(), results);
      return seen.isEmpty()
          ? Optional.empty()
          : Optional.of(new WorstSamples(cell, split, !chosen.isEmpty(), seen));
    }

    /** Returns samples of both cells; those whose sizes differ cannot be compared. */
    private static List<SideBySide> sideBySide(
        List<Sample> shown,
        DriftExperiment.Cell matched,
        DriftExperiment.Cell other,
        StepResults results)
        throws IOException {
      List<SideBySide.Side> before = seen(shown, matched, results);
      List<SideBySide.Side> after = seen(shown, other, results);
      List<SideBySide> seen = new ArrayList<>();
      for (int i = 0; i < shown.size(); i++) {
        if (before.get(i).view().width() == after.get(i).view().width()
            && before.get(i).view().height() == after.get(i).view().height()) {
          seen.add(new SideBySide(shown.get(i).id(), before.get(i), after.get(i)));
        }
      }
      return seen;
    }

    private static List<SideBySide.Side> seen(
        List<Sample> samples, DriftExperiment.Cell tested, StepResults results) throws IOException {
      return tested.step().previews(results, tested.shown().condition().name(), samples);
    }
  }
}
