package dev.rawline.learning.assembly;

import dev.rawline.data.config.CameraChoice;
import dev.rawline.data.config.DescriptionFiles;
import dev.rawline.data.config.IspFiles;
import dev.rawline.data.config.ThetaFiles;
import dev.rawline.data.statistics.Standardization;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.chain.Theta;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.random.Seed;
import dev.rawline.learning.datamodel.DataModel;
import dev.rawline.learning.datamodel.HalfSizeModel;
import dev.rawline.learning.datamodel.NeuralModel;
import dev.rawline.learning.datamodel.ParametrizedModel;
import dev.rawline.learning.datamodel.StaticModel;
import dev.rawline.learning.datamodel.ViewsModel;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.joint.JointModel;
import dev.rawline.learning.model.Network;
import dev.rawline.learning.plan.CameraVariationPlan;
import dev.rawline.learning.plan.DataModelPlan;
import dev.rawline.learning.plan.ModelPart;
import dev.rawline.learning.plan.PlanWords;
import dev.rawline.learning.plan.TrackingPlan;
import dev.rawline.learning.plan.TrainingPlan;
import dev.rawline.learning.sample.CameraVariation;
import dev.rawline.learning.sample.Preparation;
import dev.rawline.learning.sample.PreparedSample;
import dev.rawline.learning.sample.Task;
import dev.rawline.learning.standardize.BatchNormStandardizer;
import dev.rawline.learning.standardize.FixedStandardizer;
import dev.rawline.learning.standardize.IdentityStandardizer;
import dev.rawline.learning.standardize.Standardizer;
import dev.rawline.learning.weights.SafeTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * A complete plan and the files next to it → the models, with their initial parameters.
 *
 * @param plan a complete plan
 * @param folder the folder of its files
 */
record ModelAssembly(TrainingPlan plan, Path folder) {
  /** Returns the task. */
  Task task() {
    return plan.task().orElseThrow().task(plan.classes().orElse(List.of()));
  }

  /** Returns the camera, where the plan names one. */
  Optional<CameraChoice> camera() throws IOException {
    return plan.camera().isPresent()
        ? Optional.of(CameraChoice.of(beside(plan.camera().get())))
        : Optional.empty();
  }

  /** Returns the preparation of samples for the data model. */
  Preparation preparation() throws IOException {
    return new Preparation(
        Optional.of(task()), plan.input(), camera(), plan.fullLight(), variation());
  }

  private Optional<CameraVariation> variation() throws IOException {
    if (plan.vary().isEmpty()) {
      return Optional.empty();
    }
    CameraVariationPlan vary = plan.vary().get();
    return Optional.of(
        new CameraVariation(
            vary.ranges(),
            DescriptionFiles.SENSOR.read(folder.resolve(vary.sensor().orElseThrow())),
            vary.brighten().orElse(false)));
  }

  /**
   * Checks that a task model which is frozen has statistics to standardize by.
   *
   * @throws IllegalArgumentException if it has none
   */
  static void requireStatistics(TrainingPlan plan) {
    if (plan.freeze().contains(ModelPart.MODEL)
        && plan.standardize().orElseThrow().equals(PlanWords.BATCH_NORM)) {
      throw new IllegalArgumentException(
          "freeze lists the model, and standardize is batch_norm, which is frozen with it: it would stay at mean 0 and deviation 1, that is, without effect; set standardize to the model folder that was trained before, or to measured, a statistics.yaml or none");
    }
  }

  /** Returns both models, joined. */
  JointModel joined(Engine engine) throws IOException {
    DataModel dataModel = dataModel();
    Network network =
        plan.model()
            .orElseThrow()
            .architecture()
            .build(dataModel.channels(), task().outputs(), new Seed(plan.seed(), "task model"));
    Standardizer standardizing = standardizing(dataModel.channels());
    if (plan.freeze().contains(ModelPart.DATA_MODEL)) {
      dataModel.parameters().freeze();
    }
    if (plan.freeze().contains(ModelPart.MODEL)) {
      network.parameters().freeze();
      standardizing.parameters().freeze();
    }
    return new JointModel(
        task(), plan.input(), dataModel, standardizing, network, engine, plan.precision());
  }

  /** Returns the model in front, with the numbers that it begins with. */
  DataModel dataModel() throws IOException {
    return switch (plan.dataModel().orElseThrow()) {
      case DataModelPlan.Static(String isp) ->
          chain("data_model static", isp, folder, camera().orElseThrow());
      case DataModelPlan.Parametrized parametrized -> {
        Isp isp = Isp.parametrized(baseCamera(parametrized));
        yield new ParametrizedModel(isp, theta(parametrized, isp), parametrized.learned());
      }
      case DataModelPlan.Neural _ ->
          NeuralModel.published(new Seed(plan.seed(), "data model"), Optional.empty());
      case DataModelPlan.None(Integer channels) -> new HalfSizeModel(channels);
      case DataModelPlan.Views() -> new ViewsModel();
    };
  }

