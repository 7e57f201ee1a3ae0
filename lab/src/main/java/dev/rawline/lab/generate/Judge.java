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
import dev.rawline.workbench.output.Provenance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A classifier of small pictures, trained from scratch: ResNet-18, AdamW, augmented by symmetries.
 *
 * @param model its network; whoever trains it closes it
 */
record Judge(TrainedModel model) implements AutoCloseable {
  private static final int BATCH = 64;
  private static final int TOGETHER = 10;
  private static final int DIGITS = 12;

  /**
   * What one learns from, and how.
   *
   * @param name what the pictures are
   * @param samples pictures with classes
   * @param augmentation none, weak (symmetries) or strong
   * @param epochs how often it sees all of them
   * @param precision of convolutions
   * @param seed the random seed of weights, orders and augmentation
   */
  record Training(
      String name,
      List<Sample> samples,
      String augmentation,
      int epochs,
      Precision precision,
      long seed) {
    /** Copies the list. */
    Training {
      samples = List.copyOf(samples);
    }

    /** Every epoch writes a checkpoint: ten are learned as one, of repeated samples. */
    private int repeats() {
      return epochs % TOGETHER == 0 ? TOGETHER : 1;
    }

    /**
     * Returns the checksum of all that determines the weights.
     *
     * @throws IOException if a picture cannot be read
     */
    String checksum() throws IOException {
      return Provenance.sum(
          "%s %s %d %s %d"
              .formatted(dataSet(samples).hash(), augmentation, epochs, precision, seed));
    }

    private DataSet dataSet(List<Sample> some) {
      return new DataSet(name, Rights.UNKNOWN, some, Optional.empty());
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
          dataSet(repeated),
          new Split(Map.of(Subset.TRAIN, repeated.stream().map(Sample::id).toList())));
    }
  }

  /**
   * Trains one, or finds it trained.
   *
   * @param parent the folder of its folder, which is named after what it learns from
   * @throws IOException if a file cannot be read or written
   */
  static Judge train(Training training, Path parent, Engine engine, Progress progress)
      throws IOException {
    Path folder =
        parent
            .toAbsolutePath()
            .resolve(training.name() + "-" + training.checksum().substring(0, DIGITS));
    Progress epochsDone =
        progress.begin("training " + training.name(), training.epochs(), "epochs");
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void resumes(int before, int steps) {
            epochsDone.advance((long) before * training.repeats());
          }

          @Override
          public void epoch(EpochReport report, ModelInTraining model) {
            epochsDone.advance(training.repeats());
          }

          @Override
          public void note(String note) {
            progress.note(note);
          }
        };
    new TrainModel(training.plan(), folder.getParent(), folder, engine, listener).run();
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
  record Predictions(int[] classes, double[][] features) {
    /** Returns the share of pictures of a class that it gives it, averaged over the classes. */
    double accuracy(List<Integer> labels) {
      return IntStream.range(0, classes.length)
          .boxed()
          .collect(Collectors.groupingBy(labels::get, TreeMap::new, shareOfRight(labels)))
          .values()
          .stream()
          .mapToDouble(share -> share)
          .average()
          .orElseThrow();
    }

    private Collector<Integer, ?, Double> shareOfRight(List<Integer> labels) {
      return Collectors.averagingDouble(i -> classes[i] == labels.get(i) ? 1 : 0);
    }
  }

  /** Judges pictures. */
  Predictions of(List<View> views) {
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
    return new Predictions(classes, features);
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
