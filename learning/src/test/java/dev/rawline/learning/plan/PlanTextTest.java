package dev.rawline.learning.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.data.yaml.YamlNames;
import dev.rawline.learning.loss.LossTerm;
import dev.rawline.learning.optimize.Optimizer;
import dev.rawline.learning.optimize.Schedule;
import dev.rawline.learning.optimize.WarmUp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What finished steps store of a plan, and the words of plans, are the same in every version. */
class PlanTextTest {
  private static final String EVERYTHING =
      """
      data: cells
      intensities: [1.0, 0.5]
      classes: [basophil, eosinophil]
      split: {file: split.json}
      camera: microscope
      data_model: {parametrized: {theta: theta.yaml, frozen: [gamma], thawed: ["gamma.floor"]}}
      vary: {light: [0.25, 1], colour_matrix: 0.1}
      worst_case: {box: {gamma: [1.6, 3], "black_level[0]": [0, 0.01]}, steps: 4}
      crop: 256
      task: {regression: area}
      model: {small-cnn: {widths: [8, 16]}}
      freeze: [data_model]
      loss: [mean_square, {mean_absolute: {weight: 0.5}}]
      optimizer: {sgd: {momentum: 0.8, nesterov: true}}
      schedule: {steps: {at: [3, 6], factor: 0.5}}
      warm_up: {epochs: 0.5}
      epochs: 8
      batch_changes: [{after: 2, size: 16}]
      early_stopping: {patience: 3}
      track: {images: 2, arrays: true}
      """;

  @TempDir Path folder;

  private String text(String plan) throws IOException {
    return PlanText.of(
        TrainingPlan.FILE.read(Files.writeString(folder.resolve("plan.yaml"), plan)));
  }

  @Test
  void theShortestPlanKeepsItsText() throws IOException {
    assertThat(text("data: cells\n"))
        .isEqualTo(
            "TrainingPlan[data=cells, layout=Optional.empty, intensities=Optional.empty, "
                + "pictures=Optional.empty, palette=Optional.empty, classes=Optional.empty, "
                + "split=Shuffle[train=0.7, validation=0.15, test=0.15], division=1, "
                + "validation=0.15, camera=Optional.empty, fullLight=false, "
                + "vary=Optional.empty, worstCase=Optional.empty, dataModel=Optional.empty, "
                + "crop=Optional.empty, randomCrop=false, size=Optional.empty, "
                + "standardize=Optional.empty, augment=weak, task=Optional.empty, "
                + "model=Optional.empty, pretrained=Optional.empty, freeze=[], "
                + "loss=Optional.empty, optimizer=AdamKeys[beta1=0.9, beta2=0.999, "
                + "epsilon=1.0E-8, weightDecay=0.0], learningRate=0.001, "
                + "thetaLearningRate=Optional.empty, schedule=ConstantKeys[], "
                + "warmUp=Optional.empty, clip=Optional.empty, epochs=20, batch=16, "
                + "batchChanges=[], evaluationBatch=Optional.empty, "
                + "earlyStopping=Optional.empty, validateEvery=1, seed=1, precision=float32, "
                + "track=Optional.empty]");
  }

  @Test
  void thePlanWithEveryKeyKeepsItsText() throws IOException {
    assertThat(text(EVERYTHING))
        .isEqualTo(
            "TrainingPlan[data=cells, layout=Optional.empty, intensities=Optional[[1.0, "
                + "0.5]], pictures=Optional.empty, palette=Optional.empty, "
                + "classes=Optional[[basophil, eosinophil]], split=File[file=split.json], "
                + "division=1, validation=0.15, camera=Optional[microscope], fullLight=false, "
                + "vary=Optional[VaryPlan[sensor=Optional.empty, light=Optional[[0.25, 1.0]], "
                + "gain=Optional.empty, readNoise=Optional.empty, blur=Optional.empty, "
                + "defocus=Optional.empty, bits=Optional.empty, sampling=Optional.empty, "
                + "whiteBalance=Optional.empty, colourMatrix=Optional[0.1], "
                + "gamma=Optional.empty, blackLevel=Optional.empty]], "
                + "worstCase=Optional[WorstCasePlan[box=BoxKeys[intervals={gamma=Range[lowest=1.6, "
                + "highest=3.0], black_level[0]=Range[lowest=0.0, highest=0.01]}], steps=4, "
                + "rate=Optional.empty, share=0.5]], "
                + "dataModel=Optional[Parametrized[theta=Optional[theta.yaml], frozen=[gamma], "
                + "thawed=[gamma.floor], learned=true]], crop=Optional[256], randomCrop=false, "
                + "size=Optional.empty, standardize=Optional.empty, augment=weak, "
                + "task=Optional[Regression[target=area]], "
                + "model=Optional[SmallCnnKeys[widths=[8, 16]]], pretrained=Optional.empty, "
                + "freeze=[DATA_MODEL], loss=Optional[[MeanSquareKeys[weight=1.0], "
                + "MeanAbsoluteKeys[weight=0.5]]], optimizer=SgdKeys[momentum=0.8, "
                + "nesterov=true, weightDecay=0.0], learningRate=0.001, "
                + "thetaLearningRate=Optional.empty, schedule=StepsKeys[every=Optional.empty, "
                + "at=Optional[[3, 6]], factor=0.5], warmUp=Optional[Epochs[epochs=0.5]], "
                + "clip=Optional.empty, epochs=8, batch=16, batchChanges=[BatchChange[after=2, "
                + "size=16]], evaluationBatch=Optional.empty, "
                + "earlyStopping=Optional[EarlyStoppingPlan[patience=3]], validateEvery=1, "
                + "seed=1, precision=float32, track=Optional[TrackPlan[images=2, "
                + "everyEpoch=true, stages=true, gradients=true, differences=true, "
                + "predictions=true, arrays=true, reference=Optional.empty]]]");
  }

  @Test
  void everyKindOfEveryChoiceHasAText() throws IOException {
    List<String> others =
        List.of(
            "split: given",
            "split: shuffle",
            "camera: drone\ndata_model: {static: menon-unsharp-median}",
            "camera: drone\ndata_model: neural",
            "camera: drone\ndata_model: none",
            "data_model: views",
            "task: classification\nmodel: resnet18\nloss: cross_entropy",
            "model: resnet34",
            "model: resnet50",
            "task: segmentation\nmodel: unet\nloss: [binary_cross_entropy, soft_dice]",
            "model: unet++",
            "optimizer: adam",
            "optimizer: adamw",
            "schedule: constant",
            "schedule: cosine",
            "warm_up: {steps: 3}");
    for (String other : others) {
      assertThat(text("data: cells\n" + other + "\n")).startsWith("TrainingPlan[data=cells, ");
    }
  }

  @Test
  void choicesKeepTheirWords() {
    List<String> words = new ArrayList<>();
    Stream.of(
            SplitPlan.class,
            DataModelPlan.class,
            TaskPlan.class,
            NetworkPlan.class,
            LossTerm.class,
            Optimizer.class,
            Schedule.class,
            WarmUp.class)
        .flatMap(choice -> Arrays.stream(choice.getPermittedSubclasses()))
        .map(YamlNames::ofKeys)
        .forEach(words::add);
    assertThat(String.join(" ", words))
        .isEqualTo(
            "given shuffle file static parametrized neural none views"
                + " classification segmentation regression"
                + " resnet18 resnet34 resnet50 small-cnn unet unet++"
                + " cross_entropy soft_dice binary_cross_entropy mean_square mean_absolute"
                + " adam adamw sgd constant cosine steps epochs steps");
  }
}
