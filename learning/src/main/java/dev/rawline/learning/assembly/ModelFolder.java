package dev.rawline.learning.assembly;

import dev.rawline.data.config.DescriptionFiles;
import dev.rawline.data.config.IspFiles;
import dev.rawline.data.config.ThetaFiles;
import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.file.JsonFile;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.set.Subset;
import dev.rawline.data.split.SplitFile;
import dev.rawline.data.statistics.DataSetStatistics;
import dev.rawline.data.statistics.Standardization;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.learning.datamodel.NeuralModel;
import dev.rawline.learning.datamodel.ParametrizedModel;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.joint.JointModel;
import dev.rawline.learning.model.PretrainedWeights;
import dev.rawline.learning.plan.CameraVariationPlan;
import dev.rawline.learning.plan.DataModelPlan;
import dev.rawline.learning.plan.PlanWords;
import dev.rawline.learning.plan.ReferenceResolver;
import dev.rawline.learning.plan.SplitPlan;
import dev.rawline.learning.plan.TrainingPlan;
import dev.rawline.learning.sample.Preparation;
import dev.rawline.learning.sample.PreparedSample;
import dev.rawline.learning.weights.SafeTensors;
import dev.rawline.learning.weights.WeightFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The folder of a trained model, or of one that is being trained: its files, and whose it is.
 *
 * <p>{@code provenance.json} is written first, with the settings that determine the weights, and
 * again at the end; so an interrupted run is recognised, and resumes. {@code plan.yaml} is the
 * complete plan of the run: it refers to files of this folder only, except for the data set and the
 * initial weights.
 */
public final class ModelFolder {
  /** The plan as it is run. */
  public static final String PLAN = "plan.yaml";

  /** The origin of the model. */
  public static final String PROVENANCE = "provenance.json";

  /** The split of the data set. */
  public static final String SPLIT = "split.json";

  /** The task model's weights, named as published ones are. */
  public static final String WEIGHTS = "model.safetensors";

  /** The weights of a neural data model. */
  public static final String DATA_MODEL = "data-model.safetensors";

  /** The numbers of a parametrized data model. */
  public static final String THETA = "theta.yaml";

  /** The numbers that a parametrized data model began with. */
  public static final String THETA_START = "theta-start.yaml";

  /** The statistics that pictures are standardized by, where they are fixed. */
  public static final String STATISTICS = "statistics.yaml";

  /** The running statistics that pictures are standardized by, where they are a batch norm's. */
  public static final String STANDARDIZING = "standardizing.safetensors";

  /** The running statistics that training began with. */
  static final String STANDARDIZING_START = "standardizing-start.safetensors";

  /** The checkpoints of training. */
  public static final String CHECKPOINTS = "checkpoints";

  /** All metrics; written last but for the provenance. */
  public static final String METRICS = "metrics.json";

  static final String CAMERA = "camera.yaml";
  static final String ISP = "isp.yaml";
  static final String SENSOR = CameraVariationPlan.SENSOR_FILE;
  static final String REFERENCE = "reference-isp.yaml";
  private static final String SETTINGS = "settings";

  /** What made a data set is in its settings; those of a model are a plan's. */
  private static final String COMMAND = "command";

  private static final String EPOCHS = "epochs";
  private static final String FINISHED = "finished";
  private static final int LONG = 60;

  private final Path path;

  /** Refers to a folder; nothing is read or written yet. */
  public ModelFolder(Path path) {
    this.path = path;
  }

  /** Returns the folder itself. */
  public Path path() {
    return path;
  }

  /** The progress of the training of a folder's model. */
  public enum State {
    /** It has not begun. */
    NEW,
    /** It has begun. */
    BEGUN,
    /** It is done. */
    FINISHED
  }

  /**
   * Returns what determines the weights: the values of a plan, and the checksums of its data set,
   * its split and its files, independent of their location.
   *
   * @param references resolves the references of the plan
   * @throws IOException if a file cannot be found or read
   */
  public static SequencedMap<String, String> settings(
      ResolvedPlan data, ReferenceResolver references, Progress progress) throws IOException {
    return settings(data, PlanFiles.of(data, references, progress));
  }

