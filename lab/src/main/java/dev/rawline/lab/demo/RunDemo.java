package dev.rawline.lab.demo;

import dev.rawline.data.yaml.ConfigurationException;
import dev.rawline.imaging.numeric.Parallel;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.imaging.optics.OpticsSpec;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.lab.drift.DriftExperiment;
import dev.rawline.lab.drift.DriftPlan;
import dev.rawline.lab.drift.SynthesizeDrift;
import dev.rawline.lab.drift.SynthesizeDrift.DriftResult;
import dev.rawline.lab.experiment.StudySetup;
import dev.rawline.lab.simulate.SceneChoice;
import dev.rawline.lab.simulate.Simulate;
import dev.rawline.lab.simulate.SimulatedCamera;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.plan.NetworkPlan;
import dev.rawline.learning.plan.PlanWords;
import dev.rawline.learning.plan.ReferenceResolver;
import dev.rawline.learning.plan.TaskPlan;
import dev.rawline.workbench.book.RunLogs;
import dev.rawline.workbench.step.Resources;
import dev.rawline.workbench.step.StepListener;
import dev.rawline.workbench.step.StepStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.CancellationException;

/**
 * The whole story, from nothing: a small labelled raw data set of scenes that pass a microscope's
 * optics and sensor (or raw data that are there already), models trained under four of the twelve
 * views, how they do under the other views and under corruptions, and the report of it.
 *
 * <p>What was made before is not made again.
 */
public final class RunDemo {
  /** The folder of a demo unless another is named, below the folder that the program runs in. */
  public static final Path USUAL = Path.of("labbook", "demo");

  /**
   * Basophils, eosinophils, lymphocytes, monocytes, band and segmented neutrophils: some that are
   * distinguished at a glance, and some that take a second.
   */
  private static final List<String> CLASSES = List.of("BAS", "EOS", "LYT", "MON", "NGB", "NGS");

  private static final int SIDE = 128;
  private static final long SEED = 1;

  private final Path folder;
  private final Optional<DemoData> given;
  private final DemoScale scale;
  private final StepStore store;
  private final Resources resources;
  private final RunLogs logs;
  private final Device device;
  private volatile boolean stopped;
  private volatile Optional<SynthesizeDrift> running = Optional.empty();

  /**
   * Raw data that are there already.
   *
   * @param data the data set, as a plan names it
   * @param camera whose numbers render it, as a plan names it
   */
  public record DemoData(String data, String camera) {}

  /**
   * Prepares; nothing is written yet.
   *
   * @param folder where report, drawings and tables go, and a generated data set below it; made if
   *     it does not exist
   * @param given raw data that are there already; a data set is generated if none
   * @param scale how much work it is
   * @param store where the results of trainings and evaluations are kept
   * @param resources what all of them together may use
   * @param logs where the run is recorded
   * @param device the device that computes
   */
  public RunDemo(
      Path folder,
      Optional<DemoData> given,
      DemoScale scale,
      StepStore store,
      Resources resources,
      RunLogs logs,
      Device device) {
    this.folder = folder;
    this.given = given;
    this.scale = scale;
    this.store = store;
    this.resources = resources;
    this.logs = logs;
    this.device = device;
  }

  /** Requests a stop, from any thread: what is done is kept, and the same call resumes. */
  public void requestStop() {
    stopped = true;
    running.ifPresent(SynthesizeDrift::requestStop);
  }

  /**
   * Runs it.
   *
   * @param progress receives how far scenes are generated or a data set is fetched
   * @param steps receives the trainings and evaluations
   * @throws IllegalArgumentException if the raw data that are there do not fit; the message states
   *     how, and what to do
   * @throws CancellationException if it was stopped
   * @throws IOException if a file cannot be read or written
   */
  public DriftResult run(Progress progress, StepListener steps) throws IOException {
    DemoPlan plan;
    if (given.isPresent()) {
      plan = new DemoPlan(given.get().data(), given.get().camera(), scale);
    } else {
      Path smears = folder.resolve(scale.dataSet()).toAbsolutePath();
      simulation(smears).run(scale.samples(), progress.checking(this::requireNoStop));
      plan = new DemoPlan(smears.toString(), PlanWords.OF_DATA, scale);
    }
    ReferenceResolver references = ReferenceResolver.in(Path.of("").toAbsolutePath());
    DriftExperiment opened =
        DriftExperiment.open(plan.withoutModel(), references, device, progress);
    DriftExperiment experiment =
        opened.with(DemoPlan.network(opened.data().plan().task().orElseThrow()));
    SynthesizeDrift drift =
        new SynthesizeDrift(
            experiment,
            new StudySetup(store, resources, logs, folder, DemoScale.dataSets(), steps));
    running = Optional.of(drift);
    requireNoStop();
    return drift.run().result();
  }

