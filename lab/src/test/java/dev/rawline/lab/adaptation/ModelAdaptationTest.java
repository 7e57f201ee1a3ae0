package dev.rawline.lab.adaptation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.data.config.IspFiles;
import dev.rawline.data.file.JsonRecords;
import dev.rawline.data.set.Sample;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.chain.Theta;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.lab.adaptation.Adaptation.BatchNormStatistics;
import dev.rawline.lab.adaptation.Adaptation.ProcessingParameters;
import dev.rawline.lab.adaptation.Adaptation.ProcessingParameters.ThetaLoss;
import dev.rawline.lab.adaptation.Adaptation.UnlabelledSide;
import dev.rawline.lab.training.SpotDataSets;
import dev.rawline.learning.assembly.ResolvedPlan;
import dev.rawline.learning.assembly.TrainedModel;
import dev.rawline.learning.joint.Evaluation;
import dev.rawline.learning.weights.StateDict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Adaptations of a small network that was trained on one view of spots of light. */
class ModelAdaptationTest {
  private static final String VIEW = "bilinear-sharpen-gaussian";
  private static final String MEAN = "standardizing.running_mean";
  private static final BatchNormStatistics REPLACED =
      new BatchNormStatistics(null, Optional.empty(), null);

  @TempDir private static Path work;

