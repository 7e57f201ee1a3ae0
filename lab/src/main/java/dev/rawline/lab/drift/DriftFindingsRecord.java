package dev.rawline.lab.drift;

import dev.rawline.learning.metric.IntervalEstimate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.SortedMap;

/** The form of {@code findings.json}; what is not known is null. */
record DriftFindingsRecord(
    String metric,
    boolean higherIsBetter,
    SequencedSet<Integer> splits,
    List<String> trained,
    List<String> tested,
    Optional<IntervalEstimate> matchedMean,
    Optional<IntervalEstimate> driftDrop,
    SortedMap<Integer, IntervalEstimate> corruptionDrop,
    SortedMap<Integer, Optional<IntervalEstimate>> ratio,
    List<DriftFindings.WorstCell> worst,
    List<MainEffect> effects,
    Optional<RankChanges> ranks,
    Map<Integer, Optional<RankChanges>> ranksBySeverity,
    Optional<Published> published,
    List<MeasuredCell> cells,
    Map<String, Object> origin) {
  private static final int WORST = 10;

  /**
   * Returns everything that was found.
   *
   * @param cells every metric of every cell
   * @param origin the provenance of the findings, as values of a JSON file
   */
  static DriftFindingsRecord of(
      DriftFindings findings, List<MeasuredCell> cells, Map<String, Object> origin) {
    Map<Integer, Optional<RankChanges>> ranks = new LinkedHashMap<>();
    for (int severity : findings.corruptions().keySet()) {
      ranks.put(severity, findings.ranks(severity));
    }
    return new DriftFindingsRecord(
        findings.metric(),
        findings.higherIsBetter(),
        findings.matrix().splits(),
        findings.matrix().trained(),
        findings.matrix().tested(),
        findings.matchedMean(),
        findings.driftDrop(),
        findings.corruptionDrop(),
        findings.ratio(),
        findings.worst(WORST),
        findings.effects(),
        findings.ranks(),
        ranks,
        findings.published().map(Published::of),
        cells,
        origin);
  }

  /** Published figures, by the severity of the published corruptions. */
  private record Published(
      String name,
      double matchedMean,
      double driftDrop,
      Map<Integer, Double> corruptionDrop,
      Map<Integer, Double> ratio,
      Optional<DriftMatrix> matrix) {
    static Published of(PublishedDrift published) {
      return new Published(
          published.name(),
          published.matchedMean(),
          published.driftDrop(),
          Map.of(PublishedDrift.SEVERITY, published.corruptionDrop()),
          Map.of(PublishedDrift.SEVERITY, published.ratio()),
          published.matrix());
    }
  }
}
