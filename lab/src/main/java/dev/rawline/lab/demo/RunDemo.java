package dev.rawline.lab.demo;

import dev.rawline.imaging.numeric.Parallel;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.imaging.optics.OpticsSpec;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.lab.drift.DriftExperiment;
import dev.rawline.lab.drift.SynthesizeDrift;
import dev.rawline.lab.drift.SynthesizeDrift.DriftResult;
import dev.rawline.lab.experiment.StudySetup;
import dev.rawline.lab.simulate.SceneChoice;
import dev.rawline.lab.simulate.Simulate;
import dev.rawline.lab.simulate.SimulatedCamera;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.plan.ReferenceResolver;
import dev.rawline.workbench.book.RunLogs;
import dev.rawline.workbench.step.Resources;
import dev.rawline.workbench.step.StepListener;
import dev.rawline.workbench.step.StepStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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

  private static final String CAMERA = SensorSpec.MICROSCOPE.name();
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
      plan = new DemoPlan(smears.toString(), CAMERA, scale);
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
}
