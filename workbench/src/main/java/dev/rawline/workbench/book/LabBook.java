package dev.rawline.workbench.book;

import dev.rawline.learning.plan.PlanReference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * What was run, with what, and what came of it: experiments and their runs with parameters,
 * metrics, tags, artefacts, cells, predictions and tolerances, in SQLite or PostgreSQL.
 *
 * <p>Several programs may write to one book at once. Any thread may use one.
 *
 * <p>Every method throws an {@link IllegalArgumentException} where it is asked for a run or a name
 * that there is not, and an {@link IOException} where the book cannot be read or written; the
 * messages say what to do.
 */
public interface LabBook extends RunLogs {

  /**
   * Opens a book, and makes it where there is none.
   *
   * @throws UnusableBookException if there is something else, or a book of a newer program
   * @throws IOException if it cannot be read or made
   */
  static LabBook open(BookLocation place) throws IOException {
    return SqlLabBook.open(place);
  }

  /**
   * Opens a book that is there already.
   *
   * @throws UnusableBookException if there is none, something else, or a book of a newer program
   * @throws IOException if it cannot be read
   */
  static LabBook openExisting(BookLocation place) throws IOException {
    return SqlLabBook.openExisting(place);
  }

  /** Returns where it lies. */
  BookLocation place();

  /** Returns the runs that are wanted, newest first. */
  RunSummary.Page runs(RunFilter filter) throws IOException;

  /**
   * Returns the number of a run.
   *
   * @param word its number, or "last" for the newest run that is no part of another
   */
  long number(String word) throws IOException;

  /** Returns a run. */
  RunRecord run(long number) throws IOException;

  /** Returns every metric of a run at every step, by name and step. */
  List<RunLog.Measured> metrics(long number) throws IOException;

  /** Returns how models did under conditions in a run. */
  List<RunLog.Cell> cells(long number) throws IOException;

  /** Returns between which values of parameters metrics held in a run. */
  List<RunLog.Tolerance> tolerances(long number) throws IOException;

  /** Tells what models said of single samples in a run, one after the other. */
  void predictions(long number, Consumer<RunLog.Prediction> to) throws IOException;

  /**
   * Returns where a run's artefact lies. The file must not be changed.
   *
   * @throws UnusableBookException if the file was changed or is gone
   */
  Path artefact(long number, String name) throws IOException;

  /**
   * Returns what the book answers to a query over its views, which docs/reference/lab-sql.md tells
   * of.
   *
   * @param sql one statement that reads
   * @param limit how many rows at most, at least 1
   * @throws IllegalArgumentException if it does more than to read, or the book does not understand
   *     it
   */
  QueryResult query(String sql, int limit) throws IOException;

  /** Returns in what two runs differ. */
  RunDifference diff(long one, long other) throws IOException;

  /**
   * Writes all that there is of a run and of its parts into a new folder: run.json, metrics.csv,
   * cells.csv, predictions.csv, tolerances.csv, artefacts/, and parts/ with a folder of each part.
   *
   * @throws IllegalArgumentException if the folder is there and not empty
   */
  void export(long number, Path folder) throws IOException;

  /**
   * Copies the artefacts of a run whose names begin so into a new folder, where they are called by
   * the rest of their names.
   *
   * @param prefix such as "model/"; empty for all
   * @throws IllegalArgumentException if the folder is there and not empty
   * @throws UnusableBookException if a file was changed or is gone
   */
  void artefacts(long number, String prefix, Path folder) throws IOException;

  /**
   * Copies the model of a run into a new folder, where it can be asked as the one that training
   * wrote.
   *
   * @throws IllegalArgumentException if the folder is there and not empty, or the run has no model
   */
  void model(long number, Path folder) throws IOException;

  /** Returns where plans look up the model of a run, such as run:17. */
  PlanReference.Runs asRuns();
}
