package dev.rawline.lab.generate;

import dev.rawline.data.card.Rights;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.Sample;
import dev.rawline.data.set.Subset;
import dev.rawline.data.split.Split;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.lab.evaluation.PredictionsFile;
import dev.rawline.lab.training.TrainModel;
import dev.rawline.learning.assembly.ResolvedPlan;
import dev.rawline.learning.assembly.TrainedModel;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.engine.Precision;
import dev.rawline.learning.joint.ModelInTraining;
import dev.rawline.learning.plan.TrainingPlan;
import dev.rawline.learning.task.TaskModel;
import dev.rawline.learning.task.ViewBatch;
import dev.rawline.learning.train.EpochReport;
import dev.rawline.learning.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.IntStream;

/**
 * A classifier of small pictures, trained from scratch: ResNet-18, AdamW, augmented by symmetries.
 *
 * @param model its network; whoever trains it closes it
 */
record Judge(TrainedModel model) implements AutoCloseable {
  private static final int BATCH = 64;
  private static final int TOGETHER = 10;

  /**
   * What one learns from, and how.
   *
   * @param name what the pictures are
   * @param samples pictures with classes
   * @param augmentation none, weak (symmetries) or strong
   * @param epochs how often it sees all of them
   * @param precision of convolutions
   * @param seed what weights, orders and augmentation are drawn from
   */
  record Lesson(
      String name,
      List<Sample> samples,
      String augmentation,
      int epochs,
      Precision precision,
      long seed) {
    /** Copies the list. */
    Lesson {
      samples = List.copyOf(samples);
    }

    /** Every epoch writes a checkpoint: ten are learned as one, of repeated samples. */
    private int repeats() {
      return epochs % TOGETHER == 0 ? TOGETHER : 1;
    }

    private List<Sample> repeated() {
      return IntStream.range(0, repeats())
          .boxed()
          .flatMap(
              time ->
                  samples.stream()
                      .map(
                          sample ->
                              new Sample(
                                  sample.id() + "/" + time, sample.picture(), sample.label())))
          .toList();
    }

    private ResolvedPlan plan() throws IOException {
      List<Sample> repeated = repeated();
      SequencedMap<String, String> keys = new LinkedHashMap<>();
      keys.put("data", name);
      keys.put("pictures", "processed");
      keys.put("validation", "0");
      keys.put("data_model", "views");
      keys.put("standardize", "measured");
      keys.put("augment", augmentation);
      keys.put("model", "resnet18");
      keys.put("optimizer", "{adamw: {weight_decay: 0.05}}");
      keys.put("learning_rate", "0.001");
      keys.put("schedule", "cosine");
      keys.put("epochs", String.valueOf(epochs / repeats()));
      keys.put("batch", "32");
      keys.put("precision", precision.toString());
      keys.put("seed", String.valueOf(seed));
      return ResolvedPlan.of(
          TrainingPlan.FILE.read(Optional.empty(), keys),
          new DataSet(name, Rights.UNKNOWN, repeated, Optional.empty()),
          new Split(Map.of(Subset.TRAIN, repeated.stream().map(Sample::id).toList())));
    }
  }

  /**
   * Trains one, or finds it trained.
   *
   * @param folder where it goes
   * @throws IOException if a file cannot be read or written
   */
  static Judge train(Lesson lesson, Path folder, Engine engine, Progress progress)
      throws IOException {
    Progress epochsDone = progress.begin("training " + lesson.name(), lesson.epochs(), "epochs");
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void resumes(int before, int steps) {
            epochsDone.advance((long) before * lesson.repeats());
          }

          @Override
          public void epoch(EpochReport report, ModelInTraining model) {
            epochsDone.advance(lesson.repeats());
          }

          @Override
          public void note(String note) {
            progress.note(note);
          }
        };
    new TrainModel(lesson.plan(), folder.toAbsolutePath().getParent(), folder, engine, listener)
        .run();
    epochsDone.end("");
    return new Judge(TrainedModel.open(folder, engine));
  }

  /**
   * What it makes of pictures.
   *
   * @param classes the class that it gives to each, from 0
   * @param features of its last layer
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Opinion(int[] classes, double[][] features) {
    /** Returns the share of pictures that it gives their own class. */
    double accuracy(List<Integer> labels) {
      int right = 0;
      for (int i = 0; i < classes.length; i++) {
        right += classes[i] == labels.get(i) ? 1 : 0;
      }
      return (double) right / classes.length;
    }
  }

  /** Judges pictures. */
  Opinion of(List<View> views) {
    TaskModel task = model.taskModel();
    int[] classes = new int[views.size()];
    double[][] features = new double[views.size()][];
    for (int first = 0; first < views.size(); first += BATCH) {
      List<View> some =
          new ArrayList<>(views.subList(first, Math.min(views.size(), first + BATCH)));
      ViewBatch batch = ViewBatch.of(some);
      float[] logits = task.logits(batch).values();
      float[] last = task.features(batch).orElseThrow().values();
      for (int i = 0; i < some.size(); i++) {
        classes[first + i] = PredictionsFile.most(row(logits, i, some.size()));
        float[] own = row(last, i, some.size());
        features[first + i] = new double[own.length];
        Arrays.setAll(features[first + i], at -> own[at]);
      }
    }
    return new Opinion(classes, features);
  }

  @Override
  public void close() {
    model.close();
  }

  private static float[] row(float[] numbers, int row, int rows) {
    int width = numbers.length / rows;
    return Arrays.copyOfRange(numbers, row * width, (row + 1) * width);
  }
}
