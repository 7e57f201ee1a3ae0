package dev.rawline.lab.drift;

import dev.rawline.lab.drift.DriftFindings.WorstCell;
import dev.rawline.learning.metric.IntervalEstimate;
import dev.rawline.learning.metric.MetricLabel;
import dev.rawline.workbench.page.Fact;
import dev.rawline.workbench.page.KeyNumber;
import dev.rawline.workbench.page.Page;
import dev.rawline.workbench.page.PagePicture;
import dev.rawline.workbench.page.SuggestedCommand;
import dev.rawline.workbench.page.Table;
import dev.rawline.workbench.page.Table.Cell;
import dev.rawline.workbench.page.Table.Row;
import dev.rawline.workbench.plot.Drawing;
import dev.rawline.workbench.text.NumberText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Findings of drift as one HTML page for a person: the story in three sentences, the matrix, the
 * worst cell, corruptions, stages, ranks, published numbers, single samples, and what all this does
 * not show.
 *
 * <p>The page needs nothing beside it: its drawings and pictures stand in it, and it loads nothing.
 *
 * @param name what the experiment is called
 * @param findings the numbers
 * @param facts what was measured: label and value
 * @param views a sample's views, side by side; may be empty
 * @param worst samples in the worst cell; may be empty
 * @param corrupted corruptions of a sample, side by side; may be empty
 * @param disagreements samples of which a model says otherwise under drift, the gravest first; may
 *     be empty
 * @param next what to do next
 * @param provenance where the numbers come from: label and value
 */
