package dev.rawline.lab.forensics;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.lab.forensics.search.PhysicalGroup;
import dev.rawline.lab.forensics.search.ThetaGroup;
import dev.rawline.lab.tolerance.SpecifiedBox;
import dev.rawline.lab.tolerance.SpecifiedParameter;
import dev.rawline.lab.tolerance.SpecifiedWorstCase;
import dev.rawline.lab.tolerance.ToleranceCurve;
import dev.rawline.lab.tolerance.ToleranceSearch;
import dev.rawline.lab.tolerance.ToleranceSpecification;
import dev.rawline.learning.metric.Bootstrap;
import dev.rawline.workbench.output.Provenance;
import dev.rawline.workbench.step.StepResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Findings → {@code tolerance.yaml}, one of every model, and the θ of its worst cases.
 *
 * @param examination the examination
 * @param findings what was found
 * @param steps the steps of every model
 * @param results what they came to
 */
record SpecificationWriter(
    ForensicsExperiment examination,
    ForensicsFindings findings,
    List<ExamineModel.Steps> steps,
    StepResults results) {
  private static final int MOST_VALUES = 9;

  /** Returns the name of the specification of a model, counted from 1. */
  static String name(int split) {
    return split == 1 ? ToleranceSpecification.FILE.name() : "tolerance-%d.yaml".formatted(split);
  }

  private static String theta(int split, String group, int number) {
    return "worst-%d-%s-%d.yaml".formatted(split, group, number);
  }

  /**
   * Writes the specifications of the models whose intervals were searched.
   *
   * @param written receives every other file that is written
   * @return the specifications
   */
  List<Path> write(Path folder, List<Path> written) throws IOException {
    List<Path> files = new ArrayList<>();
    for (ExamineModel.Steps each : steps) {
      List<ToleranceCurve> curves = findings.curves().get(each.model().split());
      if (curves != null && !curves.isEmpty()) {
        Path file = folder.resolve(name(each.model().split()));
        ToleranceSpecification.FILE.write(specification(each, curves, folder, written), file);
        files.add(file);
      }
    }
    return files;
  }

  private ToleranceSpecification specification(
      ExamineModel.Steps each, List<ToleranceCurve> curves, Path folder, List<Path> written)
      throws IOException {
    ForensicsPlan plan = examination.plan();
    int split = each.model().split();
    ToleranceCurve first = curves.getFirst();
    Bootstrap bootstrap = Bootstrap.usual(plan.seed());
    ToleranceSearch search =
        new ToleranceSearch(
            first.delta(), plan.tolerance().steps(), plan.tolerance().precision(), bootstrap);
    ToleranceCurve.Point usual = first.usual();
    return new ToleranceSpecification(
        "%s, split %d of %d".formatted(plan.name(), split, examination.models()),
        Provenance.sum(each.model().files(results::result).getFirst()),
        examination.dataSet().hash(),
        examination.drawn(each.model()).size(),
        findings.metric(),
        first.delta(),
        new ToleranceSpecification.Baseline(usual.metric(), usual.low(), usual.high()),
        bootstrap.level(),
        examination.chainName(),
        examination.cameraName(),
        examination.sensorName(),
        curves.stream().map(curve -> SpecifiedParameter.of(curve.interval())).toList(),
        Optional.ofNullable(findings.together().get(split))
            .flatMap(JointTolerance::box)
            .map(SpecifiedBox::of),
        worst(each, folder, written),
        ToleranceSpecification.Search.of(search, plan.seed(), curves));
  }

  /**
   * Returns the cameras by which the metric falls by more than chance may explain; a layer is none.
   * A camera of other stages than the chain's has no file of θ.
   */
  private List<SpecifiedWorstCase> worst(ExamineModel.Steps each, Path folder, List<Path> written)
      throws IOException {
    List<SpecifiedWorstCase> worst = new ArrayList<>();
    for (WorstCaseStep step : each.worst()) {
      List<WorstCameraResult> cases = results.result(step).cases();
      for (int i = 0; i < cases.size(); i++) {
        WorstCameraResult found = cases.get(i);
        if (found.isDrop() && !found.group().equals(ThetaGroup.LAYER)) {
          Optional<String> file = Optional.empty();
          if (PhysicalGroup.of(found.group()).map(PhysicalGroup::keepsStages).orElse(true)) {
            Path theta = folder.resolve(theta(each.model().split(), found.group(), i + 1));
            AtomicFile.write(
                theta, Files.readAllBytes(WorstCases.theta(results.folder(step), i + 1)));
            written.add(theta);
            file = Optional.of(theta.getFileName().toString());
          }
          worst.add(
              new SpecifiedWorstCase(
                  "%s, %s".formatted(found.description(), found.restraint()),
                  values(found),
                  file,
                  found.metric(),
                  Optional.of(found.closeness()),
                  Optional.of(examination.plan().worstCase().closeness().toString())));
        }
      }
    }
    return worst;
  }

  /** Returns the numbers of a small group; those of a large one are in its own file. */
  private static List<SpecifiedBox.Value> values(WorstCameraResult found) {
    return found.numbers().size() > MOST_VALUES
        ? List.of()
        : found.numbers().entrySet().stream()
            .map(number -> new SpecifiedBox.Value(number.getKey(), number.getValue()))
            .toList();
  }
}
