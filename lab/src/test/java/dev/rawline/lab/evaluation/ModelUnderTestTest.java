package dev.rawline.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.data.set.Sample;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.chain.Theta;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.isp.AdditiveLayer;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.imaging.random.Seed;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.lab.tolerance.ToleranceBound;
import dev.rawline.lab.tolerance.ToleranceInterval;
import dev.rawline.lab.tolerance.ToleranceSearch;
import dev.rawline.lab.training.SpotDataSets;
import dev.rawline.lab.training.TrainModel;
import dev.rawline.learning.assembly.ResolvedPlan;
import dev.rawline.learning.assembly.TrainedModel;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.joint.Evaluation;
import dev.rawline.learning.metric.Bootstrap;
import dev.rawline.learning.metric.IntervalMethod;
import dev.rawline.learning.metric.Metric;
import dev.rawline.learning.task.ViewBatch;
import dev.rawline.learning.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelUnderTestTest {
  @TempDir private static Path work;

  private static ResolvedPlan planned;
  private static ModelUnderTest subject;

  @BeforeAll
  static void train() throws IOException {
    String data = SpotDataSets.classes(work.resolve("glows"), 20).toString();
    planned =
        SpotDataSets.planned(
            "data",
            data,
            "epochs",
            "12",
            "learning_rate",
            "0.01",
            "crop",
            "32",
            "size",
            "16",
            "data_model",
            "{static: bilinear-sharpen-gaussian}",
            "standardize",
            "batch_norm");
    SpotDataSets.trained(planned, work.resolve("model")).close();
    subject = open(Optional.of(SensorSpec.DRONE.withConversion(1, 0)));
  }

  private static ModelUnderTest open(Optional<SensorSpec> sensor) throws IOException {
    return ModelUnderTest.of(
        TrainedModel.open(work.resolve("model"), SpotDataSets.ENGINE),
        samples(),
        Optional.of(Metric.ACCURACY),
        sensor,
        1);
  }

  private static List<Sample> samples() {
    return planned.dataSet().samples();
  }

  @AfterAll
  static void close() {
    subject.close();
  }

  private static CameraParameter parameter(String name) {
    return subject.parameters(Set.of()).stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static MetricAndLoss scored(String name, double value) {
    return subject.judge(subject.with(OperatingPoint.USUAL, parameter(name), value));
  }

  @Test
  void theUsualSettingScoresAsInAnEvaluation() throws IOException {
    TrainedModel trained = subject.trained();
    Evaluation.Result result =
        trained
            .evaluation()
            .evaluate(samples(), trained.loss(), IntervalMethod.NONE, Progress.SILENT, _ -> {});
    MetricAndLoss scored = subject.judge(OperatingPoint.USUAL);
    assertThat(scored.loss()).isCloseTo(result.loss(), within(1e-5));
    assertThat(scored.value()).isEqualTo(result.scores().estimates().get("accuracy").value());
    assertThat(scored.value()).isGreaterThan(0.9);
    assertThat(scored.metric().samples()).isEqualTo(40);
    assertThat(subject.judge(OperatingPoint.USUAL).loss()).isEqualTo(scored.loss());
  }

  @Test
  void parametersAreThoseOfTheChainAndOfTheSensor() throws IOException {
    List<String> names = subject.parameters(Set.of()).stream().map(CameraParameter::name).toList();
    assertThat(names)
        .contains("gamma", "black_level[0]", "black_level", "colour_matrix[0][1]", "blur[2][2]")
        .contains("demosaic[2][1][1]", "sharpening[1][1]", "white_balance[2]")
        .containsAll(RecaptureSettings.NAMES)
        .doesNotContain("gamma.floor")
        .doesNotHaveDuplicates();
    try (ModelUnderTest without = open(Optional.empty())) {
      assertThat(without.parameters(Set.of()))
          .extracting(CameraParameter::name)
          .doesNotContain("light");
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  without.judge(
                      OperatingPoint.USUAL.with(RecaptureSettings.AS_RECORDED.with("light", 0.5))))
          .withMessageContaining("give a sensor.yaml");
    }
  }

  @Test
  void aGroupIsShiftedAsAWhole() {
    Theta theta =
        subject.with(OperatingPoint.USUAL, parameter("black_level"), 0.1).theta().orElseThrow();
    double[] usual = subject.theta().get("black_level");
    double[] shifted = theta.get("black_level");
    assertThat(Arrays.stream(shifted).average().orElseThrow()).isCloseTo(0.1, within(1e-12));
    assertThat(shifted[1] - shifted[0]).isCloseTo(usual[1] - usual[0], within(1e-12));
  }

  @Test
  void gradientsOfThetaMatchFiniteDifferences() {
    ViewBatch pictures = subject.pictures(OperatingPoint.USUAL, 0);
    double[] gradient =
        subject.carry(OperatingPoint.USUAL, 0, subject.judge(pictures, 0).gradient().samples());
    Theta theta = subject.theta();
    for (String name : List.of("gamma", "black_level[1]", "colour_matrix[1][1]", "blur[2][2]")) {
      int place = place(theta, name);
      double step = 2e-3;
      double difference =
          (loss(theta.with(name, theta.get(name)[0] + step))
                  - loss(theta.with(name, theta.get(name)[0] - step)))
              / (2 * step);
      assertThat(gradient[place])
          .as(name)
          .isCloseTo(difference, within(0.1 * Math.abs(difference) + 2e-3));
    }
  }

  private static int place(Theta theta, String name) {
    int place = 0;
    while (!theta.name(place).equals(name)) {
      place++;
    }
    return place;
  }

  private static double loss(Theta theta) {
    return subject.judge(subject.pictures(OperatingPoint.of(theta), 0), 0).loss();
  }

  @Test
  void noiseOfLessLightIsReproducible() {
    MetricAndLoss dim = scored("light", 0.5);
    MetricAndLoss usual = subject.judge(OperatingPoint.USUAL);
    assertThat(dim.loss()).isNotEqualTo(usual.loss());
    assertThat(scored("light", 0.8).loss()).isNotEqualTo(dim.loss());
    assertThat(scored("light", 0.5).loss()).isEqualTo(dim.loss());
    assertThat(subject.judge(OperatingPoint.USUAL).loss()).isEqualTo(usual.loss());
    assertThat(dim.metric().drop(usual.metric()))
        .isCloseTo(usual.value() - dim.value(), within(1e-12));
  }

  @Test
  void anAdditiveLayerIsPartOfAnotherChain() {
    View picture = subject.pictures(OperatingPoint.USUAL, 0).view(0);
    Isp layered = subject.isp().with(AdditiveLayer.zero(picture.width(), picture.height()));
    ModelUnderTest behind = subject.behind(_ -> layered);
    assertThat(behind.judge(OperatingPoint.USUAL).loss())
        .isCloseTo(subject.judge(OperatingPoint.USUAL).loss(), within(1e-5));
    assertThat(behind.parameters(Set.of())).hasSameSizeAs(subject.parameters(Set.of()));
    assertThat(behind.theta().size())
        .isEqualTo(subject.theta().size() + 3 * picture.width() * picture.height());
  }

  /** Trained at one gamma, tested over a range of it. */
  @Test
  void theToleranceIntervalOfGammaAgreesWithTheDropAtItsEnds() {
    CameraParameter gamma = parameter("gamma");
    MetricAndLoss usual = subject.judge(OperatingPoint.USUAL);
    double delta = 0.1;
    ToleranceInterval found =
        new ToleranceSearch(delta, 6, 0.05, new Bootstrap(200, 0.95, new Seed(1, "gamma")))
            .curves(List.of(gamma), usual.metric(), (_, value) -> scored("gamma", value).metric())
            .getFirst()
            .interval();
    assertThat(found.isOpen()).isFalse();
    agrees(found.low(), found.low().low(), usual, delta);
    agrees(found.high(), found.high().high(), usual, delta);
  }

  private static void agrees(
      ToleranceBound bound, double exceeded, MetricAndLoss usual, double delta) {
    assertThat(scored("gamma", bound.value()).metric().drop(usual.metric()))
        .isLessThanOrEqualTo(delta);
    if (!bound.open()) {
      assertThat(scored("gamma", exceeded).metric().drop(usual.metric())).isGreaterThan(delta);
    }
  }

  /**
   * Nothing else refers to the model by then, and its weights are outside of the memory that Java
   * frees.
   */
  @Test
  void aModelThatIsRefusedIsClosed() throws IOException {
    TrainedModel trained = TrainedModel.open(work.resolve("model"), SpotDataSets.ENGINE);
    Tensor weights = trained.model().network().parameters().learned().firstEntry().getValue();
    assertThat(weights.toArray()).isNotEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> ModelUnderTest.of(trained, List.of(), Optional.empty(), Optional.empty(), 1))
        .withMessageContaining("there is no sample to test the model on");
    assertThatThrownBy(weights::toArray).isInstanceOf(NullPointerException.class);
  }

  @Test
  void aModelWithoutAChainIsRefused() throws IOException {
    ResolvedPlan none =
        SpotDataSets.planned(
            "data",
            work.resolve("glows").toString(),
            "epochs",
            "1",
            "data_model",
            "{none: {channels: 3}}");
    Path folder = work.resolve("none");
    TrainModel.Result _ =
        new TrainModel(none, Path.of(""), folder, SpotDataSets.ENGINE, TrainingListener.SILENT)
            .run();
    try (TrainedModel trained = TrainedModel.open(folder, SpotDataSets.ENGINE)) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> ModelUnderTest.of(trained, samples(), Optional.empty(), Optional.empty(), 1))
          .withMessageContaining("the model has no processing chain")
          .withMessageContaining("'none'");
    }
  }
}
