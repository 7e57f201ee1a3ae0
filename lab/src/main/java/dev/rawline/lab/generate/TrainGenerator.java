package dev.rawline.lab.generate;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.file.CsvText;
import dev.rawline.data.file.JsonFile;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.picture.PngFile;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.yaml.YamlText;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.imaging.random.Seed;
import dev.rawline.learning.diffusion.FlowCheck;
import dev.rawline.learning.diffusion.FlowExamples;
import dev.rawline.learning.diffusion.FlowNetwork;
import dev.rawline.learning.diffusion.FlowProgress;
import dev.rawline.learning.diffusion.FlowTrainer;
import dev.rawline.learning.diffusion.RadianceCode;
import dev.rawline.learning.diffusion.SceneGenerator;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.engine.Precision;
import dev.rawline.scenes.Daylight;
import dev.rawline.workbench.output.FolderLock;
import dev.rawline.workbench.output.Machine;
import dev.rawline.workbench.output.OutputFiles;
import dev.rawline.workbench.output.OutputFolder;
import dev.rawline.workbench.output.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A plan × a raw data set → the folder of a generative model of its scenes.
 *
 * <p>The folder holds the model ({@link SceneGenerator}), the plan as it was run, the losses of
 * every check ({@code scenes.csv}, {@code scenes.png}; {@code masks.csv}, {@code masks.png}), a
 * sheet of samples beside scenes that were learned from, drawn at every check, and the provenance.
 * An interrupted run resumes when it is run again in the same folder.
 */
public final class TrainGenerator {
  /** The plan as it was run. */
  static final String PLAN = "plan.yaml";

  /** The key, in the provenance, of the samples that were learned from. */
  static final String LEARNED = "learned";

  /** The key of those that chose the weights. */
  static final String HELD_OUT = "heldOut";

  /** The key of the checksum of both. */
  static final String CHECKSUM = "samples_sha256";

  private static final String CHECKPOINTS = "checkpoints";
  private static final String COMMAND = "generate train";

  private final GeneratePlan plan;
  private final DataSet dataSet;
  private final Path folder;
  private final Engine engine;
  private final Progress progress;
  private int step;
  private volatile boolean stopping;
  private volatile Optional<FlowTrainer> trainer = Optional.empty();

  /**
   * Prepares training; nothing is written yet.
   *
   * @param plan the plan
   * @param dataSet its data set
   * @param folder where the model goes; made if it does not exist
   */
  public TrainGenerator(
      GeneratePlan plan, DataSet dataSet, Path folder, Engine engine, Progress progress) {
    this.plan = plan;
    this.dataSet = dataSet;
    this.folder = folder;
    this.engine = safe(plan.flow().precision(), engine, progress);
    this.progress = progress;
  }

  /** oneDNN's bfloat16 weight gradients of small convolutions can crash on several threads. */
  static Engine safe(Precision precision, Engine engine, Progress progress) {
    if (precision != Precision.BFLOAT16 || engine.device() != Device.CPU || engine.threads() == 1) {
      return engine;
    }
    progress.note("bfloat16 learns on one thread of the CPU: on several, libtorch 2.13 can crash");
    return Engine.start(engine.device(), 1);
  }

  /**
   * Returns the plan of the model in a folder.
   *
   * @throws IOException if it cannot be read
   */
  public static GeneratePlan plan(Path model) throws IOException {
    return GeneratePlan.FILE.read(Optional.of(model.resolve(PLAN)), new LinkedHashMap<>());
  }

  /** What became of it. */
  public sealed interface Result {

    /** The model already existed, trained by the same plan. */
    record UpToDate() implements Result {}

    /** Training was stopped, and resumes when it is run again. */
    record Stopped(int steps) implements Result {}

    /**
     * The model is trained.
     *
     * @param scenes the checks of the flow of scenes
     */
    record Trained(List<FlowCheck> scenes) implements Result {
      /** Copies the list. */
      public Trained {
        scenes = List.copyOf(scenes);
      }
    }
  }

