package dev.rawline.studio.lab;

import dev.rawline.lab.experiment.Condition;
import dev.rawline.workbench.book.LabBook;
import dev.rawline.workbench.book.QueryLimit;
import dev.rawline.workbench.book.QueryResult;
import dev.rawline.workbench.book.RunRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What there is to see of a cell of a drift matrix.
 *
 * @param pictures artefacts with example pictures, by name, and what they show
 * @param samples samples whose prediction differs from that under matched conditions
 */
record CellExamples(Map<String, String> pictures, QueryResult samples) {
  private static final QueryLimit LIMIT = new QueryLimit(40, Duration.ofSeconds(5));

  /** The sheets of a report of drift. */
  private static final String WORST = "worst-cell.png";

  private static final String VIEWS = "views.png";
  private static final String CORRUPTIONS = "corruptions.png";

  /**
   * A cell.
   *
   * @param run the experiment
   * @param trained the condition of training
   * @param tested the condition of testing, or a corruption
   * @param severity the severity of the corruption; 0 for a condition
   * @param worst whether it is the cell with the largest drop
   */
  record Cell(long run, String trained, String tested, int severity, boolean worst) {}

  /** Finds the examples of a cell. */
  static CellExamples of(LabBook book, Cell cell) throws IOException {
    RunRecord run = book.run(cell.run());
    boolean corrupted = cell.severity() > 0;
    String own = Condition.own(cell.trained());
    Map<String, String> pictures = new LinkedHashMap<>();
    if (cell.worst()) {
      add(pictures, run, WORST, "Samples of this cell: matched, under drift, and their difference");
    }
    if (corrupted) {
      add(pictures, run, CORRUPTIONS, "One sample under each corruption at every severity");
    } else {
      add(pictures, run, VIEWS, "One sample through each of the twelve named views");
    }
    String changed =
        """
        select other.sample, other.truth, own.predicted as matched, other.predicted,
          other.probability, other.split
        from predictions own
        join predictions other
          on other.run = own.run and other.trained = own.trained and other.split = own.split
          and other.sample = own.sample
        where own.run = %d and own.trained = %s and own.tested = %s and own.corruption = ''
          and other.tested = %s and other.corruption = %s and other.severity = %d
          and own.predicted <> other.predicted
        order by other.probability desc, other.sample
        """
            .formatted(
                cell.run(),
                quoted(cell.trained()),
                quoted(own),
                quoted(corrupted ? own : cell.tested()),
                quoted(corrupted ? cell.tested() : ""),
                cell.severity());
    return new CellExamples(pictures, book.query(changed, LIMIT));
  }

  private static void add(
      Map<String, String> pictures, RunRecord run, String name, String caption) {
    if (run.artefacts().containsKey(name)) {
      pictures.put(name, caption);
    }
  }

  private static String quoted(String text) {
    return "'%s'".formatted(text.replace("'", "''"));
  }
}
