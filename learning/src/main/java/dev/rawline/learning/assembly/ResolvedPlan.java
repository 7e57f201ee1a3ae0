package dev.rawline.learning.assembly;

import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.layout.DataSetCamera;
import dev.rawline.data.layout.DataSetOptions;
import dev.rawline.data.layout.DataSets;
import dev.rawline.data.layout.Layout;
import dev.rawline.data.layout.PictureKind;
import dev.rawline.data.picture.MaskPalette;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.Sample;
import dev.rawline.data.set.Subset;
import dev.rawline.data.set.ViewPicture;
import dev.rawline.data.split.Split;
import dev.rawline.data.split.SplitFile;
import dev.rawline.data.split.SplitFractions;
import dev.rawline.data.split.SplitProtocol;
import dev.rawline.data.store.Checksum;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.learning.loss.CrossEntropy;
import dev.rawline.learning.loss.LossTerm;
import dev.rawline.learning.loss.LossTerm.BinaryCrossEntropy;
import dev.rawline.learning.loss.LossTerm.MeanSquaredErrorLoss;
import dev.rawline.learning.loss.SoftDice;
import dev.rawline.learning.plan.DataModelPlan;
import dev.rawline.learning.plan.ModelPart;
import dev.rawline.learning.plan.NetworkPlan;
import dev.rawline.learning.plan.PlanReference;
import dev.rawline.learning.plan.PlanWords;
import dev.rawline.learning.plan.ReferenceResolver;
import dev.rawline.learning.plan.SplitPlan;
import dev.rawline.learning.plan.TaskPlan;
import dev.rawline.learning.plan.TrainingPlan;
import dev.rawline.learning.sample.Task;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;

/**
 * A plan and its data set, which determines the omitted keys.
 *
 * @param plan the plan, which now has the classes, the task, both models, the loss and the
 *     standardization
 * @param dataSet the data set
 * @param split one split of it
 */
public record ResolvedPlan(TrainingPlan plan, DataSet dataSet, SplitFile split) {
  /** A placeholder for a SHA-256. */
  private static final String NOT_SUMMED = "0".repeat(64);

  /** Keys of locations, of which only the content matters. */
  private static final List<String> WHERE = List.of("data", "split", "division", "validation");

  /** The default data model. */
  static final DataModelPlan USUAL_DATA_MODEL = new DataModelPlan.Static("menon-unsharp-median");

  /**
   * Finds the data set of a plan, divides it, and completes the plan.
   *
   * @param folder the folder of the plan's relative paths
   * @throws IllegalArgumentException if the plan does not fit the data; the message states the
   *     reason and the remedy
   * @throws IOException if the data set cannot be fetched or read
   */
  public static ResolvedPlan open(TrainingPlan plan, Path folder, Progress progress)
      throws IOException {
    return open(plan, ReferenceResolver.in(folder), progress);
  }

  /**
   * Finds the data set of a plan, divides it, and completes the plan.
   *
   * @param references resolves the references of the plan
   * @throws IllegalArgumentException if the plan does not fit the data; the message states the
   *     reason and the remedy
   * @throws IOException if the data set cannot be fetched or read
   */
  public static ResolvedPlan open(
      TrainingPlan plan, ReferenceResolver references, Progress progress) throws IOException {
    PlanReference reference = references.of(plan.data());
    DataSet dataSet = DataSets.open(reference.folder(progress), reading(plan));
    TrainingPlan complete = completed(plan, dataSet, reference.toString());
    return new ResolvedPlan(complete, dataSet, divided(plan, dataSet, references, progress));
  }

  /**
   * Completes the plan of a data set that is already open, and divided.
   *
   * @param plan the plan; the location of its data is not looked up
   * @throws IllegalArgumentException if the plan does not fit the data
   * @throws IOException if a sample cannot be read
   */
  public static ResolvedPlan of(TrainingPlan plan, DataSet dataSet, Split split)
      throws IOException {
    return new ResolvedPlan(
        completed(plan, dataSet, plan.data()),
        dataSet,
        new SplitFile("given", plan.seed(), dataSet.name(), dataSet.hash(), List.of(split)));
  }

