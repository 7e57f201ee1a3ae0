package dev.rawline.lab.experiment;

import dev.rawline.data.config.CameraChoice;
import dev.rawline.data.config.DescriptionFiles;
import dev.rawline.data.layout.DataSets;
import dev.rawline.data.load.LoadedSample;
import dev.rawline.data.set.Subset;
import dev.rawline.data.set.ViewPicture;
import dev.rawline.data.split.Split;
import dev.rawline.data.split.SplitFile;
import dev.rawline.data.split.SplitFractions;
import dev.rawline.data.split.SplitProtocol;
import dev.rawline.data.yaml.KeyRecord;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.learning.metric.Metric;
import dev.rawline.learning.plan.PlanReference;
import dev.rawline.learning.plan.ReferenceResolver;
import dev.rawline.learning.plan.ResolvedPlan;
import dev.rawline.learning.plan.TaskPlan;
import dev.rawline.learning.plan.TrainingPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The raw data set of an experiment, what its plan says of training, complete but for what the
 * experiment decides, and its divisions.
 *
 * @param data the data set, and what the plan says of training
 * @param divisions the splits of the data set, one in each
 * @param framePixels the pixels of a frame as it was recorded
 */
public record SplitDataSet(ResolvedPlan data, List<SplitFile> divisions, long framePixels) {
  private static final String SPLIT = "split.json";
  private static final KeyRecord<TrainingPlan> TRAINING = new KeyRecord<>(TrainingPlan.class);

  /** Copies the list. */
  public SplitDataSet {
    divisions = List.copyOf(divisions);
  }

  /** Returns the same splits with another plan of training. */
  public SplitDataSet with(ResolvedPlan other) {
    return new SplitDataSet(other, divisions, framePixels);
  }

  /**
   * Finds a data set, and divides it.
   *
   * @param training what the plan says of training, with the camera ({@link #withCamera})
   * @param splits how the data set is divided
   * @param metric what is compared, where the plan says
   * @param seed what divisions are drawn from
   * @param references where what the plan names is looked up
   * @throws IllegalArgumentException if the plan does not fit the data; the message says how, and
   *     what to do
   * @throws IOException if the data set cannot be fetched or read
   */
  public static SplitDataSet open(
      TrainingPlan training,
      RepeatedSplitPlan splits,
      Optional<String> metric,
      long seed,
      ReferenceResolver references,
      Progress progress)
      throws IOException {
    ResolvedPlan data = ResolvedPlan.open(training, references, progress);
    if (data.dataSet().samples().stream().anyMatch(one -> one.picture() instanceof ViewPicture)) {
      throw new IllegalArgumentException(
          "data set %s holds pictures that are processed already, which no other camera can render again: name raw data, or import them as raw (import --as-raw)"
              .formatted(data.dataSet().name()));
    }
    requireMetric(metric, data);
    return new SplitDataSet(
        data, divisions(splits, seed, references, data, progress), framePixels(data));
  }

  /**
   * Returns what a plan says of training; where it names no camera, with the one whose name the
   * data set's sensor has.
   *
   * @throws IllegalArgumentException if there is no such camera
   * @throws IOException if the data set cannot be fetched or read
   */
  public static TrainingPlan withCamera(
      TrainingPlan training, ReferenceResolver references, Progress progress) throws IOException {
    if (training.camera().isPresent()) {
      String word = training.camera().get();
      Path file = references.folder().resolve(word);
      CameraChoice.of(Files.isRegularFile(file) ? file.toString() : word); // before any training
      return training;
    }
    Path folder =
        PlanReference.of(training.data(), references.folder(), references.runs()).folder(progress);
    Optional<Path> sensor = DataSets.open(folder, ResolvedPlan.reading(training)).sensor();
    if (sensor.isEmpty()) {
      return training;
    }
    String name = DescriptionFiles.SENSOR.read(sensor.get()).name();
    return Camera.preset(name).isEmpty()
        ? training
        : TRAINING.with(training, Map.of("camera", name));
  }

  /** No score would have another metric, which is better reported before the first training. */
  private static void requireMetric(Optional<String> metric, ResolvedPlan data) {
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
    if (metric.isPresent() && !names.contains(metric.get())) {
      throw new IllegalArgumentException(
          "metric is '%s', which does not fit data set %s, since models say %s of it: expected %s"
              .formatted(
                  metric.get(),
                  data.dataSet().name(),
                  switch (task) {
                    case TaskPlan.Classification() -> "classes";
                    case TaskPlan.Segmentation() -> "masks";
                    case TaskPlan.Regression _ -> "numbers";
                  },
                  String.join(" or ", names)));
    }
  }

  private static long framePixels(ResolvedPlan data) throws IOException {
    Frame first = LoadedSample.of(data.dataSet().samples().getFirst()).frame();
    return (long) first.width() * first.height();
  }

  private static List<SplitFile> divisions(
      RepeatedSplitPlan splits,
      long seed,
      ReferenceResolver references,
      ResolvedPlan data,
      Progress progress)
      throws IOException {
    return switch (splits) {
      case RepeatedSplitPlan.Given() ->
          divided(data, "sides that the data set tells", 0, List.of(Split.given(data.dataSet())));
      case RepeatedSplitPlan.Shuffle(Integer number, Double train) -> {
        SplitProtocol protocol =
            new SplitProtocol.ShuffleSplit(new SplitFractions(train, 0, 1 - train), number);
        yield divided(data, protocol.words(), seed, protocol.split(data.dataSet(), seed));
      }
      case RepeatedSplitPlan.File(String named) -> {
        SplitFile file =
            SplitFile.read(
                PlanReference.of(named, references.folder(), references.runs())
                    .file(SPLIT, progress));
        if (!file.sum().equals(data.split().sum())) {
          file.requireOf(data.dataSet()); // says in what they differ
        }
        yield divided(data, file.protocol(), file.seed(), file.splits());
      }
    };
  }

  private static List<SplitFile> divided(
      ResolvedPlan data, String protocol, long seed, List<Split> splits) {
    SplitFile known = data.split();
    for (Split split : splits) {
      if (split.ids(Subset.TEST).isEmpty()) {
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

  /**
   * Returns the name of the metric that is compared.
   *
   * @param metric what the plan says
   */
  public String metric(Optional<String> metric) {
    return metric.orElseGet(
        () ->
            switch (data.plan().task().orElseThrow()) {
              case TaskPlan.Classification() -> Metric.ACCURACY.toString();
              case TaskPlan.Segmentation() -> Metric.IOU.toString();
              case TaskPlan.Regression _ -> Metric.R_SQUARED.toString();
            });
  }

  /**
   * Returns what a model learns from, and how.
   *
   * @param values other values for keys of training, by name
   * @param split which split, from 1
   * @throws IllegalArgumentException if the values do not go together
   */
  public ResolvedPlan varied(Map<String, ?> values, int split) {
    return data.varied(values, divisions.get(split - 1));
  }
}
