package dev.rawline.lab.drift;

import dev.rawline.data.config.CameraChoice;
import dev.rawline.data.set.Sample;
import dev.rawline.data.set.Subset;
import dev.rawline.data.split.SplitFile;
import dev.rawline.data.yaml.KeyRecord;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.corruption.Corruption;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.lab.adaptation.Adaptation;
import dev.rawline.lab.adaptation.ModelAdaptation;
import dev.rawline.lab.evaluation.InferenceSetup;
import dev.rawline.lab.experiment.ChannelSwap;
import dev.rawline.lab.experiment.Condition;
import dev.rawline.lab.experiment.DriftScore;
import dev.rawline.lab.experiment.Experiment;
import dev.rawline.lab.experiment.PlanCopy;
import dev.rawline.lab.experiment.SplitDataSet;
import dev.rawline.lab.training.EvaluateStep;
import dev.rawline.lab.training.TrainStep;
import dev.rawline.learning.assembly.ResolvedPlan;
import dev.rawline.learning.augment.Augmentation;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.plan.DataModelPlan;
import dev.rawline.learning.plan.NetworkPlan;
import dev.rawline.learning.plan.PlanWords;
import dev.rawline.learning.plan.ReferenceResolver;
import dev.rawline.learning.plan.TaskPlan;
import dev.rawline.learning.plan.TrainingPlan;
import dev.rawline.workbench.output.OutputFiles;
import dev.rawline.workbench.output.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A plan of a drift experiment and its data set → the steps that it takes.
 *
 * @param plan the plan
 * @param references where what the plan names is looked up
 * @param divided the data set and its splits
 * @param recordings other recordings of its samples, by the words of the plan
 * @param device the device that computes
 */
