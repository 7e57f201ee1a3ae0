package dev.rawline.learning.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rawline.data.yaml.ConfigurationException;
import dev.rawline.learning.engine.Precision;
import dev.rawline.learning.loss.LossTerm.BinaryCrossEntropy;
import dev.rawline.learning.loss.SoftDice;
import dev.rawline.learning.optimize.Adam;
import dev.rawline.learning.optimize.Sgd;
import dev.rawline.learning.sample.Range;
import dev.rawline.learning.train.WorstCaseTraining;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingPlanFilesTest {
  private static final String EVERY_KIND_OF_VALUE =
      """
      data: s3://bucket/cells
      intensities: [1.0, 0.5]
      classes: [basophil, eosinophil]
      split: {file: split.json}
      camera: microscope
      data_model:
        parametrized: {theta: theta.yaml, frozen: [gamma], thawed: ["gamma.floor"]}
      vary: {light: [0.25, 1], colour_matrix: 0.1}
      worst_case: {box: {gamma: [1.6, 3], "black_level[0]": [0, 0.01]}, steps: 4}
      crop: 256
      random_crop: true
      size: 128
      standardize: batch_norm
      augment: strong
      task: classification
      model: {small-cnn: {widths: [8, 16]}}
      freeze: [data_model]
      loss: {cross_entropy: {balanced: true, label_smoothing: 0.1}}
      optimizer: {sgd: {momentum: 0.8, nesterov: true}}
      learning_rate: 0.05
      theta_learning_rate: 1e-3
      schedule: {steps: {at: [3, 6], factor: 0.5}}
      warm_up: {epochs: 0.5}
      clip: 1
      epochs: 8
      batch: 8
      batch_changes: [{after: 2, size: 16}, {after: 5, size: 32}]
      early_stopping: {patience: 3}
      seed: 123456789012
      precision: bfloat16
      track: {images: 2, arrays: true}
      """;

  @TempDir Path folder;

  private TrainingPlan read(String text) throws IOException {
    return TrainingPlan.FILE.read(Files.writeString(folder.resolve("plan.yaml"), text));
  }

  private String rejection(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("plan.yaml"), text);
    return rejection(file, Map.of());
  }

  private static String rejection(Path file, Map<String, String> flags) {
    return assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> TrainingPlan.FILE.read(Optional.of(file), new LinkedHashMap<>(flags)))
        .actual()
        .getMessage()
        .replace(file.toString(), "plan.yaml");
  }

  @Test
  void onlyDataIsRequired() throws IOException {
    TrainingPlan plan = read("data: cells\n");

    assertThat(plan.data()).isEqualTo("cells");
    assertThat(plan.split()).isEqualTo(new SplitPlan.Shuffle(0.7, 0.15, 0.15));
    assertThat(plan.optimizer()).isEqualTo(Adam.DEFAULT);
    assertThat(plan.precision()).isEqualTo(Precision.FLOAT32);
    assertThat(plan.loss()).isEmpty();
  }

  @Test
  void keysOfDataAndModelAreRead() throws IOException {
    TrainingPlan plan = read(EVERY_KIND_OF_VALUE);

    assertThat(plan.intensities()).contains(List.of(1.0, 0.5));
    assertThat(plan.split()).isEqualTo(new SplitPlan.File("split.json"));
    assertThat(plan.dataModel())
        .contains(
            new DataModelPlan.Parametrized(
                Optional.of("theta.yaml"), List.of("gamma"), List.of("gamma.floor"), true));
    assertThat(plan.model()).contains(new NetworkPlan.SmallCnnKeys(List.of(8, 16)));
    assertThat(plan.optimizer()).isEqualTo(new Sgd(0.8, true, 0));
    assertThat(plan.seed()).isEqualTo(123456789012L);
    assertThat(plan.vary().orElseThrow().ranges().light().orElseThrow().lowest()).isEqualTo(0.25);
  }

  @Test
  void keysOfWorstCaseTrainingAreRead() throws IOException {
    WorstCaseTraining worst = read(EVERY_KIND_OF_VALUE).worstCase().orElseThrow();

    assertThat(worst.box().intervals())
        .isEqualTo(Map.of("gamma", new Range(1.6, 3), "black_level[0]", new Range(0, 0.01)));
    assertThat(worst.steps()).isEqualTo(4);
    assertThat(worst.stepWidth()).isEqualTo(0.25);
    assertThat(worst.share()).isEqualTo(0.5);
  }

  @Test
  void settingsDependOnTheCountsOfTheClasses() throws IOException {
    LinkedHashMap<String, Integer> counts = new LinkedHashMap<>();
    counts.put("basophil", 1);
    counts.put("eosinophil", 3);
    TrainingPlan plan = read(EVERY_KIND_OF_VALUE);

    assertThat(plan.settings(counts).batches().byEpoch()).isEqualTo(Map.of(0, 8, 2, 16, 5, 32));
    assertThat(plan.settings(counts).loss().toString()).contains("classWeights=[2.0, 0.666");
  }

  @Test
  void severalLossesAreListed() throws IOException {
    TrainingPlan plan =
        read("data: streets\nloss: [binary_cross_entropy, {soft_dice: {weight: 0.5}}]\n");

    assertThat(plan.loss().orElseThrow())
        .containsExactly(BinaryCrossEntropy.DEFAULT, new SoftDice(0.5, 0));
  }

  @Test
  void plansSurviveARoundTrip() throws IOException {
    TrainingPlan plan =
        read(
            """
            data: "a folder: with, signs"
            camera: microscope
            data_model: {static: menon-unsharp-median}
            loss: [binary_cross_entropy, soft_dice]
            model: {unet++: {depth: 3, widths: [16, 8, 4]}}
            task: segmentation
            vary: {gamma: [0.5, 2]}
            worst_case: {box: {black_level: [-0.01, 0.02]}, steps: 0, rate: 0.3, share: 1}
            batch_changes: [{after: 2, size: 16}]
            warm_up: {steps: 100}
            freeze: [model]
            """);
    Path file = folder.resolve("written.yaml");
    TrainingPlan.FILE.write(plan, file);

    assertThat(TrainingPlan.FILE.read(file)).isEqualTo(plan);

    TrainingPlan shortest = read("data: cells\n");
    TrainingPlan.FILE.write(shortest, file);
    assertThat(TrainingPlan.FILE.read(file)).isEqualTo(shortest);
  }

  @Test
  void allProblemsAreReportedWithTheirLines() throws IOException {
    assertThat(
            rejection(
                """
                data: cells
                epoch: 10
                learning_rate: -1
                optimizer: {adm: {}}
                loss: [cross_entropy, {soft_dice: {smoth: 1}}]
                schedule: cosin
                """))
        .isEqualTo(
            """
            plan.yaml: 5 errors
              - epoch (line 2) is not a key here: did you mean epochs? expected one of %s
              - learning_rate (line 3) is -1: expected a number above 0 (the learning rate of the task model)
              - optimizer.adm (line 4) is not a key here: did you mean adam? expected one of adam, adamw, sgd
              - loss[1].soft_dice.smoth (line 5) is not a key here: did you mean smooth? expected one of weight, smooth
              - schedule (line 6) is 'cosin': did you mean cosine? expected constant, cosine or steps, alone or with its keys (the schedule of both learning rates)\
            """
                .formatted(KEYS));
  }

  @Test
  void misspeltWordsAreReportedWithAllOtherProblems() throws IOException {
    assertThat(
            rejection(
                """
                data: cells
                camera: microscop
                data_model: {static: bilinear-sharpen-gausian}
                crop: 127
                standardize: microscope-view
                epochs: 0
                """))
        .startsWith(
            """
            plan.yaml: 5 errors
              - camera (line 2) is 'microscop': did you mean microscope? expected drone, microscope, data, file or a camera.yaml (./microscop is a file or folder of this name)
              - data_model.static (line 3) is 'bilinear-sharpen-gausian': did you mean bilinear-sharpen-gaussian?\
            """)
        .contains(
            "\n  - crop (line 4) is 127: expected an even number",
            "\n"
                + "  - standardize (line 5) is 'microscope-view': did you mean microscope-views?"
                + " expected ",
            "\n  - epochs (line 6) is 0: ");
  }

  @Test
  void wordsThatMayBePathsAreAccepted() throws IOException {
    TrainingPlan plan =
        read(
            """
            data: cells
            camera: ./mine
            data_model: {static: chains/isp.yaml}
            standardize: quick
            """);
    assertThat(plan.camera()).contains("./mine");
    assertThat(plan.dataModel()).contains(new DataModelPlan.Static("chains/isp.yaml"));
    assertThat(plan.standardize()).contains("quick");
  }

  @Test
  void contradictoryKeysAreRejectedTogether() throws IOException {
    assertThat(
            rejection(
                """
                data: cells
                data_model: {static: menon-unsharp-median}
                random_crop: true
                task: segmentation
                model: resnet18
                loss: cross_entropy
                theta_learning_rate: 0.1
                """))
        .isEqualTo(
            """
            plan.yaml: 5 errors
              - camera is missing, whose scale the data model 'static' needs: expected drone, microscope, data, file or a camera.yaml
              - random_crop (line 3) needs a crop: give its size (px)
              - model (line 5) is resnet18, which predicts something of each picture, but the task is segmentation: expected unet or unet++
              - loss (line 6) cross_entropy is not one of a segmentation: expected binary_cross_entropy or soft_dice
              - theta_learning_rate (line 7) is given, but the data model 'static' has no trainable parameters: remove it, or choose parametrized or neural\
            """);
  }

  @Test
  void nestedKeysAreRejectedAtTheirPlace() throws IOException {
    assertThat(rejection("data: cells\nsplit: {shuffle: {train: 0.5}}\nvary: {light: [1]}\n"))
        .isEqualTo(
            """
            plan.yaml: 2 errors
              - split (line 2): the shares are 0.5, 0.15 and 0.15: expected a training share above 0, and three shares of 0 or more that add up to 1
              - vary.light (line 3) has 1 numbers: expected two, [lowest, highest]\
            """);
  }

  @Test
  void anInvalidBoxOfCamerasIsRejected() throws IOException {
    assertThat(rejection("data: cells\nworst_case: {steps: -1, rate: 2, box: {gamma: [1]}}\n"))
        .isEqualTo(
            """
            plan.yaml: 3 errors
              - worst_case.box.gamma (line 2) is a list of 1: expected two numbers, [lowest, highest]
              - worst_case.steps (line 2) is -1: expected a whole number from 0 to 1000 (the number of gradient-ascent steps to the worst camera; 0 draws a random camera)
              - worst_case.rate (line 2) is 2: expected a number from above 0 to 1 (the step size relative to each interval (default: 1 / steps))\
            """);
    assertThat(rejection("data: cells\nworst_case: {box: {gamma: [3, 1]}}\n"))
        .isEqualTo(
            "plan.yaml: worst_case (line 2): box.gamma: a range from 3.0 to 1.0: expected two"
                + " finite numbers, the smaller one first");
    assertThat(
            rejection(
                """
                data: cells
                camera: microscope
                data_model: {static: menon-unsharp-median}
                worst_case: {box: {gamma: [1.6, 3], blur: [0, 1]}}
                vary: {gamma: [0.5, 2], light: [0.5, 1]}
                """))
        .isEqualTo(
            """
            plan.yaml: 2 errors
              - worst_case (line 4) has gamma in its box, but vary draws another for every sample, which the worst camera would undo: leave it out of one of them
              - worst_case (line 4) has a box that does not fit: θ has no parameter 'blur': expected one of black_level, white_balance, colour_matrix, unsharp.radius, unsharp.amount, gamma, gamma.floor\
            """);
    assertThat(
            rejection(
                """
                data: cells
                camera: microscope
                data_model: none
                worst_case: {box: {gamma: [1.6, 3]}}
                """))
        .isEqualTo(
            "plan.yaml: worst_case (line 4) is given, but the data model 'none' has no θ in which"
                + " cameras could differ: expected static or parametrized; remove it, or choose one"
                + " of them");
  }

  @Test
  void flagsOverrideTheFileAndAreNamedInProblems() throws IOException {
    Path file = Files.writeString(folder.resolve("plan.yaml"), "data: cells\nepochs: 3\n");
    LinkedHashMap<String, String> flags = new LinkedHashMap<>();
    flags.put("epochs", "7");
    flags.put("optimizer", "{adam: {beta1: 0.8}}");

    TrainingPlan plan = TrainingPlan.FILE.read(Optional.of(file), flags);

    assertThat(plan.epochs()).isEqualTo(7);
    assertThat(plan.optimizer()).isEqualTo(new Adam(0.8, 0.999, 1e-8, 0));
    assertThat(rejection(file, Map.of("epochs", "many")))
        .isEqualTo(
            "plan.yaml: epochs (--epochs) is 'many': expected a whole number of at least 1 (the number of epochs)");
    assertThat(rejection(file, Map.of("optimizer", "{adam: {beta: 1}}")))
        .contains("optimizer.adam.beta (--optimizer) is not a key here: did you mean beta1?");
    assertThat(rejection(file, Map.of("optimizer", "{adam"))).contains("--optimizer: line 1");
  }

  @Test
  void flagsAloneMakeAPlan() throws IOException {
    LinkedHashMap<String, String> flags = new LinkedHashMap<>();
    flags.put("data", "cells");
    assertThat(TrainingPlan.FILE.read(Optional.empty(), flags).data()).isEqualTo("cells");
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> TrainingPlan.FILE.read(Optional.empty(), new LinkedHashMap<>()))
        .withMessageStartingWith("the plan: the file lacks data: expected text (the data set");
  }

  private static final String KEYS =
      String.join(
          ", ",
          "data, layout, intensities, pictures, palette, classes, split, division, validation",
          "camera, full_light, vary, worst_case, data_model, crop, random_crop, size, standardize,"
              + " augment",
          "task, model, pretrained, freeze, loss, optimizer, learning_rate, theta_learning_rate",
          "schedule, warm_up, clip, epochs, batch, batch_changes, evaluation_batch",
          "early_stopping, validate_every, seed, precision, track");
}
