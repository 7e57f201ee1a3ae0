package dev.rawline.lab.experiment;

import dev.rawline.lab.training.SpotDataSets;
import dev.rawline.workbench.book.BookLocation;
import dev.rawline.workbench.book.LabBook;
import dev.rawline.workbench.step.Resources;
import dev.rawline.workbench.step.StepListener;
import dev.rawline.workbench.step.StepStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SequencedMap;

/** A folder in which a test runs experiments, with their steps, lab book and results. */
public record StudyFolder(Path folder) {
  public static final Resources ONE = new Resources(1, 1L << 40);
  public static final Resources TWO = new Resources(2, 1L << 40);

  /**
   * Returns the keys of a plan on spots of light.
   *
   * @param usual keys and values by turns
   * @param others the same, instead of usual ones; no value removes all keys that begin so
   */
  public static SequencedMap<String, String> keys(Path data, List<String> usual, String... others) {
    SequencedMap<String, String> keys = SpotDataSets.experiment(data);
    put(usual, keys);
    put(List.of(others), keys);
    return keys;
  }

  private static void put(List<String> keysAndValues, SequencedMap<String, String> keys) {
    for (int i = 0; i < keysAndValues.size(); i += 2) {
      String key = keysAndValues.get(i);
      if (keysAndValues.get(i + 1).isEmpty()) {
        keys.keySet().removeIf(each -> each.startsWith(key));
      } else {
        keys.put(key, keysAndValues.get(i + 1));
      }
    }
  }

  /** Opens the lab book, which is made if it does not exist. */
  public LabBook book() throws IOException {
    return LabBook.open(BookLocation.Folder.of(folder.resolve("book")));
  }

  /** Opens the lab book of runs that have ended. */
  public LabBook existingBook() throws IOException {
    return LabBook.openExisting(BookLocation.Folder.of(folder.resolve("book")));
  }

  /** Returns where an experiment is run whose results go into a folder of that name. */
  public StudySetup setup(
      LabBook book, String steps, String out, Resources resources, StepListener progress) {
    return new StudySetup(
        new StepStore(folder.resolve(steps)), resources, book, folder.resolve(out), progress);
  }

  /** Returns where an experiment is run on two processors, its steps in the usual folder. */
  public StudySetup setup(LabBook book, String out, StepListener progress) {
    return setup(book, "steps", out, TWO, progress);
  }
}
