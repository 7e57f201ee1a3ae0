package dev.rawline.lab.drift;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.statistic.SplitValues;
import dev.rawline.learning.metric.ChanceLevel;
import dev.rawline.learning.metric.MetricLabel;
import dev.rawline.workbench.page.Fact;
import dev.rawline.workbench.page.KeyNumber;
import dev.rawline.workbench.page.Page;
import dev.rawline.workbench.page.PagePicture;
import dev.rawline.workbench.page.SuggestedCommand;
import dev.rawline.workbench.page.Table;
import dev.rawline.workbench.page.Table.Cell;
import dev.rawline.workbench.page.Table.Column;
import dev.rawline.workbench.page.Table.Row;
import dev.rawline.workbench.plot.Drawing;
import dev.rawline.workbench.text.NumberText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Findings of drift as one HTML page for a person: the story in three sentences, the matrix, the
 * worst cell, corruptions, stages, ranks, published numbers, single samples, and what all this does
 * not show.
 *
 * <p>The page needs no other file: its drawings and pictures are in it, and it loads nothing.
 *
 * @param name what the experiment is called
 * @param findings the numbers
 * @param drawings the drawings, by name ({@link DriftReport#drawings})
 * @param facts what was measured: label and value
 * @param views a sample's views, side by side
 * @param worst samples in the worst cell
 * @param corrupted corruptions of a sample, side by side
 * @param adapted what drift costs adapted models; may be empty
 * @param disagreements samples that a model classifies differently under drift, the gravest first;
 *     may be empty
 * @param next what to do next
 * @param provenance the provenance of the numbers: label and value
 */
public record DriftPage(
    String name,
    DriftFindings findings,
    Map<String, Drawing> drawings,
    List<Fact> facts,
    Optional<PagePicture> views,
    Optional<PagePicture> worst,
    Optional<PagePicture> corrupted,
    List<AdaptedDrop> adapted,
    List<Disagreement> disagreements,
    List<SuggestedCommand> next,
    List<Fact> provenance) {

  /** Returns the page. */
  public String html() {
    return Page.of(
            "Drift synthesis: " + name,
            "Effect of camera processing on trained models, measured from raw data",
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
                          findings.floor().limits(severity)
                              ? "corruptions / drift, above chance level"
                              : "corruptions / drift",
                          ratio,
                          "times",
                          DriftSummary.withoutInterval(splits))));
    }
    return numbers;
  }

  private KeyNumber key(String label, Estimate estimate, Set<Integer> splits) {
    return KeyNumber.of(label, estimate, metric(), DriftSummary.withoutInterval(splits));
  }

  String metric() {
    return MetricLabel.of(findings.metric());
  }

  Table matrixTable() {
    return table(findings.matrix());
  }

  private Table table(DriftMatrix matrix) {
    return grid(matrix, (row, column) -> matrix.at(row, column).map(findings::interval));
  }

  Table differencesTable() {
    return grid(
        findings.matrix(), (row, column) -> findings.drop(row, column).map(MetricDrop::interval));
  }

  private static Table grid(
      DriftMatrix matrix, BiFunction<Integer, Integer, Optional<Estimate>> cells) {
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
    return Table.matrix("trained on", DriftHeatMap.spaced(matrix.tested()), rows);
  }

  boolean corruptions() {
    return !findings.corruptionDrop().isEmpty();
  }

  Table severities() {
    return Table.of(
        List.copyOf(findings.corruptionDrop().keySet()),
        new Column<>("severity", severity -> severity),
        new Column<>("drop under corruptions", severity -> findings.corruptionDrop().get(severity)),
        new Column<>(
            "times the drop under drift",
            severity -> findings.ratio().getOrDefault(severity, Optional.empty())));
  }

  /** Returns why ratios are missing, each reason once. */
  List<String> withoutRatio() {
    return findings.ratio().entrySet().stream()
        .filter(ratio -> ratio.getValue().isEmpty())
        .filter(ratio -> !findings.isAtFloor(ratio.getKey()))
        .map(ratio -> DriftSummary.withoutRatio(findings, ratio.getKey()))
        .distinct()
        .toList();
  }

  /** Returns what is left out of ratios, severity by severity. */
  List<String> leftOut() {
    return findings.ratio().keySet().stream()
        .filter(findings.floor()::limits)
        .map(
            severity ->
                "severity %d: %s"
                    .formatted(severity, String.join("; ", findings.floor().words(severity))))
        .toList();
  }

  String guess() {
    return findings.guess().map(ChanceLevel::words).orElse("");
  }

  String ranked() {
    RankChanges ranks = findings.ranks().orElseThrow();
    return ranks.tested()
        + ranks
            .shown()
            .map(shown -> " So %s.".formatted(shown))
            .orElse(" So these models do not show whether both orders are related.");
  }

  /** The matrix under corruptions of one severity. */
  record BySeverity(int severity, Drawing drawing, Table table) {}

  List<BySeverity> bySeverity() {
    return findings.corruptions().entrySet().stream()
        .map(
            each ->
                new BySeverity(
                    each.getKey(),
                    drawings.get(DriftReport.corruptions(each.getKey())),
                    table(each.getValue())))
        .toList();
  }

  Optional<Table> adaptations() {
    return adapted.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Table.of(
                adapted,
                new Column<>("adaptation", drop -> Cell.words(drop.adaptation())),
                new Column<>("drop without", drop -> Cell.of(Optional.of(drop.without()))),
                new Column<>("drop with", drop -> Cell.of(Optional.of(drop.with()))),
                new Column<>("share recovered", drop -> Cell.of(drop.recovered())),
                new Column<>("cost without drift", drop -> Cell.of(drop.harm())),
                new Column<>("intervals over", drop -> drop.units() + " " + drop.variation())));
  }

  Table effectsTable() {
    return Table.of(
        findings.effects(),
        new Column<>("stage", MainEffect::stage),
        new Column<>("drop if it differs", MainEffect::effect),
        new Column<>("share of the variance", effect -> EffectBars.percent(effect.share())));
  }

  String explained() {
    return EffectBars.percent(findings.effects().stream().mapToDouble(MainEffect::share).sum());
  }

  Table ranksTable() {
    return Table.of(
        findings.ranks().orElseThrow().ranks(),
        new Column<>("trained on", RankChanges.Rank::trained),
        new Column<>("rank under drift", RankChanges.Rank::byDrift),
        new Column<>("rank under corruptions", RankChanges.Rank::byCorruptions));
  }

  /** Returns the published figures; none where no condition is in common. */
  Optional<PublishedDrift> published() {
    return findings.published().filter(published -> published.matrix().isPresent());
  }

  String shared() {
    DriftMatrix shared = published().flatMap(PublishedDrift::matrix).orElseThrow();
    return "%d by %d".formatted(shared.trained().size(), shared.tested().size());
  }

  /** Returns figures of the cells that both have, ours with their intervals. */
  Table comparison() {
    PublishedDrift theirs = published().orElseThrow();
    DriftMatrix table = theirs.matrix().orElseThrow();
    DriftMatrix ours = findings.matrix().cut(table.trained(), table.tested());
    List<Row> rows = new ArrayList<>();
    add(
        rows,
        counted("matched " + metric(), table.diagonals().size(), "model"),
        ours.diagonals(),
        table.diagonals());
    add(
        rows,
        counted("drop under other processing", lost(table, table).size(), "cell"),
        lost(ours, ours),
        lost(table, table));
    theirs
        .corrupted()
        .ifPresent(
            shared -> {
              DriftMatrix corrupted =
                  findings
                      .corruptions()
                      .get(PublishedDrift.SEVERITY)
                      .cut(shared.trained(), shared.tested());
              add(
                  rows,
                  counted(
                      "drop under corruptions, severity %d".formatted(PublishedDrift.SEVERITY),
                      lost(table, shared).size(),
                      "cell"),
                  lost(ours, corrupted),
                  lost(table, shared));
            });
    return new Table(List.of("", "ours", theirs.name()), rows);
  }

  private List<SplitValues> lost(DriftMatrix matrix, DriftMatrix cells) {
    boolean better = findings.higherIsBetter();
    return CellDrop.lost(
        cells.equals(matrix)
            ? CellDrop.ofDrift(matrix, better)
            : CellDrop.against(matrix, cells, better));
  }

  private static void add(
      List<Row> rows, String label, List<SplitValues> ours, List<SplitValues> theirs) {
    if (!ours.isEmpty() && !theirs.isEmpty()) {
      rows.add(
          new Row(
              label,
              List.of(
                  Cell.of(Optional.of(SplitValues.meanOf(ours))),
                  Cell.of(NumberText.signed(SplitValues.meanOf(theirs).value(), 3)))));
    }
  }

  private static String counted(String what, int number, String of) {
    return "%s (%d %s)".formatted(what, number, number == 1 ? of : of + "s");
  }

  Optional<Table> samples() {
    if (disagreements.isEmpty()) {
      return Optional.empty();
    }
    boolean truths = disagreements.stream().anyMatch(each -> !each.truth().isEmpty());
    List<Column<Disagreement>> columns =
        new ArrayList<>(
            List.of(
                words("sample", Disagreement::sample),
                words("true", Disagreement::truth),
                words("matched", each -> each.asTrained().words()),
                words("under drift", each -> each.asTested().words()),
                words("trained on", Disagreement::trained),
                words("tested on", Disagreement::tested),
                words("split", each -> each.split() + "")));
    columns.removeIf(column -> column.head().equals("true") && !truths);
    return Optional.of(Table.of(disagreements, columns));
  }

  private static Column<Disagreement> words(String head, Function<Disagreement, String> words) {
    return new Column<>(head, words.andThen(Cell::words));
  }
}
