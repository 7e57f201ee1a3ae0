package dev.rawline.lab.synthesis;

import dev.rawline.data.config.SensorFiles;
import dev.rawline.data.layout.DataSets;
import dev.rawline.data.load.Loaded;
import dev.rawline.data.set.Sample;
import dev.rawline.data.set.Side;
import dev.rawline.data.set.ViewPicture;
import dev.rawline.data.split.Protocol;
import dev.rawline.data.split.Shares;
import dev.rawline.data.split.Split;
import dev.rawline.data.split.SplitFile;
import dev.rawline.data.store.TransferProgress;
import dev.rawline.data.yaml.KeyRecord;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.corruption.Corruption;
import dev.rawline.imaging.frame.Frame;
import dev.rawline.lab.drift.Condition;
import dev.rawline.learning.augment.Augmentation;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.metric.Metric;
import dev.rawline.learning.plan.DataModelPlan;
import dev.rawline.learning.plan.NetworkPlan;
import dev.rawline.learning.plan.PlannedData;
import dev.rawline.learning.plan.Reference;
import dev.rawline.learning.plan.References;
import dev.rawline.learning.plan.TaskPlan;
import dev.rawline.learning.plan.TrainingPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A plan of a drift experiment and its data set → the steps that it takes.
 *
 * @param plan the plan
 * @param references where what the plan names is looked up
 * @param data the data set, and what the plan says of training, complete but for the conditions
 * @param divisions the divisions of the data set, one in each
 * @param framePixels the pixels of a frame as it was recorded
 * @param device what computes
 */