  private static SequencedMap<String, String> settings(ResolvedPlan data, PlanFiles files)
      throws IOException {
    SequencedMap<String, String> sums = files.sums();
    PlanFiles.Naming bySum =
        (key, text, _) -> sums.containsKey(key) ? "sha256:" + sums.get(key) : text;
    SequencedMap<String, String> settings =
        data.as(files.named(data.plan(), bySum), data.split()).settings();
    sums.forEach((key, sum) -> settings.put(key + " file", sum));
    return settings;
  }

  /**
   * Returns the progress of a run's model in this folder.
   *
   * @param references resolves the references of the plan
   * @throws RejectedFileException if the folder holds the model of another plan, or something else;
   *     the message lists the differences
   * @throws IllegalArgumentException if the plan does not fit the data
   */
  public State state(ResolvedPlan data, ReferenceResolver references, Progress progress)
      throws IOException {
    Map<String, Object> provenance = JsonFile.read(path.resolve(PROVENANCE));
    if (!(provenance.get(SETTINGS) instanceof Map<?, ?> recorded)) {
      requireFree();
      return State.NEW;
    }
    if (recorded.get(COMMAND) instanceof String other) {
      throw new RejectedFileException(
          path,
          "contains a data set written by %s: a model would be mixed with it".formatted(other),
          "choose another folder with --out");
    }
    Map<String, String> settings = settings(data, PlanFiles.of(data, references, progress));
    Set<String> names = new LinkedHashSet<>(settings.keySet());
    recorded.keySet().forEach(name -> names.add(String.valueOf(name)));
    List<String> differences = new ArrayList<>();
    for (String name : names) {
      String there = String.valueOf(recorded.get(name));
      String here = String.valueOf(settings.get(name));
      if (!there.equals(here)) {
        differences.add(
            there.length() + here.length() > LONG
                ? "another " + name
                : "%s %s, not %s".formatted(name, there, here));
      }
    }
    if (!differences.isEmpty()) {
      throw new RejectedFileException(
          path,
          "contains a model that was trained differently (%s)"
              .formatted(String.join("; ", differences)),
          "choose another folder with --out"
              + (String.valueOf(recorded.get(EPOCHS)).equals(settings.get(EPOCHS))
                  ? ""
                  : "; to train this model longer, begin there with its weights by --pretrained "
                      + path));
    }
    return Boolean.TRUE.equals(provenance.get(FINISHED)) ? State.FINISHED : State.BEGUN;
  }

