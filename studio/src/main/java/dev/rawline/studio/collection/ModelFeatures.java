package dev.rawline.studio.collection;

import dev.rawline.data.set.Sample;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.numeric.Parallel;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.lab.evaluation.PredictionsFile;
import dev.rawline.learning.assembly.ModelSource;
import dev.rawline.learning.assembly.TrainedModel;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.joint.Evaluation;
import dev.rawline.learning.joint.Prediction;
import dev.rawline.learning.sample.Task;
import dev.rawline.learning.task.Logits;
import dev.rawline.learning.task.TaskModel;
import dev.rawline.learning.task.ViewBatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What a trained model makes of samples.
 *
 * @param task its task
 * @param features those before its head
 * @param predicted the class of each sample, or its number
 * @param confidences the probability of each class; 1 where there is none
 */
record ModelFeatures(
    Task task, FeatureMatrix features, List<String> predicted, List<Double> confidences) {

  /** Copies the lists. */
  ModelFeatures {
    predicted = List.copyOf(predicted);
    confidences = List.copyOf(confidences);
  }

  /**
   * Evaluates a model.
   *
   * @param folder the folder of a trained model
   * @param samples at least two
   * @param progress receives how many are evaluated, and may end it
   * @throws IllegalArgumentException if the model has no features, or these need too much memory
   * @throws IOException if it cannot be opened, or a sample cannot be read
   */
  static ModelFeatures of(Path folder, List<Sample> samples, Progress progress) throws IOException {
    Engine engine = Engine.start(Device.CPU, Parallel.CORES);
    try (TrainedModel trained = new ModelSource.Folder(folder).open(engine)) {
      Collected collected = new Collected(trained, samples.size());
      Progress evaluating = progress.begin("features", samples.size(), "samples");
      new Evaluation(trained.model(), trained.preparation().withoutTask(), trained.batch())
          .predict(
              samples,
              prediction -> {
                collected.add(prediction);
                evaluating.advance(1);
              });
      return collected.finish();
    }
  }

  /**
   * Returns what is shown of the predictions, with those of the samples that were not evaluated.
   *
   * @param model the name of the model
   */
  List<Column> columns(String model, int[] places, int count) {
    List<String> words = new ArrayList<>(Collections.nCopies(count, ""));
    float[] numbers = new float[count];
    Arrays.fill(numbers, Float.NaN);
    boolean classes = task instanceof Task.Classification;
    for (int i = 0; i < places.length; i++) {
      words.set(places[i], predicted.get(i));
      numbers[places[i]] =
          classes ? confidences.get(i).floatValue() : Float.parseFloat(predicted.get(i));
    }
    List<Column> columns = new ArrayList<>();
    switch (task) {
      case Task.Classification(List<String> names) -> {
        Column.ofWords("predicted (%s)".formatted(model), names, words).ifPresent(columns::add);
        columns.add(Column.ofNumbers("confidence (%s)".formatted(model), "share", numbers));
      }
      case Task.Segmentation() ->
          columns.add(
              Column.ofNumbers("predicted object share (%s)".formatted(model), "share", numbers));
      case Task.Regression(String name) ->
          columns.add(Column.ofNumbers("predicted %s (%s)".formatted(name, model), "", numbers));
    }
    return columns;
  }

  /** What has been evaluated; pictures of one size go through the network together. */
  private static final class Collected {
    private final TrainedModel trained;
    private final TaskModel network;
    private final int count;
    private final List<View> waiting = new ArrayList<>();
    private final List<String> predicted = new ArrayList<>();
    private final List<Double> confidences = new ArrayList<>();
    private float[] numbers;
    private int width;
    private int rows;

    Collected(TrainedModel trained, int count) {
      this.trained = trained;
      this.count = count;
      network = trained.taskModel();
    }

    void add(Prediction prediction) {
      float[] outputs = prediction.numbers();
      switch (trained.task()) {
        case Task.Classification(List<String> classes) -> {
          int most = PredictionsFile.most(outputs);
          predicted.add(classes.get(most));
          confidences.add((double) outputs[most]);
        }
        case Task.Segmentation() -> {
          double covered = 0;
          for (float share : outputs) {
            covered += share;
          }
          predicted.add(String.valueOf(covered / outputs.length));
          confidences.add(1.0);
        }
        case Task.Regression _ -> {
          predicted.add(String.valueOf(outputs[0]));
          confidences.add(1.0);
        }
      }
      View view = trained.picture(prediction.sample());
      boolean fits =
          waiting.isEmpty()
              || (waiting.getFirst().width() == view.width()
                  && waiting.getFirst().height() == view.height());
      if (!fits || waiting.size() == trained.batch()) {
        evaluate();
      }
      waiting.add(view);
    }

    private void evaluate() {
      if (waiting.isEmpty()) {
        return;
      }
      Optional<Logits> found = network.features(ViewBatch.of(waiting));
      float[] values =
          found
              .map(Logits::values)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "this model gives its outputs only, and no features: expected one that"
                              + " train has written"));
      if (numbers == null) {
        width = values.length / waiting.size();
        numbers = new float[elements()];
      }
      System.arraycopy(values, 0, numbers, rows * width, values.length);
      rows += waiting.size();
      waiting.clear();
    }

    private int elements() {
      long elements = (long) count * width;
      if (elements * Float.BYTES > Runtime.getRuntime().maxMemory() / 4) {
        throw new IllegalArgumentException(
            "%d features of %d samples need %d MB, more than a quarter of the memory of this program: choose fewer samples"
                .formatted(width, count, (elements * Float.BYTES) >> 20));
      }
      return Math.toIntExact(elements);
    }

    ModelFeatures finish() {
      evaluate();
      return new ModelFeatures(
          trained.task(), new FeatureMatrix(rows, width, numbers), predicted, confidences);
    }
  }
}
