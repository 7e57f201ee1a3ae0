package dev.rawline.lab.drift;

import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.layout.AbbreviatedList;
import dev.rawline.data.layout.DataSets;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.Sample;
import dev.rawline.data.split.SplitFile;
import dev.rawline.imaging.frame.InvalidParametersException;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.lab.experiment.Condition;
import dev.rawline.lab.experiment.ExperimentPlanFiles;
import dev.rawline.lab.experiment.SplitDataSet;
import dev.rawline.learning.assembly.ResolvedPlan;
import dev.rawline.learning.plan.ReferenceResolver;
import dev.rawline.learning.plan.TaskPlan;
import dev.rawline.learning.plan.TrainingPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A recording of the samples of an experiment: a data set with the same ids and labels.
 *
 * @param data its place, as any plan can name it
 * @param camera the camera that recorded it, as plans name it; none: that of the plan of training
 * @param dataSet the samples
 * @param sum the checksum of the data set
 * @param framePixels the pixels of a frame
 */
public record Recording(
    String data, Optional<String> camera, DataSet dataSet, String sum, long framePixels) {
  /** Adds what is wrong with words of data sets: two that tables would call the same. */
  static void names(List<String> words, List<String> mistakes) {
    words.stream()
        .collect(
            Collectors.groupingBy(Condition::shortName, LinkedHashMap::new, Collectors.toList()))
        .forEach(
            (name, same) -> {
              if (same.size() > 1) {
                mistakes.add(
                    "recorded is %s, which tables would all call %s: rename a folder, or write the same path"
                        .formatted(String.join(" and ", same), name));
              }
            });
  }

  /**
   * Finds the data sets that conditions of a plan name.
   *
   * @param plan the plan as it was given, which may leave the camera to each data set
   * @param first the data set of training
   * @return them by their words in the plan
   * @throws InvalidParametersException if one is no other recording of the samples; it lists all
   *     mistakes
   * @throws IOException if one cannot be fetched or read
   */
  static SequencedMap<String, Recording> open(
      DriftPlan plan, ResolvedPlan first, ReferenceResolver references, Progress progress)
      throws IOException {
    SequencedMap<String, Recording> recordings = new LinkedHashMap<>();
    List<String> mistakes = new ArrayList<>();
    for (String word : plan.recordings()) {
      List<String> own = new ArrayList<>();
      try {
        DataSet dataSet =
            DataSets.open(
                references.of(word).folder(progress), ResolvedPlan.reading(plan.training()));
        SplitDataSet.requireRaw(dataSet);
        check(first, dataSet, own);
        Optional<String> camera = camera(plan.training(), dataSet);
        if (own.isEmpty()) {
          recordings.put(
              word,
              new Recording(
                  place(word, references),
                  camera,
                  dataSet,
                  dataSet.hash(),
                  SplitDataSet.framePixels(dataSet)));
        }
      } catch (RejectedFileException | IllegalArgumentException e) {
        own.add(e.getMessage());
      }
      own.forEach(mistake -> mistakes.add("recorded %s: %s".formatted(word, mistake)));
    }
    if (!mistakes.isEmpty()) {
      throw new InvalidParametersException(mistakes);
    }
    return recordings;
  }

  /** Returns the absolute path of what is on this machine, or an address without secrets. */
  private static String place(String word, ReferenceResolver references) {
    if (!references.isHere(word)) {
      return references.of(word).toString();
    }
    Path beside = references.folder().resolve(word);
    return (Files.exists(beside) ? beside : Path.of(word)).toAbsolutePath().normalize().toString();
  }

  /** Returns the camera of a data set where a plan leaves it to the data set. */
  private static Optional<String> camera(TrainingPlan training, DataSet dataSet)
      throws IOException {
    if (!ExperimentPlanFiles.isOwnCamera(training)) {
      return Optional.empty();
    }
    Optional<String> own = ExperimentPlanFiles.ownCamera(training, dataSet);
    if (own.isEmpty()) {
      throw new IllegalArgumentException(
          "data set %s states no camera: name one in training.camera, or file where every raw file states its own"
              .formatted(dataSet.name()));
    }
    return own;
  }

  private static void check(ResolvedPlan first, DataSet other, List<String> mistakes) {
    boolean masks = first.plan().task().orElseThrow() instanceof TaskPlan.Segmentation;
    Map<String, Sample> there = byId(other);
    Map<String, Sample> here = byId(first.dataSet());
    List<String> missing = new ArrayList<>();
    List<String> classes = new ArrayList<>();
    List<String> unmasked = new ArrayList<>();
    for (Sample sample : here.values()) {
      Sample twin = there.get(sample.id());
      if (twin == null) {
        missing.add(sample.id());
      } else if (!twin.label().className().equals(sample.label().className())) {
        classes.add("%s (%s, not %s)".formatted(sample.id(), className(twin), className(sample)));
      } else if (masks && twin.label().mask().isEmpty()) {
        unmasked.add(sample.id());
      }
    }
    List<String> more = there.keySet().stream().filter(id -> !here.containsKey(id)).toList();
    String all = "%d of the " + here.size() + " samples of training.data: %s";
    AbbreviatedList.note(mistakes, "lacks " + all, missing);
    AbbreviatedList.note(mistakes, "has %d samples that training.data lacks: %s", more);
    AbbreviatedList.note(mistakes, "has another class for " + all, classes);
    AbbreviatedList.note(mistakes, "has no mask for " + all, unmasked);
    if (!mistakes.isEmpty()) {
      mistakes.add(
          "expected another recording of the same samples, with their ids and labels: make both"
              + " data sets with equal seeds, counts and fields of view");
    }
  }

  private static Map<String, Sample> byId(DataSet dataSet) {
    return dataSet.samples().stream()
        .collect(
            Collectors.toMap(Sample::id, Function.identity(), (one, _) -> one, LinkedHashMap::new));
  }

  private static String className(Sample sample) {
    return sample.label().className().orElse("no class");
  }

  /**
   * Returns a plan of training on this recording, with the same split.
   *
   * @param other the plan, of another recording of the same samples
   */
  ResolvedPlan of(ResolvedPlan other) {
    Map<String, Object> values = new HashMap<>();
    values.put("data", data);
    camera.ifPresent(own -> values.put("camera", own));
    SplitFile split = other.split();
    return new ResolvedPlan(
        other.plan().with(values),
        dataSet,
        new SplitFile(split.protocol(), split.seed(), dataSet.name(), sum, split.splits()));
  }
}
