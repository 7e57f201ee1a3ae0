package dev.rawline.lab.forensics;

import dev.rawline.lab.experiment.ExperimentRun;
import dev.rawline.lab.tolerance.ToleranceBound;
import dev.rawline.lab.tolerance.ToleranceCurve;
import dev.rawline.workbench.book.RunLog.Cell;
import dev.rawline.workbench.book.RunLog.Tolerance;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Findings of forensics → what is written down of them: a cell for every worst case, and figures.
 *
 * @param run the run
 * @param chain the chain that models were trained behind
 */
record ForensicsLog(ExperimentRun run, String chain) {
  private static final double POINTS = 100;
  private static final double LEVEL = 0.95;

  /** Writes the findings down. */
  void findings(ForensicsFindings findings) throws IOException {
    List<Cell> cells = new ArrayList<>();
    findings
        .baselines()
        .forEach((split, value) -> cells.add(cell(chain, split, findings.metric(), value)));
    for (WorstCases each : findings.worst()) {
      for (WorstCameraResult found : each.cases()) {
        String tested = "%s within %s".formatted(each.group(), found.restraint());
        cells.add(cell(tested, each.split(), findings.metric(), found.metric()));
        cells.add(cell(tested, each.split(), "closeness", found.closeness()));
        cells.add(cell(tested, each.split(), findings.metric() + "_of_random", found.control()));
      }
    }
    run.log().cells(cells);
    List<Tolerance> tolerances = new ArrayList<>();
    // Those of the first model, whose specification is tolerance.yaml.
    findings.curves().values().stream()
        .findFirst()
        .ifPresent(curves -> curves.forEach(curve -> tolerances.add(tolerance(curve))));
    run.log().tolerances(tolerances);
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("baseline", findings.baseline());
    findings
        .ranking()
        .forEach(rank -> figures.put("points_lost_" + rank.group(), POINTS * rank.lost()));
    findings
        .agreement()
        .ifPresent(agreement -> figures.put("ranking_kendall", agreement.kendall()));
    run.figures(figures);
  }

  private Cell cell(String tested, int split, String metric, double value) {
    return new Cell(chain, tested, "", 0, split, metric, value);
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
