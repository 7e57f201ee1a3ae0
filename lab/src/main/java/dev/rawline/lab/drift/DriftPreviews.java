package dev.rawline.lab.drift;

import dev.rawline.data.set.Sample;
import dev.rawline.imaging.frame.View;
import dev.rawline.lab.drift.DriftFindings.WorstCell;
import dev.rawline.lab.evaluation.SideBySide;
import dev.rawline.lab.experiment.Condition;
import dev.rawline.workbench.step.StepResults;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
    List<Sample> testSide = first.step().samples();
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
