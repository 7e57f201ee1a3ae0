package dev.rawline.learning.joint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.data.load.LoadedSample;
import dev.rawline.data.set.Sample;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.chain.Stage;
import dev.rawline.imaging.corruption.Corruption;
import dev.rawline.imaging.corruption.CorruptionConstants;
import dev.rawline.imaging.corruption.CorruptionKind;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.imaging.random.Seed;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.learning.datamodel.HalfSizeModel;
import dev.rawline.learning.datamodel.StaticModel;
import dev.rawline.learning.engine.Scope;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.loss.CrossEntropy;
import dev.rawline.learning.loss.Loss;
import dev.rawline.learning.loss.LossTerm;
import dev.rawline.learning.metric.Bootstrap;
import dev.rawline.learning.model.Network;
import dev.rawline.learning.model.NetworkParameters;
import dev.rawline.learning.model.ResNet;
import dev.rawline.learning.model.SmallCnn;
import dev.rawline.learning.model.UNet;
import dev.rawline.learning.sample.CameraRanges;
import dev.rawline.learning.sample.CameraVariation;
import dev.rawline.learning.sample.DrawnCamera;
import dev.rawline.learning.sample.DrawnCameras;
import dev.rawline.learning.sample.Preparation;
import dev.rawline.learning.sample.PreparedSample;
import dev.rawline.learning.sample.Range;
import dev.rawline.learning.sample.Task;
import dev.rawline.learning.task.TaskModel;
import dev.rawline.learning.train.Blobs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EvaluationTest {
  private static final List<Sample> SAMPLES = Blobs.recorded(1, 11);

  private record Outcome(String id, Optional<DrawnCamera> drawn, List<Float> numbers) {
    static Outcome of(Prediction answer) {
      List<Float> numbers = new ArrayList<>();
      for (float number : answer.numbers()) {
        numbers.add(number);
      }
      return new Outcome(answer.sample().id(), answer.sample().drawn(), numbers);
    }
  }

  private static List<Outcome> outcomes(Evaluation evaluation) throws IOException {
    List<Outcome> outcomes = new ArrayList<>();
    evaluation.predict(SAMPLES, answer -> outcomes.add(Outcome.of(answer)));
    return outcomes;
  }

  /** Drawn cameras depend on the seed and the sample, not on batches or threads. */
  @Test
  void camerasAreDrawnOnDemandAndReported() throws IOException {
    Preparation preparation = Blobs.preparation(Blobs.CLASSIFICATION).varying(Blobs.cameras());
    List<Outcome> drawn;
    try (JointModel model = Blobs.classifier()) {
      Evaluation atRest = new Evaluation(model, preparation, 4);
      drawn = outcomes(atRest.drawing(7));
      assertThat(outcomes(atRest.drawing(7))).isEqualTo(drawn);
      assertThat(drawn)
          .allSatisfy(
              one ->
                  assertThat(one.drawn().orElseThrow().toMap().keySet())
                      .containsExactly("light", "gain", "white_balance", "gamma"));
      assertThat(drawn).extracting(Outcome::drawn).doesNotHaveDuplicates();
      assertThat(outcomes(atRest.drawing(8)))
          .extracting(Outcome::drawn)
          .doesNotContainAnyElementsOf(drawn.stream().map(Outcome::drawn).toList());
      List<Outcome> still = outcomes(atRest);
      assertThat(still).allSatisfy(one -> assertThat(one.drawn()).isEmpty());
      assertThat(still)
          .extracting(Outcome::numbers)
          .isNotEqualTo(drawn.stream().map(Outcome::numbers).toList());
      Evaluation without = new Evaluation(model, Blobs.preparation(Blobs.CLASSIFICATION), 4);
      assertThatThrownBy(() -> without.drawing(7))
          .hasMessageContaining("no ranges are given: set them (vary)");
    }
    try (JointModel model =
        Blobs.model(Blobs.CLASSIFICATION, new SmallCnn(List.of(8, 16)), Blobs.parametrized(), 2)) {
      assertThat(outcomes(new Evaluation(model, preparation, 11).drawing(7)))
          .extracting(Outcome::drawn)
          .isEqualTo(drawn.stream().map(Outcome::drawn).toList());
    }
  }

  private static final Corruption NOISE =
      CorruptionKind.GAUSSIAN_NOISE.at(5, CorruptionConstants.THIRTY_TWO);

  /** Corruptions depend on the seed and the sample, and are applied before the model. */
  @Test
  void picturesAreCorruptedBeforeTheyAreStandardized() throws IOException {
    try (JointModel model = Blobs.classifier()) {
      Evaluation plain = new Evaluation(model, Blobs.preparation(Blobs.CLASSIFICATION), 4);
      Evaluation corrupted = plain.corrupting(new PictureCorruption(NOISE, 5));
      List<Outcome> outcomes = outcomes(corrupted);
      assertThat(outcomes).isNotEqualTo(outcomes(plain));
      assertThat(
              outcomes(
                  new Evaluation(model, plain.preparation(), 11)
                      .corrupting(new PictureCorruption(NOISE, 5))))
          .extracting(Outcome::id)
          .isEqualTo(outcomes.stream().map(Outcome::id).toList());
      assertThat(outcomes(plain.corrupting(new PictureCorruption(NOISE, 6))))
          .isNotEqualTo(outcomes);
      List<PreparedSample> seen = new ArrayList<>();
      corrupted.predict(SAMPLES, answer -> seen.add(answer.sample()));
      for (int i = 0; i < seen.size(); i++) {
        Stage<View, View> noise = NOISE.draw(new Seed(5, SAMPLES.get(i).id()));
        assertThat(corrupted.picture(seen.get(i)).samples())
            .containsExactly(noise.apply(plain.picture(seen.get(i))).samples());
      }
    }
  }

  /** With another chain the model receives other pictures; the network is the same. */
  @Test
  void aModelCanBeEvaluatedWithAnotherChain() throws IOException {
    try (JointModel model =
            Blobs.model(
                Blobs.CLASSIFICATION,
                new SmallCnn(List.of(8, 16)),
                chain("bilinear-sharpen-median"),
                1);
        StaticModel other = chain("menon-unsharp-gaussian")) {
      JointModel behind = model.behind(other);
      assertThat(behind.network()).isSameAs(model.network());
      Preparation preparation = Blobs.preparation(Blobs.CLASSIFICATION);
      List<Outcome> before = outcomes(new Evaluation(model, preparation, 4));
      assertThat(outcomes(new Evaluation(behind, preparation, 4))).isNotEqualTo(before);
      assertThat(outcomes(new Evaluation(behind.behind(model.dataModel()), preparation, 4)))
          .isEqualTo(before);
      assertThatThrownBy(() -> model.behind(new HalfSizeModel(4)))
          .hasMessage(
              "the network expects the 3 channels of the data model static, but none has 4: expected the same number");
    }
  }

  /** Corruptions do not depend on which thread computes them. */
  @Test
  void corruptedPicturesDoNotDependOnThreads() {
    PictureCorruption noise =
        new PictureCorruption(
            CorruptionKind.GAUSSIAN_NOISE.at(3, CorruptionConstants.THIRTY_TWO), 5);
    List<PreparedSample> samples = SAMPLES.stream().map(EvaluationTest::prepared).toList();
    try (Scope _ = new Scope()) {
      float[] grey = new float[samples.size() * 3 * 8 * 8];
      Arrays.fill(grey, 0.5f);
      Tensor pictures = Tensor.of(grey, samples.size(), 3, 8, 8);
      float[] alone = noise.of(pictures, samples, 1).toArray();
      assertThat(noise.of(pictures, samples, 4).toArray()).containsExactly(alone);
      assertThat(Arrays.copyOfRange(alone, 0, 192))
          .containsExactly(
              noise
                  .of(new View(8, 8, Arrays.copyOf(grey, 192)), samples.getFirst().id())
                  .samples());
    }
  }

  private static PreparedSample prepared(Sample sample) {
    try {
      return Blobs.preparation(Blobs.CLASSIFICATION)
          .of(LoadedSample.of(sample), Preparation.seed(1, sample.id(), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static StaticModel chain(String view) {
    return new StaticModel(Isp.of(Camera.DRONE, ViewName.parse(view)));
  }

  /** If training renders all samples by one other camera, so does its validation. */
  @Test
  void oneCameraOfTrainingIsUsedInValidationToo() throws IOException {
    CameraRanges dim = DrawnCameras.light(new Range(0.5, 0.5));
    Preparation recorded = Blobs.preparation(Blobs.CLASSIFICATION);
    Preparation one = recorded.varying(new CameraVariation(dim, SensorSpec.DRONE));
    try (JointModel model = Blobs.classifier()) {
      assertThat(outcomes(Evaluation.ofTraining(model, one, 4, 3)))
          .allSatisfy(outcomes -> assertThat(outcomes.drawn().orElseThrow().light()).contains(0.5));
      assertThat(outcomes(Evaluation.ofTraining(model, recorded.varying(Blobs.cameras()), 4, 3)))
          .isEqualTo(outcomes(new Evaluation(model, recorded, 4)));
    }
  }

  /** A network whose outputs for the third picture of a batch are not finite. */
  private record Broken(Network inner, float value) implements Network {
    @Override
    public Tensor forward(Tensor pictures, boolean training) {
      Tensor logits = inner.forward(pictures, training);
      float[] values = logits.toArray();
      values[2 * values.length / Math.toIntExact(pictures.size(0))] = value;
      return Tensor.of(values, logits.shape());
    }

    @Override
    public NetworkParameters parameters() {
      return inner.parameters();
    }
  }

  @Test
  void outputsThatAreNotFiniteAreRefusedByTheNameOfTheirSample() throws IOException {
    Map<Task, Loss> tasks =
        Map.of(
            Blobs.CLASSIFICATION,
            new CrossEntropy(List.of(), 0),
            new Task.Segmentation(),
            LossTerm.BinaryCrossEntropy.DEFAULT);
    for (Map.Entry<Task, Loss> task : tasks.entrySet()) {
      for (float value : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
        try (JointModel sound =
            Blobs.model(
                task.getKey(),
                task.getKey() instanceof Task.Segmentation
                    ? new UNet(new ResNet(18), 3, List.of(8, 4, 4))
                    : new SmallCnn(List.of(8)),
                Blobs.parametrized(),
                1)) {
          JointModel broken =
              new JointModel(
                  sound.task(),
                  sound.input(),
                  sound.dataModel(),
                  sound.standardizing(),
                  new Broken(sound.network(), value),
                  sound.engine(),
                  sound.precision());
          Evaluation evaluation = new Evaluation(broken, Blobs.preparation(task.getKey()), 4);
          String message =
              "the model returns %s for sample blob-1-2: expected finite numbers; check the values of the sample, or train the model again"
                  .formatted(value);
          assertThatThrownBy(() -> evaluation.predict(SAMPLES, _ -> {}))
              .isInstanceOf(NonFiniteOutputException.class)
              .hasMessage(message);
          assertThatThrownBy(
                  () ->
                      evaluation.evaluate(
                          SAMPLES, task.getValue(), Bootstrap.usual(1), Progress.SILENT, _ -> {}))
              .isInstanceOf(NonFiniteOutputException.class)
              .hasMessage(message);
        }
      }
    }
  }

  @Test
  void onlyAModelOfViewsAcceptsViews() {
    try (JointModel model = Blobs.classifier()) {
      TaskModel task = model.taskModel(); // which shares the network
      assertThat(task.outputs()).isEqualTo(2);
      assertThat(task.hasGradient()).isTrue();
    }
    try (JointModel model =
        Blobs.model(Blobs.CLASSIFICATION, new SmallCnn(List.of(8, 16)), new HalfSizeModel(4), 1)) {
      assertThatThrownBy(model::taskModel)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "the task model expects the 4 channels of the data model 'none', but views have 3: expected a model trained on views; train one with another data model, or with 'none' of 3 channels");
    }
  }
}
