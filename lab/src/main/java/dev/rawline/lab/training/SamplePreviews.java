package dev.rawline.lab.training;

import dev.rawline.data.set.Sample;
import dev.rawline.learning.engine.Scope;
import dev.rawline.learning.joint.Evaluation;
import dev.rawline.learning.joint.Prediction;
import dev.rawline.learning.plan.TrainedModel;
import dev.rawline.learning.sample.Target;
import dev.rawline.learning.sample.Task;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Samples as a model sees them in an evaluation, and what it says of them, for sheets. */
public final class SamplePreviews {
  private SamplePreviews() {}

  /**
   * Returns what a model sees and says of samples.
   *
   * @param trained the model of the step, opened
   * @param step the evaluation
   * @param condition what the pictures are made under, in words
   * @throws IOException if a sample cannot be read
   */
  public static List<SideBySide.Sight> of(
      TrainedModel trained, EvaluateStep step, String condition, List<Sample> samples)
      throws IOException {
    List<SideBySide.Sight> sights = new ArrayList<>();
    Evaluation evaluation = step.evaluation(trained);
    evaluation.predict(
        samples,
        answer ->
            sights.add(
                new SideBySide.Sight(
                    condition,
                    evaluation.picture(answer.sample()),
                    verdict(trained.task(), answer))));
    return sights;
  }

  /** Returns what a model says of a sample, beside what it should say. */
  public static LabelledPrediction verdict(Task task, Prediction answer) {
    Target target = answer.sample().target().orElseThrow();
    return switch (target) {
      case Target.OfClass(int number) -> {
        List<Double> shares = new ArrayList<>();
        for (float share : answer.numbers()) {
          shares.add((double) share);
        }
        yield new LabelledPrediction.OfClass(
            ((Task.Classification) task).classes(), shares, number);
      }
      case Target.OfPixels _ -> {
        try (Scope _ = new Scope()) {
          float[] truth =
              task.targets(List.of(answer.sample()), answer.height(), answer.width()).toArray();
          yield new LabelledPrediction.OfPixels(
              PredictionsFile.mask(answer.numbers(), answer.width(), answer.height()),
              PredictionsFile.mask(truth, answer.width(), answer.height()));
        }
      }
      case Target.OfNumber(double value) ->
          new LabelledPrediction.OfNumber(
              ((Task.Regression) task).name(), answer.numbers()[0], value);
    };
  }
}
