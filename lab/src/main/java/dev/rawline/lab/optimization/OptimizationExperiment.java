package dev.rawline.lab.optimization;

import dev.rawline.data.config.CameraChoice;
import dev.rawline.data.config.DescriptionFiles;
import dev.rawline.data.config.ThetaFiles;
import dev.rawline.data.set.Subset;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.chain.Theta;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.imaging.sensor.recapture.Binning;
import dev.rawline.lab.experiment.Condition;
import dev.rawline.lab.experiment.Experiment;
import dev.rawline.lab.experiment.PlanCopy;
import dev.rawline.lab.experiment.SplitDataSet;
import dev.rawline.learning.assembly.ModelFolder;
import dev.rawline.learning.assembly.ResolvedPlan;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.plan.CameraVariationPlan;
import dev.rawline.learning.plan.DataModelPlan;
import dev.rawline.learning.plan.ReferenceResolver;
import dev.rawline.learning.sample.CameraVariation;
import dev.rawline.workbench.output.OutputFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A plan of an optimization and its data set → the training of every model.
 *
 * @param plan the plan
 * @param references where what the plan names is looked up
 * @param divided the data set and its divisions
 * @param device the device that computes
 * @param camera whose numbers count
 * @param start the numbers that both arms begin with
 * @param sensor the sensor that recorded, where a way to acquire samples needs it
 * @param prices the prices
 */
