package dev.rawline.learning.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.data.config.CameraChoice;
import dev.rawline.data.set.Label;
import dev.rawline.data.set.RawPicture;
import dev.rawline.data.set.Sample;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.learning.datamodel.ParametrizedModel;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.joint.Evaluation;
import dev.rawline.learning.joint.JointModel;
import dev.rawline.learning.joint.ModelInTraining;
import dev.rawline.learning.loss.CrossEntropy;
import dev.rawline.learning.loss.LossTerm.BinaryCrossEntropy;
import dev.rawline.learning.metric.Bootstrap;
import dev.rawline.learning.model.Network;
import dev.rawline.learning.model.NetworkParameters;
import dev.rawline.learning.model.ResNet;
import dev.rawline.learning.model.SmallCnn;
import dev.rawline.learning.model.UNet;
import dev.rawline.learning.sample.ModelInput;
import dev.rawline.learning.sample.Preparation;
import dev.rawline.learning.sample.Task;
import dev.rawline.learning.weights.StoredArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {
  private static final List<Sample> TRAINING = Blobs.samples(1, 45);
  private static final List<Sample> VALIDATION = Blobs.samples(2, 30);

  @TempDir private Path folder;

  private Trainer trainer(
      TrainingSettings settings, JointModel model, Path checkpoints, TrainingListener listener) {
    return new Trainer(
        settings,
        model,
        Blobs.preparation(model.task()),
        TRAINING,
        VALIDATION,
        checkpoints,
        listener);
  }

  private static Map<String, float[]> numbers(JointModel model) {
    Map<String, float[]> numbers = new TreeMap<>();
    SequencedMap<String, StoredArray> arrays = model.weights().arrays();
    arrays.forEach((name, array) -> numbers.put(name, array.toFloats()));
    return numbers;
  }

  private static void assertSameBits(Map<String, float[]> some, Map<String, float[]> others) {
    assertThat(some.keySet()).isEqualTo(others.keySet());
    some.forEach((name, bits) -> assertThat(bits).as(name).isEqualTo(others.get(name)));
  }

  /** Stops after some steps in all. */
  private static final class StoppingAfter implements TrainingListener {
    private final int steps;
    private Trainer trainer;

    StoppingAfter(int steps) {
      this.steps = steps;
    }

    @Override
    public void step(StepReport report) {
      if (report.done() == steps) {
        trainer.requestStop();
      }
    }
  }

  @Test
  void theWarmUpMultipliesTheSchedule() {
    TrainingSettings settings = Blobs.everything(4, 8);
    double scheduled = settings.schedule().factor(100, 1000, 0.5);
    assertThat(settings.factor(100, 1000, 0.5)).isEqualTo(0.5 * scheduled);
    assertThat(settings.factor(100, 1000, 3)).isEqualTo(scheduled);
  }

  @Test
  void trainingLearnsASimpleTask() throws IOException {
    try (JointModel model = Blobs.classifier()) {
      Trainer trainer = trainer(Blobs.settings(12, 8), model, folder, TrainingListener.SILENT);
      assertThat(trainer.run())
          .isInstanceOfSatisfying(
              TrainingOutcome.Finished.class,
              finished -> {
                assertThat(finished.history()).hasSize(12);
                assertThat(finished.history().getLast().trainingLoss())
                    .isLessThan(finished.history().getFirst().trainingLoss() / 2);
                assertThat(finished.early()).isFalse();
              });
      Evaluation.Result result =
          new Evaluation(model, Blobs.preparation(model.task()), 7)
              .evaluate(
                  Blobs.samples(3, 60),
                  new CrossEntropy(List.of(), 0),
                  Bootstrap.usual(1),
                  Progress.SILENT,
                  _ -> {});
      assertThat(result.main()).isGreaterThan(0.95);
    }
  }

  @Test
  void theSameSeedGivesTheSameBits() throws IOException {
    List<Map<String, float[]>> runs = new ArrayList<>();
    for (int run = 0; run < 2; run++) {
      try (JointModel model = Blobs.classifier()) {
        trainer(Blobs.settings(3, 8), model, folder.resolve("run" + run), TrainingListener.SILENT)
            .run();
        runs.add(numbers(model));
      }
    }
    assertSameBits(runs.get(0), runs.get(1));
  }

  @Test
  void aResumedTrainingGivesTheSameBits() throws IOException {
    Map<String, float[]> uninterrupted;
    List<Double> losses = new ArrayList<>();
    try (JointModel model = Blobs.classifier()) {
      TrainingOutcome whole =
          trainer(Blobs.settings(4, 8), model, folder.resolve("whole"), TrainingListener.SILENT)
              .run();
      ((TrainingOutcome.Finished) whole)
          .history()
          .forEach(report -> losses.add(report.trainingLoss()));
      uninterrupted = numbers(model);
    }
    // 6 steps an epoch: within the first, at the end of the first, within the third.
    for (int stop : new int[] {2, 6, 15}) {
      Path checkpoints = folder.resolve("stopped" + stop);
      StoppingAfter stopping = new StoppingAfter(stop);
      try (JointModel model = Blobs.classifier()) {
        stopping.trainer = trainer(Blobs.settings(4, 8), model, checkpoints, stopping);
        TrainingOutcome outcome = stopping.trainer.run();
        assertThat(outcome)
            .isInstanceOfSatisfying(
                TrainingOutcome.Stopped.class,
                stopped -> {
                  assertThat(stopped.epochs() * 6 + stopped.steps()).isEqualTo(stop);
                  assertThat(stopped.checkpoint()).exists();
                });
      }
      try (JointModel model = Blobs.classifier()) {
        TrainingOutcome outcome =
            trainer(Blobs.settings(4, 8), model, checkpoints, TrainingListener.SILENT).run();
        assertThat(((TrainingOutcome.Finished) outcome).history())
            .extracting(EpochReport::trainingLoss)
            .containsExactlyElementsOf(losses);
        assertSameBits(numbers(model), uninterrupted);
      }
    }
  }

  @Test
  void keepsTheTwoNewestCheckpointsAndTheBestWeights() throws IOException {
    try (JointModel model = Blobs.classifier()) {
      trainer(Blobs.settings(3, 16), model, folder, TrainingListener.SILENT).run();
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "best.safetensors", "epoch-002.safetensors", "epoch-003.safetensors");
    }
  }

  @Test
  void theModelHasTheWeightsOfItsBestEpoch() throws IOException {
    List<Map<String, float[]>> byEpoch = new ArrayList<>();
    try (JointModel model = Blobs.classifier()) {
      TrainingListener listener =
          new TrainingListener() {
            @Override
            public void epoch(EpochReport report, ModelInTraining live) {
              byEpoch.add(numbers(model));
            }
          };
      TrainingOutcome outcome =
          trainer(
                  Blobs.settings(new CrossEntropy(List.of(), 0), 0.3, 6, BatchSizes.of(8)),
                  model,
                  folder,
                  listener)
              .run();
      int best = ((TrainingOutcome.Finished) outcome).best();
      assertSameBits(numbers(model), byEpoch.get(best - 1));
    }
  }

  @Test
  void earlyStoppingEndsWithoutImprovement() throws IOException {
    TrainingSettings patient = Blobs.settings(40, 8);
    TrainingSettings settings =
        new TrainingSettings(
            patient.loss(),
            patient.augmentation(),
            patient.optimizer(),
            patient.rate(),
            patient.dataModelRate(),
            patient.schedule(),
            patient.warmUp(),
            patient.clipping(),
            patient.epochs(),
            patient.batches(),
            patient.evaluationBatch(),
            Optional.of(new EarlyStopping(3)),
            1,
            1,
            Optional.empty());
    try (JointModel model = Blobs.classifier()) {
      assertThat(trainer(settings, model, folder, TrainingListener.SILENT).run())
          .isInstanceOfSatisfying(
              TrainingOutcome.Finished.class,
              finished -> {
                assertThat(finished.early()).isTrue();
                List<Double> metrics =
                    finished.history().stream()
                        .map(report -> report.metric().orElseThrow())
                        .toList();
                assertThat(metrics).hasSize(metrics.indexOf(Collections.max(metrics)) + 1 + 3);
              });
    }
  }

  @Test
  void batchesGrowFromEpochToEpoch() throws IOException {
    TreeMap<Integer, Integer> sizes = new TreeMap<>(Map.of(0, 5, 2, 15));
    List<Integer> steps = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void step(StepReport report) {
            if (report.step() == report.steps()) {
              steps.add(report.steps());
            }
          }
        };
    try (JointModel model = Blobs.classifier()) {
      trainer(
              Blobs.settings(new CrossEntropy(List.of(), 0), 0.01, 3, new BatchSizes(sizes)),
              model,
              folder,
              listener)
          .run();
    }
    assertThat(steps).containsExactly(9, 9, 3);
  }

  @Test
  void segmentationIsLearned() throws IOException {
    UNet small = new UNet(new ResNet(18), 3, List.of(32, 16, 8));
    try (JointModel model = Blobs.model(new Task.Segmentation(), small, Blobs.parametrized(), 1)) {
      TrainingOutcome outcome =
          trainer(
                  Blobs.settings(BinaryCrossEntropy.DEFAULT, 0.003, 20, BatchSizes.of(8)),
                  model,
                  folder,
                  TrainingListener.SILENT)
              .run();
      // One pixel at the edge changes about 0.2: the squares are 8 pixels wide.
      assertThat(((TrainingOutcome.Finished) outcome).history().getLast().metric().getAsDouble())
          .isGreaterThan(0.65);
    }
  }

  @Test
  void aNonFiniteLossIsReportedWithItsOrigin() {
    try (JointModel model = Blobs.classifier()) {
      Trainer wild =
          trainer(
              Blobs.settings(new CrossEntropy(List.of(), 0), 1e30, 3, BatchSizes.of(8)),
              model,
              folder,
              TrainingListener.SILENT);
      assertThatThrownBy(wild::run)
          .isInstanceOf(TrainingDivergedException.class)
          .hasMessageMatching(
              "at step \\d+ \\(epoch 1, step \\d of 6\\) the loss is (NaN|Infinity): first not"
                  + " finite (is the task model's [a-z0-9._]+, as the step before left it|are the"
                  + " task model's logits); no checkpoint was written yet. Lower learning_rate .*");
    }
  }

  @Test
  void aNonFiniteSampleIsReportedWithTheLastGoodCheckpoint() throws IOException {
    try (JointModel model = Blobs.classifier()) {
      trainer(Blobs.settings(1, 8), model, folder, TrainingListener.SILENT).run();
    }
    float[] samples = new float[Blobs.SIDE * Blobs.SIDE];
    samples[7] = Float.NaN;
    RawImage raw = RawImage.normalised(Blobs.SIDE, Blobs.SIDE, Cfa.RGGB, samples);
    RawPicture picture =
        new RawPicture() {
          @Override
          public String name() {
            return "broken.tiff";
          }

          @Override
          public RawImage read() {
            return raw;
          }
        };
    List<Sample> broken = new ArrayList<>(TRAINING);
    broken.add(new Sample("broken", picture, Label.of("red")));
    try (JointModel model = Blobs.classifier()) {
      Trainer trainer =
          new Trainer(
              Blobs.settings(2, 8),
              model,
              Blobs.preparation(model.task()),
              broken,
              List.of(),
              folder,
              TrainingListener.SILENT);
      assertThatThrownBy(trainer::run)
          .isInstanceOf(TrainingDivergedException.class)
          .hasMessageContaining("first not finite is the frame of sample broken")
          .hasMessageContaining("the last good checkpoint is " + folder.resolve("epoch-001"));
    }
  }

  @Test
  void aCheckpointOfAnotherModelIsRejected() throws IOException {
    try (JointModel model = Blobs.classifier()) {
      trainer(Blobs.settings(1, 8), model, folder, TrainingListener.SILENT).run();
    }
    try (JointModel other =
        Blobs.model(Blobs.CLASSIFICATION, new SmallCnn(List.of(8)), Blobs.parametrized(), 1)) {
      Trainer trainer = trainer(Blobs.settings(2, 8), other, folder, TrainingListener.SILENT);
      assertThatThrownBy(trainer::run)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("epoch-001.safetensors is a checkpoint of another model")
          .hasMessageContaining("6 are unknown: block2.conv.weight, ");
    }
  }

  @Test
  void frozenPartsAreUnchanged() throws IOException {
    try (JointModel model = Blobs.classifier()) {
      model.network().parameters().freeze();
      Map<String, float[]> before = numbers(model);
      trainer(Blobs.settings(1, 8), model, folder, TrainingListener.SILENT).run();
      Map<String, float[]> after = numbers(model);
      assertThat(after.get("data_model.theta")).isNotEqualTo(before.get("data_model.theta"));
      before.keySet().stream()
          .filter(name -> name.startsWith("model."))
          .forEach(name -> assertThat(after.get(name)).as(name).isEqualTo(before.get(name)));
      model.dataModel().parameters().freeze();
      assertThatThrownBy(
              () -> trainer(Blobs.settings(2, 8), model, folder, TrainingListener.SILENT).run())
          .hasMessageContaining("nothing can be learned");
    }
  }

  private enum Frozen {
    NETWORK,
    DATA_MODEL
  }

  /** Crops and cameras are drawn in every epoch, and a part of the model is frozen. */
  @Test
  void aResumedTrainingWithDrawsAndFrozenPartsGivesTheSameBits() throws IOException {
    for (Frozen frozen : Frozen.values()) {
      Path folderOf = folder.resolve(frozen.name());
      Map<String, float[]> uninterrupted = drawn(frozen, folderOf.resolve("whole"), List.of());
      assertSameBits(drawn(frozen, folderOf.resolve("stopped"), List.of(3, 8)), uninterrupted);
      assertThat(uninterrupted)
          .as("what is learned moves")
          .isNotEqualTo(drawn(frozen, folderOf.resolve("less"), List.of(3, -1)));
    }
  }

  /** Trains until a number of steps; returns the history, with -1 for the current numbers. */
  private static Map<String, float[]> drawn(Frozen frozen, Path checkpoints, List<Integer> stops)
      throws IOException {
    Preparation preparation =
        new Preparation(
                Blobs.CLASSIFICATION,
                new ModelInput(Optional.of(16), true, Optional.empty()),
                new CameraChoice.Fixed(Camera.DRONE))
            .varying(Blobs.cameras());
    for (int run = 0; ; run++) {
      int stop = run < stops.size() ? stops.get(run) : Integer.MAX_VALUE;
      StoppingAfter stopping = new StoppingAfter(stop);
      try (JointModel model = Blobs.classifier()) {
        switch (frozen) {
          case NETWORK -> model.network().parameters().freeze();
          case DATA_MODEL -> model.dataModel().parameters().freeze();
        }
        stopping.trainer =
            new Trainer(
                Blobs.everything(3, 8),
                model,
                preparation,
                Blobs.recorded(1, 45),
                Blobs.recorded(2, 15),
                checkpoints,
                stopping);
        if (stop < 0) {
          return numbers(model);
        }
        if (stopping.trainer.run() instanceof TrainingOutcome.Finished) {
          return numbers(model);
        }
      }
    }
  }

  /** A network with a finite output and a non-finite gradient. */
  private static final class Spoiled implements Network {
    private final Network inner;
    private final int step;
    private int steps;

    Spoiled(Network inner, int step) {
      this.inner = inner;
      this.step = step;
    }

    @Override
    public Tensor forward(Tensor pictures, boolean training) {
      Tensor logits = inner.forward(pictures, training);
      if (training) {
        steps++;
      }
      // √|0| is 0, and its slope is infinite.
      return training && steps == step
          ? logits.plus(logits.minus(logits.detach()).abs().sqrt())
          : logits;
    }

    @Override
    public NetworkParameters parameters() {
      return inner.parameters();
    }
  }

  private static JointModel spoiled(int step) {
    Isp isp = Isp.parametrized(Camera.DRONE);
    JointModel whole =
        Blobs.model(
            Blobs.CLASSIFICATION,
            new SmallCnn(List.of(8, 16)),
            new ParametrizedModel(isp, isp.theta(), false),
            1);
    return new JointModel(
        whole.task(),
        whole.input(),
        whole.dataModel(),
        whole.standardizing(),
        new Spoiled(whole.network(), step),
        whole.engine(),
        whole.precision());
  }

  @Test
  void nonFiniteWeightsDoNotReplaceAGoodCheckpoint() throws IOException {
    StoppingAfter stopping = new StoppingAfter(8);
    try (JointModel model = spoiled(8)) {
      stopping.trainer = trainer(Blobs.settings(3, 8), model, folder, stopping);
      assertThatThrownBy(stopping.trainer::run)
          .isInstanceOf(TrainingDivergedException.class)
          .hasMessageContaining(
              "the weights are no longer finite: first not finite is the task model's")
          .hasMessageContaining("the last good checkpoint is " + folder.resolve("epoch-001"));
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("best.safetensors", "epoch-001.safetensors");
    }
    try (JointModel model = spoiled(0)) {
      TrainingOutcome outcome =
          trainer(Blobs.settings(3, 8), model, folder, TrainingListener.SILENT).run();
      assertThat(((TrainingOutcome.Finished) outcome).history()).hasSize(3);
      numbers(model)
          .forEach(
              (name, bits) -> {
                for (float bit : bits) {
                  assertThat(bit).as(name).isFinite();
                }
              });
    }
  }

  @Test
  void gradientsAreClearedBetweenSteps() throws IOException {
    try (JointModel model = Blobs.classifier()) {
      List<Integer> kept = new ArrayList<>();
      TrainingListener listener =
          new TrainingListener() {
            @Override
            public void step(StepReport report) {
              kept.add(
                  (int)
                      model.learned().stream()
                          .filter(tensor -> tensor.gradient().isPresent())
                          .count());
            }
          };
      trainer(Blobs.settings(1, 8), model, folder, listener).run();
      assertThat(kept).hasSize(6).containsOnly(0);
    }
  }
}
