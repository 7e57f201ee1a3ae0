package dev.rawline.lab.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.data.config.DescriptionFiles;
import dev.rawline.data.config.IspFiles;
import dev.rawline.data.file.JsonFile;
import dev.rawline.data.file.NumpyArray;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.layout.DataSetOptions;
import dev.rawline.data.load.LoadedSample;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.Sample;
import dev.rawline.data.set.Subset;
import dev.rawline.data.split.Split;
import dev.rawline.data.split.SplitFile;
import dev.rawline.data.statistics.ChannelSums;
import dev.rawline.data.statistics.Standardization;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.isp.Bilinear;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.lab.ResultSchema;
import dev.rawline.lab.evaluation.EvaluateModel;
import dev.rawline.lab.evaluation.HeldOutSamples;
import dev.rawline.lab.evaluation.PredictFiles;
import dev.rawline.learning.assembly.CameraDraw;
import dev.rawline.learning.assembly.ModelFolder;
import dev.rawline.learning.assembly.ModelSource;
import dev.rawline.learning.assembly.ResolvedPlan;
import dev.rawline.learning.assembly.TrainedModel;
import dev.rawline.learning.plan.CameraVariationPlan;
import dev.rawline.learning.plan.ReferenceResolver;
import dev.rawline.learning.plan.TrainingPlan;
import dev.rawline.learning.sample.Task;
import dev.rawline.learning.train.StepReport;
import dev.rawline.learning.train.TrainingListener;
import dev.rawline.workbench.page.BrowserPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainModelTest {
  @TempDir private Path work;
  private String data;

  @BeforeEach
  void makeData() throws IOException {
    data = SpotDataSets.classes(work.resolve("glows"), 12).toString();
  }

  private static TrainModel.Result train(ResolvedPlan planned, Path folder) throws IOException {
    return new TrainModel(
            planned, Path.of(""), folder, SpotDataSets.ENGINE, TrainingListener.SILENT)
        .run();
  }

  @Test
  void aPlanIsTrainedToAModelFolder() throws IOException {
    Path folder = work.resolve("model");
    ResolvedPlan planned =
        SpotDataSets.planned("data", data, "epochs", "3", "learning_rate", "0.01");
    TrainModel.Result.Trained trained = (TrainModel.Result.Trained) train(planned, folder);

    assertThat(trained.history()).hasSize(3);
    assertThat(trained.scores().keySet()).containsExactly(Subset.VALIDATION, Subset.TEST);
    assertThat(folder)
        .isDirectoryContaining("glob:**/model.safetensors")
        .isDirectoryContaining("glob:**/plan.yaml")
        .isDirectoryContaining("glob:**/split.json")
        .isDirectoryContaining("glob:**/statistics.yaml")
        .isDirectoryContaining("glob:**/validation-predictions.csv")
        .isDirectoryContaining("glob:**/test-predictions.csv")
        .isDirectoryContaining("glob:**/provenance.json")
        .isDirectoryContaining("glob:**/checkpoints");
    for (String picture : List.of("curves.png", "confusion.png", "reliability.png")) {
      assertThat(ImageIO.read(folder.resolve(picture).toFile()).getWidth()).isGreaterThan(600);
    }
    assertThat(Files.readAllLines(folder.resolve("history.csv")))
        .hasSize(4)
        .first()
        .isEqualTo(
            "epoch,training_loss,validation_loss,balanced_accuracy,learning_rate,theta_learning_rate,seconds,best");
    Map<String, Object> metrics = JsonFile.read(folder.resolve("metrics.json"));
    ResultSchema.requireFits(folder.resolve("metrics.json"), "training");
    assertThat(metrics).containsEntry("epochs", 3).containsKeys("validation", "test");
    assertThat(JsonFile.read(folder.resolve("provenance.json")))
        .containsEntry("finished", true)
        .containsEntry("data_sha256", planned.split().sum())
        .containsKeys("engine", "machine", "threads", "seed", "rawline");
  }

  @Test
  void aTrainedModelIsReadBack() throws IOException {
    Path folder = work.resolve("model");
    ResolvedPlan planned = SpotDataSets.planned("data", data);
    TrainModel.Result.Trained trained = (TrainModel.Result.Trained) train(planned, folder);
    double loss = trained.scores().get(Subset.TEST).loss();

    assertThat(loss(folder, planned, Subset.TEST, "evaluation")).isEqualTo(loss);
    try (TrainedModel model = TrainedModel.open(folder, SpotDataSets.ENGINE)) {
      assertThat(model.task()).isEqualTo(new Task.Classification(List.of("dark", "glow")));
      assertThat(model.taskModel().outputs()).isEqualTo(2);
    }
    assertThat(work.resolve("evaluation/predictions.csv"))
        .hasSameTextualContentAs(folder.resolve("test-predictions.csv"));
  }

  @Test
  void anEvaluationWithRandomCamerasReportsThem() throws IOException {
    Path folder = work.resolve("model");
    ResolvedPlan planned = SpotDataSets.planned("data", data, "epochs", "1");
    train(planned, folder);
    Path sensor = work.resolve("sensor.yaml");
    DescriptionFiles.SENSOR.write(SensorSpec.DRONE, sensor);
    Optional<CameraVariationPlan> ranges =
        SpotDataSets.planned(
                "data",
                data,
                "vary",
                "{sensor: '%s', gamma: [0.5, 0.6], white_balance: [1, 2]}".formatted(sensor))
            .plan()
            .vary();

    List<String> first = drawn(folder, planned, new CameraDraw(ranges, 1), "first");
    assertThat(first.getFirst())
        .isEqualTo(
            "id,class,truth,dark,glow,white_balance_1,white_balance_2,white_balance_3,gamma");
    assertThat(first.subList(1, first.size()))
        .isNotEmpty()
        .allSatisfy(
            line -> {
              String[] numbers = line.split(",", -1);
              assertThat(Double.parseDouble(numbers[5])).isBetween(1.0, 2.0);
              assertThat(Double.parseDouble(numbers[8])).isBetween(0.5, 0.6);
            })
        .doesNotHaveDuplicates();
    assertThat(JsonFile.read(work.resolve("first/metrics.json")))
        .containsEntry("cameras_seed", 1)
        .extractingByKey("cameras")
        .asString()
        .contains("gamma=[0.5, 0.6]");
    assertThat(drawn(folder, planned, new CameraDraw(ranges, 1), "again")).isEqualTo(first);
    assertThat(drawn(folder, planned, new CameraDraw(ranges, 2), "other")).isNotEqualTo(first);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> drawn(folder, planned, new CameraDraw(Optional.empty(), 1), "none"))
        .withMessageContaining("was trained without drawn cameras");
    assertThat(work.resolve("none")).doesNotExist();
  }

  /**
   * A camera variation that is fixed applies to the training, its statistics and its evaluation.
   */
  @Test
  void aFixedCameraVariationAppliesToAllOfTraining() throws Exception {
    Path sensor = work.resolve("sensor.yaml");
    DescriptionFiles.SENSOR.write(SensorSpec.DRONE, sensor);
    Path bright = work.resolve("bright");
    Path recorded = work.resolve("recorded");
    ResolvedPlan planned = barelyTrained("vary", "{sensor: '%s', gamma: [2, 2]}".formatted(sensor));
    TrainModel.Result.Trained trained = (TrainModel.Result.Trained) train(planned, bright);
    train(barelyTrained(), recorded);

    assertThat(mean(tracked(bright))).isGreaterThan(1.2 * mean(tracked(recorded)));
    assertThat(loss(bright, planned, Subset.TEST, "evaluation"))
        .isEqualTo(trained.scores().get(Subset.TEST).loss());
    ResultSchema.requireFits(work.resolve("evaluation/metrics.json"), "evaluation");
    assertThat(JsonFile.read(work.resolve("evaluation/metrics.json")))
        .containsEntry("cameras_seed", 1)
        .extractingByKey("cameras")
        .asString()
        .contains("gamma=[2");
    try (TrainedModel model = TrainedModel.open(bright, SpotDataSets.ENGINE)) {
      assertThat(model.evaluation().drawnFrom()).hasValue(1);
      assertThat(model.evaluationAsRecorded().drawnFrom()).isEmpty();
    }
  }

  private ResolvedPlan barelyTrained(String... keysAndValues) throws IOException {
    List<String> all =
        new ArrayList<>(
            List.of(
                "data",
                data,
                "data_model",
                "parametrized",
                "epochs",
                "1",
                "learning_rate",
                "1e-9",
                "track",
                "{images: 1, stages: false, gradients: false, arrays: true}"));
    all.addAll(List.of(keysAndValues));
    return SpotDataSets.planned(all.toArray(String[]::new));
  }

  /** Returns the picture of the first sample that was tracked. */
  private static float[] tracked(Path model) throws Exception {
    try (Stream<Path> files = Files.walk(model.resolve("track"))) {
      Path picture = files.filter(file -> file.endsWith("picture.npy")).findFirst().orElseThrow();
      return NumpyArray.of(Files.readAllBytes(picture)).values();
    }
  }

  private static double mean(float[] numbers) {
    double sum = 0;
    for (float number : numbers) {
      sum += number;
    }
    return sum / numbers.length;
  }

  private double loss(Path model, ResolvedPlan planned, Subset side, String out)
      throws IOException {
    return new EvaluateModel(
            new ModelSource.Folder(model), work.resolve(out), SpotDataSets.ENGINE, Optional.empty())
        .run(
            planned.dataSet().with(planned.samples(side)),
            side.word() + " side",
            false,
            Progress.SILENT)
        .loss();
  }

  private List<String> drawn(Path model, ResolvedPlan planned, CameraDraw cameras, String name)
      throws IOException {
    new EvaluateModel(
            new ModelSource.Folder(model),
            work.resolve(name),
            SpotDataSets.ENGINE,
            Optional.of(cameras))
        .run(planned.dataSet(), "glows", false, Progress.SILENT);
    return Files.readAllLines(work.resolve(name).resolve("predictions.csv"));
  }

  /** Everything that a data model learns, or starts with, is saved and read back. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{static: bilinear-sharpen-gaussian}",
        "{parametrized: {frozen: [gamma]}}",
        "neural",
        "{none: {channels: 4}}"
      })
  void everyDataModelIsReadBack(String dataModel) throws IOException {
    Path folder = work.resolve("model");
    ResolvedPlan planned =
        SpotDataSets.planned("data", data, "data_model", dataModel, "epochs", "1");
    TrainModel.Result.Trained trained = (TrainModel.Result.Trained) train(planned, folder);

    assertThat(loss(folder, planned, Subset.TEST, "evaluation"))
        .isEqualTo(trained.scores().get(Subset.TEST).loss());
  }

  @Test
  void aStoppedRunResumesToTheSameWeights() throws IOException {
    String[] plan = {"data", data, "data_model", "parametrized", "epochs", "3"};
    Path whole = work.resolve("whole");
    train(SpotDataSets.planned(plan), whole);

    Path parts = work.resolve("parts");
    AtomicReference<TrainModel> running = new AtomicReference<>();
    TrainingListener stopper =
        new TrainingListener() {
          @Override
          public void step(StepReport report) {
            if (report.done() == 3) {
              running.get().requestStop();
            }
          }
        };
    running.set(
        new TrainModel(
            SpotDataSets.planned(plan), Path.of(""), parts, SpotDataSets.ENGINE, stopper));
    assertThat(running.get().run()).isEqualTo(new TrainModel.Result.Stopped(1, 1));
    assertThatExceptionOfType(RejectedFileException.class)
        .isThrownBy(() -> TrainedModel.open(parts, SpotDataSets.ENGINE))
        .withMessageContaining("training is not complete")
        .withMessageContaining("run the same train command again");
    assertThat(train(SpotDataSets.planned(plan), parts))
        .isInstanceOf(TrainModel.Result.Trained.class);

    for (String file : List.of("model.safetensors", "theta.yaml", "standardizing.safetensors")) {
      assertThat(parts.resolve(file)).hasSameBinaryContentAs(whole.resolve(file));
    }
  }

  /** Statistics, validation and the last evaluation end between two batches. */
  @Test
  void aRunStoppedDuringEvaluationResumesToTheSameWeights() throws IOException {
    String[] plan = {"data", data, "epochs", "2", "batch", "2"};
    Path whole = work.resolve("whole");
    List<Integer> batches = new ArrayList<>();
    TrainingListener counting =
        new TrainingListener() {
          @Override
          public void advance(double amount) {
            batches.add(batches.size());
          }
        };
    new TrainModel(SpotDataSets.planned(plan), Path.of(""), whole, SpotDataSets.ENGINE, counting)
        .run();

    for (int at : List.of(2, batches.size() / 2 + 4, batches.size() - 1)) {
      Path parts = work.resolve("parts-" + at);
      AtomicReference<TrainModel> running = new AtomicReference<>();
      AtomicInteger calls = new AtomicInteger();
      TrainingListener stopper =
          new TrainingListener() {
            @Override
            public void advance(double amount) {
              if (calls.incrementAndGet() == at) {
                running.get().requestStop();
              }
            }
          };
      running.set(
          new TrainModel(
              SpotDataSets.planned(plan), Path.of(""), parts, SpotDataSets.ENGINE, stopper));
      assertThat(running.get().run()).isInstanceOf(TrainModel.Result.Stopped.class);
      assertThat(calls.get()).isEqualTo(at);
      assertThat(train(SpotDataSets.planned(plan), parts))
          .isInstanceOf(TrainModel.Result.Trained.class);
      for (String file : List.of("model.safetensors", "statistics.yaml", "metrics.json")) {
        assertThat(parts.resolve(file)).hasSameBinaryContentAs(whole.resolve(file));
      }
    }
  }

  @Test
  void aSecondTrainingInAFolderInUseIsRefused() throws IOException {
    Path folder = work.resolve("model");
    ResolvedPlan planned = SpotDataSets.planned("data", data, "epochs", "1");
    List<Throwable> refusals = new ArrayList<>();
    TrainingListener second =
        new TrainingListener() {
          @Override
          public void step(StepReport report) {
            refusals.add(catchThrowable(() -> train(planned, folder)));
          }
        };
    assertThat(new TrainModel(planned, Path.of(""), folder, SpotDataSets.ENGINE, second).run())
        .isInstanceOf(TrainModel.Result.Trained.class);
    assertThat(refusals)
        .isNotEmpty()
        .allSatisfy(
            refusal ->
                assertThat(refusal)
                    .isInstanceOf(RejectedFileException.class)
                    .hasMessageStartingWith(folder + ": is being written to by this process"));
    assertThat(folder.resolve(".lock")).doesNotExist();
  }

  @Test
  void anotherSplitIsAnotherModel() throws IOException {
    Path split = work.resolve("split.json");
    ResolvedPlan first = SpotDataSets.planned("data", data, "epochs", "1");
    first.split().write(split);
    String[] plan = {"data", data, "epochs", "1", "split", "{file: '%s'}".formatted(split)};
    Path folder = work.resolve("model");
    train(SpotDataSets.planned(plan), folder);
    assertThat(train(first, folder))
        .as("the same subsets from a file")
        .isEqualTo(new TrainModel.Result.UpToDate());

    Map<Subset, List<String>> sides = new EnumMap<>(first.split().splits().getFirst().sides());
    List<String> test = sides.put(Subset.TEST, sides.get(Subset.VALIDATION));
    sides.put(Subset.VALIDATION, test);
    SplitFile swapped =
        new SplitFile("swapped", 1, "glows", first.split().sum(), List.of(new Split(sides)));
    swapped.write(split);
    assertThatExceptionOfType(RejectedFileException.class)
        .isThrownBy(() -> train(SpotDataSets.planned(plan), folder))
        .withMessageContaining("trained differently (another split)");

    Path begun = work.resolve("begun");
    new ModelFolder(begun)
        .begin(first, ReferenceResolver.in(Path.of("")), SpotDataSets.ENGINE, Progress.SILENT);
    swapped.write(begun.resolve("split.json"));
    assertThatExceptionOfType(RejectedFileException.class)
        .isThrownBy(() -> train(first, begun))
        .withMessageContaining("is not the split that training began with");
  }

  @Test
  void aModelWithoutItsStatisticsIsRefused() throws IOException {
    Path folder = work.resolve("model");
    train(SpotDataSets.planned("data", data, "data_model", "parametrized", "epochs", "1"), folder);
    Files.delete(folder.resolve("theta.yaml"));
    assertThatExceptionOfType(RejectedFileException.class)
        .isThrownBy(() -> TrainedModel.open(folder, SpotDataSets.ENGINE))
        .withMessageContaining("it has no theta.yaml");
  }

  /** The class weights of the training apply to every evaluation. */
  @Test
  void balancedClassesAreWeightedAsInTraining() throws IOException {
    for (int i = 0; i < 8; i++) {
      Files.delete(Path.of(data, "glow", i + ".png"));
    }
    Path folder = work.resolve("model");
    ResolvedPlan planned =
        SpotDataSets.planned(
            "data", data, "loss", "[{cross_entropy: {balanced: true}}]", "epochs", "1");
    TrainModel.Result.Trained trained = (TrainModel.Result.Trained) train(planned, folder);
    assertThat(folder.resolve("plan.yaml"))
        .content()
        .contains("class_weights")
        .contains("balanced: false");
    double loss = loss(folder, planned, Subset.VALIDATION, "again");
    assertThat(loss).isEqualTo(trained.scores().get(Subset.VALIDATION).loss());
  }

  /** Four planes are measured at the size at which the model sees them. */
  @Test
  void statisticsAreMeasuredAtTheModelInput() throws IOException {
    Path folder = work.resolve("model");
    ResolvedPlan planned =
        SpotDataSets.planned(
            "data", data, "data_model", "{none: {channels: 4}}", "size", "8", "epochs", "1");
    train(planned, folder);
    ChannelSums sums = ChannelSums.NONE;
    for (Sample sample : planned.samples(Subset.TRAIN)) {
      float[] mosaic = Camera.DRONE.normalise((RawImage) LoadedSample.of(sample).frame()).samples();
      for (int green = 1; green < 3; green++) {
        float[] view = new float[3 * 64];
        for (int i = 0; i < mosaic.length; i++) {
          int row = i / SpotDataSets.SIDE;
          int column = i % SpotDataSets.SIDE;
          int plane = 2 * (row % 2) + column % 2; // R, G1, G2, B
          int to = plane == 0 ? 0 : plane == 3 ? 2 : plane == green ? 1 : -1;
          if (to >= 0) {
            view[to * 64 + row / 4 * 8 + column / 4] += mosaic[i] / 4;
          }
        }
        sums = sums.plus(ChannelSums.of(new View(8, 8, view)));
      }
    }
    Standardization written =
        DescriptionFiles.STATISTICS.read(folder.resolve("statistics.yaml")).standardization();
    Standardization expected = sums.standardization();
    for (Colour colour : Colour.values()) {
      assertThat(written.mean().at(colour)).isCloseTo(expected.mean().at(colour), within(1e-6));
      assertThat(written.deviation().at(colour))
          .isCloseTo(expected.deviation().at(colour), within(1e-6));
    }
  }

  /** An evaluation on the training data uses their test subset, at any intensity. */
  @Test
  void trainingSamplesAreRecognisedAtOtherIntensities() throws IOException {
    ResolvedPlan planned = SpotDataSets.planned("data", data);
    DataSet dim =
        planned
            .dataSet()
            .with(
                planned.dataSet().samples().stream()
                    .map(sample -> sample.withId("raw_scale025/" + sample.id()))
                    .toList());
    HeldOutSamples unseen = new HeldOutSamples(planned.split().splits().getFirst(), dim);
    assertThat(unseen.learned()).isEqualTo(planned.samples(Subset.TRAIN).size());
    assertThat(unseen.side(Subset.TEST).samples())
        .extracting(sample -> sample.id().replace("raw_scale025/", ""))
        .containsExactlyElementsOf(planned.samples(Subset.TEST).stream().map(Sample::id).toList());
    DataSet others =
        dim.with(
            dim.samples().stream()
                .map(sample -> new Sample("new " + sample.id(), sample.picture(), sample.label()))
                .toList());
    assertThat(new HeldOutSamples(planned.split().splits().getFirst(), others).learned()).isZero();
  }

  @Test
  void aFinishedModelIsKeptAndAnotherPlanIsRefused() throws IOException {
    Path folder = work.resolve("model");
    train(SpotDataSets.planned("data", data, "epochs", "1"), folder);
    assertThat(train(SpotDataSets.planned("data", data, "epochs", "1"), folder))
        .isEqualTo(new TrainModel.Result.UpToDate());
    assertThatExceptionOfType(RejectedFileException.class)
        .isThrownBy(
            () -> train(SpotDataSets.planned("data", data, "epochs", "2", "seed", "3"), folder))
        .withMessageContaining(
            "contains a model that was trained differently (epochs 1, not 2; seed 1, not 3; another split)")
        .withMessageContaining("--out");

    Path mine = Files.createDirectories(work.resolve("mine"));
    Files.writeString(mine.resolve("notes.txt"), "mine");
    assertThatExceptionOfType(RejectedFileException.class)
        .isThrownBy(() -> train(SpotDataSets.planned("data", data), mine))
        .withMessageContaining("contains notes.txt and no model");
    assertThat(mine).isDirectoryNotContaining("glob:**/plan.yaml");
  }

  @Test
  void masksAreLearnedAndPredicted() throws IOException {
    Path masks = SpotDataSets.masks(work.resolve("masks"), 16);
    Path folder = work.resolve("model");
    ResolvedPlan planned =
        SpotDataSets.planned(
            "data",
            masks.toString(),
            "model",
            "{unet: {encoder: resnet18, depth: 3, widths: [16, 8, 8]}}",
            "epochs",
            "1");
    TrainModel.Result.Trained trained = (TrainModel.Result.Trained) train(planned, folder);
    assertThat(trained.scores().get(Subset.TEST).scores().estimates()).containsKey("iou");
    List<Path> files = List.of(masks.resolve("images/3.png"), masks.resolve("images/4.png"));
    PredictFiles predict =
        new PredictFiles(
            new ModelSource.Folder(folder), work.resolve("predicted"), SpotDataSets.ENGINE);
    predict.run(PredictFiles.samples(files, DataSetOptions.DEFAULT), false, Progress.SILENT);

    assertThat(Files.readAllLines(work.resolve("predicted/predictions.csv")))
        .hasSize(3)
        .startsWith("id,object_share,mask")
        .element(2)
        .asString()
        .startsWith("4,")
        .endsWith(",masks/4.png");
    assertThat(ImageIO.read(work.resolve("predicted/masks/3.png").toFile()).getWidth())
        .isEqualTo(SpotDataSets.SIDE);
    assertThat(work.resolve("predicted/predictions.png")).isNotEmptyFile();
    BrowserPage.requireReadable(
        "evaluation/predictions",
        Files.readString(work.resolve("predicted/report.html")),
        "classes",
        "rejected");
  }

  @Test
  void aModelIsEvaluatedWithTheDataModelOfAnotherRun() throws IOException {
    Path first = work.resolve("first");
    train(SpotDataSets.planned("data", data, "data_model", "parametrized", "epochs", "1"), first);
    Path second = work.resolve("second");
    ResolvedPlan planned =
        SpotDataSets.planned(
            "data",
            data,
            "data_model",
            "{parametrized: {theta: '%s', learned: false}}".formatted(first),
            "pretrained",
            first.toString(),
            "standardize",
            first.toString(),
            "freeze",
            "[data_model]",
            "epochs",
            "1");
    train(planned, second);

    assertThat(second.resolve(ModelFolder.THETA))
        .content()
        .isEqualTo(Files.readString(second.resolve(ModelFolder.THETA_START)))
        .isEqualTo(Files.readString(first.resolve(ModelFolder.THETA)));
    assertThat(JsonFile.read(second.resolve("provenance.json")).get("settings").toString())
        .contains("pretrained file", "data_model.parametrized.theta file", "standardize file");
  }

  @Test
  void aFrozenModelNeedsStatistics() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                SpotDataSets.planned(
                    "data", data, "data_model", "parametrized", "freeze", "[model]"))
        .withMessageContaining("it would stay at mean 0 and deviation 1")
        .withMessageContaining("set standardize to the model folder that was trained before");
  }

  @Test
  void plansThatDoNotFitTheDataAreRefused() throws IOException {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SpotDataSets.planned("data", data, "classes", "[dark, light]"))
        .withMessage(
            "data set glows has the classes glow, which the plan does not name: expected dark, light only; name all in classes, or leave it out");
    Path unlabelled = work.resolve("unlabelled");
    Files.createDirectories(unlabelled);
    Files.copy(Path.of(data, "dark", "0.png"), unlabelled.resolve("0.png"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SpotDataSets.planned("data", unlabelled.toString()))
        .withMessageContaining("of which 0 have a class (0 classes) and 0 a mask");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SpotDataSets.planned("data", data, "data_model", "views"))
        .withMessageContaining("are raw, but the data model is views");
    ResolvedPlan odd =
        SpotDataSets.planned(
            "data",
            SpotDataSets.masks(work.resolve("masks"), 8).toString(),
            "model",
            "{unet: {encoder: resnet18, depth: 5}}",
            "size",
            "20");
    assertThatExceptionOfType(TrainingFailedException.class)
        .isThrownBy(() -> train(odd, work.resolve("odd")))
        .withMessageStartingWith("training cannot continue: ")
        .withMessageContaining("20×20");
  }

  /** A model that was trained on worst-case cameras is evaluated with the camera that recorded. */
  @Test
  void worstCaseCamerasAreUsedForTrainingOnly() throws IOException {
    String box = "{box: {gamma: [1.5, 3], 'black_level[0]': [0.05, 0.07]}, steps: 2}";
    Path folder = work.resolve("tolerant");
    TrainModel.Result.Trained trained =
        (TrainModel.Result.Trained)
            train(SpotDataSets.planned("data", data, "worst_case", box, "epochs", "1"), folder);
    try (TrainedModel model = TrainedModel.open(folder, SpotDataSets.ENGINE)) {
      assertThat(model.plan().worstCase().orElseThrow().steps()).isEqualTo(2);
      assertThat(model.preparation().variation()).isEmpty();
    }
    Path clean = work.resolve("clean");
    TrainModel.Result.Trained untouched =
        (TrainModel.Result.Trained) train(SpotDataSets.planned("data", data, "epochs", "1"), clean);
    assertThat(folder.resolve("statistics.yaml"))
        .hasSameTextualContentAs(clean.resolve("statistics.yaml"));
    assertThat(trained.history().getFirst().trainingLoss())
        .isNotEqualTo(untouched.history().getFirst().trainingLoss());
  }

  @Test
  void aBoxThatDoesNotFitTheChainIsRefusedBeforeAnythingIsWritten() throws IOException {
    Path isp = work.resolve("plain.yaml");
    IspFiles.write(Isp.plain(Camera.DRONE, Bilinear.DEFAULT), isp);
    Path folder = work.resolve("refused");
    ResolvedPlan planned =
        SpotDataSets.planned(
            "data",
            data,
            "data_model",
            "{static: '%s'}".formatted(isp),
            "worst_case",
            "{box: {blur: [0, 1]}}");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> train(planned, folder))
        .withMessage(
            "θ has no parameter 'blur': expected one of black_level, white_balance, colour_matrix, gamma, gamma.floor");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void theValidationSubsetIsTakenFromTheTrainingSubset() throws IOException {
    ResolvedPlan planned =
        SpotDataSets.planned(
            "data", data, "split", "{shuffle: {train: 0.75, validation: 0, test: 0.25}}");

    assertThat(planned.samples(Subset.TEST)).hasSize(6);
    assertThat(planned.samples(Subset.VALIDATION)).hasSizeBetween(2, 3);
    assertThat(planned.samples(Subset.TRAIN).stream().map(Sample::id))
        .doesNotContainAnyElementsOf(
            planned.samples(Subset.VALIDATION).stream().map(Sample::id).toList());
    assertThat(planned.counts().values().stream().mapToInt(Integer::intValue).sum())
        .isEqualTo(planned.samples(Subset.TRAIN).size());
  }

  @Test
  void aTestRunTakesOneBatchOfEverySubset() throws IOException {
    LinkedHashMap<String, String> flags = new LinkedHashMap<>();
    flags.put("data", data);
    flags.put("camera", "drone");
    flags.put("model", "small-cnn");
    flags.put("batch", "2");
    ResolvedPlan planned =
        ResolvedPlan.openForTestRun(
            TrainingPlan.FILE.read(Optional.empty(), flags),
            ReferenceResolver.in(Path.of("")),
            Progress.SILENT);

    assertThat(planned.plan().epochs()).isEqualTo(1);
    for (Subset side : Subset.values()) {
      assertThat(planned.samples(side)).hasSize(2);
    }
    assertThat(train(planned, work.resolve("test-run")))
        .isInstanceOf(TrainModel.Result.Trained.class);
  }
}