  private void requireFree() throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> inside = Files.list(path)) {
      Optional<Path> taken =
          inside.filter(file -> !file.getFileName().toString().startsWith(".")).findFirst();
      if (taken.isPresent()) {
        throw new RejectedFileException(
            path,
            "contains %s and no model: a model would be mixed with it"
                .formatted(taken.get().getFileName()),
            "choose another folder with --out");
      }
    }
  }

  /**
   * Begins a model: writes the plan as it is run and the files that it names. Existing results are
   * kept.
   *
   * @param references resolves the references of the plan
   * @param progress receives the progress of fetching files and measuring samples, and may stop it
   * @return the complete plan and the split of this folder
   * @throws RejectedFileException if the folder's split is not that of its model
   * @throws IllegalArgumentException if the plan does not fit its files or its data
   * @throws IOException if a file cannot be read or written
   */
  public ResolvedPlan begin(
      ResolvedPlan data, ReferenceResolver references, Engine engine, Progress progress)
      throws IOException {
    Path written = path.resolve(PLAN);
    if (Files.exists(written)) {
      return asRun(data);
    }
    PlanFiles files = PlanFiles.of(data, references, progress);
    ResolvedPlan.requireOneKind(data.dataSet().samples());
    requireBox(data.plan(), files);
    Files.createDirectories(path);
    AtomicFile.deleteAbandoned(path);
    JsonFile.write(Map.of(SETTINGS, settings(data, files)), path.resolve(PROVENANCE));
    data.split().write(path.resolve(SPLIT));
    Map<String, Object> values = new HashMap<>();
    values.put("split", new SplitPlan.File(SPLIT));
    values.put("division", 1);
    values.put(
        "loss",
        data.plan().loss().orElseThrow().stream()
            .map(term -> term.resolved(data.counts()))
            .toList());
    TrainingPlan plan = files.named(data.plan().with(values), (key, _, file) -> copied(key, file));
    if (plan.dataModel().orElseThrow() instanceof DataModelPlan.Parametrized parametrized) {
      plan = plan.with(Map.of("data_model", withTheta(plan, parametrized)));
    }
    if (plan.vary().isPresent()) { // the data set may describe the sensor, and the plan not name it
      String sensor = copied(PlanFiles.SENSOR, files.file(PlanFiles.SENSOR).orElseThrow());
      plan =
          plan.with(
              Map.of("vary", PlanFiles.VARY.with(plan.vary().get(), Map.of("sensor", sensor))));
    }
    plan = measured(plan, data, engine, progress);
    TrainingPlan.FILE.write(plan, written);
    writeProvenance(Map.of());
    return data.as(plan, data.split());
  }

  /** Requires a chain that a file describes to have what worst cameras are looked for in. */
  private static void requireBox(TrainingPlan plan, PlanFiles files) throws IOException {
    if (plan.worstCase().isPresent() && files.file(PlanFiles.ISP).isPresent()) {
      // Which numbers θ has depends on the kinds of stages, not on whose camera it is.
      Isp chain = IspFiles.read(files.file(PlanFiles.ISP).get(), Camera.DRONE);
      var _ = plan.worstCase().get().box().in(chain.theta());
    }
  }

  /**
   * Returns the plan of this folder's model as it is run, and its split; training has begun.
   *
   * @param data the plan that was given, and its data set
   * @throws RejectedFileException if the folder's split is not that of its model, or a file is not
   *     as it was written
   * @throws IOException if a file cannot be read
   */
  public ResolvedPlan asRun(ResolvedPlan data) throws IOException {
    SplitFile split = splitOf(data);
    new ModelTexts(path).requireIntact();
    return data.as(TrainingPlan.FILE.read(path.resolve(PLAN)), split);
  }

  /** Returns the split in this folder, which is that of the data unless it was edited. */
  private SplitFile splitOf(ResolvedPlan data) throws IOException {
    Path file = path.resolve(SPLIT);
    SplitFile split = SplitFile.read(file);
    if (!split.splits().equals(data.split().splits())) {
      throw new RejectedFileException(
          file,
          "is not the split that training began with",
          "restore it as it was written, or choose another folder with --out");
    }
    return split;
  }

  /** Copies a file that the plan names into this folder; returns its name there, or its path. */
  private String copied(String key, Path file) throws IOException {
    return switch (key) {
      case PlanFiles.CAMERA -> {
        DescriptionFiles.CAMERA.write(DescriptionFiles.CAMERA.read(file), path.resolve(CAMERA));
        yield CAMERA;
      }
      case PlanFiles.ISP -> {
        IspFiles.copy(file, path.resolve(ISP));
        yield ISP;
      }
      case PlanFiles.REFERENCE -> {
        IspFiles.copy(file, path.resolve(REFERENCE));
        yield REFERENCE;
      }
      case PlanFiles.SENSOR -> copied(file, SENSOR);
      case PlanFiles.STANDARDIZE -> {
        if (file.toString().endsWith(".safetensors")) {
          yield copied(file, STANDARDIZING_START);
        }
        DescriptionFiles.STATISTICS.read(file); // reports its problem
        yield copied(file, STATISTICS);
      }
      default -> file.toAbsolutePath().normalize().toString();
    };
  }

  private String copied(Path file, String name) throws IOException {
    AtomicFile.write(path.resolve(name), Files.readAllBytes(file));
    return name;
  }

  /** The file then contains what the plan freezes and thaws. */
  private DataModelPlan.Parametrized withTheta(
      TrainingPlan plan, DataModelPlan.Parametrized parametrized) throws IOException {
    try (ParametrizedModel model = (ParametrizedModel) new ModelAssembly(plan, path).dataModel()) {
      ThetaFiles.write(model.theta(), path.resolve(THETA_START));
    }
    return new DataModelPlan.Parametrized(
        Optional.of(THETA_START), List.of(), List.of(), parametrized.learned());
  }

  private TrainingPlan measured(
      TrainingPlan plan, ResolvedPlan data, Engine engine, Progress progress) throws IOException {
    if (!plan.standardize().orElseThrow().equals(PlanWords.MEASURED)) {
      return plan;
    }
    ModelAssembly assembly = new ModelAssembly(plan, path);
    Standardization measured;
    try (JointModel model = assembly.joined(engine)) {
      measured = new StatisticsMeasurement(model, assembly.preparation()).of(data, progress);
    }
    DescriptionFiles.STATISTICS.write(
        new DataSetStatistics(
            "pictures of the data model " + PlanWords.word(plan.dataModel().orElseThrow()),
            plan.camera().orElse("none"),
            measured,
            data.samples(Subset.TRAIN).size(),
            data.split().protocol(),
            data.split().sum()),
        path.resolve(STATISTICS));
    return plan.with(Map.of("standardize", STATISTICS));
  }

  /**
   * Returns the models of a plan as it is run, with the numbers that training begins with.
   *
   * @return the models, with notes on their initial weights
   * @throws IllegalArgumentException if the weights do not fit
   * @throws IOException if a file cannot be read
   */
  public UntrainedModel assemble(TrainingPlan plan, Engine engine) throws IOException {
    ModelAssembly assembly = new ModelAssembly(plan, path);
    JointModel model = assembly.joined(engine);
    List<String> notes = new ArrayList<>();
    try {
      if (plan.pretrained().isPresent()) {
        notes.addAll(
            PretrainedWeights.into(
                model.network(), WeightFile.read(Path.of(plan.pretrained().get()))));
      }
      if (plan.dataModel().orElseThrow() instanceof DataModelPlan.Neural(Optional<String> weights)
          && weights.isPresent()) {
        model.dataModel().parameters().load(WeightFile.read(Path.of(weights.get())));
        model.dataModel().changed();
      }
    } catch (IOException | RuntimeException e) {
      model.close();
      throw e;
    }
    Optional<Function<PreparedSample, Isp>> named = assembly.reference();
    return new UntrainedModel(
        model,
        assembly.preparation(),
        sample ->
            named
                .map(reference -> reference.apply(sample))
                .or(() -> model.dataModel().chain(sample)),
        notes);
  }

  /**
   * Models before training.
   *
   * @param model both models, joined
   * @param preparation the preparation of samples for the data model
   * @param reference the chain with whose pictures those of a sample are compared, if any: that of
   *     the plan, by default the data model's at the time of the call
   * @param notes notes on their initial weights
   */
  public record UntrainedModel(
      JointModel model,
      Preparation preparation,
      Function<PreparedSample, Optional<Isp>> reference,
      List<String> notes) {
    /** Copies the list. */
    public UntrainedModel {
      notes = List.copyOf(notes);
    }
  }

  /**
   * Writes θ and the weights of a trained model, the task model's last: where they are, all is
   * written.
   *
   * @throws IOException if a file cannot be written
   */
  public void writeWeights(JointModel model) throws IOException {
    if (!model.standardizing().parameters().all().isEmpty()) {
      SafeTensors.write(
          path.resolve(STANDARDIZING), model.standardizing().parameters().toStateDict());
    }
    if (model.dataModel() instanceof NeuralModel neural) {
      SafeTensors.write(path.resolve(DATA_MODEL), neural.parameters().toStateDict());
    }
    if (model.dataModel() instanceof ParametrizedModel parametrized) {
      ThetaFiles.write(parametrized.theta(), path.resolve(THETA));
    }
    SafeTensors.write(path.resolve(WEIGHTS), model.network().parameters().toStateDict());
  }

  /** Reads what {@link #writeWeights} has written into the models of the same plan. */
  void readWeights(JointModel model) throws IOException {
    model.network().parameters().load(SafeTensors.read(path.resolve(WEIGHTS)));
    if (!model.standardizing().parameters().all().isEmpty()) {
      model.standardizing().parameters().load(SafeTensors.read(path.resolve(STANDARDIZING)));
    }
    if (model.dataModel() instanceof NeuralModel neural) {
      neural.parameters().load(SafeTensors.read(path.resolve(DATA_MODEL)));
      neural.changed();
    }
  }

  /**
   * Records that the model is done.
   *
   * @param findings further entries, as values of {@link JsonFile}
   * @throws IOException if that cannot be written
   */
  public void finish(Map<String, Object> findings) throws IOException {
    Map<String, Object> more = new LinkedHashMap<>(findings);
    more.put(FINISHED, true);
    writeProvenance(more);
  }

  private void writeProvenance(Map<String, Object> findings) throws IOException {
    Map<String, Object> provenance = new LinkedHashMap<>();
    provenance.put(SETTINGS, JsonFile.read(path.resolve(PROVENANCE)).get(SETTINGS));
    provenance.putAll(findings);
    new ModelTexts(path).putSums(provenance);
    JsonFile.write(provenance, path.resolve(PROVENANCE));
  }
}