  /**
   * Returns the data model of a chain.
   *
   * @param key the key of the chain
   * @param named a view, or a file
   * @param folder the folder of the file
   */
  static StaticModel chain(String key, String named, Path folder, CameraChoice choice)
      throws IOException {
    return new StaticModel(isp(key, named, folder, first(choice)), byCamera(key, named, folder));
  }

  /** Returns the chain of a view's name, or of a file in the folder, by the camera. */
  private static Function<Camera, Isp> byCamera(String key, String named, Path folder) {
    Map<Camera, Isp> known = new ConcurrentHashMap<>();
    Function<Camera, Isp> read =
        camera -> {
          try {
            return isp(key, named, folder, camera);
          } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
          }
        };
    return camera -> known.computeIfAbsent(camera, read);
  }

  /** If every file has its own camera, only the kinds of stages matter. */
  private static Camera first(CameraChoice choice) {
    return switch (choice) {
      case CameraChoice.Fixed(Camera camera) -> camera;
      case CameraChoice.FromFile() -> Camera.DRONE;
    };
  }

  /** Returns the chain of a view's name, or of a file in the folder. */
  private static Isp isp(String key, String named, Path folder, Camera camera) throws IOException {
    Optional<ViewName> view = ViewName.of(named);
    if (view.isPresent()) {
      return Isp.of(camera, view.get());
    }
    Path file = folder.resolve(named);
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "%s is '%s': expected an isp.yaml, or one of %s"
              .formatted(
                  key,
                  named,
                  String.join(", ", ViewName.ALL.stream().map(ViewName::toString).toList())));
    }
    return IspFiles.read(file, camera);
  }

  /**
   * Returns the chain that the pictures of a tracked sample are compared with, where the plan names
   * one: that of the sample's own camera, where every file has one.
   */
  Optional<Function<PreparedSample, Isp>> reference() throws IOException {
    Optional<String> named = plan.track().flatMap(TrackingPlan::reference);
    if (named.isEmpty() || camera().isEmpty()) {
      return Optional.empty();
    }
    Camera usual = first(camera().get());
    Function<Camera, Isp> chain = byCamera("track.reference", named.get(), folder);
    var _ = chain.apply(usual); // reports its problem
    return Optional.of(sample -> chain.apply(sample.camera().orElse(usual)));
  }

  private Camera baseCamera(DataModelPlan.Parametrized parametrized) throws IOException {
    return switch (camera().orElseThrow()) {
      case CameraChoice.Fixed(Camera camera) -> camera;
      case CameraChoice.FromFile() -> {
        if (parametrized.theta().isEmpty()) {
          throw new IllegalArgumentException(
              "camera is file, but the parametrized data model starts from the parameters of one camera: give a preset, a camera.yaml or a theta.yaml");
        }
        yield Camera.DRONE; // whose numbers θ replaces
      }
    };
  }

  private Theta theta(DataModelPlan.Parametrized parametrized, Isp isp) throws IOException {
    Theta theta = isp.theta();
    if (parametrized.theta().isPresent()) {
      theta = ThetaFiles.read(folder.resolve(parametrized.theta().get()), theta);
    }
    return theta
        .thawed(parametrized.thawed().toArray(String[]::new))
        .frozen(parametrized.frozen().toArray(String[]::new));
  }

  /** Returns what standardizes for a network of three colours. */
  Standardizer standardizing() throws IOException {
    return standardizing(Picture.CHANNELS);
  }

  private Standardizer standardizing(int channels) throws IOException {
    String word = plan.standardize().orElseThrow();
    return switch (word) {
      case PlanWords.NO_STANDARDIZING, PlanWords.MEASURED ->
          new IdentityStandardizer(); // it is measured behind the data model alone
      case PlanWords.BATCH_NORM -> new BatchNormStandardizer(channels);
      case ModelFolder.STANDARDIZING_START -> {
        BatchNormStandardizer started = new BatchNormStandardizer(channels);
        started.parameters().load(SafeTensors.read(folder.resolve(word)));
        yield started;
      }
      default -> {
        Optional<Standardization> preset = Standardization.preset(word);
        yield new FixedStandardizer(
            preset.isPresent()
                ? preset.get()
                : DescriptionFiles.STATISTICS.read(folder.resolve(word)).standardization());
      }
    };
  }

  /** Returns a word, or the path of a file of this name in the folder. */
  private String beside(String word) {
    Path file = folder.resolve(word);
    return Files.isRegularFile(file) ? file.toString() : word;
  }
}