  private static ResolvedPlan planned;

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
            "{static: %s}".formatted(VIEW),
            "standardize",
            "batch_norm");
    SpotDataSets.trained(planned, work.resolve("model")).close();
    IspFiles.write(drifted(), work.resolve("drifted.yaml"));
  }

  /** A camera of another white balance and gamma. */
  private static Isp drifted() {
    Isp isp = Isp.of(Camera.DRONE, ViewName.parse(VIEW));
    Theta theta = isp.theta();
    double[] gains = theta.get("white_balance");
    return isp.with(
        theta.with("white_balance", 0.7 * gains[0], gains[1], 1.4 * gains[2]).with("gamma", 1.8));
  }

  private static TrainedModel open() throws IOException {
    return TrainedModel.open(work.resolve("model"), SpotDataSets.ENGINE);
  }

  private static List<Sample> samples() {
    return planned.dataSet().samples();
  }

  private static List<String> predictions(Evaluation evaluation) throws IOException {
    List<String> found = new ArrayList<>();
    evaluation.predict(samples(), answer -> found.add(answer.toString()));
    return found;
  }

  private static Evaluation adapted(TrainedModel trained, Adaptation how) throws IOException {
    return new ModelAdaptation(how, 1)
        .adapted(
            trained.behind("drifted.yaml", Map.of(), work).evaluationAsRecorded(),
            trained.evaluation(),
            samples(),
            samples(),
            samples(),
            work,
            Progress.SILENT);
  }

  private static StateDict weights(Adaptation how) throws IOException {
    try (TrainedModel trained = open()) {
      adapted(trained, how);
      return trained.model().weights();
    }
  }

  private static float[] numbers(StateDict weights, String name) {
    return weights.arrays().get(name).toFloats();
  }

  /** Schneider and others (2020): N images of training and n of the target, N = n here. */
  @Test
  void thePriorMixesTrainedAndTargetStatisticsByTheirImages() throws IOException {
    float[] trained;
    try (TrainedModel model = open()) {
      trained = numbers(model.model().weights(), MEAN);
    }
    float[] target = numbers(weights(REPLACED), MEAN);
    float[] mixed =
        numbers(
            weights(new BatchNormStatistics((double) samples().size(), Optional.empty(), null)),
            MEAN);
    for (int channel = 0; channel < trained.length; channel++) {
      assertThat(mixed[channel]).isCloseTo((trained[channel] + target[channel]) / 2, within(1e-5f));
      assertThat(Math.abs(trained[channel] - target[channel])).isGreaterThan(1e-3f);
    }
  }

  @Test
  void batchNormAdaptationChangesStatisticsAlone() throws IOException {
    StateDict before;
    try (TrainedModel model = open()) {
      before = model.model().weights();
    }
    StateDict after = weights(REPLACED);
    before
        .arrays()
        .keySet()
        .forEach(
            name -> {
              boolean same =
                  before.arrays().get(name).bytes().equals(after.arrays().get(name).bytes());
              assertThat(same)
                  .as(name)
                  .isEqualTo(!name.contains("running_") && !name.contains("num_batches"));
            });
    try (TrainedModel again = open()) { // what is stored stays as it was
      assertThat(numbers(again.model().weights(), MEAN)).isEqualTo(numbers(before, MEAN));
    }
  }

  @Test
  void aPriorOfVeryManyImagesChangesNothing() throws IOException {
    try (TrainedModel trained = open()) {
      Evaluation target = trained.behind("drifted.yaml", Map.of(), work).evaluationAsRecorded();
      float[] before = numbers(trained.model().weights(), MEAN);
      Evaluation _ = adapted(trained, new BatchNormStatistics(1e12, Optional.empty(), null));
      assertThat(numbers(trained.model().weights(), MEAN)).containsExactly(before, within(1e-6f));
      assertThat(target.model().network()).isSameAs(trained.model().network());
    }
  }

  private static ModelAdaptation.FitRecord fit(ProcessingParameters how) throws IOException {
    try (TrainedModel trained = open()) {
      Evaluation _ = adapted(trained, how);
      return fit();
    }
  }

  private static ModelAdaptation.FitRecord fit() throws IOException {
    return JsonRecords.read(work.resolve(ModelAdaptation.FIT), ModelAdaptation.FitRecord.class);
  }

  /**
   * Gains and gamma of the drifted camera are in θ, so that the view statistics of training can be
   * reached; the same images on both sides leave no difference of content.
   */
  @Test
  void fittedParametersReachTheViewStatisticsOfTraining() throws IOException {
    ModelAdaptation.FitRecord fit = fit(new ProcessingParameters(null, 40, null, 20));
    assertThat(fit.before()).isGreaterThan(0.1);
    assertThat(fit.after()).isLessThan(0.01 * fit.before());
    assertThat(IspFiles.read(work.resolve("drifted.yaml"), Camera.DRONE)).isEqualTo(drifted());
  }

  @Test
  void withoutDriftThereIsNothingToFit() throws IOException {
    try (TrainedModel trained = open()) {
      Evaluation target = trained.evaluationAsRecorded();
      List<String> before = predictions(target);
      Evaluation fitted =
          new ModelAdaptation(new ProcessingParameters(null, 40, UnlabelledSide.TRAIN, null), 1)
              .adapted(
                  target,
                  trained.evaluation(),
                  samples(),
                  samples(),
                  samples(),
                  work,
                  Progress.SILENT);
      ModelAdaptation.FitRecord fit = fit();
      assertThat(fit.before()).isLessThan(1e-6);
      assertThat(predictions(fitted)).hasSameSizeAs(before);
    }
  }

  @Test
  void entropyFallsButIsAnotherGoal() throws IOException {
    ModelAdaptation.FitRecord fit =
        fit(new ProcessingParameters(ThetaLoss.ENTROPY, 40, UnlabelledSide.TEST, 3));
    assertThat(fit.after()).isLessThanOrEqualTo(fit.before());
    assertThat(fit.images()).isEqualTo(40);
  }

  @Test
  void namesTellSettingsThatDifferFromTheDefaults() {
    assertThat(REPLACED.words()).isEqualTo("batch_norm");
    assertThat(new BatchNormStatistics(16.0, Optional.of(64), UnlabelledSide.TEST).words())
        .isEqualTo("batch_norm prior 16 images 64 of the test side");
    assertThat(new ProcessingParameters(ThetaLoss.ENTROPY, null, null, null).words())
        .isEqualTo("theta entropy");
  }
}
