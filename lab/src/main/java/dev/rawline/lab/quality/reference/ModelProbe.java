package dev.rawline.lab.quality.reference;

import dev.rawline.data.set.Sample;
import dev.rawline.imaging.frame.View;
import dev.rawline.lab.forensics.CameraCheck;
import dev.rawline.learning.assembly.ModelSource;
import dev.rawline.learning.assembly.TrainedModel;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.joint.Evaluation;
import dev.rawline.learning.joint.Prediction;
import dev.rawline.learning.sample.Task;
import dev.rawline.learning.task.Logits;
import dev.rawline.learning.task.TaskModel;
import dev.rawline.learning.task.ViewBatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A trained model × images → its output for each and the features of its last layer, for tests of
 * another population; labels are not needed.
 *
 * @param source the model
 * @param engine where it computes
 */
public record ModelProbe(ModelSource source, Engine engine) {

  /**
   * Returns what identifies the model (SHA-256, in hex).
   *
   * @throws IOException if it cannot be read
   */
  public String sum() throws IOException {
    return CameraCheck.sum(source);
  }

  /**
   * Evaluates the model on images.
   *
   * @throws IOException if the model cannot be opened, or an image cannot be read
   * @throws IllegalArgumentException if it does not take images of this kind
   */
  public ModelOutputs outputs(List<Sample> samples) throws IOException {
    try (TrainedModel trained = source.open(engine)) {
      Evaluation evaluation =
          new Evaluation(trained.model(), trained.preparation().withoutTask(), trained.batch());
      Optional<TaskModel> shown = taskModel(trained);
      List<List<Double>> shares = new ArrayList<>();
      List<List<Double>> features = new ArrayList<>();
      evaluation.predict(
          samples,
          answer -> {
            shares.add(shares(trained.task(), answer));
            View view = trained.picture(answer.sample());
            shown
                .flatMap(model -> model.features(ViewBatch.of(List.of(view))))
                .map(Logits::values)
                .map(ModelProbe::list)
                .ifPresent(features::add);
          });
      return new ModelOutputs(source.path().toString(), sum(), shares, features);
    }
  }

  private static Optional<TaskModel> taskModel(TrainedModel trained) {
    try {
      return Optional.of(trained.taskModel());
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // its input is raw samples rather than views
    }
  }

  private static List<Double> shares(Task task, Prediction answer) {
    return switch (task) {
      case Task.Classification _, Task.Regression _ -> list(answer.numbers());
      case Task.Segmentation() -> {
        double covered = 0;
        for (float probability : answer.numbers()) {
          covered += probability;
        }
        yield List.of(covered / answer.numbers().length);
      }
    };
  }

  private static List<Double> list(float[] numbers) {
    List<Double> list = new ArrayList<>(numbers.length);
    for (float number : numbers) {
      list.add((double) number);
    }
    return list;
  }
}
