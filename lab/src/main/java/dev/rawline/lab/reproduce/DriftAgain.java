package dev.rawline.lab.reproduce;

import dev.rawline.data.file.JsonFile;
import dev.rawline.data.layout.DataSets;
import dev.rawline.data.store.TransferProgress;
import dev.rawline.lab.book.RunLogs;
import dev.rawline.lab.step.Resources;
import dev.rawline.lab.step.RunnerProgress;
import dev.rawline.lab.step.StepStore;
import dev.rawline.lab.synthesis.DriftPlan;
import dev.rawline.lab.synthesis.DriftPlanFiles;
import dev.rawline.lab.synthesis.Experiment;
import dev.rawline.lab.synthesis.SynthesizeDrift;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.plan.PlannedData;
import dev.rawline.learning.plan.Reference;
import dev.rawline.learning.plan.References;
import dev.rawline.learning.plan.TrainingPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;

/**
 * A drift experiment once more, every model trained anew, by the plan as it was run and the chains
 * that lie beside it.
 */
public final class DriftAgain implements Reproducible {
  private final Optional<String> data;
  private final Supplier<RunnerProgress> progress;
  private Optional<SynthesizeDrift> running = Optional.empty();
  private boolean stopping;

  /**
   * Prepares.
   *
   * @param data where the data set lies now, if it is not where the plan says
   * @param progress returns what hears of the experiment
   */
  public DriftAgain(Optional<String> data, Supplier<RunnerProgress> progress) {
    this.data = data;
    this.progress = progress;
  }

  @Override
  public String command() {
    return SynthesizeDrift.COMMAND;
  }

  @Override
  public String plan() {
    return SynthesizeDrift.PLAN;
  }

  @Override
  public String data(Path file) throws IOException {
    TrainingPlan plan = read(file).training();
    Path folder = Reference.of(plan.data(), file.getParent()).folder(TransferProgress.SILENT);
    return DataSets.open(folder, PlannedData.reading(plan)).hash();
  }

  @Override
  public Tolerance tolerance(Path plan) throws IOException {
    DriftPlan read = read(plan);
    return new Tolerance(read.tolerance().absolute(), read.tolerance().relative());
  }

  private DriftPlan read(Path file) throws IOException {
    SequencedMap<String, String> flags = new LinkedHashMap<>();
    data.ifPresent(
        there ->
            flags.put(
                "training.data", "\"" + there.replace("\\", "\\\\").replace("\"", "\\\"") + "\""));
    return DriftPlanFiles.read(Optional.of(file), flags);
  }

  private Experiment experiment(Path plan) throws IOException {
    Object told = JsonFile.read(plan.resolveSibling(SynthesizeDrift.PROVENANCE)).get("device");
    Device device = Device.of(String.valueOf(told)).orElse(Device.CPU);
    return Experiment.open(
        read(plan), References.in(plan.getParent()), device, TransferProgress.SILENT);
  }

  @Override
  public void run(Path plan, Path folder, RunLogs logs) throws IOException {
    SynthesizeDrift drift =
        new SynthesizeDrift(
            experiment(plan),
            new StepStore(folder.resolve("steps")),
            Resources.ofThisMachine(),
            logs,
            folder.resolve("drift"),
            progress.get());
    begins(drift);
    drift.run();
  }

  private synchronized void begins(SynthesizeDrift drift) {
    running = Optional.of(drift);
    if (stopping) {
      drift.requestStop();
    }
  }

  @Override
  public synchronized void requestStop() {
    stopping = true;
    running.ifPresent(SynthesizeDrift::requestStop);
  }
}