public record DriftExperiment(
    DriftPlan plan,
    ReferenceResolver references,
    SplitDataSet divided,
    SequencedMap<String, Recording> recordings,
    Device device)
    implements Experiment<DriftPlan, DriftExperiment> {
  private static final KeyRecord<TrainingPlan> TRAINING = new KeyRecord<>(TrainingPlan.class);

  /**
   * Finds the data set of a plan, and divides it. Where the plan names no camera, it is the one
   * whose name the data set's sensor has.
   *
   * @param references where what the plan names is looked up
   * @throws IllegalArgumentException if the plan does not fit the data; the message states how, and
   *     what to do
   * @throws IOException if the data set cannot be fetched or read
   */
  public static DriftExperiment open(
      DriftPlan plan, ReferenceResolver references, Device device, Progress progress)
      throws IOException {
    DriftPlan whole = DriftPlan.FILES.withCamera(plan, references, progress);
    SplitDataSet divided = SplitDataSet.open(whole, references, progress);
    requireAdaptable(whole, divided.data().plan(), references);
    SequencedMap<String, Recording> recordings =
        Recording.open(plan, divided.data(), references, progress);
    return new DriftExperiment(whole, references, divided, recordings, device);
  }

  private static void requireAdaptable(
      DriftPlan plan, TrainingPlan training, ReferenceResolver references) throws IOException {
    for (Adaptation how : plan.adaptations()) {
      if (how instanceof Adaptation.ProcessingParameters theta) {
        if (SplitDataSet.camera(training, references) instanceof CameraChoice.FromFile) {
          throw new IllegalArgumentException(
              "adapt lists theta, but camera is file, so that every raw file has its own"
                  + " parameters: name one camera, a preset or a camera.yaml");
        }
        if (theta.loss() == Adaptation.ProcessingParameters.ThetaLoss.ENTROPY
            && training.task().orElseThrow() instanceof TaskPlan.Regression) {
          throw new IllegalArgumentException(
              "adapt lists theta with loss entropy, but the models predict numbers, which have no"
                  + " entropy: use the loss statistics");
        }
      }
    }
  }

  @Override
  public String dataSetName() {
    return data().dataSet().name();
  }

  @Override
  public String dataSum() {
    List<String> sums = new ArrayList<>(List.of(data().split().sum()));
    recordings.values().forEach(other -> sums.add(other.sum()));
    return SplitDataSet.sum(sums);
  }

  @Override
  public SequencedMap<String, String> recordingSums() {
    SequencedMap<String, String> sums = new LinkedHashMap<>();
    recordings.forEach((word, other) -> sums.put(Condition.shortName(word), other.sum()));
    return sums;
  }

  @Override
  public long framePixels() {
    return recordings.values().stream()
        .mapToLong(Recording::framePixels)
        .reduce(divided.framePixels(), Math::max);
  }

  /** Returns the data set, and its plan of training, complete but for the conditions. */
  public ResolvedPlan data() {
    return divided.data();
  }

  /** Returns the splits of the data set, one in each. */
  public List<SplitFile> divisions() {
    return divided.divisions();
  }

  /** The copy has the chains of conditions, by the names in the folder that tables use. */
  @Override
  public DriftExperiment copied(PlanCopy<DriftPlan> copy) throws IOException {
    SequencedMap<Path, Path> chains = chains(copy.from(), copy.folder());
    chains.forEach(copy::addChain);
    ResolvedPlan located = copy.setTraining(data());
    UnaryOperator<Condition> named =
        condition -> {
          Path chain = chains.get(copy.from().resolve(condition.isp()).normalize());
          Condition by =
              chain == null ? condition : condition.by(copy.folder().relativize(chain).toString());
          return by.recorded().map(word -> by.in(recordings.get(word).data())).orElse(by);
        };
    SequencedMap<String, Recording> found = new LinkedHashMap<>();
    recordings.values().forEach(other -> found.put(other.data(), other));
    if (found.values().stream().anyMatch(other -> other.camera().isPresent())) {
      Map<String, Object> own = new HashMap<>();
      boolean stated =
          Stream.concat(
                  Stream.of(data().dataSet()), found.values().stream().map(Recording::dataSet))
              .allMatch(set -> set.camera().isPresent());
      own.put("camera", stated ? PlanWords.OF_DATA : null);
      copy.set("training", TRAINING.with(copy.plan().training(), own));
    }
    copy.set(
        "train", new TrainConditionsPlan(plan.train().under().with(named), plan.train().augment()));
    copy.set("test", plan.test().map(test -> test.with(named)).orElse(null));
    return new DriftExperiment(
        copy.plan(), copy.references(), divided.with(located), found, device);
  }

  private SequencedMap<Path, Path> chains(Path from, Path folder) {
    List<Path> named =
        Stream.concat(plan.trained().stream(), plan.tested().stream())
            .filter(condition -> ViewName.of(condition.isp()).isEmpty())
            .map(condition -> from.resolve(condition.isp()).normalize())
            .filter(Files::isRegularFile)
            .distinct()
            .toList();
    SequencedMap<Path, Path> chains = new LinkedHashMap<>();
    for (Path chain : named) {
      Set<Path> taken = new HashSet<>(chains.values());
      named.stream().filter(other -> !other.equals(chain)).forEach(taken::add); // none is replaced
      taken.add(folder.resolve(PlanCopy.NAME));
      chains.put(chain, place(chain, from, folder, taken));
    }
    return chains;
  }

  /** Returns the place of a chain's copy: its path relative to the plan, or its name. */
  private static Path place(Path chain, Path from, Path folder, Set<Path> taken) {
    Path name = chain.startsWith(from) ? from.relativize(chain) : chain.getFileName();
    Path place = folder.resolve(name);
    String stem = OutputFiles.stem(chain);
    String ending = chain.getFileName().toString().substring(stem.length());
    for (int i = 2; taken.contains(place); i++) {
      place = folder.resolve(name).resolveSibling("%s-%d%s".formatted(stem, i, ending));
    }
    return place;
  }

  /** Returns this experiment with another task model; the data set is not read again. */
  public DriftExperiment with(NetworkPlan model) {
    Map<String, Object> values = Map.of("model", model);
    return new DriftExperiment(
        DriftPlan.FILES
            .file()
            .keys()
            .with(plan, Map.of("training", TRAINING.with(plan.training(), values))),
        references,
        divided.with(data().varied(values, data().split())),
        recordings,
        device);
  }

  /** Returns where relative paths of the plan begin. */
  Path folder() {
    return references.folder();
  }

  /**
   * One model to train.
   *
   * @param condition the condition that it is trained under
   * @param augment the augmentation of training
   * @param split which split, from 1
   */
  public record Model(Condition condition, Augmentation augment, int split) {}

  /** Returns the models, division by division, so that a matrix is whole early. */
  public List<Model> models() {
    List<Model> models = new ArrayList<>();
    for (Augmentation augment : plan.augmentations()) {
      for (int split = 1; split <= divisions().size(); split++) {
        for (Condition condition : plan.trained()) {
          models.add(new Model(condition, augment, split));
        }
      }
    }
    return models;
  }

  /** Returns the cases that a model is tested on: other conditions, and its own corruptions. */
  public List<TestCase> testCases(Model model) {
    List<TestCase> cases = new ArrayList<>();
    for (Condition tested : plan.tested()) {
      cases.add(new TestCase(tested, Optional.empty(), Optional.empty()));
      plan.adaptations()
          .forEach(how -> cases.add(new TestCase(tested, Optional.empty(), Optional.of(how))));
    }
    for (Corruption corruption : plan.corrupted()) {
      cases.add(new TestCase(model.condition(), Optional.of(corruption), Optional.empty()));
    }
    return cases;
  }

  /**
   * One case that a model is tested on.
   *
   * @param condition under which condition
   * @param corruption what is done to the pictures afterwards
   * @param adaptation how the model is adapted to the condition; none: it stays as trained
   */
  public record TestCase(
      Condition condition, Optional<Corruption> corruption, Optional<Adaptation> adaptation) {

    /** Returns what tables call the condition, with the adaptation to it. */
    public String tested() {
      return adaptation
          .map(how -> DriftScore.adapted(condition.name(), how.words()))
          .orElse(condition.name());
    }

    /** Returns what it is called, such as "menon-unsharp-median, gaussian_noise 3". */
    public String name() {
      return tested()
          + corruption.map(what -> ", %s %d".formatted(what.name(), what.severity())).orElse("");
    }
  }

  /**
   * A model and what it is tested on: a cell of the matrix on one split.
   *
   * @param model the model
   * @param shown what it is tested on
   * @param step the evaluation
   */
  record Cell(Model model, TestCase shown, EvaluateStep step) {}

  /**
   * Prepares the evaluation of a model.
   *
   * @throws IOException if a file that the plan names cannot be read
   */
  Cell cell(Model model, TrainStep training, TestCase shown) throws IOException {
    Condition condition = shown.condition();
    SequencedMap<String, String> described = new LinkedHashMap<>();
    Path file = folder().resolve(condition.isp());
    boolean named = ViewName.of(condition.isp()).isPresent();
    described.put(
        "condition",
        named ? condition.name() : condition.by("sha256:" + Provenance.sum(file)).name());
    boolean other = !condition.recorded().equals(model.condition().recorded());
    ResolvedPlan recorded = other ? recording(condition).of(training.data()) : training.data();
    if (other) {
      described.put("recorded", recorded.split().sum());
      described.put("recorded by", contents(recorded.plan().camera().orElseThrow()));
    }
    if (shown.corruption().isPresent()) {
      described.put("constants", plan.corruptions().orElseThrow().constants());
    }
    String name = "test %s, split %d, on %s".formatted(name(model), model.split(), shown.name());
    EvaluateStep step =
        EvaluateStep.of(
            name,
            training,
            recorded,
            new InferenceSetup(
                Optional.of(condition.isp()),
                other
                    ? Optional.of(SplitDataSet.camera(recorded.plan(), references))
                    : Optional.empty(),
                condition.channels().map(ChannelSwap::views).orElse(Map.of()),
                condition.cameras(plan.sensor()),
                shown.corruption(),
                plan.seed()),
            described);
    return new Cell(
        model,
        shown,
        shown
            .adaptation()
            .map(how -> step.adapted(name, new ModelAdaptation(how, plan.seed())))
            .orElse(step));
  }

  /** Returns a word, or the sum of the file that it names. */
  private String contents(String word) throws IOException {
    Path file = folder().resolve(word);
    return Files.isRegularFile(file) ? "sha256:" + Provenance.sum(file) : word;
  }

  /** Returns what samples are recorded in under a condition. */
  private Recording recording(Condition condition) {
    return condition
        .recorded()
        .map(recordings::get)
        .orElseGet(
            () ->
                new Recording(
                    data().plan().data(),
                    data().plan().camera(),
                    data().dataSet(),
                    data().split().sum(),
                    divided.framePixels()));
  }

  /** Returns what a model is called in tables: its condition, and its augmentation if several. */
  public String name(Model model) {
    return model
        .condition()
        .name(Optional.of(model.augment().toString()).filter(_ -> plan.augmentations().size() > 1));
  }

  /**
   * Returns the training of a model.
   *
   * @throws IllegalArgumentException if the condition does not fit the plan of training
   */
  ResolvedPlan planned(Model model) {
    Map<String, Object> values = new HashMap<>();
    values.put("data_model", new DataModelPlan.Static(model.condition().isp()));
    values.put("vary", model.condition().cameras(plan.sensor()).orElse(null));
    values.put("augment", model.augment());
    values.put("seed", plan.seed() + model.split() - 1);
    return recording(model.condition()).of(divided.varied(values, model.split()));
  }

  /** Returns the samples that models of a division are tested on. */
  List<Sample> testSide(int split) {
    return divisions()
        .get(split - 1)
        .splits()
        .getFirst()
        .of(data().dataSet(), Subset.TEST)
        .samples();
  }

  /** Returns the name of the metric that is compared. */
  public String metric() {
    return divided.metric(plan.metric());
  }
}
