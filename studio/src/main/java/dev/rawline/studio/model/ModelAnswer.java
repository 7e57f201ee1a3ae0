package dev.rawline.studio.model;

import dev.rawline.imaging.frame.View;
import dev.rawline.learning.assembly.TrainedModel;
import dev.rawline.learning.engine.Scope;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.sample.Task;
import dev.rawline.learning.task.Logits;
import dev.rawline.learning.task.TaskModel;
import dev.rawline.learning.task.ViewBatch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a model predicts for a picture.
 *
 * @param answers classes with their probabilities, the most probable first; for other tasks what is
 *     predicted, with a number
 */
record ModelAnswer(List<Answer> answers) {

  /**
   * One answer.
   *
   * @param what a class, or what the number is
   * @param number its probability, a share of pixels, or the number itself
   */
  record Answer(String what, double number) {}

  /**
   * Evaluates a model on a picture.
   *
   * @throws IllegalArgumentException if the model does not take pictures of this size
   */
  static ModelAnswer of(TrainedModel trained, View view) {
    Logits logits = trained.taskModel().logits(ViewBatch.of(List.of(view)));
    float[] values = logits.values();
    return new ModelAnswer(
        switch (trained.task()) {
          case Task.Classification(List<String> classes) -> probabilities(classes, values);
          case Task.Segmentation() -> {
            int objects = 0;
            for (float value : values) {
              objects += value > 0 ? 1 : 0;
            }
            yield List.of(
                new Answer("share of pixels of objects", (double) objects / values.length));
          }
          case Task.Regression(String name) -> List.of(new Answer(name, values[0]));
        });
  }

  private static List<Answer> probabilities(List<String> classes, float[] logits) {
    double largest = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      largest = Math.max(largest, logit);
    }
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit - largest);
    }
    List<Answer> answers = new ArrayList<>();
    for (int i = 0; i < logits.length; i++) {
      answers.add(new Answer(classes.get(i), Math.exp(logits[i] - largest) / sum));
    }
    answers.sort(Comparator.comparingDouble(Answer::number).reversed());
    return answers;
  }

  /**
   * Returns ∂loss/∂view where the prediction is taken for the truth: what would change it.
   *
   * @throws IllegalArgumentException if the task has no classes, or the model no gradient
   */
  static View gradient(TrainedModel trained, View view) {
    TaskModel model = trained.taskModel();
    if (!(trained.task() instanceof Task.Classification) || !model.hasGradient()) {
      throw new IllegalArgumentException(
          "the model has no gradient by classes: expected a classifier of Rawline's own networks");
    }
    ViewBatch batch = ViewBatch.of(List.of(view));
    float[] logits = model.logits(batch).values();
    int most = 0;
    for (int i = 1; i < logits.length; i++) {
      most = logits[i] > logits[most] ? i : most;
    }
    try (Scope _ = new Scope()) {
      return model
          .lossGradient(batch, Tensor.of(new long[] {most}, 1), trained.loss())
          .gradient()
          .view(0);
    }
  }
}
