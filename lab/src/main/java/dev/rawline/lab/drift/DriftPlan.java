package dev.rawline.lab.drift;

import dev.rawline.imaging.corruption.Corruption;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.InvalidParametersException;
import dev.rawline.lab.adaptation.Adaptation;
import dev.rawline.lab.experiment.Condition;
import dev.rawline.lab.experiment.ExperimentPlan;
import dev.rawline.lab.experiment.ExperimentPlanFiles;
import dev.rawline.lab.experiment.ManagedTrainingKeys;
import dev.rawline.lab.experiment.NumberTolerance;
import dev.rawline.lab.experiment.RepeatedSplitPlan;
import dev.rawline.learning.augment.Augmentation;
import dev.rawline.learning.plan.TrainingPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The plan of a drift experiment: models are trained under some conditions, and tested under these
 * and others and under corruptions, on several divisions of one data set.
 */
public record DriftPlan(
    @Described(meaning = "the name of the experiment") String name,
    @Described(
            meaning = ExperimentPlan.TRAINING,
            required = true,
            without = {"data_model", "vary", "split", "division", "seed"})
        TrainingPlan training,
    @Described(meaning = ExperimentPlan.SPLITS) RepeatedSplitPlan splits,
    @Described(
            meaning =
                "the sensor.yaml of the recording sensor, for conditions of intensity, blur, noise"
                    + " … (default: the data set's own)")
        Optional<String> sensor,
    @Described(meaning = "the training conditions") TrainConditionsPlan train,
    @Described(meaning = "the test conditions (default: those of train)")
        Optional<ConditionsPlan> test,
    @Described(meaning = "whether models are only trained, not tested") Boolean onlyTrain,
    @Described(
            meaning =
                "corruptions under which every model is tested as well, in images of its own"
                    + " condition (default: none)")
        Optional<CorruptionsPlan> corruptions,
    @Described(
            meaning =
                "how models are adapted to each test condition without labels, compared with none"
                    + " (default: none)")
        List<Adaptation> adapt,
    @Described(meaning = "the metric (default: accuracy for classes, iou for masks)")
        Optional<String> metric,
    @Described(meaning = "random seed of splits, weights, orders, cameras and corruptions")
        Long seed,
    @Described(meaning = ExperimentPlan.THREADS, min = 1) Integer threads,
    @Described(meaning = "the tolerated difference of numbers when the experiment is repeated")
        NumberTolerance tolerance)
    implements ExperimentPlan {
  /** Reads and writes {@code drift.yaml}; docs/reference/formats.md describes the file. */
  public static final ExperimentPlanFiles<DriftPlan> FILES =
      ExperimentPlanFiles.of(SynthesizeDrift.COMMAND, DriftPlan.class)
          .filling(DriftPlan::withDefaults);

  /**
   * Fills in the defaults.
   *
   * @throws InvalidParametersException if keys do not go together; it lists all mistakes
   */
  public DriftPlan {
    name = name == null ? "drift" : name;
    splits = splits == null ? new RepeatedSplitPlan.Shuffle(null, null) : splits;
    train = train == null ? new TrainConditionsPlan(null, null) : train;
    onlyTrain = onlyTrain != null && onlyTrain;
    adapt = adapt == null ? List.of() : List.copyOf(adapt);
    seed = seed == null ? Long.valueOf(1) : seed;
    threads = threads == null ? 1 : threads;
    tolerance = tolerance == null ? NumberTolerance.DEFAULT : tolerance;
    List<String> mistakes = new ArrayList<>();
    ManagedTrainingKeys.check(
        training,
        "trains one model per processing chain: remove it, and list views and conditions in train",
        "trains under fixed conditions: remove it, and name conditions in train, such as {isp:"
            + " menon-unsharp-median, light: 0.5}",
        mistakes);
    metric.ifPresent(word -> ManagedTrainingKeys.checkMetric(word, mistakes));
    if (onlyTrain && (test.isPresent() || corruptions.isPresent())) {
      mistakes.add(
          "only_train is true, but %s is set: remove one of the two"
              .formatted(test.isPresent() ? "test" : "corruptions"));
    }
    if (train.under().all().stream().anyMatch(condition -> condition.channels().isPresent())) {
      mistakes.add(
          "train lists a condition with channels: models are only tested with colours of other"
              + " views; list it in test");
    }
    boolean swapped =
        test.stream()
            .flatMap(under -> under.all().stream())
            .anyMatch(condition -> condition.channels().isPresent());
    if (swapped && adapt.stream().anyMatch(Adaptation.ProcessingParameters.class::isInstance)) {
      mistakes.add(
          "adapt lists theta, but test lists a condition with channels, which has no θ: remove one"
              + " of the two");
    }
    Recording.names(recordings(train, test), mistakes);
    if (adapt.stream().map(Adaptation::words).distinct().count() < adapt.size()) {
      mistakes.add("adapt lists an adaptation twice: list it once");
    }
    if (!mistakes.isEmpty()) {
      throw new InvalidParametersException(mistakes);
    }
  }

  /** Returns a new plan with the defaults that plans did not have which were run before them. */
  private DriftPlan withDefaults() {
    Map<String, Object> values = new HashMap<>();
    values.put(
        "train",
        new TrainConditionsPlan(train.under().with(Condition::withDefaults), train.augment()));
    values.put("test", test.map(tested -> tested.with(Condition::withDefaults)).orElse(null));
    return FILES.file().keys().with(this, values);
  }

  /** Returns the augmentation of training, a model each. */
  public List<Augmentation> augmentations() {
    return train.augment().isEmpty() ? List.of(training.augment()) : train.augment();
  }

  @Override
  public List<String> recordings() {
    return recordings(train, test);
  }

  private static List<String> recordings(TrainConditionsPlan train, Optional<ConditionsPlan> test) {
    return Stream.concat(Stream.of(train.under()), test.stream())
        .flatMap(under -> under.all().stream())
        .flatMap(condition -> condition.recorded().stream())
        .distinct()
        .toList();
  }

  /** Returns the conditions of training. */
  public List<Condition> trained() {
    return train.under().all();
  }

  /** Returns the conditions of testing; none where nothing is tested. */
  public List<Condition> tested() {
    return onlyTrain ? List.of() : test.orElse(train.under()).all();
  }

  /** Returns the adaptations, besides none, under which every model is always tested. */
  public List<Adaptation> adaptations() {
    return onlyTrain
        ? List.of()
        : adapt.stream().filter(how -> !(how instanceof Adaptation.None)).toList();
  }

  /** Returns the corruptions; none where nothing is tested. */
  public List<Corruption> corrupted() {
    return onlyTrain ? List.of() : corruptions.map(CorruptionsPlan::all).orElse(List.of());
  }
}