  /** Requests that training stop after the current step; from any thread. */
  public void requestStop() {
    stopping = true;
    trainer.ifPresent(FlowTrainer::requestStop);
  }

  /**
   * Trains.
   *
   * @throws IllegalArgumentException if the plan does not fit its data
   * @throws RejectedFileException if the folder holds another model, or something else; or a sample
   *     cannot be read
   * @throws dev.rawline.learning.train.TrainingDivergedException if the loss is no longer finite
   * @throws IOException if a file cannot be read or written
   */
  public Result run() throws IOException {
    String text = YamlText.of(GeneratePlan.FILE.keys(), GeneratePlan.FILE.keys().write(plan));
    Path planFile = folder.resolve(PLAN);
    if (!Files.exists(planFile)) {
      OutputFiles.requireFree(
          folder, List.of(OutputFolder.PROVENANCE, SceneGenerator.DESCRIPTION), COMMAND);
    } else if (!Files.readString(planFile).equals(text)) {
      throw new RejectedFileException(
          folder, "holds a model of another plan", "choose another folder with --out");
    }
    OutputFiles.makeFolder(folder);
    try (FolderLock _ = FolderLock.take(folder)) {
      TrainingScenes scenes = TrainingScenes.read(plan, dataSet, progress);
      AtomicFile.write(planFile, text.getBytes(StandardCharsets.UTF_8));
      if (begin(scenes)) {
        return new Result.UpToDate();
      }
      List<Integer> learned = scenes.learned(plan.heldOut());
      RadianceCode code =
          RadianceCode.of(
              learned.stream().map(scenes.radiance()::get).toList(), SceneGenerator.BANDS);
      SceneGenerator.Description description = description(scenes, code);
      try (SceneGenerator generator =
          SceneGenerator.begin(description, new Seed(plan.seed(), "generator"))) {
        generator.moveTo(engine.device());
        return train(generator, scenes, code, learned);
      }
    }
  }

  /** Records what is learned from; returns whether a model of it is trained already. */
  private boolean begin(TrainingScenes scenes) throws IOException {
    Path file = folder.resolve(OutputFolder.PROVENANCE);
    Map<String, Object> origin = JsonFile.read(file);
    String checksum = checksum(scenes);
    if (origin.isEmpty()) {
      JsonFile.write(Map.of("command", COMMAND, CHECKSUM, checksum), file);
    } else if (!checksum.equals(origin.get(CHECKSUM))) {
      throw new RejectedFileException(
          folder,
          "holds a model of other samples: the samples of data set %s have changed"
              .formatted(dataSet.name()),
          "restore them, or choose another folder with --out");
    }
    return origin.containsKey(LEARNED);
  }

  private String checksum(TrainingScenes scenes) throws IOException {
    Set<String> ids = Set.copyOf(scenes.ids());
    return dataSet
        .with(dataSet.samples().stream().filter(sample -> ids.contains(sample.id())).toList())
        .hash();
  }

  private SceneGenerator.Description description(TrainingScenes scenes, RadianceCode code) {
    Rgb daylight = Daylight.WHITE;
    return new SceneGenerator.Description(
        scenes.classes(),
        plan.size(),
        scenes.spacing(),
        plan.white().orElse(List.of(daylight.red(), daylight.green(), daylight.blue())),
        code,
        plan.masks(),
        plan.network(),
        plan.flow().precision(),
        plan.sampling());
  }

  private Result train(
      SceneGenerator generator, TrainingScenes scenes, RadianceCode code, List<Integer> learned)
      throws IOException {
    List<Integer> held = scenes.heldOut(plan.heldOut());
    SceneSheet sheet = new SceneSheet(generator, scenes, learned, plan.seed());
    if (generator.masks().isPresent()) {
      List<FlowCheck> checks =
          train("masks", generator.masks().get(), scenes.ofMasks(), learned, held, () -> {});
      if (!isComplete(checks)) {
        return new Result.Stopped(step);
      }
    }
    List<FlowCheck> checks =
        train("scenes", generator.scenes(), scenes.scenes(code), learned, held, () -> write(sheet));
    if (!isComplete(checks)) {
      return new Result.Stopped(step);
    }
    generator.write(folder);
    write(sheet);
    JsonFile.write(origin(scenes, learned, held, checks), folder.resolve(OutputFolder.PROVENANCE));
    return new Result.Trained(checks);
  }

