package dev.rawline.learning.plan;

import dev.rawline.data.yaml.RecordFile;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.InvalidParametersException;
import dev.rawline.learning.assembly.ResolvedPlan;
import dev.rawline.learning.augment.Augmentation;
import dev.rawline.learning.engine.Precision;
import dev.rawline.learning.loss.Loss;
import dev.rawline.learning.loss.LossTerm;
import dev.rawline.learning.loss.WeightedSum;
import dev.rawline.learning.optimize.Adam;
import dev.rawline.learning.optimize.GradientClipping;
import dev.rawline.learning.optimize.Optimizer;
import dev.rawline.learning.optimize.Schedule;
import dev.rawline.learning.optimize.WarmUp;
import dev.rawline.learning.sample.ModelInput;
import dev.rawline.learning.train.BatchSizes;
import dev.rawline.learning.train.EarlyStopping;
import dev.rawline.learning.train.TrainingSettings;
import dev.rawline.learning.train.WorstCaseTraining;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * The plan of a training run: the data, the models, and how they learn.
 *
 * <p>Omitted keys depend on the data set: with classes, a classification with a ResNet-18 and
 * cross-entropy; with masks, a segmentation with a U-Net, binary cross-entropy and soft Dice.
 * {@link ResolvedPlan} completes a plan.
 */
