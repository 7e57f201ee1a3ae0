package dev.rawline.lab.forensics;

import dev.rawline.lab.step.Step;
import dev.rawline.lab.step.StepWork;
import dev.rawline.lab.subject.Judged;
import dev.rawline.lab.subject.Setting;
import dev.rawline.lab.subject.Subject;
import dev.rawline.lab.tolerance.CameraParameter;
import dev.rawline.lab.tolerance.ToleranceCurve;
import dev.rawline.lab.tolerance.ToleranceSearch;
import dev.rawline.lab.training.Memory;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.metric.Bootstrap;
import dev.rawline.learning.metric.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;

/**
 * One model → the metric against every number of its camera, and the interval of each in which it
 * holds.
 *
 * @param examination what it belongs to
 * @param model the model
 * @param settings all that decides about its result beside the model
 */
record ToleranceStep(Examination examination, Examined model, SequencedMap<String, String> settings)
    implements Step<List<ToleranceCurve>> {

  /** Points are hundredths of a share. */
  private static final double POINT = 0.01;

  /**
   * Prepares a search.
   *
   * @throws IOException if a file that the plan names cannot be read
   */
  static ToleranceStep of(Examination examination, Examined model) throws IOException {
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
    return "tolerance 2";
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
        Memory.evaluating(model.plan(), examination.framePixels()).bytes());
  }

  /** Returns by how much the metric may be worse, in its own unit. */
  static double delta(IntervalsPlan plan, Metric metric) {
    return metric.isShare() ? POINT * plan.delta() : plan.delta();
  }

  @Override
  public void run(StepWork work) throws IOException {
    IntervalsPlan plan = examination.plan().tolerance();
    Engine engine = Engine.start(examination.device(), examination.plan().threads());
    try (Subject subject = WorstCaseStep.subject(examination, model, work::result, engine)) {
      List<CameraParameter> parameters = plan.chosen(subject.parameters(), subject.theta());
      ToleranceSearch search =
          new ToleranceSearch(
              delta(plan, subject.metric()),
              plan.steps(),
              plan.precision(),
              Bootstrap.usual(examination.plan().seed()));
      Judged usual = subject.judge(Setting.USUAL);
      List<ToleranceCurve> curves = new ArrayList<>();
      for (CameraParameter parameter : parameters) {
        work.tells(curves.size(), parameters.size(), parameter.name());
        curves.add(
            search.curve(
                parameter,
                usual.metric(),
                value -> {
                  work.requireNoStop();
                  return subject.judge(subject.with(Setting.USUAL, parameter, value)).metric();
                }));
      }
      CurvesFile.write(curves, work.folder());
    }
  }

  @Override
  public List<ToleranceCurve> read(Path folder) throws IOException {
    return CurvesFile.read(folder);
  }
}
