package dev.rawline.lab.generate;

import dev.rawline.data.set.DataSet;
import dev.rawline.imaging.camera.Imager;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.frame.Scene;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.imaging.optics.OpticsSpec;
import dev.rawline.imaging.random.Seed;
import dev.rawline.imaging.sensor.SensorDevice;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.learning.diffusion.SamplingSettings;
import dev.rawline.learning.diffusion.SceneGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What an audit compares, imaged by one camera: real scenes that a model learned from, real ones
 * that it never saw, generated ones, and those of the null.
 *
 * @param classes the names of the classes
 * @param learned what the model learned from, or was chosen by
 * @param others what it never saw
 * @param generated as many as were learned, every class equally often
 * @param gaussian as many of the null
 * @param folds the places of the others, fold by fold, every class in each
 */
record AuditScenes(
    List<String> classes,
    ImagedScenes learned,
    ImagedScenes others,
    ImagedScenes generated,
    ImagedScenes gaussian,
    List<List<Integer>> folds) {

  private static final int TOGETHER = 32;

  /**
   * A model, and the camera that images its scenes and real ones.
   *
   * @param scenes the model
   * @param seed the random seed of scenes and noise
   */
  record Source(GeneratedScenes scenes, SensorSpec sensor, OpticsSpec optics, long seed) {
    /** Returns the same source, whose scenes so many steps draw. */
    Source inSteps(int steps) {
      double guidance = description().sampling().guidance();
      return new Source(
          scenes.sampledBy(new SamplingSettings(steps, guidance)), sensor, optics, seed);
    }

    private SceneGenerator.Description description() {
      return scenes.generator().description();
    }

    private SampledScene scene(float[] radiance) {
      int side = description().side();
      return scenes.scene(new SceneGenerator.Sample(side, side, radiance, Optional.empty(), 0));
    }

    ImagedScenes images(
        String name, List<? extends Scene> drawn, List<Integer> labels, Progress progress) {
      double field = description().side() * description().spacing();
      int pixels = Math.toIntExact(Math.round(field / optics.spacing(sensor.pixelPitch())));
      List<Double> white = description().white();
      Imager imager =
          new Imager(
              optics,
              new SensorDevice(sensor, pixels, pixels, seed),
              new Rgb(white.get(0), white.get(1), white.get(2)));
      return ImagedScenes.of(name, drawn, labels, description().side(), imager, seed, progress);
    }

    ImagedScenes real(String name, TrainingScenes all, List<Integer> places, Progress progress) {
      return images(
          name,
          places.stream().map(all.radiance()::get).map(this::scene).toList(),
          places.stream().map(all.labels()::get).toList(),
          progress);
    }

    ImagedScenes generated(List<String> classes, List<Integer> labels, Progress progress) {
      int steps = description().sampling().samplingSteps();
      Progress drawing =
          progress.begin("drawing scenes in %d steps".formatted(steps), labels.size(), "scenes");
      List<SampledScene> drawn = new ArrayList<>();
      for (int from = 0; from < labels.size(); from += TOGETHER) {
        int to = Math.min(labels.size(), from + TOGETHER);
        scenes
            .generator()
            .draw(
                labels.subList(from, to).stream().map(classes::get).toList(),
                IntStream.range(from, to).mapToObj(i -> new Seed(seed, "audit/" + i)).toList())
            .forEach(one -> drawn.add(scenes.scene(one)));
        drawing.advance(to - from);
      }
      drawing.end("");
      return images("generated", drawn, labels, progress);
    }

    ImagedScenes gaussian(
        TrainingScenes all, List<Integer> known, List<Integer> labels, Progress progress) {
      GaussianScenes gaussian =
          new GaussianScenes(
              known.stream().map(all.radiance()::get).map(description().code()::encode).toList(),
              known.stream().map(all.labels()::get).toList());
      List<SampledScene> drawn =
          IntStream.range(0, labels.size())
              .mapToObj(i -> gaussian.draw(labels.get(i), new Seed(seed, "gaussian/" + i)))
              .map(description().code()::decode)
              .map(this::scene)
              .toList();
      return images("gaussian", drawn, labels, progress);
    }
  }

  /**
   * Images all of them.
   *
   * @param plan the plan of the model's training, by which real scenes are read
   * @param learned the samples that it learned from, or was chosen by
   * @param dataSet holds these and others
   * @param folds into how many the others are divided
   * @throws IllegalArgumentException if it has fewer others of a class than two a fold
   * @throws IOException if a sample cannot be read
   */
  static AuditScenes of(
      Source source,
      GeneratePlan plan,
      Set<String> learned,
      DataSet dataSet,
      int folds,
      Progress progress)
      throws IOException {
    TrainingScenes all = TrainingScenes.read(plan.ofEverything(), dataSet, progress);
    List<Integer> known = places(all, learned, true);
    List<Integer> others = places(all, learned, false);
    List<List<Integer>> divided = folds(all, others, folds);
    List<Integer> labels = equallyOften(known.size(), all.classes().size());
    return new AuditScenes(
        all.classes(),
        source.real("learned", all, known, progress),
        source.real("others", all, others, progress),
        source.generated(all.classes(), labels, progress),
        source.gaussian(all, known, labels, progress),
        divided);
  }

  /** Returns the places of the scenes that were learned, or those of the others. */
  static List<Integer> places(TrainingScenes all, Set<String> learned, boolean wanted) {
    return IntStream.range(0, all.size())
        .filter(i -> learned.contains(all.ids().get(i)) == wanted)
        .boxed()
        .toList();
  }

  /** Returns so many classes, equally often. */
  static List<Integer> equallyOften(int count, int classes) {
    return IntStream.range(0, count).map(i -> i % classes).boxed().toList();
  }

  private static List<List<Integer>> folds(TrainingScenes all, List<Integer> others, int count) {
    List<List<Integer>> folds = new ArrayList<>();
    for (int fold = 0; fold < count; fold++) {
      folds.add(new ArrayList<>());
    }
    int[] counts = new int[all.classes().size()];
    for (int i = 0; i < others.size(); i++) {
      int label = all.labels().get(others.get(i));
      folds.get(counts[label]++ % count).add(i);
    }
    int least = count * (AuditMeasures.NEIGHBOURS + 1);
    if (others.size() < least) {
      throw new IllegalArgumentException(
          "the data set has %d samples that the model never saw: expected at least %d, more than %d neighbours for each of %d judges"
              .formatted(others.size(), least, AuditMeasures.NEIGHBOURS, count));
    }
    for (int label = 0; label < counts.length; label++) {
      if (counts[label] < 2 * count) {
        throw new IllegalArgumentException(
            "class %s has %d samples that the model never saw: expected at least %d, two a fold; judge and model must see different ones"
                .formatted(all.classes().get(label), counts[label], 2 * count));
      }
    }
    return folds;
  }
}
