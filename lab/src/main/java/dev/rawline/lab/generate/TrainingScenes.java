package dev.rawline.lab.generate;

import dev.rawline.data.config.CameraChoice;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.RawPicture;
import dev.rawline.data.set.Sample;
import dev.rawline.data.set.Subset;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.numeric.Parallel;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.imaging.random.Seed;
import dev.rawline.learning.diffusion.FlowExamples;
import dev.rawline.learning.diffusion.RadianceCode;
import dev.rawline.learning.diffusion.SceneGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The scenes of a raw data set: radiance relative to white on a coarser grid, with classes and
 * masks.
 *
 * @param side columns and rows of each [px]
 * @param spacing the distance between neighbouring samples in the scene [m]
 * @param classes the names of the classes
 * @param ids the samples
 * @param radiance of each, (band, row, column)
 * @param masks of each, −1 (no object) to 1 (object); empty for none
 * @param labels the class of each, from 0
 */
record TrainingScenes(
    int side,
    double spacing,
    List<String> classes,
    List<String> ids,
    List<float[]> radiance,
    List<float[]> masks,
    List<Integer> labels) {

  /** Copies the lists. */
  TrainingScenes {
    classes = List.copyOf(classes);
    ids = List.copyOf(ids);
    radiance = List.copyOf(radiance);
    masks = List.copyOf(masks);
    labels = List.copyOf(labels);
  }

  /**
   * Reads the samples that a plan learns from.
   *
   * @throws IllegalArgumentException if the plan does not fit the data
   * @throws IOException if a sample cannot be read
   */
  static TrainingScenes read(GeneratePlan plan, DataSet dataSet, Progress progress)
      throws IOException {
    List<Sample> samples = chosen(plan, dataSet);
    List<String> classes = dataSet.classes();
    CameraChoice camera = CameraChoice.of(plan.camera());
    float[][] radiance = new float[samples.size()][];
    float[][] masks = new float[samples.size()][];
    int[] squares = new int[samples.size()];
    Progress reading = progress.begin("reading scenes", samples.size(), "samples");
    Parallel.forEachFile(
        Parallel.CORES,
        samples.size(),
        i -> {
          Sample sample = samples.get(i);
          Path file = Path.of(sample.picture().name());
          if (!(sample.picture() instanceof RawPicture picture)) {
            throw new RejectedFileException(
                file, "is processed already", "name a data set of raw images");
          }
          RawImage raw = picture.read();
          SceneReader reader = new SceneReader(camera.of(raw, file), plan.size());
          try {
            radiance[i] = reader.radiance(raw);
            squares[i] = Math.min(raw.width(), raw.height());
          } catch (IllegalArgumentException e) {
            throw RejectedFileException.of(file, e);
          }
          masks[i] =
              switch (plan.masks()) {
                case "data" ->
                    reader.coverage(
                        sample
                            .label()
                            .mask()
                            .orElseThrow(
                                () ->
                                    new RejectedFileException(
                                        file, "has no mask", "set masks to none or stain"))
                            .read());
                case "stain" -> StainThreshold.of(radiance[i], SceneGenerator.BANDS);
                default -> new float[0];
              };
          reading.advance(1);
        });
    reading.end("");
    int square = squares[0];
    for (int i = 0; i < squares.length; i++) {
      if (squares[i] != square) {
        throw new IllegalArgumentException(
            "samples %s and %s of data set %s show squares of %d and %d px: expected frames of one size, of which scenes of one scale are made; cut them by data tile"
                .formatted(
                    samples.getFirst().id(),
                    samples.get(i).id(),
                    dataSet.name(),
                    square,
                    squares[i]));
      }
    }
    return new TrainingScenes(
        plan.size(),
        plan.spacing() * square / plan.size(),
        classes,
        samples.stream().map(Sample::id).toList(),
        List.of(radiance),
        plan.masks().equals("none") ? List.of() : List.of(masks),
        samples.stream()
            .map(sample -> classes.indexOf(sample.label().className().orElseThrow()))
            .toList());
  }

  private static List<Sample> chosen(GeneratePlan plan, DataSet dataSet) {
    Optional<Subset> subset =
        plan.subset()
            .map(
                word ->
                    Arrays.stream(Subset.values())
                        .filter(one -> one.word().equals(word))
                        .findFirst()
                        .orElseThrow());
    Map<String, List<Sample>> byClass = new LinkedHashMap<>();
    for (Sample sample : dataSet.samples()) {
      if (subset.isPresent() && !sample.side().equals(subset)) {
        continue;
      }
      String name =
          sample
              .label()
              .className()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "sample %s of data set %s has no class: expected one for every sample"
                              .formatted(sample.id(), dataSet.name())));
      byClass.computeIfAbsent(name, _ -> new ArrayList<>()).add(sample);
    }
    List<Sample> chosen = new ArrayList<>();
    for (String name : dataSet.classes()) {
      List<Sample> own = byClass.getOrDefault(name, List.of());
      if (own.size() < 2) {
        throw new IllegalArgumentException(
            "class %s has %d samples to learn from: expected at least 2, one of which is held out"
                .formatted(name, own.size()));
      }
      own.stream()
          .sorted(Comparator.comparingDouble(sample -> lot(sample, plan)))
          .limit(plan.perClass().orElse(own.size()))
          .forEach(chosen::add);
    }
    return chosen;
  }

  /** Returns a number that is drawn for a sample, whatever other samples there are. */
  private static double lot(Sample sample, GeneratePlan plan) {
    return new Seed(plan.seed(), sample.id()).stream("samples", 0).nextUniform();
  }

  /** Returns the number of scenes. */
  int size() {
    return ids.size();
  }

  /** Returns the places of the scenes that are held out: the first ones of every class. */
  List<Integer> heldOut(double share) {
    int[] all = new int[classes.size()];
    labels.forEach(label -> all[label]++);
    int[] held = new int[classes.size()];
    return IntStream.range(0, size())
        .filter(i -> held[labels.get(i)]++ < Math.max(1, Math.round(share * all[labels.get(i)])))
        .boxed()
        .toList();
  }

  /** Returns the others. */
  List<Integer> learned(double share) {
    List<Integer> held = heldOut(share);
    return IntStream.range(0, size()).boxed().filter(i -> !held.contains(i)).toList();
  }

  /** Returns what a flow of scenes learns from, given their masks where there are any. */
  FlowExamples scenes(RadianceCode code) {
    return new FlowExamples(
        SceneGenerator.BANDS,
        side,
        classes,
        radiance.stream().map(code::encode).toList(),
        masks.stream().map(SceneGenerator::signs).toList(),
        labels);
  }

  /** Returns what a flow of masks learns from. */
  FlowExamples ofMasks() {
    return new FlowExamples(1, side, classes, masks, List.of(), labels);
  }
}