public record OptimizationExperiment(
    OptimizePlan plan,
    ReferenceResolver references,
    SplitDataSet divided,
    Device device,
    Camera camera,
    Theta start,
    Optional<SensorSpec> sensor,
    PriceTable prices)
    implements Experiment<OptimizePlan, OptimizationExperiment> {
  private static final String BATCH_NORM = "batch_norm";
  private static final String THETA = "start-theta.yaml";
  private static final String PRICES = "prices.yaml";

  /**
   * Finds the data set of a plan, divides it, and reads what the plan names.
   *
   * @param references where what the plan names is looked up
   * @throws IllegalArgumentException if the plan does not fit the data; the message states how, and
   *     what to do
   * @throws IOException if a file cannot be fetched or read
   */
  public static OptimizationExperiment open(
      OptimizePlan given, ReferenceResolver references, Device device, Progress progress)
      throws IOException {
    OptimizePlan plan = OptimizePlan.FILES.withCamera(given, references, progress);
    if (plan.training().camera().isEmpty()) {
      throw new IllegalArgumentException(
          "training.camera is missing, which gives the initial θ: expected drone, microscope or a"
              + " camera.yaml");
    }
    SplitDataSet divided = SplitDataSet.open(plan, references, progress);
    Camera camera = camera(plan, references);
    Theta start = plan.start().theta(camera, theta(plan, references));
    start
        .thawed(plan.learn().thawed().toArray(String[]::new))
        .frozen(plan.learn().frozen().toArray(String[]::new)); // reports which name is none
    OptimizationExperiment opened =
        new OptimizationExperiment(
            plan,
            references,
            divided,
            device,
            camera,
            start,
            sensor(plan, divided, references, progress),
            prices(plan, references));
    opened.requireValidation();
    opened.requireCameras();
    return opened;
  }

  @Override
  public String dataSetName() {
    return divided.data().dataSet().name();
  }

  @Override
  public String dataSum() {
    return divided.data().split().sum();
  }

  @Override
  public long framePixels() {
    return divided.framePixels();
  }

  @Override
  public OptimizationExperiment copied(PlanCopy<OptimizePlan> copy) throws IOException {
    SplitDataSet located = divided.with(copy.setTraining(divided.data()));
    Optional<Path> theta = theta(plan, references);
    if (theta.isPresent()) {
      copy.addFile(theta.get(), copy.folder().resolve(THETA));
      copy.set("start", plan.start().with(THETA));
    }
    Optional<AcquisitionPlan> acquisition = plan.acquisition();
    if (acquisition.flatMap(AcquisitionPlan::prices).isPresent()) {
      copy.addFile(
          copy.from().resolve(acquisition.get().prices().get()), copy.folder().resolve(PRICES));
      copy.set("acquisition", acquisition.get().with(PRICES));
    }
    return new OptimizationExperiment(
        copy.plan(), copy.references(), located, device, camera, start, sensor, prices);
  }

  private static Camera camera(OptimizePlan plan, ReferenceResolver references) throws IOException {
    return switch (SplitDataSet.camera(plan.training(), references)) {
      case CameraChoice.Fixed(Camera camera) -> camera;
      case CameraChoice.FromFile() ->
          throw new IllegalArgumentException(
              "training.camera is file, but θ has the parameters of one camera: give drone,"
                  + " microscope or a camera.yaml");
    };
  }

  /** Returns the file that θ begins with, where one is named; of a model's folder its θ. */
  static Optional<Path> theta(OptimizePlan plan, ReferenceResolver references) {
    return plan.start()
        .theta()
        .map(references.folder()::resolve)
        .map(file -> Files.isDirectory(file) ? file.resolve(ModelFolder.THETA) : file);
  }

  private static Optional<SensorSpec> sensor(
      OptimizePlan plan, SplitDataSet divided, ReferenceResolver references, Progress progress)
      throws IOException {
    if (plan.acquisition().isEmpty() && plan.start().condition().isAsRecorded()) {
      return Optional.empty();
    }
    CameraVariationPlan any =
        Condition.of(OptimizePlan.CAMERA).with(1.0).cameras(plan.sensor()).orElseThrow();
    return Optional.of(
        DescriptionFiles.SENSOR.read(
            any.sensorFile(divided.data().dataSet(), references, progress)));
  }

  private static PriceTable prices(OptimizePlan plan, ReferenceResolver references)
      throws IOException {
    Optional<String> named = plan.acquisition().flatMap(AcquisitionPlan::prices);
    return named.isPresent()
        ? PriceTable.FILE.read(references.folder().resolve(named.get()))
        : PriceTable.example();
  }

  /** Both arms choose their epoch by the validation side, and their curves are of it. */
  private void requireValidation() {
    if (divided.varied(Map.of(), 1).samples(Subset.VALIDATION).isEmpty()) {
      throw new IllegalArgumentException(
          "there is no validation subset, by which both arms choose their best epoch: expected"
              + " training.validation above 0, such as 0.15");
    }
  }

  /** Rejects, before the first training, cameras that the sensor cannot simulate. */
  private void requireCameras() {
    int side = plan.training().crop().orElse((int) Math.sqrt((double) divided.framePixels()));
    int size = plan.training().size().orElse(1);
    for (Condition condition : conditions()) {
      int sampling =
          condition.sampling().orElse(1) * condition.binning().map(Binning::factor).orElse(1);
      if (side / sampling < size) {
        throw new IllegalArgumentException(
            "%s is %d, which leaves %d of %d pixels per side, fewer than the models' input size of %d: choose a smaller training.size, or less %s"
                .formatted(
                    condition.binning().isEmpty() ? "sampling" : "sampling times binning",
                    sampling,
                    side / sampling,
                    side,
                    size,
                    condition.binning().isEmpty() ? "sampling" : "binning"));
      }
      condition
          .cameras(plan.sensor())
          .ifPresent(
              cameras -> {
                var _ = new CameraVariation(cameras.ranges(), sensor.orElseThrow());
              });
    }
  }

  private List<Condition> conditions() {
    List<Condition> all = new ArrayList<>(ways().stream().map(Acquisition::recorded).toList());
    all.add(plan.start().condition());
    return all;
  }

  /** Returns the ways to acquire samples, as recorded first; none where none are compared. */
  List<Acquisition> ways() {
    return plan.acquisition()
        .map(
            acquisition ->
                acquisition.ways(
                    sensor.orElseThrow().adcBits(),
                    StrictMath.hypot(
                        sensor.orElseThrow().readNoise(), sensor.orElseThrow().rowNoise()),
                    sensor.orElseThrow().pixelPitch()))
        .orElse(List.of());
  }

  /** Returns what was recorded, for its price. */
  PriceTable.RecordingFormat recorded() {
    SensorSpec known = sensor.orElseThrow();
    return new PriceTable.RecordingFormat(
        divided.framePixels(),
        known.adcBits(),
        StrictMath.hypot(known.readNoise(), known.rowNoise()));
  }

  /** Returns the name of the metric that is compared. */
  public String metric() {
    return divided.metric(plan.metric());
  }

  /**
   * Returns the training of a model of an arm: from the same θ, seed, split and cameras.
   *
   * @param theta the file of the numbers that both arms begin with
   * @param rate the learning rate of the task model
   * @param split which split, from 1
   */
  ResolvedPlan arm(Arm arm, Path theta, double rate, int split) {
    return planned(theta, arm == Arm.LEARNED, plan.start().condition(), rate, split);
  }

  /**
   * Returns the training of a model for an acquisition.
   *
   * @param theta the file of the camera's numbers
   * @param split which split, from 1
   */
  ResolvedPlan acquired(Condition way, Path theta, int split) {
    return planned(
        theta,
        plan.acquisition().filter(AcquisitionPlan::learned).isPresent(),
        way,
        plan.training().learningRate(),
        split);
  }

  private ResolvedPlan planned(
      Path theta, boolean learned, Condition condition, double rate, int split) {
    Map<String, Object> values = new HashMap<>();
    values.put(
        "data_model",
        new DataModelPlan.Parametrized(
            Optional.of(theta.toAbsolutePath().normalize().toString()),
            learned ? plan.learn().frozen() : List.of(), // what is held anyway decides nothing
            learned ? plan.learn().thawed() : List.of(),
            learned));
    values.put("learning_rate", rate);
    values.put("theta_learning_rate", learned ? plan.thetaLearningRate(rate) : null);
    values.put("vary", condition.cameras(plan.sensor()).orElse(null));
    values.put("standardize", plan.training().standardize().orElse(BATCH_NORM));
    values.put("seed", plan.seed() + split - 1);
    return divided.varied(values, split);
  }

  /**
   * Writes the numbers that models begin with.
   *
   * @return the file
   */
  static Path written(Theta theta, Path file) throws IOException {
    OutputFiles.makeFolder(file.getParent());
    ThetaFiles.write(theta, file);
    return file;
  }

  /** Returns the ratio of test to training samples of a split. */
  double testToTrain() {
    ResolvedPlan one = divided.varied(Map.of(), 1);
    return (double) one.samples(Subset.TEST).size() / one.samples(Subset.TRAIN).size();
  }

  /** Returns how many steps the first epoch has. */
  int stepsOfEpoch() {
    return Math.ceilDiv(
        divided.varied(Map.of(), 1).samples(Subset.TRAIN).size(), plan.training().batch());
  }
}