public record DriftPage(
    String name,
    DriftFindings findings,
    List<Fact> facts,
    List<PagePicture> views,
    List<PagePicture> worst,
    List<PagePicture> corrupted,
    List<Disagreement> disagreements,
    List<SuggestedCommand> next,
    List<Fact> provenance) {
  private static final int MOST_DISAGREEMENTS = 12;

  /** Copies the lists. */
  public DriftPage {
    facts = List.copyOf(facts);
    views = List.copyOf(views);
    worst = List.copyOf(worst);
    corrupted = List.copyOf(corrupted);
    disagreements = List.copyOf(disagreements);
    next = List.copyOf(next);
    provenance = List.copyOf(provenance);
  }

  /** Returns the page. */
  public String html() {
    return Page.of(
            "Drift synthesis: " + name,
            "Effect of a camera’s processing on trained models, measured from raw data",
            DriftSummary.of(findings).sentences(),
            keyNumbers(),
            "drift/page",
            this)
        .html();
  }

  private List<KeyNumber> keyNumbers() {
    List<KeyNumber> numbers = new ArrayList<>();
    Set<Integer> splits = findings.matrix().commonSplits();
    findings
        .matchedMean()
        .ifPresent(
            mean ->
                numbers.add(key("matched " + metric(), mean, findings.matrix().matchedSplits())));
    findings.driftDrop().ifPresent(drop -> numbers.add(key("drop under drift", drop, splits)));
    if (corruptions()) {
      int severity = DriftSummary.severity(findings);
      Set<Integer> corrupted = new TreeSet<>(findings.matrix().matchedSplits());
      corrupted.retainAll(findings.corruptions().get(severity).commonSplits());
      numbers.add(
          key(
              "drop under corruptions of severity " + severity,
              findings.corruptionDrop().get(severity),
              corrupted));
      findings
          .ratio()
          .getOrDefault(severity, Optional.empty())
          .ifPresent(
              ratio ->
                  numbers.add(
                      KeyNumber.of(
                          "corruptions / drift",
                          ratio,
                          "times",
                          DriftSummary.withoutInterval(splits))));
    }
    return numbers;
  }

  private KeyNumber key(String label, IntervalEstimate estimate, Set<Integer> splits) {
    return KeyNumber.of(label, estimate, metric(), DriftSummary.withoutInterval(splits));
  }

  String metric() {
    return MetricLabel.of(findings.metric());
  }

  Drawing matrix() {
    return DriftHeatMap.matrix(findings);
  }

  Table matrixTable() {
    return table(findings.matrix());
  }

  private Table table(DriftMatrix matrix) {
    return grid(matrix, (row, column) -> matrix.at(row, column).map(findings::interval));
  }

  Optional<Drawing> differences() {
    return findings.driftDrop().map(_ -> DriftHeatMap.differences(findings));
  }

  Table differencesTable() {
    return grid(
        findings.matrix(), (row, column) -> findings.drop(row, column).map(MetricDrop::interval));
  }

  private static Table grid(
      DriftMatrix matrix, BiFunction<Integer, Integer, Optional<IntervalEstimate>> cells) {
    List<Row> rows = new ArrayList<>();
    for (int row = 0; row < matrix.trained().size(); row++) {
      int at = row;
      rows.add(
          new Row(
              matrix.trained().get(row),
              IntStream.range(0, matrix.tested().size())
                  .mapToObj(column -> Cell.of(cells.apply(at, column)))
                  .toList()));
    }
    return Table.grid("trained on", matrix.tested(), rows);
  }

  Optional<WorstCell> worstCell() {
    return findings.worst();
  }

  long pairs() {
    return findings.pairs();
  }

  boolean corruptions() {
    return !findings.corruptionDrop().isEmpty();
  }

  Optional<Drawing> severityPlot() {
    return SeverityPlot.isDrawn(findings)
        ? Optional.of(SeverityPlot.of(findings))
        : Optional.empty();
  }

  Table severities() {
    return new Table(
        List.of("severity", "drop under corruptions", "times the drop under drift"),
        findings.corruptionDrop().entrySet().stream()
            .map(
                each ->
                    new Row(
                        each.getKey() + "",
                        List.of(
                            Cell.of(Optional.of(each.getValue())),
                            Cell.of(
                                findings.ratio().getOrDefault(each.getKey(), Optional.empty())))))
            .toList());
  }

  Optional<String> withoutRatio() {
    return findings.ratio().values().stream().anyMatch(Optional::isPresent)
        ? Optional.empty()
        : Optional.of(DriftSummary.withoutRatio(findings));
  }

  Drawing corruptionDrops() {
    return DriftHeatMap.corruptionDrops(findings);
  }

  /** The matrix under corruptions of one severity. */
  record BySeverity(int severity, Drawing drawing, Table table) {}

  List<BySeverity> bySeverity() {
    return findings.corruptions().entrySet().stream()
        .map(
            each ->
                new BySeverity(
                    each.getKey(),
                    DriftHeatMap.corruptions(findings, each.getKey()),
                    table(each.getValue())))
        .toList();
  }

  boolean stages() {
    return !findings.effects().isEmpty();
  }

  Drawing effects() {
    return EffectBars.of(findings.metric(), findings.effects());
  }

  Table effectsTable() {
    return new Table(
        List.of("stage", "drop where it differs", "share of the variance"),
        findings.effects().stream()
            .map(
                effect ->
                    new Row(
                        effect.stage(),
                        List.of(
                            Cell.of(Optional.of(effect.effect())),
                            Cell.of(EffectBars.percent(effect.share())))))
            .toList());
  }

  String explained() {
    return EffectBars.percent(findings.effects().stream().mapToDouble(MainEffect::share).sum());
  }

  Optional<RankChanges> ranks() {
    return findings.ranks();
  }

  Drawing slopes() {
    return RankSlopes.of(findings.ranks().orElseThrow());
  }

  Table ranksTable() {
    return new Table(
        List.of("trained on", "rank under drift", "rank under corruptions"),
        findings.ranks().orElseThrow().ranks().stream()
            .map(rank -> Row.of(rank.trained(), rank.byDrift() + "", rank.byCorruptions() + ""))
            .toList());
  }

  /** Returns the published figures; none where no condition is in common. */
  Optional<PublishedDrift> published() {
    return findings.published().filter(published -> published.matrix().isPresent());
  }

  boolean severe() {
    return findings.corruptionDrop().containsKey(PublishedDrift.SEVERITY);
  }

  /** Returns how many conditions and corruptions ours are means over. */
  String ourAxes() {
    return counted(findings.matrix().tested().size(), "condition")
        + Optional.ofNullable(findings.corruptions().get(PublishedDrift.SEVERITY))
            .map(ours -> " and " + counted(ours.tested().size(), "corruption"))
            .orElse("");
  }

  String shared() {
    DriftMatrix shared = published().flatMap(PublishedDrift::matrix).orElseThrow();
    return "%d by %d".formatted(shared.trained().size(), shared.tested().size());
  }

  private static String counted(int number, String what) {
    return number == 1 ? "one " + what : number + " " + what + "s";
  }

  Table comparison() {
    PublishedDrift theirs = published().orElseThrow();
    List<Row> rows = new ArrayList<>();
    rows.add(compared("matched " + metric(), findings.matchedMean(), theirs.matchedMean()));
    rows.add(compared("drop under drift", findings.driftDrop(), theirs.driftDrop()));
    if (severe()) {
      rows.add(
          compared(
              "drop under corruptions, severity 3",
              Optional.of(findings.corruptionDrop().get(PublishedDrift.SEVERITY)),
              theirs.corruptionDrop()));
      rows.add(
          compared(
              "corruptions / drift",
              findings.ratio().getOrDefault(PublishedDrift.SEVERITY, Optional.empty()),
              theirs.ratio()));
    }
    return new Table(List.of("", "ours", theirs.name()), rows);
  }

  private static Row compared(String label, Optional<IntervalEstimate> ours, double theirs) {
    return new Row(label, List.of(Cell.of(ours), Cell.of(NumberText.signed(theirs, 3))));
  }

  Drawing besidePublished() {
    return DriftHeatMap.besidePublished(findings);
  }

  Optional<Table> samples() {
    if (disagreements.isEmpty()) {
      return Optional.empty();
    }
    boolean truths = disagreements.stream().anyMatch(each -> !each.truth().isEmpty());
    List<String> heads =
        List.of("sample", "true", "matched", "under drift", "trained on", "tested on", "split");
    return Optional.of(
        new Table(
            heads.stream().filter(head -> truths || !head.equals("true")).toList(),
            disagreements.stream()
                .limit(MOST_DISAGREEMENTS)
                .map(
                    each ->
                        new Row(
                            each.sample(),
                            Stream.of(
                                    each.truth(),
                                    each.asTrained().words(),
                                    each.asTested().words(),
                                    each.trained(),
                                    each.tested(),
                                    each.split() + "")
                                .skip(truths ? 0 : 1)
                                .map(Cell::words)
                                .toList()))
                .toList()));
  }
}
