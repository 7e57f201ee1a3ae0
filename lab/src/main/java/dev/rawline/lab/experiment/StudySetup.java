package dev.rawline.lab.experiment;

import dev.rawline.workbench.book.RunLogs;
import dev.rawline.workbench.step.Resources;
import dev.rawline.workbench.step.StepListener;
import dev.rawline.workbench.step.StepStore;
import java.nio.file.Path;
import java.util.Set;

/**
 * Where an experiment is run.
 *
 * @param store where the results of steps are kept
 * @param resources what all steps together may use
 * @param logs where the run is recorded
 * @param folder where tables, drawings and the page go; made if it does not exist
 * @param beside the names of other files allowed in the folder; anything else is rejected
 * @param progress reports the progress
 */
public record StudySetup(
    StepStore store,
    Resources resources,
    RunLogs logs,
    Path folder,
    Set<String> beside,
    StepListener progress) {
  /** Takes a folder that may hold the files of the experiment alone. */
  public StudySetup(
      StepStore store, Resources resources, RunLogs logs, Path folder, StepListener progress) {
    this(store, resources, logs, folder, Set.of(), progress);
  }
}
