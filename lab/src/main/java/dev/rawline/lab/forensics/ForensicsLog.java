package dev.rawline.lab.forensics;

import dev.rawline.lab.tolerance.ToleranceBound;
import dev.rawline.lab.tolerance.ToleranceCurve;
import dev.rawline.workbench.book.RunLog;
import dev.rawline.workbench.book.RunLog.Cell;
import dev.rawline.workbench.book.RunLog.Measured;
import dev.rawline.workbench.book.RunLog.Tolerance;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Findings of forensics → what is written down of them: a cell for every worst case, and figures.
 *
 * @param run the run that is recorded
 * @param chain the chain that models were trained behind
 */
record ForensicsLog(RunLog run, String chain) {
  private static final double POINTS = 100;
  private static final double LEVEL = 0.95;

  /** Writes the findings down. */
  void findings(ForensicsFindings findings) throws IOException {
    List<Cell> cells = new ArrayList<>();
    findings
        .baselines()
        .forEach(
            (split, value) ->
                cells.add(new Cell(chain, chain, "", 0, split, findings.metric(), value)));
    for (WorstCases each : findings.worst()) {
      for (WorstCameraResult found : each.cases()) {
        String tested = "%s within %s".formatted(each.group(), found.restraint());
        cells.add(new Cell(chain, tested, "", 0, each.split(), findings.metric(), found.metric()));
        cells.add(new Cell(chain, tested, "", 0, each.split(), "closeness", found.closeness()));
        cells.add(
            new Cell(
                chain,
                tested,
                "",
                0,
                each.split(),
                findings.metric() + "_of_random",
                found.control()));
      }
    }
    run.cells(cells);
    List<Tolerance> tolerances = new ArrayList<>();
    // Those of the first model, whose specification is tolerance.yaml.
    findings.curves().values().stream()
        .findFirst()
        .ifPresent(curves -> curves.forEach(curve -> tolerances.add(tolerance(curve))));
    run.tolerances(tolerances);
    List<Measured> figures = new ArrayList<>();
    figures.add(new Measured("baseline", 0, findings.baseline()));
    findings
        .ranking()
        .forEach(
            rank ->
                figures.add(new Measured("points_lost_" + rank.group(), 0, POINTS * rank.lost())));
    findings
        .agreement()
        .ifPresent(
            agreement -> figures.add(new Measured("ranking_kendall", 0, agreement.kendall())));
    run.metrics(figures);
  }

  private static Tolerance tolerance(ToleranceCurve curve) {
    ToleranceBound low = curve.interval().low();
    ToleranceBound high = curve.interval().high();
    return new Tolerance(
        curve.parameter().name(),
        curve.metric().toString(),
        curve.parameter().unit(),
        curve.parameter().usual(),
        low.value(),
        high.value(),
        low.low(),
        low.high(),
        high.low(),
        high.high(),
        low.open(),
        high.open(),
        curve.baseline(),
        curve.delta(),
        LEVEL);
  }
}