  /**
   * Finds the data set of a plan like {@link #open}, but with one batch of each subset, for one
   * epoch: a trial run that fails early. The data set is not summed.
   *
   * @param references resolves the references of the plan
   * @throws IllegalArgumentException if the plan does not fit the data
   * @throws IOException if the data set cannot be fetched or read
   */
  public static ResolvedPlan openForTestRun(
      TrainingPlan plan, ReferenceResolver references, Progress progress) throws IOException {
    PlanReference reference = references.of(plan.data());
    DataSet dataSet = DataSets.open(reference.folder(progress), reading(plan));
    Map<String, Object> once = new HashMap<>();
    once.put("epochs", 1);
    once.put("batch_changes", List.of());
    once.put("validate_every", 1);
    TrainingPlan complete = completed(plan.with(once), dataSet, reference.toString());
    Split whole = splitOf(plan, dataSet, division(plan, dataSet, references, progress));
    Map<Subset, List<String>> some = new EnumMap<>(Subset.class);
    whole.sides().forEach((side, ids) -> some.put(side, spread(ids, plan.batch())));
    SplitFile file =
        new SplitFile(
            "test run", plan.seed(), dataSet.name(), NOT_SUMMED, List.of(new Split(some)));
    return new ResolvedPlan(complete, dataSet, file);
  }