public record Experiment(
    DriftPlan plan,
    References references,
    PlannedData data,
    List<SplitFile> divisions,
    long framePixels,
    Device device) {
  private static final String SPLIT = "split.json";
  private static final KeyRecord<DriftPlan> DRIFT = new KeyRecord<>(DriftPlan.class);
  private static final KeyRecord<TrainingPlan> TRAINING = new KeyRecord<>(TrainingPlan.class);

  /** Copies the list. */
  public Experiment {
    divisions = List.copyOf(divisions);
  }

  /**
   * Finds the data set of a plan, and divides it. Where the plan names no camera, it is the one
   * whose name the data set's sensor has.
   *
   * @param references where what the plan names is looked up
   * @throws IllegalArgumentException if the plan does not fit the data; the message says how, and
   *     what to do
   * @throws IOException if the data set cannot be fetched or read
   */
  public static Experiment open(
      DriftPlan plan, References references, Device device, TransferProgress progress)
      throws IOException {
    DriftPlan whole = withCamera(plan, references, progress);
    PlannedData data = PlannedData.open(whole.training(), references, progress);
    if (data.dataSet().samples().stream().anyMatch(one -> one.picture() instanceof ViewPicture)) {
      throw new IllegalArgumentException(
          "data set %s holds pictures that are processed already, which no other camera can make anew: name raw data, or import them as raw (import --as-raw)"
              .formatted(data.dataSet().name()));
    }
    requireMetric(whole, data);
    return new Experiment(
        whole,
        references,
        data,
        divisions(whole, references, data, progress),
        framePixels(data),
        device);
  }

  /** No score would have another metric, which is better said before the first training. */
  private static void requireMetric(DriftPlan plan, PlannedData data) {
    TaskPlan task = data.plan().task().orElseThrow();
    List<Metric> fitting =
        switch (task) {
          case TaskPlan.Classification() ->
              List.of(Metric.ACCURACY, Metric.BALANCED_ACCURACY, Metric.MACRO_F1);
          case TaskPlan.Segmentation() ->
              List.of(Metric.IOU, Metric.IOU_PER_IMAGE, Metric.DICE, Metric.DICE_PER_IMAGE);
          case TaskPlan.Regression _ -> List.of(Metric.R_SQUARED);
        };
    List<String> names = fitting.stream().map(Metric::toString).toList();
    if (plan.metric().isPresent() && !names.contains(plan.metric().get())) {
      throw new IllegalArgumentException(
          "metric is '%s', which does not fit data set %s, since models say %s of it: expected %s"
              .formatted(
                  plan.metric().get(),
                  data.dataSet().name(),
                  switch (task) {
                    case TaskPlan.Classification() -> "classes";
                    case TaskPlan.Segmentation() -> "masks";
                    case TaskPlan.Regression _ -> "numbers";
                  },
                  String.join(" or ", names)));
    }
  }

  private static long framePixels(PlannedData data) throws IOException {
    Frame first = Loaded.of(data.dataSet().samples().getFirst()).frame();
    return (long) first.width() * first.height();
  }

  /** Returns this experiment with another task model; the data set is not read again. */
  public Experiment with(NetworkPlan model) {
    Map<String, Object> values = Map.of("model", model);
    return new Experiment(
        DRIFT.with(plan, Map.of("training", TRAINING.with(plan.training(), values))),
        references,
        data.varied(values, data.split()),
        divisions,
        framePixels,
        device);
  }

  private static DriftPlan withCamera(
      DriftPlan plan, References references, TransferProgress progress) throws IOException {
    TrainingPlan training = plan.training();
    if (training.camera().isPresent()) {
      return plan;
    }
    Path folder =
        Reference.of(training.data(), references.folder(), references.runs()).folder(progress);
    Optional<Path> sensor = DataSets.open(folder, PlannedData.reading(training)).sensor();
    if (sensor.isEmpty()) {
      return plan;
    }
    String name = SensorFiles.read(sensor.get()).name();
    return Camera.preset(name).isEmpty()
        ? plan
        : DRIFT.with(plan, Map.of("training", TRAINING.with(training, Map.of("camera", name))));
  }

  private static List<SplitFile> divisions(
      DriftPlan plan, References references, PlannedData data, TransferProgress progress)
      throws IOException {
    return switch (plan.splits()) {
      case DivisionPlan.Given() ->
          divided(data, "sides that the data set tells", 0, List.of(Split.given(data.dataSet())));
      case DivisionPlan.Shuffle(Integer number, Double train) -> {
        Protocol protocol = new Protocol.ShuffleSplit(new Shares(train, 0, 1 - train), number);
        yield divided(
            data, protocol.words(), plan.seed(), protocol.split(data.dataSet(), plan.seed()));
      }
      case DivisionPlan.File(String named) -> {
        SplitFile file =
            SplitFile.read(
                Reference.of(named, references.folder(), references.runs()).file(SPLIT, progress));
        if (!file.sum().equals(data.split().sum())) {
          file.requireOf(data.dataSet()); // says in what they differ
        }
        yield divided(data, file.protocol(), file.seed(), file.splits());
      }
    };
  }

  private static List<SplitFile> divided(
      PlannedData data, String protocol, long seed, List<Split> splits) {
    SplitFile known = data.split();
    for (Split split : splits) {
      if (split.ids(Side.TEST).isEmpty()) {
        throw new IllegalArgumentException(
            "a division of data set %s has no test side (%s): divide it with one"
                .formatted(known.dataSet(), protocol));
      }
    }
    List<SplitFile> divided = new ArrayList<>();
    for (Split split : splits) {
      divided.add(
          new SplitFile(
              splits.size() == 1
                  ? protocol
                  : "%s, division %d".formatted(protocol, divided.size() + 1),
              seed,
              known.dataSet(),
              known.sum(),
              List.of(split)));
    }
    return divided;
  }

  /** Returns where relative paths of the plan begin. */
  Path folder() {
    return references.folder();
  }

  /**
   * One model to train.
   *
   * @param condition the condition that it is trained under
   * @param augment how otherwise training sees pictures
   * @param split which division, from 1
   */
  public record Model(Condition condition, Augmentation augment, int split) {}

  /** Returns the models, division by division, so that a matrix is whole early. */
  public List<Model> models() {
    List<Model> models = new ArrayList<>();
    for (Augmentation augment : plan.augmentations()) {
      for (int split = 1; split <= divisions.size(); split++) {
        for (Condition condition : plan.trained()) {
          models.add(new Model(condition, augment, split));
        }
      }
    }
    return models;
  }

  /** Returns what a model is shown: other conditions, and corruptions of its own. */
  public List<Shown> shown(Model model) {
    List<Shown> shown = new ArrayList<>();
    plan.tested().forEach(tested -> shown.add(new Shown(tested, Optional.empty())));
    for (Corruption corruption : plan.corrupted()) {
      shown.add(new Shown(model.condition(), Optional.of(corruption)));
    }
    return shown;
  }

  /**
   * What a model is shown.
   *
   * @param condition under which condition
   * @param corruption what is done to the pictures afterwards
   */
  public record Shown(Condition condition, Optional<Corruption> corruption) {

    /** Returns what it is called, such as "menon-unsharp-median, gaussian_noise 3". */
    public String name() {
      return condition.name()
          + corruption.map(what -> ", %s %d".formatted(what.name(), what.severity())).orElse("");
    }
  }

  /** Returns what a model is called in tables: its condition, and its augmentation if several. */
  public String name(Model model) {
    return model
        .condition()
        .name(Optional.of(model.augment().toString()).filter(_ -> plan.augmentations().size() > 1));
  }

  /**
   * Returns what a model learns from, and how.
   *
   * @throws IllegalArgumentException if the condition does not fit the plan of training
   */
  PlannedData planned(Model model) {
    Map<String, Object> values = new HashMap<>();
    values.put("data_model", new DataModelPlan.Static(model.condition().isp()));
    values.put("vary", ConditionPlan.cameras(model.condition(), plan.sensor()).orElse(null));
    values.put("augment", model.augment());
    values.put("seed", plan.seed() + model.split() - 1);
    return data.varied(values, divisions.get(model.split() - 1));
  }

  /** Returns the samples that models of a division are tested on. */
  List<Sample> testSide(int split) {
    return divisions.get(split - 1).splits().getFirst().of(data.dataSet(), Side.TEST).samples();
  }

  /** Returns the name of the metric that is compared. */
  public String metric() {
    return plan.metric()
        .orElseGet(
            () ->
                switch (data.plan().task().orElseThrow()) {
                  case TaskPlan.Classification() -> Metric.ACCURACY.toString();
                  case TaskPlan.Segmentation() -> Metric.IOU.toString();
                  case TaskPlan.Regression _ -> Metric.R_SQUARED.toString();
                });
  }
}
