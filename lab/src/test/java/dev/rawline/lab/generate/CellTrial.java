package dev.rawline.lab.generate;

import dev.rawline.data.file.JsonFile;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.Sample;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.imaging.optics.OpticsSpec;
import dev.rawline.imaging.random.Seed;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.learning.diffusion.SceneGenerator;
import dev.rawline.learning.engine.Engine;
import dev.rawline.scenes.smear.BloodSmear;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Whether generated cells help a classifier that has few real ones: the same few real cells train a
 * generator, and classifiers with and without its scenes, which are tested on cells that neither
 * saw.
 *
 * @param dataSet the raw images of all real cells
 * @param all their scenes
 * @param plan the plan of the generator, which learns some cells of each class
 * @param folder where models and results are
 */
record CellTrial(
    DataSet dataSet, TrainingScenes all, GeneratePlan plan, Path folder, Engine engine) {
  private static final String RESULT = "accuracies.json";
  private static final SensorSpec SENSOR = SensorSpec.preset("microscope").orElseThrow();
  private static final OpticsSpec OPTICS = OpticsSpec.preset("microscope").orElseThrow();

  /** Scenes of each class that are added; real ones are repeated as often. */
  private static final int ADDED = 70;

  private static final int EPOCHS = 5;

  /** Cells and the classes of procedural smears that show them. */
  private static final Map<String, String> SMEARS =
      Map.of(
          "basophil", "BA",
          "eosinophil", "EO",
          "lymphocyte", "LY",
          "monocyte", "MO",
          "band_neutrophil", "BNE",
          "segmented_neutrophil", "SNE",
          "metamyelocyte", "MMY",
          "myelocyte", "MY",
          "promyelocyte", "PMY");

  /** What a classifier learns from, beside the real cells. */
  enum Arm {
    /** Symmetries only. */
    REAL,
    /** Strong augmentation. */
    AUGMENTED,
    /** Procedural smears. */
    SMEARS,
    /** Scenes of the generator. */
    GENERATED,
    /** Scenes of the generator, and strong augmentation of all. */
    GENERATED_AUGMENTED;

    private String augmentation() {
      return this == AUGMENTED || this == GENERATED_AUGMENTED ? "strong" : "weak";
    }
  }

  /** Returns the accuracy of each arm on all other cells; what is done already is kept. */
  Map<Arm, Double> run() throws IOException {
    Path file = folder.resolve(RESULT);
    Map<String, Object> known = JsonFile.read(file);
    if (known.isEmpty()) {
      Path model = folder.resolve("model");
      new TrainGenerator(plan, dataSet, model, engine, Progress.SILENT).run();
      GeneratedScenes scenes = GeneratedScenes.open(model, engine);
      try (SceneGenerator _ = scenes.generator()) {
        known =
            accuracies(
                scenes,
                new AuditGenerator(model, SENSOR, OPTICS, AuditSettings.DEFAULT, engine)
                    .learned(dataSet));
      }
      JsonFile.write(known, file);
    }
    Map<Arm, Double> accuracies = new LinkedHashMap<>();
    for (Arm arm : Arm.values()) {
      accuracies.put(arm, ((Number) known.get(arm.name())).doubleValue());
    }
    return accuracies;
  }

  private Map<String, Object> accuracies(GeneratedScenes scenes, Set<String> learned)
      throws IOException {
    List<String> classes = all.classes();
    List<Integer> known = AuditScenes.places(all, learned, true);
    List<Integer> others = AuditScenes.places(all, learned, false);
    AuditScenes.Source source = new AuditScenes.Source(scenes, SENSOR, OPTICS, plan.seed());
    List<Integer> labels = AuditScenes.equallyOften(ADDED * classes.size(), classes.size());
    List<Sample> real = source.real("real", all, known, Progress.SILENT).samples(classes);
    ImagedScenes test = source.real("test", all, others, Progress.SILENT);
    ImagedScenes smears =
        source.images(
            "smears",
            IntStream.range(0, labels.size())
                .mapToObj(
                    i ->
                        BloodSmear.MATURATION.draw(
                            SMEARS.get(classes.get(labels.get(i))),
                            new Seed(plan.seed(), "smear/" + i)))
                .toList(),
            labels,
            Progress.SILENT);
    Map<Arm, List<Sample>> added = new LinkedHashMap<>();
    List<Sample> again = repeated(real, labels.size(), "again");
    added.put(Arm.REAL, again);
    added.put(Arm.AUGMENTED, again);
    added.put(Arm.SMEARS, smears.samples(classes));
    List<Sample> generated = source.generated(classes, labels, Progress.SILENT).samples(classes);
    added.put(Arm.GENERATED, generated);
    added.put(Arm.GENERATED_AUGMENTED, generated);
    Map<String, Object> accuracies = new LinkedHashMap<>();
    for (Map.Entry<Arm, List<Sample>> arm : added.entrySet()) {
      List<Sample> samples = new ArrayList<>(repeated(real, labels.size(), "real"));
      samples.addAll(arm.getValue());
      String name = arm.getKey().name();
      Judge.Training lesson =
          new Judge.Training(
              name,
              samples,
              arm.getKey().augmentation(),
              EPOCHS,
              plan.flow().precision(),
              plan.seed());
      try (Judge judge = Judge.train(lesson, folder.resolve(name), engine, Progress.SILENT)) {
        accuracies.put(name, judge.of(test.views()).accuracy(test.labels()));
      }
    }
    return accuracies;
  }

  private static List<Sample> repeated(List<Sample> samples, int count, String name) {
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              Sample sample = samples.get(i % samples.size());
              return new Sample(name + "/" + i, sample.picture(), sample.label());
            })
        .toList();
  }
}
