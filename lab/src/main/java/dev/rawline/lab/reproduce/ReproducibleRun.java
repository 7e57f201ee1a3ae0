package dev.rawline.lab.reproduce;

import dev.rawline.data.file.JsonFile;
import dev.rawline.data.layout.DataSets;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.lab.experiment.NumberTolerance;
import dev.rawline.learning.assembly.ResolvedPlan;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.plan.PlanReference;
import dev.rawline.learning.plan.TrainingPlan;
import dev.rawline.workbench.book.RunLogs;
import dev.rawline.workbench.output.OutputFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/** A kind of run that can be run again from what the lab book keeps of it. */
public abstract class ReproducibleRun {
  private final Optional<String> place;
  private Optional<Runnable> stop = Optional.empty();
  private boolean stopping;

  /**
   * Prepares.
   *
   * @param place where the data set is now, if it is not where the plan has it
   */
  ReproducibleRun(Optional<String> place) {
    this.place = place;
  }

  /** Returns the verb of such runs, such as "train". */
  public abstract String command();

  /**
   * Returns which artefact is the plan. All artefacts of its folder are next to it when it is run.
   */
  public abstract String plan();

  /**
   * Returns the present checksum of the data set that a plan names.
   *
   * @throws IllegalArgumentException if it is none that the plan can be run on
   * @throws IOException if it cannot be found or read
   */
  public abstract String data(Path plan) throws IOException;

  /**
   * Returns the tolerated difference of numbers, by the plan.
   *
   * @throws IOException if it cannot be read
   */
  public abstract NumberTolerance tolerance(Path plan) throws IOException;

  /**
   * Runs a plan from its beginning; nothing that was computed before is used.
   *
   * @param folder an empty folder for its results
   * @param logs where the run is recorded, as the first one was
   * @throws IllegalArgumentException if the plan does not fit its data
   * @throws java.util.concurrent.CancellationException if a stop was requested
   * @throws IOException if a file cannot be read or written
   */
  public abstract void run(Path plan, Path folder, RunLogs logs) throws IOException;

  /**
   * Returns the flag that replaces the data set of the plan, where it was moved.
   *
   * @param key the key of the data set in the plan
   */
  final SequencedMap<String, String> flags(String key) {
    SequencedMap<String, String> flags = new LinkedHashMap<>();
    place.ifPresent(
        there -> flags.put(key, "\"" + there.replace("\\", "\\\\").replace("\"", "\\\"") + "\""));
    return flags;
  }

  /**
   * Returns the present checksum of the data set that a plan names.
   *
   * @param file the plan
   * @throws IOException if it cannot be found or read
   */
  static String sum(TrainingPlan training, Path file) throws IOException {
    Path folder = PlanReference.of(training.data(), file.getParent()).folder(Progress.SILENT);
    return DataSets.open(folder, ResolvedPlan.reading(training)).hash();
  }

  /** Returns the device of the run whose provenance is stored next to its plan. */
  static Device device(Path plan) throws IOException {
    Object recorded = JsonFile.read(plan.resolveSibling(OutputFolder.PROVENANCE)).get("device");
    return Device.of(String.valueOf(recorded)).orElse(Device.CPU);
  }

  /** Keeps how the run that begins is stopped; it is stopped at once if that was requested. */
  final synchronized void begins(Runnable requestStop) {
    stop = Optional.of(requestStop);
    if (stopping) {
      requestStop.run();
    }
  }

  /** Requests a stop; any thread may do so. */
  public final synchronized void requestStop() {
    stopping = true;
    stop.ifPresent(Runnable::run);
  }
}
