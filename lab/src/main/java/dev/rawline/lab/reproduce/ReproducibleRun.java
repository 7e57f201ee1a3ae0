package dev.rawline.lab.reproduce;

import dev.rawline.lab.experiment.NumberTolerance;
import dev.rawline.workbench.book.RunLogs;
import java.io.IOException;
import java.nio.file.Path;

/** A kind of run that can be run again from what the lab book keeps of it. */
public interface ReproducibleRun {

  /** Returns the verb of such runs, such as "train". */
  String command();

  /**
   * Returns which artefact is the plan. All artefacts of its folder are next to it when it is run.
   */
  String plan();

  /**
   * Returns the sum of the data set that a plan names, as it is now.
   *
   * @throws IllegalArgumentException if it is none that the plan can be run on
   * @throws IOException if it cannot be found or read
   */
  String data(Path plan) throws IOException;

  /**
   * Returns how far numbers may lie apart, as the plan says.
   *
   * @throws IOException if it cannot be read
   */
  NumberTolerance tolerance(Path plan) throws IOException;

  /**
   * Runs a plan from its beginning; nothing that was computed before is used.
   *
   * @param folder an empty folder for its results
   * @param logs where the run is recorded, as the first one was
   * @throws IllegalArgumentException if the plan does not fit its data
   * @throws java.util.concurrent.CancellationException if it was asked to stop
   * @throws IOException if a file cannot be read or written
   */
  void run(Path plan, Path folder, RunLogs logs) throws IOException;

  /** Asks for an end; any thread may ask. */
  void requestStop();
}
