package dev.rawline.lab.forensics;

import dev.rawline.lab.tolerance.ToleranceBars;
import dev.rawline.lab.tolerance.ToleranceCurve;
import dev.rawline.lab.tolerance.ToleranceCurves;
import dev.rawline.lab.tolerance.ToleranceInterval;
import dev.rawline.lab.tolerance.ToleranceMap;
import dev.rawline.workbench.plot.Drawing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** Tolerance curves, intervals and the map of two numbers → drawings. */
final class ToleranceDrawings {
  private static final String CURVES = "tolerance-curves";
  private static final String BARS = "tolerance-bars";
  private static final String MAP = "tolerance-map";

  /** So many curves, those of the most sensitive numbers, are drawn. */
  private static final int MOST_CURVES = 24;

  private ToleranceDrawings() {}

  /** Returns the names of all drawings. */
  static List<String> names() {
    return List.of(CURVES, BARS, MAP);
  }

  /** Returns the drawings of the first model, by name. */
  static SequencedMap<String, Drawing> of(ForensicsFindings findings) {
    SequencedMap<String, Drawing> drawings = new LinkedHashMap<>();
    Optional<List<ToleranceCurve>> curves =
        findings.curves().values().stream().findFirst().filter(all -> !all.isEmpty());
    if (curves.isPresent()) {
      List<ToleranceInterval> ranked =
          ToleranceInterval.bySensitivity(
              curves.get().stream().map(ToleranceCurve::interval).toList());
      List<ToleranceCurve> drawn =
          ranked.stream()
              .limit(MOST_CURVES)
              .flatMap(
                  interval ->
                      curves.get().stream().filter(curve -> curve.interval().equals(interval)))
              .toList();
      drawings.put(BARS, ToleranceBars.of(ranked));
      drawings.put(CURVES, ToleranceCurves.of(drawn));
    }
    findings.together().values().stream()
        .findFirst()
        .flatMap(JointTolerance::map)
        .ifPresent(map -> drawings.put(MAP, ToleranceMap.of(map)));
    return drawings;
  }
}