  /** Draws samples by the weights that a network holds. */
  private interface Drawing {
    void draw() throws IOException;
  }

  private void write(SceneSheet sheet) throws IOException {
    PngFile.write(sheet.draw(), folder.resolve("samples.png"));
  }

  private boolean isComplete(List<FlowCheck> checks) {
    return !checks.isEmpty() && checks.getLast().step() == plan.flow().steps();
  }

  private List<FlowCheck> train(
      String what,
      FlowNetwork network,
      FlowExamples examples,
      List<Integer> learned,
      List<Integer> held,
      Drawing samples)
      throws IOException {
    step = 0;
    Progress bar = progress.begin("learning " + what, plan.flow().steps(), "steps");
    FlowTrainer training =
        new FlowTrainer(
            plan.flow(),
            network,
            examples.some(learned),
            examples.some(held),
            plan.seed(),
            folder.resolve(CHECKPOINTS).resolve(what),
            new FlowProgress() {
              @Override
              public void resumes(int steps) {
                step = steps;
                bar.advance(steps);
              }

              @Override
              public void step(int number, double loss, double perSecond) {
                step = number;
                bar.advance(1);
              }

              @Override
              public void averaged(int step) throws IOException {
                samples.draw();
              }

              @Override
              public void checked(List<FlowCheck> history) throws IOException {
                write(what, history);
              }

              @Override
              public void note(String note) {
                progress.note(note);
              }
            });
    trainer = Optional.of(training);
    if (stopping) {
      training.requestStop();
    }
    List<FlowCheck> checks = training.run();
    bar.end(
        isComplete(checks)
            ? "held-out loss %.4f".formatted(FlowCheck.best(checks).heldOutLoss())
            : "stopped");
    return checks;
  }

  private void write(String what, List<FlowCheck> history) throws IOException {
    CsvText text =
        new CsvText(List.of("step", "training_loss", "held_out_loss", "seconds", "best"));
    for (FlowCheck check : history) {
      text.add(
          List.of(
              check.step(),
              check.trainingLoss(),
              check.heldOutLoss(),
              check.seconds(),
              check.best() ? "yes" : ""));
    }
    text.write(folder.resolve(what + ".csv"));
    PngFile.write(
        new FlowCurves("%s of %s".formatted(what, dataSet.name()), history).draw().picture(),
        folder.resolve(what + ".png"));
  }

  private Map<String, Object> origin(
      TrainingScenes scenes, List<Integer> learned, List<Integer> held, List<FlowCheck> checks)
      throws IOException {
    Map<String, Object> origin =
        new LinkedHashMap<>(JsonFile.read(folder.resolve(OutputFolder.PROVENANCE)));
    origin.put("rawline", Version.CURRENT);
    origin.put("dataSet", dataSet.name());
    origin.put("data_sha256", dataSet.hash());
    origin.put(LEARNED, learned.stream().map(scenes.ids()::get).toList());
    origin.put(HELD_OUT, held.stream().map(scenes.ids()::get).toList());
    origin.put("seed", plan.seed());
    origin.put("step", FlowCheck.best(checks).step());
    origin.put("heldOutLoss", FlowCheck.best(checks).heldOutLoss());
    origin.put("seconds", checks.getLast().seconds());
    origin.put("engine", Engine.version());
    origin.put("device", engine.device().toString());
    origin.put("threads", engine.threads());
    origin.put("machine", Machine.words());
    origin.put("java", Runtime.version().toString());
    return origin;
  }
}