  /** Returns a number of evenly spaced ones. */
  private static List<String> spread(List<String> ids, int wanted) {
    int count = Math.min(wanted, ids.size());
    List<String> some = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      some.add(ids.get((int) ((long) i * ids.size() / count)));
    }
    return some;
  }

  /**
   * Returns how the data set of a plan is read.
   *
   * @throws IllegalArgumentException if the plan names a layout or palette that is none
   */
  public static DataSetOptions reading(TrainingPlan plan) {
    DataSetOptions reading =
        DataSetOptions.DEFAULT.withIntensities(plan.intensities().orElse(List.of()));
    if (plan.layout().isPresent()) {
      reading = reading.with(Layout.of(plan.layout().get()));
    }
    if (plan.palette().isPresent()) {
      reading = reading.with(MaskPalette.parse(plan.palette().get()));
    }
    return plan.pictures().isPresent()
        ? reading.with(PictureKind.named(plan.pictures().get()).orElseThrow())
        : reading;
  }

  private static TrainingPlan completed(TrainingPlan plan, DataSet dataSet, String data) {
    Map<String, Object> values = new HashMap<>();
    values.put("data", data);
    if (plan.camera().filter(PlanWords.OF_DATA::equals).isPresent()) {
      values.put("camera", DataSetCamera.required(dataSet).toAbsolutePath().toString());
    }
    TaskPlan task = plan.task().orElseGet(() -> taskOf(dataSet));
    values.put("task", task);
    if (task instanceof TaskPlan.Classification) {
      values.put("classes", classes(plan, dataSet));
    }
    boolean processed =
        dataSet.samples().stream().allMatch(sample -> sample.picture() instanceof ViewPicture);
    DataModelPlan dataModel =
        plan.dataModel().orElseGet(() -> processed ? new DataModelPlan.Views() : USUAL_DATA_MODEL);
    requireFitting(dataModel, dataSet, processed);
    values.put("data_model", dataModel);
    values.put("model", plan.model().orElseGet(() -> usualModel(task)));
    values.put("loss", plan.loss().orElseGet(() -> usualLoss(task)));
    values.put(
        "standardize",
        plan.standardize().orElse(learns(plan, dataModel) ? "batch_norm" : PlanWords.MEASURED));
    values.put("theta_learning_rate", learns(plan, dataModel) ? rate(plan) : null);
    values.put("evaluation_batch", plan.evaluationBatch().orElse(plan.batch()));
    TrainingPlan complete = plan.with(values);
    ModelAssembly.requireStatistics(complete);
    return complete;
  }

  private static double rate(TrainingPlan plan) {
    return plan.thetaLearningRate().orElse(plan.learningRate());
  }

  private static boolean learns(TrainingPlan plan, DataModelPlan dataModel) {
    return !plan.freeze().contains(ModelPart.DATA_MODEL)
        && switch (dataModel) {
          case DataModelPlan.Parametrized parametrized -> parametrized.learned();
          case DataModelPlan.Neural _ -> true;
          case DataModelPlan.Static _, DataModelPlan.None _, DataModelPlan.Views _ -> false;
        };
  }

  private static TaskPlan taskOf(DataSet dataSet) {
    List<Sample> samples = dataSet.samples();
    if (samples.stream().allMatch(sample -> sample.label().className().isPresent())
        && dataSet.classes().size() > 1) {
      return new TaskPlan.Classification();
    }
    if (samples.stream().allMatch(sample -> sample.label().mask().isPresent())) {
      return new TaskPlan.Segmentation();
    }
    long classed =
        samples.stream().filter(sample -> sample.label().className().isPresent()).count();
    long masked = samples.stream().filter(sample -> sample.label().mask().isPresent()).count();
    throw new IllegalArgumentException(
        "data set %s has %d samples, of which %d have a class (%d classes) and %d a mask: expected one of every sample, and two classes or more; label it (docs/reference/datasets.md), or name the task"
            .formatted(dataSet.name(), samples.size(), classed, dataSet.classes().size(), masked));
  }

  private static List<String> classes(TrainingPlan plan, DataSet dataSet) {
    List<String> classes = plan.classes().orElse(dataSet.classes());
    Set<String> unknown = new TreeSet<>(dataSet.classes());
    unknown.removeAll(classes);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "data set %s has the classes %s, which the plan does not name: expected %s only; name all in classes, or leave it out"
              .formatted(dataSet.name(), String.join(", ", unknown), String.join(", ", classes)));
    }
    new Task.Classification(classes);
    return classes;
  }

  private static void requireFitting(DataModelPlan dataModel, DataSet dataSet, boolean processed) {
    boolean views = dataModel instanceof DataModelPlan.Views;
    if (processed && !views) {
      throw new IllegalArgumentException(
          "the images of data set %s are already processed, but the data model is %s: expected views; leave data_model out, or import them as raw"
              .formatted(dataSet.name(), PlanWords.word(dataModel)));
    }
    if (views && !processed) {
      throw new IllegalArgumentException(
          "the images of data set %s are raw, but the data model is views: expected static, parametrized, neural or none"
              .formatted(dataSet.name()));
    }
  }

  private static NetworkPlan usualModel(TaskPlan task) {
    return task instanceof TaskPlan.Segmentation
        ? new NetworkPlan.Unet(NetworkPlan.UnetKeys.DEFAULT)
        : new NetworkPlan.Resnet18();
  }

  static List<LossTerm> usualLoss(TaskPlan task) {
    return switch (task) {
      case TaskPlan.Classification() -> List.of(CrossEntropy.DEFAULT);
      case TaskPlan.Segmentation() -> List.of(BinaryCrossEntropy.DEFAULT, SoftDice.DEFAULT);
      case TaskPlan.Regression _ -> List.of(MeanSquaredErrorLoss.DEFAULT);
    };
  }

  private static SplitFile divided(
      TrainingPlan plan, DataSet dataSet, ReferenceResolver references, Progress progress)
      throws IOException {
    SplitFile file =
        switch (plan.split()) {
          case SplitPlan.Predefined() -> SplitFile.given(dataSet);
          case SplitPlan.Shuffle shuffle ->
              SplitFile.of(
                  dataSet, new SplitProtocol.ShuffleSplit(shuffle.shares(), 1), plan.seed());
          case SplitPlan.File named -> {
            SplitFile read = read(named, references, progress);
            read.requireOf(dataSet);
            yield read;
          }
        };
    return heldBack(plan, dataSet, file, division(plan, file));
  }

  private static SplitFile heldBack(
      TrainingPlan plan, DataSet dataSet, SplitFile file, Split division) {
    boolean holds = holdsBack(plan, division);
    return new SplitFile(
        file.protocol() + (holds ? ", validation held back of the training side" : ""),
        file.seed(),
        file.dataSet(),
        file.sum(),
        List.of(splitOf(plan, dataSet, division)));
  }

  /** Returns the split of a plan, of a data set without checksum. */
  private static Split division(
      TrainingPlan plan, DataSet dataSet, ReferenceResolver references, Progress progress)
      throws IOException {
    return switch (plan.split()) {
      case SplitPlan.Predefined() -> Split.given(dataSet);
      case SplitPlan.Shuffle shuffle ->
          new SplitProtocol.ShuffleSplit(shuffle.shares(), 1)
              .split(dataSet, plan.seed())
              .getFirst();
      case SplitPlan.File named -> division(plan, read(named, references, progress));
    };
  }

  private static SplitFile read(
      SplitPlan.File named, ReferenceResolver references, Progress progress) throws IOException {
    return SplitFile.read(references.of(named.file()).file(ModelFolder.SPLIT, progress));
  }

  private static Split division(TrainingPlan plan, SplitFile file) {
    if (plan.division() > file.splits().size()) {
      throw new IllegalArgumentException(
          "division is %d: expected 1 to %d, the splits of the file"
              .formatted(plan.division(), file.splits().size()));
    }
    return file.splits().get(plan.division() - 1);
  }

  private static boolean holdsBack(TrainingPlan plan, Split division) {
    return division.ids(Subset.VALIDATION).isEmpty() && plan.validation() > 0;
  }

  private static Split splitOf(TrainingPlan plan, DataSet dataSet, Split division) {
    return holdsBack(plan, division) ? heldBack(plan, dataSet, division) : division;
  }

  private static Split heldBack(TrainingPlan plan, DataSet dataSet, Split split) {
    SplitFractions shares = new SplitFractions(1 - plan.validation(), plan.validation(), 0);
    Split inner =
        new SplitProtocol.ShuffleSplit(shares, 1)
            .split(split.of(dataSet, Subset.TRAIN), plan.seed())
            .getFirst();
    Map<Subset, List<String>> sides = new EnumMap<>(inner.sides());
    sides.put(Subset.TEST, split.ids(Subset.TEST));
    return new Split(sides);
  }

  /** Returns the samples of one side, which may be none, in the order of the data set. */
  public List<Sample> samples(Subset side) {
    Split only = split.splits().getFirst();
    return only.ids(side).isEmpty() ? List.of() : only.of(dataSet, side).samples();
  }

  /** Returns the number of training samples of each class, in the order of the outputs. */
  public SequencedMap<String, Integer> counts() {
    SequencedMap<String, Integer> counts = new LinkedHashMap<>();
    plan.classes().orElse(List.of()).forEach(name -> counts.put(name, 0));
    samples(Subset.TRAIN)
        .forEach(
            sample ->
                sample
                    .label()
                    .className()
                    .ifPresent(name -> counts.computeIfPresent(name, (_, count) -> count + 1)));
    return Collections.unmodifiableSequencedMap(counts);
  }

  /**
   * Returns this data with other values for keys of its plan, with another split; the data set is
   * not read again.
   *
   * @param values by the names of the keys
   * @param division one split of the data set; the validation samples of the plan are taken from
   *     its training subset
   * @throws IllegalArgumentException if the values contradict each other
   */
  public ResolvedPlan varied(Map<String, ?> values, SplitFile division) {
    TrainingPlan other = plan.with(values);
    return new ResolvedPlan(
        other, dataSet, heldBack(other, dataSet, division, division.splits().getFirst()));
  }

  /**
   * Returns this data by a plan that names files of this machine by their whole paths, so that it
   * means the same from any folder.
   *
   * @param references resolves the references of the plan
   * @throws IOException if a file cannot be found
   */
  public ResolvedPlan located(ReferenceResolver references, Progress progress) throws IOException {
    TrainingPlan located =
        PlanFiles.of(this, references, progress)
            .named(
                plan,
                (_, text, file) ->
                    references.isHere(text) ? file.toAbsolutePath().normalize().toString() : text);
    return as(located, split);
  }

  /** Returns this data with another plan and split of it. */
  ResolvedPlan as(TrainingPlan otherPlan, SplitFile otherSplit) {
    return new ResolvedPlan(otherPlan, dataSet, otherSplit);
  }

  /**
   * Returns the values of the plan as in a file, but with the checksums of data set and split
   * instead of their locations.
   */
  public SequencedMap<String, String> settings() {
    SequencedMap<String, String> settings = TrainingPlan.FILE.keys().texts(plan);
    WHERE.forEach(settings::remove);
    settings.put("data set", split.sum());
    settings.put("split", sum(split.splits().getFirst()));
    return settings;
  }

  /** Returns the checksum of the ids of every subset, independent of their order. */
  private static String sum(Split division) {
    StringBuilder text = new StringBuilder();
    division
        .sides()
        .forEach(
            (side, ids) -> {
              text.append(side.word()).append('\n');
              ids.stream().sorted().forEach(id -> text.append(id).append('\n'));
            });
    return Checksum.of(text.toString().getBytes(StandardCharsets.UTF_8), Checksum.Algorithm.SHA256)
        .hex();
  }

  /**
   * Requires pictures to be all raw or all processed.
   *
   * @throws RejectedFileException if some are raw and some are not
   */
  static void requireOneKind(List<Sample> samples) throws RejectedFileException {
    Optional<Sample> processed =
        samples.stream().filter(sample -> sample.picture() instanceof ViewPicture).findFirst();
    if (processed.isPresent()
        && !samples.stream().allMatch(sample -> sample.picture() instanceof ViewPicture)) {
      throw new RejectedFileException(
          Path.of(processed.get().picture().name()),
          "is processed already, but other samples of the data set are raw",
          "train on one kind");
    }
  }
}
