package dev.rawline.lab.forensics;

import dev.rawline.data.file.JsonRecords;
import dev.rawline.lab.evaluation.CameraParameter;
import dev.rawline.lab.evaluation.MetricAndLoss;
import dev.rawline.lab.evaluation.ModelUnderTest;
import dev.rawline.lab.evaluation.OperatingPoint;
import dev.rawline.lab.tolerance.ToleranceCurve;
import dev.rawline.lab.tolerance.ToleranceSearch;
import dev.rawline.lab.training.MemoryEstimate;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.metric.Bootstrap;
import dev.rawline.learning.metric.Metric;
import dev.rawline.workbench.step.Step;
import dev.rawline.workbench.step.StepContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SequencedMap;

/**
 * One model → the metric against every number of its camera, and for each up to where it is
 * tolerated and from where it exceeds the margin.
 *
 * @param examination what it belongs to
 * @param model the model
 * @param settings all settings of its result in addition to the model
 */
record ToleranceStep(
    ForensicsExperiment examination, ExaminedModel model, SequencedMap<String, String> settings)
    implements Step<List<ToleranceCurve>> {

  private static final String NAME = "curves.json";

  /** Percentage points are hundredths of a share. */
  private static final double POINT = 0.01;

  /** What is kept of it. */
  private record Curves(List<ToleranceCurve> curves) {}

  /**
   * Prepares a search.
   *
   * @throws IOException if a file that the plan names cannot be read
   */
  static ToleranceStep of(ForensicsExperiment examination, ExaminedModel model) throws IOException {
    SequencedMap<String, String> settings = examination.settings(model);
    IntervalsPlan plan = examination.plan().tolerance();
    settings.put("delta", String.valueOf(plan.delta()));
    settings.put("parameters", String.join(",", plan.parameters().words()));
    settings.put("steps", String.valueOf(plan.steps()));
    settings.put("precision", String.valueOf(plan.precision()));
    return new ToleranceStep(examination, model, settings);
  }

  @Override
  public String kind() {
    return "tolerance 3";
  }

  @Override
  public String name() {
    return "tolerances, split %d of %d".formatted(model.split(), examination.models());
  }

  @Override
  public List<Step<?>> needs() {
    return model.needs();
  }

  @Override
  public Cost cost() {
    return new Cost(
        examination.plan().threads(),
        MemoryEstimate.evaluating(model.plan(), examination.framePixels()));
  }

  /** Returns by how much the metric may be worse, in its own unit. */
  static double delta(IntervalsPlan plan, Metric metric) {
    return metric.isShare() ? POINT * plan.delta() : plan.delta();
  }

  @Override
  public void run(StepContext work) throws IOException {
    IntervalsPlan plan = examination.plan().tolerance();
    Engine engine = Engine.start(examination.device(), examination.plan().threads());
    try (ModelUnderTest subject = WorstCaseStep.subject(examination, model, work::result, engine)) {
      List<CameraParameter> parameters =
          plan.chosen(subject.parameters(examination.withoutEffect()), subject.theta());
      ToleranceSearch search =
          new ToleranceSearch(
              delta(plan, subject.metric()),
              plan.steps(),
              plan.precision(),
              Bootstrap.usual(examination.plan().seed()));
      MetricAndLoss usual = subject.judge(OperatingPoint.USUAL);
      int most = search.tests(parameters) + parameters.size();
      int[] evaluated = new int[1];
      List<ToleranceCurve> curves =
          search.curves(
              parameters,
              usual.metric(),
              (parameter, value) -> {
                work.requireNoStop();
                work.reports(Math.min(evaluated[0]++, most - 1), most, parameter.name());
                return subject.judge(subject.with(OperatingPoint.USUAL, parameter, value)).metric();
              });
      JsonRecords.write(new Curves(curves), work.folder().resolve(NAME));
    }
  }

  @Override
  public List<ToleranceCurve> read(Path folder) throws IOException {
    return JsonRecords.read(folder.resolve(NAME), Curves.class).curves();
  }
}
