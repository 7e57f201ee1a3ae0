package dev.rawline.lab.experiment;

import dev.rawline.data.config.CameraChoice;
import dev.rawline.data.load.LoadedSample;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.Subset;
import dev.rawline.data.set.ViewPicture;
import dev.rawline.data.split.Split;
import dev.rawline.data.split.SplitFile;
import dev.rawline.data.split.SplitFractions;
import dev.rawline.data.split.SplitProtocol;
import dev.rawline.data.store.Checksum;
import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.learning.assembly.ResolvedPlan;
import dev.rawline.learning.metric.Metric;
import dev.rawline.learning.plan.PlanReference;
import dev.rawline.learning.plan.ReferenceResolver;
import dev.rawline.learning.plan.TaskPlan;
import dev.rawline.learning.plan.TrainingPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The raw data set of an experiment, its plan of training, complete but for what the experiment
 * decides, and its divisions.
 *
 * @param data the data set, and the plan of training
 * @param divisions the splits of the data set, one in each
 * @param framePixels the pixels of a frame as it was recorded
 */
public record SplitDataSet(ResolvedPlan data, List<SplitFile> divisions, long framePixels) {
  private static final String SPLIT = "split.json";

  /** Returns the same splits with another plan of training. */
  public SplitDataSet with(ResolvedPlan other) {
    return new SplitDataSet(other, divisions, framePixels);
  }

  /**
   * Finds the data set of an experiment, and divides it.
   *
   * @param plan the plan, with the camera ({@link ExperimentPlanFiles#withCamera})
   * @param references where what the plan names is looked up
   * @throws IllegalArgumentException if the plan does not fit the data; the message states how, and
   *     what to do
   * @throws IOException if the data set cannot be fetched or read
   */
  public static SplitDataSet open(
      ExperimentPlan plan, ReferenceResolver references, Progress progress) throws IOException {
    ResolvedPlan data = ResolvedPlan.open(plan.training(), references, progress);
    requireRaw(data.dataSet());
    requireMetric(plan.metric(), data);
    return new SplitDataSet(
        data, divisions(plan, references, data, progress), framePixels(data.dataSet()));
  }

  /** Returns the camera that a plan of training names, by its file where it is one. */
  public static CameraChoice camera(TrainingPlan training, ReferenceResolver references)
      throws IOException {
    String word = training.camera().orElseThrow();
    Path file = references.folder().resolve(word);
    return CameraChoice.of(Files.isRegularFile(file) ? file.toString() : word);
  }

  /** Returns the metrics that fit a task, that of most experiments first. */
  private static List<String> metrics(TaskPlan task) {
    return Stream.of(
            switch (task) {
              case TaskPlan.Classification() ->
                  new Metric[] {Metric.ACCURACY, Metric.BALANCED_ACCURACY, Metric.MACRO_F1};
              case TaskPlan.Segmentation() ->
                  new Metric[] {
                    Metric.IOU, Metric.IOU_PER_IMAGE, Metric.DICE, Metric.DICE_PER_IMAGE
                  };
              case TaskPlan.Regression _ -> new Metric[] {Metric.R_SQUARED};
            })
        .map(Metric::toString)
        .toList();
  }

  /** No score would have another metric, which is better reported before the first training. */
  private static void requireMetric(Optional<String> metric, ResolvedPlan data) {
    TaskPlan task = data.plan().task().orElseThrow();
    List<String> names = metrics(task);
    if (metric.isPresent() && !names.contains(metric.get())) {
      throw new IllegalArgumentException(
          "metric is '%s', which does not fit data set %s, since models predict %s for it: expected %s"
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

  /**
   * Returns the sum of the data of an experiment: that of its data set, or where there are other
   * recordings of its samples the sum of all sums, which are given in their order.
   */
  public static String sum(List<String> sums) {
    return sums.size() == 1
        ? sums.getFirst()
        : Checksum.of(
                String.join("\n", sums).getBytes(StandardCharsets.UTF_8), Checksum.Algorithm.SHA256)
            .hex();
  }

  /**
   * Requires a data set of raw images.
   *
   * @throws IllegalArgumentException if some are already processed
   */
  public static void requireRaw(DataSet dataSet) {
    if (dataSet.samples().stream().anyMatch(one -> one.picture() instanceof ViewPicture)) {
      throw new IllegalArgumentException(
          "data set %s contains images that are already processed, which cannot be rendered by another camera: give raw data, or import them as raw (import --as-raw)"
              .formatted(dataSet.name()));
    }
  }

  /**
   * Returns the pixels of the first frame of a data set.
   *
   * @throws IOException if it cannot be read
   */
  public static long framePixels(DataSet dataSet) throws IOException {
    Frame first = LoadedSample.of(dataSet.samples().getFirst()).frame();
    return (long) first.width() * first.height();
  }

  private static List<SplitFile> divisions(
      ExperimentPlan plan, ReferenceResolver references, ResolvedPlan data, Progress progress)
      throws IOException {
    return switch (plan.splits()) {
      case RepeatedSplitPlan.Predefined() ->
          divided(data, "sides that the data set tells", 0, List.of(Split.given(data.dataSet())));
      case RepeatedSplitPlan.Shuffle(Integer number, Double train) -> {
        SplitProtocol protocol =
            new SplitProtocol.ShuffleSplit(new SplitFractions(train, 0, 1 - train), number);
        yield divided(
            data, protocol.words(), plan.seed(), protocol.split(data.dataSet(), plan.seed()));
      }
      case RepeatedSplitPlan.File(String named) -> {
        SplitFile file =
            SplitFile.read(
                PlanReference.of(named, references.folder(), references.runs())
                    .file(SPLIT, progress));
        if (!file.sum().equals(data.split().sum())) {
          file.requireOf(data.dataSet()); // reports in what they differ
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
            "a split of data set %s has no test subset (%s): split it with one"
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
   * @param metric that of the plan, where it has one
   */
  public String metric(Optional<String> metric) {
    return metric.orElseGet(() -> metrics(data.plan().task().orElseThrow()).getFirst());
  }

  /**
   * Returns the training of a model.
   *
   * @param values other values for keys of training, by name
   * @param split which split, from 1
   * @throws IllegalArgumentException if the values do not go together
   */
  public ResolvedPlan varied(Map<String, ?> values, int split) {
    return data.varied(values, divisions.get(split - 1));
  }
}