  private static Simulate simulation(Path smears) {
    return new Simulate(
        smears,
        SceneChoice.BLOOD_SMEAR,
        CLASSES,
        /* balanced= */ true,
        new SimulatedCamera(SensorSpec.MICROSCOPE, OpticsSpec.MICROSCOPE, SIDE, SIDE, SEED),
        SEED,
        Parallel.CORES);
  }

  private void requireNoStop() {
    if (stopped) {
      throw new CancellationException("the demo was interrupted");
    }
  }

  /**
   * How much work a demo is.
   *
   * @param dataSet the folder of the generated data set, below that of the demo
   * @param samples how many samples are generated
   * @param splits how often the data set is divided
   * @param epochs how often training sees every sample
   * @param views how many views models are trained and tested on
   * @param severities how severe the corruptions are, as a plan writes it
   */
  public record DemoScale(
      String dataSet, int samples, int splits, int epochs, int views, String severities) {
    /** Some minutes on two cores: enough to see what drift does. */
    public static final DemoScale WHOLE = new DemoScale("smears", 320, 3, 10, 4, "[1, 3, 5]");

    /** Some seconds: enough to see that everything works, and nothing else. */
    public static final DemoScale QUICK = new DemoScale("smears-quick", 36, 2, 1, 2, "[3]");

    /** Returns the folders of all data sets that demos generate. */
    static Set<String> dataSets() {
      return Set.of(WHOLE.dataSet, QUICK.dataSet);
    }
  }

  /**
   * The drift experiment of a demo: four of the twelve views, which differ in every stage, a small
   * network, and a few corruptions.
   *
   * <p>The views are half of all combinations of two demosaicings, two sharpenings and two
   * denoisings, chosen such that every stage is in half of them: any two differ in two stages.
   *
   * @param data the data set, as a plan names it
   * @param camera whose numbers render it, as a plan names it
   * @param scale how much work it is
   */
  private record DemoPlan(String data, String camera, DemoScale scale) {
    private static final List<String> VIEWS =
        List.of(
            "bilinear-sharpen-median",
            "menon-unsharp-median",
            "bilinear-unsharp-gaussian",
            "menon-sharpen-gaussian");
    private static final List<String> CORRUPTIONS =
        List.of("gaussian_noise", "gaussian_blur", "contrast", "brightness");
    private static final NetworkPlan SMALL_CNN = new NetworkPlan.SmallCnnKeys(null);
    private static final NetworkPlan SMALL_U_NET =
        new NetworkPlan.Unet(
            new NetworkPlan.UnetKeys(NetworkPlan.Encoder.RESNET18, 3, List.of(32, 16, 8)));

    /**
     * Returns the plan, but for the model, which depends on the task.
     *
     * @throws ConfigurationException if the names of data set or camera are none
     */
    DriftPlan withoutModel() throws ConfigurationException {
      SequencedMap<String, String> keys = new LinkedHashMap<>();
      keys.put("name", "demo");
      keys.put("training.data", quoted(data));
      keys.put("training.camera", quoted(camera));
      keys.put("training.size", "64");
      keys.put("training.augment", "weak");
      keys.put("training.learning_rate", "0.003");
      keys.put("training.schedule", "cosine");
      keys.put("training.epochs", String.valueOf(scale.epochs()));
      keys.put("training.batch", "16");
      keys.put("training.validation", "0");
      keys.put(
          "splits",
          String.format(Locale.ROOT, "{shuffle: {number: %d, train: 0.7}}", scale.splits()));
      keys.put("train.views", VIEWS.subList(0, scale.views()).toString());
      keys.put(
          "corruptions", "{names: %s, severities: %s}".formatted(CORRUPTIONS, scale.severities()));
      return DriftPlan.FILES.file().read(Optional.empty(), keys);
    }

    /** Returns the model of a task. */
    static NetworkPlan network(TaskPlan task) {
      return switch (task) {
        case TaskPlan.Classification _, TaskPlan.Regression _ -> SMALL_CNN;
        case TaskPlan.Segmentation _ -> SMALL_U_NET;
      };
    }

    private static String quoted(String word) {
      return "'" + word.replace("'", "''") + "'";
    }
  }
}