public record TrainingPlan(
    @Described(
            path = "DATASET",
            meaning =
                "the data set: a folder, an archive, the name of a published one, or a location"
                    + " such as s3://bucket/data",
            required = true)
        String data,
    @Described(
            meaning =
                "the layout of its files, a word of docs/reference/datasets.md (default:"
                    + " recognised)")
        Optional<String> layout,
    @Described(
            meaning = "the intensities to read, relative to full light (default: all)",
            above = 0,
            max = 1)
        Optional<List<Double>> intensities,
    @Described(
            meaning = "the kind of the images, raw or processed (default: by each file's header)",
            pattern = "raw|processed")
        Optional<String> pictures,
    @Described(
            meaning =
                "the mapping of mask values to classes, such as 0=0,128=1 (default: every value"
                    + " except 0 is an object)")
        Optional<String> palette,
    @Described(
            meaning =
                "the classes in the order of the model's outputs (default: the data set's own)")
        Optional<List<String>> classes,
    @Described(meaning = "given: as in the data set; shuffle: by the seed; file: as in a file")
        SplitPlan split,
    @Described(meaning = "the number of the split in the split file", min = 1) Integer division,
    @Described(
            meaning =
                "the fraction of the training subset held out for validation, by the seed, if the"
                    + " split has no validation subset",
            min = 0,
            max = 0.9)
        Double validation,
    @Described(
            path = "CAMERA",
            meaning =
                "the camera: drone, microscope, data (the data set's camera.yaml), file (each raw"
                    + " file's own), or a camera.yaml; required unless the images are already"
                    + " processed")
        Optional<String> camera,
    @Described(meaning = "whether samples of lower intensity are scaled to full light")
        Boolean fullLight,
    @Described(
            meaning =
                "camera variation: ranges from which a camera is drawn for every sample of every"
                    + " epoch")
        Optional<CameraVariationPlan> vary,
    @Described(
            meaning =
                "tolerance training: every batch is also trained under the worst camera found in a"
                    + " box")
        Optional<WorstCaseTraining> worstCase,
    @Described(
            meaning =
                "the data model (default: static menon-unsharp-median, views if the images are"
                    + " already processed)")
        Optional<DataModelPlan> dataModel,
    @Described(
            meaning = "the side length of the square crop of every frame (default: whole frames)",
            unit = "px",
            min = 2)
        Optional<Integer> crop,
    @Described(meaning = "whether training crops at random positions") Boolean randomCrop,
    @Described(
            meaning = "the side length of the task model's input images (default: as rendered)",
            unit = "px",
            min = 1)
        Optional<Integer> size,
    @Described(
            path = "STATISTICS",
            meaning =
                "standardization: measured (on the training subset), batch_norm, none, a preset"
                    + " such as microscope-views, a statistics.yaml, or the folder of a trained"
                    + " model (default: measured, or batch_norm behind a trainable data model)")
        Optional<String> standardize,
    @Described(
            meaning =
                "augmentation of the training images; weak: flips and rotations, strong: as"
                    + " published")
        Augmentation augment,
    @Described(meaning = "the task (default: by the kind of the labels)") Optional<TaskPlan> task,
    @Described(meaning = "the architecture of the model (default: resnet18, unet for masks)")
        Optional<NetworkPlan> model,
    @Described(
            path = "FILE",
            meaning = "initial weights, .safetensors, .pt or .pth (default: drawn from the seed)")
        Optional<String> pretrained,
    @Described(meaning = "the parts whose weights and batch-norm statistics stay fixed")
        List<ModelPart> freeze,
    @Described(
            meaning =
                "the loss, or the sum of several (default: cross_entropy, [binary_cross_entropy,"
                    + " soft_dice] for masks, mean_square for numbers)")
        Optional<List<LossTerm>> loss,
    @Described(meaning = "the optimizer") Optimizer optimizer,
    @Described(meaning = "the learning rate of the task model", above = 0) Double learningRate,
    @Described(
            meaning =
                "the learning rate of the data model (default: the task model's; of optimize ten"
                    + " times that, at most 0.02)",
            above = 0)
        Optional<Double> thetaLearningRate,
    @Described(meaning = "the schedule of both learning rates") Schedule schedule,
    @Described(meaning = "the warm-up of both learning rates (default: none)")
        Optional<WarmUp> warmUp,
    @Described(meaning = "the norm to which gradients are clipped (default: none)", above = 0)
        Optional<Double> clip,
    @Described(meaning = "the number of epochs", min = 1) Integer epochs,
    @Described(meaning = "the batch size", min = 1) Integer batch,
    @Described(meaning = "later changes of the batch size, in their order")
        List<BatchSizeChange> batchChanges,
    @Described(meaning = "the batch size of evaluation (default: that of training)", min = 1)
        Optional<Integer> evaluationBatch,
    @Described(meaning = "early stopping (default: none)") Optional<EarlyStopping> earlyStopping,
    @Described(meaning = "the interval between validations", unit = "epochs", min = 1)
        Integer validateEvery,
    @Described(meaning = "random seed of weights, orders, crops, augmentations and cameras")
        Long seed,
    @Described(meaning = "precision of convolutions") Precision precision,
    @Described(
            meaning =
                "images of some samples, saved after epochs to show how the models change (default:"
                    + " none)")
        Optional<TrackingPlan> track) {
  /** {@code train.yaml}; docs/reference/formats.md describes the file. */
  public static final RecordFile<TrainingPlan> FILE = RecordFile.of("train", TrainingPlan.class);

  /**
   * Fills in the defaults.
   *
   * @throws InvalidParametersException if keys do not go together; it lists all problems
   */
  public TrainingPlan {
    split = split == null ? new SplitPlan.Shuffle(null, null, null) : split;
    division = division == null ? 1 : division;
    validation = validation == null ? Double.valueOf(0.15) : validation;
    fullLight = fullLight != null && fullLight;
    randomCrop = randomCrop != null && randomCrop;
    augment = augment == null ? Augmentation.WEAK : augment;
    freeze = freeze == null ? List.of() : List.copyOf(freeze);
    optimizer = optimizer == null ? Adam.DEFAULT : optimizer;
    learningRate = learningRate == null ? Double.valueOf(1e-3) : learningRate;
    schedule = schedule == null ? new Schedule.Constant() : schedule;
    epochs = epochs == null ? 20 : epochs;
    batch = batch == null ? 16 : batch;
    batchChanges = batchChanges == null ? List.of() : List.copyOf(batchChanges);
    validateEvery = validateEvery == null ? 1 : validateEvery;
    seed = seed == null ? Long.valueOf(1) : seed;
    precision = precision == null ? Precision.FLOAT32 : precision;
    List<String> problems = new ArrayList<>();
    camera.ifPresent(given -> checkCamera(given, problems));
    standardize.ifPresent(given -> checkStandardize(given, problems));
    checkInput(crop, randomCrop, size, problems);
    checkBatches(batchChanges, epochs, problems);
    task.ifPresent(given -> checkTask(given, model, loss, problems));
    dataModel.ifPresent(given -> checkDataModel(given, camera, thetaLearningRate, vary, problems));
    worstCase.ifPresent(given -> checkWorstCase(given, dataModel, vary, problems));
    if (!problems.isEmpty()) {
      throw new InvalidParametersException(problems);
    }
  }

  private static void checkCamera(String camera, List<String> problems) {
    PlanWords.problem("camera", camera, PlanWords.cameras(), "a camera.yaml")
        .ifPresent(problems::add);
  }

  private static void checkStandardize(String standardize, List<String> problems) {
    PlanWords.nearMiss(
            "standardize", standardize, PlanWords.standardizations(), "a statistics.yaml")
        .ifPresent(problems::add);
  }

  private static void checkInput(
      Optional<Integer> crop, boolean randomCrop, Optional<Integer> size, List<String> problems) {
    try {
      new ModelInput(crop, randomCrop, size);
    } catch (IllegalArgumentException e) {
      problems.addAll(List.of(e.getMessage().split("; ", -1)));
    }
  }

  private static void checkBatches(
      List<BatchSizeChange> changes, int epochs, List<String> problems) {
    int before = 0;
    for (BatchSizeChange change : changes) {
      if (change.after() <= before) {
        problems.add(
            "batch_changes has one after %d epochs that follows one after %d: expected rising numbers"
                .formatted(change.after(), before));
      }
      if (change.after() >= epochs) {
        problems.add(
            "batch_changes has one after %d epochs, but there are %d: expected fewer"
                .formatted(change.after(), epochs));
      }
      before = change.after();
    }
  }

  private static void checkTask(
      TaskPlan task,
      Optional<NetworkPlan> model,
      Optional<List<LossTerm>> loss,
      List<String> problems) {
    boolean pixels = task instanceof TaskPlan.Segmentation;
    model
        .map(NetworkPlan::architecture)
        .filter(architecture -> architecture.predictsPixels() != pixels)
        .ifPresent(
            architecture ->
                problems.add(
                    "model is %s, which predicts something of each %s, but the task is %s: expected %s"
                        .formatted(
                            architecture.word(),
                            pixels ? "picture" : "pixel",
                            PlanWords.word(task),
                            pixels ? "unet or unet++" : "a resnet or small-cnn")));
    loss.ifPresent(
        terms -> {
          List<String> fitting = PlanWords.losses(task);
          terms.stream()
              .map(PlanWords::word)
              .filter(word -> !fitting.contains(word))
              .forEach(
                  word ->
                      problems.add(
                          "loss %s is not one of a %s: expected %s"
                              .formatted(
                                  word, PlanWords.word(task), String.join(" or ", fitting))));
        });
  }

  private static void checkDataModel(
      DataModelPlan dataModel,
      Optional<String> camera,
      Optional<Double> rate,
      Optional<CameraVariationPlan> vary,
      List<String> problems) {
    boolean raw = !(dataModel instanceof DataModelPlan.Views);
    String word = PlanWords.word(dataModel);
    if (raw && camera.isEmpty()) {
      problems.add(
          "camera is missing, whose scale the data model '%s' needs: expected drone, microscope, data, file or a camera.yaml"
              .formatted(word));
    }
    boolean learns =
        dataModel instanceof DataModelPlan.Parametrized
            || dataModel instanceof DataModelPlan.Neural;
    if (rate.isPresent() && !learns) {
      problems.add(
          "theta_learning_rate is given, but the data model '%s' has no trainable parameters: remove it, or choose parametrized or neural"
              .formatted(word));
    }
    if (vary.isPresent() && !raw) {
      problems.add("vary is given, but the images are already processed: remove it");
    }
  }

  private static void checkWorstCase(
      WorstCaseTraining worst,
      Optional<DataModelPlan> dataModel,
      Optional<CameraVariationPlan> vary,
      List<String> problems) {
    vary.ifPresent(
        drawn ->
            worst.box().intervals().keySet().stream()
                .filter(name -> drawn.changes(name.replaceFirst("\\[.*", "")))
                .forEach(
                    name ->
                        problems.add(
                            "worst_case has %s in its box, but vary draws another for every sample, which the worst camera would undo: leave it out of one of them"
                                .formatted(name))));
    if (dataModel.isEmpty()) {
      return;
    }
    switch (dataModel.get()) {
      case DataModelPlan.Static(String isp) ->
          ViewName.of(isp).ifPresent(view -> checkBox(worst, Isp.of(Camera.DRONE, view), problems));
      case DataModelPlan.Parametrized _ ->
          checkBox(worst, Isp.parametrized(Camera.DRONE), problems);
      case DataModelPlan.Neural _, DataModelPlan.None _, DataModelPlan.Views _ ->
          problems.add(
              "worst_case is given, but the data model '%s' has no θ in which cameras could differ: expected static or parametrized; remove it, or choose one of them"
                  .formatted(PlanWords.word(dataModel.get())));
    }
  }

  /** Which numbers θ has depends on the kinds of stages, not on whose camera it is. */
  private static void checkBox(WorstCaseTraining worst, Isp chain, List<String> problems) {
    try {
      var _ = worst.box().in(chain.theta());
    } catch (IllegalArgumentException e) {
      problems.add("worst_case has a box that does not fit: " + e.getMessage());
    }
  }

  /**
   * Returns this plan with other values for some of its keys.
   *
   * @param values by the names of the keys; null removes the key
   * @throws IllegalArgumentException if there is no such key, or the values do not go together
   */
  public TrainingPlan with(Map<String, ?> values) {
    return FILE.keys().with(this, values);
  }

  /** Returns the crop and size of the model's input. */
  public ModelInput input() {
    return new ModelInput(crop, randomCrop, size);
  }

  /**
   * Returns how the model learns.
   *
   * @param counts the number of training samples of each class, in the order of the outputs
   * @throws IllegalArgumentException if there is no loss, or it does not fit the classes
   */
  public TrainingSettings settings(SequencedMap<String, Integer> counts) {
    TreeMap<Integer, Integer> sizes = new TreeMap<>(Map.of(0, batch));
    batchChanges.forEach(change -> sizes.put(change.after(), change.size()));
    return new TrainingSettings(
        loss(counts),
        augment,
        optimizer,
        learningRate,
        thetaLearningRate.orElse(learningRate),
        schedule,
        warmUp,
        clip.map(GradientClipping::new),
        epochs,
        new BatchSizes(sizes),
        evaluationBatch.orElse(batch),
        earlyStopping,
        validateEvery,
        seed,
        worstCase);
  }

  private Loss loss(SequencedMap<String, Integer> counts) {
    List<LossTerm> terms =
        loss
            .orElseThrow(
                () -> new IllegalArgumentException("the plan has no loss: complete it first"))
            .stream()
            .map(term -> term.resolved(counts))
            .toList();
    return terms.size() == 1 && terms.getFirst().weight() == 1
        ? terms.getFirst()
        : new WeightedSum(terms);
  }
}
