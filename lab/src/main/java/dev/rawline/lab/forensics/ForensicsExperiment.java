package dev.rawline.lab.forensics;

import dev.rawline.data.config.DescriptionFiles;
import dev.rawline.data.config.IspFiles;
import dev.rawline.data.layout.DataSets;
import dev.rawline.data.load.LoadedSample;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.Sample;
import dev.rawline.data.set.Subset;
import dev.rawline.data.split.SplitFile;
import dev.rawline.data.yaml.KeyRecord;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.chain.Theta;
import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.lab.evaluation.HeldOutSamples;
import dev.rawline.lab.evaluation.ParameterRanges;
import dev.rawline.lab.experiment.Experiment;
import dev.rawline.lab.experiment.PlanCopy;
import dev.rawline.lab.experiment.SplitDataSet;
import dev.rawline.lab.forensics.certify.CameraSpread;
import dev.rawline.lab.forensics.certify.SmoothedParameter;
import dev.rawline.lab.forensics.search.PhysicalGroup;
import dev.rawline.lab.forensics.search.ThetaGroup;
import dev.rawline.lab.statistic.RandomPartitions;
import dev.rawline.lab.training.TrainStep;
import dev.rawline.learning.assembly.ExportedFile;
import dev.rawline.learning.assembly.ExternalModel;
import dev.rawline.learning.assembly.ModelFolder;
import dev.rawline.learning.assembly.ModelSource;
import dev.rawline.learning.assembly.ResolvedPlan;
import dev.rawline.learning.assembly.TrainedModel;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.metric.Metric;
import dev.rawline.learning.plan.DataModelPlan;
import dev.rawline.learning.plan.PlanReference;
import dev.rawline.learning.plan.ReferenceResolver;
import dev.rawline.learning.plan.TrainingPlan;
import dev.rawline.learning.sample.CameraVariation;
import dev.rawline.workbench.book.RunLog;
import dev.rawline.workbench.output.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A plan of forensics, its data set, and its models: those that are trained for it, one a division,
 * or the one that is there already.
 *
 * @param plan the plan
 * @param references where what the plan names is looked up
 * @param dataSet the data set
 * @param divided the divided data set, where models are trained
 * @param given the model that is there already, if it is
 * @param trainedBy the sensor that the given model was trained by, where it has one
 * @param framePixels the pixels of a frame as it was recorded
 * @param monochrome whether the first frame is monochrome, and so all are taken to be
 * @param device the device that computes
 */
public record ForensicsExperiment(
    ForensicsPlan plan,
    ReferenceResolver references,
    DataSet dataSet,
    Optional<SplitDataSet> divided,
    Optional<ModelSource> given,
    Optional<SensorSpec> trainedBy,
    long framePixels,
    boolean monochrome,
    Device device)
    implements Experiment<ForensicsPlan, ForensicsExperiment> {
  /** The copy of the chain next to the plan. */
  static final String CHAIN = "chain.yaml";

  private static final KeyRecord<TrainingPlan> TRAINING = new KeyRecord<>(TrainingPlan.class);

  /**
   * Finds the data set of a plan, and its model.
   *
   * @param references where what the plan names is looked up
   * @throws IllegalArgumentException if the plan does not fit the data; the message states how, and
   *     what to do
   * @throws IOException if the data set cannot be fetched or read
   */
  public static ForensicsExperiment open(
      ForensicsPlan plan, ReferenceResolver references, Device device, Progress progress)
      throws IOException {
    ForensicsPlan whole = ForensicsPlan.FILES.withCamera(plan, references, progress);
    if (plan.model().isPresent()) {
      return ofModel(whole, references, device, progress);
    }
    SplitDataSet divided = SplitDataSet.open(whole, references, progress);
    DataSet dataSet = divided.data().dataSet();
    return new ForensicsExperiment(
        whole,
        references,
        dataSet,
        Optional.of(divided),
        Optional.empty(),
        Optional.empty(),
        divided.framePixels(),
        isMonochrome(LoadedSample.of(dataSet.samples().getFirst()).frame(), progress),
        device);
  }

  @Override
  public String dataSetName() {
    return dataSet.name();
  }

  @Override
  public String dataSum() throws IOException {
    return dataSet.hash();
  }

  @Override
  public ForensicsExperiment copied(PlanCopy<ForensicsPlan> copy) throws IOException {
    Optional<SplitDataSet> located = Optional.empty();
    if (divided.isPresent()) {
      located = Optional.of(divided.get().with(copy.setTraining(divided.get().data())));
    } else {
      copy.setData();
    }
    copy.set("model", plan.model().map(copy::absolute).orElse(null));
    if (ViewName.of(plan.isp()).isEmpty()) {
      copy.set("isp", CHAIN);
      copy.addChain(copy.from().resolve(plan.isp()).normalize(), copy.folder().resolve(CHAIN));
    }
    return new ForensicsExperiment(
        copy.plan(),
        copy.references(),
        dataSet,
        located,
        given,
        trainedBy,
        framePixels,
        monochrome,
        device);
  }

  private static ForensicsExperiment ofModel(
      ForensicsPlan plan, ReferenceResolver references, Device device, Progress progress)
      throws IOException {
    Path model = references.folder().resolve(plan.model().orElseThrow());
    Path folder =
        PlanReference.of(plan.training().data(), references.folder(), references.runs())
            .folder(progress);
    DataSet dataSet = DataSets.open(folder, ResolvedPlan.reading(plan.training()));
    ModelSource source;
    if (Files.isRegularFile(model)) {
      ExportedFile.requireOpenCamera(model);
      Map<String, Object> values = new HashMap<>(ExportedFile.stated(model));
      if (values.isEmpty() && !dataSet.classes().isEmpty()) {
        values.put("classes", dataSet.classes());
      }
      plan.training().task().ifPresent(_ -> values.remove("task"));
      plan.training().classes().ifPresent(_ -> values.remove("classes"));
      values.put("data_model", new DataModelPlan.Static(plan.isp()));
      source = new ExternalModel(model, TRAINING.with(plan.training(), values), false);
    } else {
      source = new ModelSource.Folder(model);
    }
    Optional<SensorSpec> trainedBy;
    // Every step opens it, and each would report that it cannot.
    try (TrainedModel opened = source.open(Engine.start(device, plan.threads()))) {
      trainedBy = opened.preparation().variation().map(CameraVariation::sensor);
    }
    Frame first = LoadedSample.of(dataSet.samples().getFirst()).frame();
    return new ForensicsExperiment(
        plan,
        references,
        dataSet,
        Optional.empty(),
        Optional.of(source),
        trainedBy,
        (long) first.width() * first.height(),
        isMonochrome(first, progress),
        device);
  }

  private static boolean isMonochrome(Frame first, Progress progress) {
    boolean monochrome = first instanceof RawImage raw && !raw.cfa().hasFilters();
    if (monochrome) {
      progress.note(
          "the images are monochrome: demosaicing, the gains of red and blue and the colour matrix"
              + " have no effect and are not varied");
    }
    return monochrome;
  }

  /** Returns the places in θ of numbers that change no view of these images. */
  Set<Integer> withoutEffect() throws IOException {
    return monochrome ? chain().withoutEffectOnMonochrome() : Set.of();
  }

  /**
   * Returns the chain whose numbers are examined, by whatever camera: its stages count, kernels in
   * the place of the linear ones.
   *
   * @throws IllegalArgumentException if the model has no chain of stages before it
   * @throws IOException if a file of it cannot be read
   */
  Isp chain() throws IOException {
    Path folder =
        given
            .filter(source -> source instanceof ModelSource.Folder)
            .map(ModelSource::path)
            .orElse(references.folder());
    return switch (before()) {
      case DataModelPlan.Static(String isp) -> chain(isp, folder);
      case DataModelPlan.Parametrized _ -> Isp.parametrized(Camera.DRONE);
      case DataModelPlan.None _, DataModelPlan.Neural _, DataModelPlan.Views() ->
          throw new IllegalArgumentException(
              "the model of %s has no processing chain: expected static or parametrized, which has camera parameters"
                  .formatted(folder));
    };
  }

  /**
   * Requires that there is every number and group that the plan names: before a model is trained
   * for it.
   *
   * @throws IllegalArgumentException if there is not; the message names all, and those that there
   *     are
   * @throws IOException if a file of the chain or of the sensor cannot be read
   */
  void requireKnownNumbers() throws IOException {
    Isp chain = chain();
    Theta theta = chain.theta();
    List<String> mistakes = new ArrayList<>();
    for (String word : plan.worstCase().groupWords()) {
      Optional<PhysicalGroup> physical = PhysicalGroup.of(word);
      (word.equals(PhysicalGroup.ALL)
              ? Optional.<String>empty()
              : physical.isPresent()
                  ? physical.get().mistake(chain, withoutEffect())
                  : ThetaGroup.mistake(theta, word, withoutEffect()))
          .ifPresent(mistake -> mistakes.add("worst_case.groups: " + mistake));
    }
    if (plan.tolerance().isWanted()) {
      try {
        plan.tolerance()
            .chosen(
                ParameterRanges.of(
                    theta, withoutEffect(), sensor().or(() -> trainedBy), Optional.empty()),
                theta);
      } catch (IllegalArgumentException e) {
        mistakes.add(e.getMessage());
      }
    }
    for (CameraSpread spread : plan.certify().map(CertificationPlan::regions).orElse(List.of())) {
      try {
        List<SmoothedParameter> _ = SmoothedParameter.of(spread, theta, withoutEffect());
      } catch (IllegalArgumentException e) {
        mistakes.add("certify.regions: " + e.getMessage());
      }
    }
    if (!mistakes.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", mistakes));
    }
  }

  /** Returns the data model. */
  private DataModelPlan before() throws IOException {
    return trained()
        .map(training -> training.dataModel().orElseThrow())
        .orElse(new DataModelPlan.Static(plan.isp()));
  }

  /** Returns how the model was trained that is there already, where its folder holds that. */
  private Optional<TrainingPlan> trained() throws IOException {
    return given.isPresent() && given.get() instanceof ModelSource.Folder(Path folder)
        ? Optional.of(TrainingPlan.FILE.read(folder.resolve(ModelFolder.PLAN)))
        : Optional.empty();
  }

  private static Isp chain(String isp, Path folder) throws IOException {
    Optional<ViewName> view = ViewName.of(isp);
    Path file = folder.resolve(isp);
    if (view.isEmpty() && !Files.exists(file)) {
      throw new IllegalArgumentException(
          "isp is '%s', but there is no file %s: expected a view, such as %s, or an isp.yaml"
              .formatted(isp, file, ForensicsPlan.USUAL_CHAIN));
    }
    return (view.isPresent() ? Isp.of(Camera.DRONE, view.get()) : IspFiles.read(file, Camera.DRONE))
        .withKernels();
  }

  /** Returns the chain's name, for a specification. */
  String chainName() throws IOException {
    return switch (before()) {
      case DataModelPlan.Static(String isp) -> isp;
      case DataModelPlan.Parametrized _ -> "parametrized";
      case DataModelPlan.None _, DataModelPlan.Neural _, DataModelPlan.Views() -> plan.isp();
    };
  }

  /** Returns the camera's name, for a specification. */
  Optional<String> cameraName() throws IOException {
    return trained().orElse(plan.training()).camera();
  }

  /** Returns the sensor's name, for a specification. */
  Optional<String> sensorName() throws IOException {
    return sensor().map(SensorSpec::name);
  }

  /** Returns how many models there are. */
  public int models() {
    return divided.map(data -> data.divisions().size()).orElse(1);
  }

  /** Returns the ratio of test to training samples of a split, where models are trained. */
  double testToTrain() {
    ResolvedPlan one = divided.orElseThrow().varied(Map.of(), 1);
    return (double) one.samples(Subset.TEST).size() / one.samples(Subset.TRAIN).size();
  }

  /**
   * Returns the models.
   *
   * @param book where trainings are recorded
   * @throws IllegalArgumentException if the chain does not fit the plan of training
   * @throws IOException if a file that the plan names cannot be read
   */
  List<ExaminedModel> examined(RunLog book) throws IOException {
    if (given.isPresent()) {
      return List.of(
          new ExaminedModel.Pretrained(
              given.get(), plan.training(), dataSet, unseen(given.get().path())));
    }
    List<ExaminedModel> examined = new ArrayList<>();
    for (int split = 1; split <= models(); split++) {
      Map<String, Object> values = new HashMap<>();
      values.put("data_model", new DataModelPlan.Static(plan.isp()));
      values.put("seed", plan.seed() + split - 1);
      TrainStep training =
          TrainStep.of(
              "train %s, split %d of %d".formatted(plan.isp(), split, models()),
              context(book),
              divided.orElseThrow().varied(values, split));
      examined.add(new ExaminedModel.Trained(split, training));
    }
    return examined;
  }

  /** Returns the test side of a model's own split; all samples if it was trained on none. */
  private List<Sample> unseen(Path model) throws IOException {
    Path own = model.resolve(ModelFolder.SPLIT);
    if (Files.isRegularFile(own)) {
      HeldOutSamples unseen = new HeldOutSamples(SplitFile.read(own).splits().getFirst(), dataSet);
      if (unseen.learned() > 0) {
        return unseen.side(Subset.TEST).samples();
      }
    }
    return dataSet.samples();
  }

  /**
   * Returns the samples that a model is evaluated on: all, or as many as the plan has it, drawn by
   * the seed.
   */
  List<Sample> drawn(ExaminedModel model) {
    return drawn(model, plan.samples());
  }

  /** Returns so many of the samples that a model was not trained on, drawn by the seed. */
  List<Sample> drawn(ExaminedModel model, int samples) {
    List<Sample> all = model.samples();
    if (all.size() <= samples) {
      return all;
    }
    RandomStream random = new Seed(plan.seed(), "samples").stream("draw", model.split());
    int[] places = IntStream.range(0, all.size()).toArray();
    RandomPartitions.deal(random, places, samples);
    return Arrays.stream(places).limit(samples).sorted().mapToObj(all::get).toList();
  }

  /** Returns the file of the sensor that recorded, where one is known. */
  private Optional<Path> sensorFile() {
    return plan.sensor().map(named -> references.folder().resolve(named)).or(dataSet::sensor);
  }

  /** Returns the sensor that recorded, where it is known. */
  Optional<SensorSpec> sensor() throws IOException {
    Optional<Path> file = sensorFile();
    return file.isPresent()
        ? Optional.of(DescriptionFiles.SENSOR.read(file.get()))
        : Optional.empty();
  }

  /** Returns what is measured; none: the main metric of the task. */
  Optional<Metric> metric() {
    return plan.metric()
        .or(() -> divided.map(data -> data.metric(plan.metric())))
        .flatMap(Metric::of);
  }

  /**
   * Returns what decides about the answers of a model.
   *
   * @throws IOException if a file cannot be read
   */
  SequencedMap<String, String> settings(ExaminedModel model) throws IOException {
    SequencedMap<String, String> settings = new LinkedHashMap<>(model.settings());
    settings.put("split", String.valueOf(model.split()));
    settings.put("samples", String.valueOf(plan.samples()));
    settings.put("metric", metric().map(Metric::toString).orElse("main"));
    settings.put("seed", String.valueOf(plan.seed()));
    settings.put("threads", String.valueOf(plan.threads()));
    settings.put("device", device.toString());
    Optional<Path> sensor = sensorFile();
    settings.put("sensor", sensor.isPresent() ? Provenance.sum(sensor.get()) : "none");
    return settings;
  }
}
