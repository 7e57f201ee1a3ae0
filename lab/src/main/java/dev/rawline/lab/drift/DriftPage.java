package dev.rawline.lab.drift;

import dev.rawline.lab.drift.DriftFindings.WorstCell;
import dev.rawline.lab.drift.RankChanges.Rank;
import dev.rawline.learning.metric.IntervalEstimate;
import dev.rawline.learning.metric.MetricLabel;
import dev.rawline.workbench.page.Fact;
import dev.rawline.workbench.page.Html;
import dev.rawline.workbench.page.Page;
import dev.rawline.workbench.page.PagePicture;
import dev.rawline.workbench.page.SuggestedCommand;
import dev.rawline.workbench.text.EstimateFormat;
import dev.rawline.workbench.text.NumberText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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
  private static final String PAPER =
      "Oala, Aversa and others: Data Models for Dataset Drift Controls in Machine Learning With Optical Images, Transactions on Machine Learning Research, 2023";

  private static final List<String> NOT_SHOWN =
      List.of(
          "Intervals tell how the numbers would differ between splits of these data. They say nothing of other data: other people, other instruments, other seasons.",
          "The worst cell was chosen among many because it is the worst; among other splits it would lose less.",
          "What drift costs depends on which conditions were asked for. A ratio to corruptions compares these conditions with these corruptions at one severity, and no more.",
          "Corruptions change finished pictures, drift changes how pictures come to be. That the one costs more than the other does not make the other harmless.");

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
    return new Page(
            "Drift synthesis: " + name,
            "What a camera’s processing does to trained models, found out from raw data",
            DriftSummary.of(findings).sentences(),
            keyNumbers(),
            sections())
        .html();
  }

  private List<Page.Section> sections() {
    return List.of(
        new Page.Section("measured", "What was measured", Html.facts(facts)),
        new Page.Section("views", "One sample, many pictures", Html.pictures(views)),
        new Page.Section("matrix", "Every model under every condition", matrix()),
        new Page.Section("worst", "The worst cell", worstCell()),
        new Page.Section("corruptions", "Corruptions beside drift", corruptions()),
        new Page.Section("stages", "Which part of the camera explains the loss", stages()),
        new Page.Section("ranks", "Which model would be chosen", ranks()),
        new Page.Section("published", "Published numbers, as a reference", published()),
        new Page.Section("samples", "Samples on which a model changes its mind", samples()),
        new Page.Section("next", "Where to go next", SuggestedCommand.html(next)),
        new Page.Section(
            "limits", "What this does not show", "<ul>\n" + Html.items(NOT_SHOWN) + "\n</ul>"),
        new Page.Section("provenance", "Where the numbers come from", Html.facts(provenance)));
  }

  private String keyNumbers() {
    List<String> numbers = new ArrayList<>();
    String metric = MetricLabel.of(findings.metric());
    Set<Integer> splits = findings.matrix().commonSplits();
    findings
        .matchedMean()
        .ifPresent(
            mean ->
                numbers.add(
                    key("tested as trained", mean, metric, findings.matrix().matchedSplits())));
    findings.driftDrop().ifPresent(drop -> numbers.add(key("lost by drift", drop, metric, splits)));
    if (!findings.corruptionDrop().isEmpty()) {
      int severity = DriftSummary.severity(findings);
      Set<Integer> corrupted = new TreeSet<>(findings.matrix().matchedSplits());
      corrupted.retainAll(findings.corruptions().get(severity).commonSplits());
      numbers.add(
          key(
              "lost by corruptions of severity " + severity,
              findings.corruptionDrop().get(severity),
              metric,
              corrupted));
      findings
          .ratio()
          .getOrDefault(severity, Optional.empty())
          .ifPresent(ratio -> numbers.add(key("corruptions / drift", ratio, "times", splits)));
    }
    return numbers.stream().collect(Collectors.joining("\n", "<div class=\"key\">\n", "\n</div>"));
  }

  private static String key(
      String label, IntervalEstimate estimate, String unit, Set<Integer> splits) {
    String interval = EstimateFormat.interval(estimate);
    return "<div><span>%s</span><b>%s <small>%s</small></b><span>%s</span></div>"
        .formatted(
            Html.text(label),
            Html.text(EstimateFormat.value(estimate)),
            Html.text(unit),
            Html.text(interval.isEmpty() ? DriftSummary.withoutInterval(splits) : interval));
  }

  private String matrix() {
    StringBuilder body = new StringBuilder();
    body.append(
        Html.paragraph(
            "A row is a model, a column is how its test pictures were made. On the diagonal nothing changes between training and testing; everywhere else only the camera does, never the samples."));
    body.append(Html.figure(DriftHeatMap.matrix(findings)));
    body.append(Html.details("The numbers as a table", table(findings.matrix())));
    if (findings.driftDrop().isPresent()) {
      body.append(Html.figure(DriftHeatMap.differences(findings)));
      body.append(Html.details("The differences as a table", differences()));
    }
    return body.toString();
  }

  private String table(DriftMatrix matrix) {
    return rows(
        "trained on",
        matrix.tested(),
        matrix.trained(),
        (row, column) -> matrix.at(row, column).map(findings::interval));
  }

  private String differences() {
    return rows(
        "trained on",
        findings.matrix().tested(),
        findings.matrix().trained(),
        (row, column) -> findings.drop(row, column).map(MetricDrop::interval));
  }

  /** What stands in a cell of a table. */
  private interface Cells {
    Optional<IntervalEstimate> at(int row, int column);
  }

  private static String rows(String corner, List<String> columns, List<String> rows, Cells cells) {
    StringBuilder table =
        new StringBuilder("<div class=\"wide\"><table class=\"grid\">\n<thead><tr>");
    table.append("<th scope=\"col\">").append(Html.text(corner)).append("</th>");
    columns.forEach(
        column -> table.append("<th scope=\"col\">").append(Html.text(column)).append("</th>"));
    table.append("</tr></thead>\n<tbody>\n");
    for (int row = 0; row < rows.size(); row++) {
      table.append("<tr><th scope=\"row\">").append(Html.text(rows.get(row))).append("</th>");
      for (int column = 0; column < columns.size(); column++) {
        table.append("<td class=\"n\">").append(cell(cells.at(row, column))).append("</td>");
      }
      table.append("</tr>\n");
    }
    return table.append("</tbody></table></div>\n").toString();
  }

  private static String cell(Optional<IntervalEstimate> estimate) {
    return estimate
        .map(
            found ->
                "%s<small>%s</small>"
                    .formatted(
                        Html.text(EstimateFormat.value(found)),
                        Html.text(EstimateFormat.interval(found))))
        .orElse("–");
  }

  private String worstCell() {
    Optional<WorstCell> found = findings.worst();
    if (found.isEmpty()) {
      return "";
    }
    WorstCell cell = found.get();
    String text =
        "Trained on %s, a model reaches %s there and %s on %s (%s); it loses %s. It is the worst of %d such pairs."
            .formatted(
                cell.trained(),
                NumberText.signed(cell.matched(), 3),
                NumberText.signed(cell.value(), 3),
                cell.tested(),
                MetricLabel.of(findings.metric()),
                EstimateFormat.value(cell.lost()),
                pairs());
    return Html.paragraph(text) + Html.pictures(worst);
  }

  /** Returns how many cells lose or gain: all that were measured, but for the diagonal. */
  private long pairs() {
    DriftMatrix matrix = findings.matrix();
    return IntStream.range(0, matrix.trained().size())
        .mapToLong(
            row ->
                IntStream.range(0, matrix.tested().size())
                    .filter(column -> matrix.matched(row).orElse(-1) != column)
                    .filter(column -> findings.drop(row, column).isPresent())
                    .count())
        .sum();
  }

  private String corruptions() {
    if (findings.corruptionDrop().isEmpty()) {
      return "";
    }
    StringBuilder body = new StringBuilder();
    body.append(
        Html.paragraph(
            "Corruptions are added to finished pictures, whatever camera made them; they stand for drift in many benchmarks. Here the same models meet both."));
    if (SeverityPlot.isDrawn(findings)) {
      body.append(Html.figure(SeverityPlot.of(findings)));
    }
    body.append(severities());
    body.append(Html.figure(DriftHeatMap.corruptionDrops(findings)));
    findings
        .corruptions()
        .forEach(
            (severity, matrix) ->
                body.append(
                    Html.details(
                        "Every model under corruptions of severity " + severity,
                        Html.figure(DriftHeatMap.corruptions(findings, severity))
                            + table(matrix))));
    return body.append(Html.pictures(corrupted)).toString();
  }

  private String severities() {
    StringBuilder table =
        new StringBuilder(
            "<div class=\"wide\"><table>\n<thead><tr><th scope=\"col\">severity</th><th scope=\"col\">lost by corruptions</th><th scope=\"col\">times what drift costs</th></tr></thead>\n<tbody>\n");
    findings
        .corruptionDrop()
        .forEach(
            (severity, drop) ->
                table.append(
                    "<tr><th scope=\"row\">%d</th><td class=\"n\">%s</td><td class=\"n\">%s</td></tr>\n"
                        .formatted(
                            severity,
                            cell(Optional.of(drop)),
                            cell(findings.ratio().getOrDefault(severity, Optional.empty())))));
    table.append("</tbody></table></div>\n");
    boolean ratios = findings.ratio().values().stream().anyMatch(Optional::isPresent);
    return table
        + (ratios
            ? ""
            : Html.paragraph(
                "No ratio is told, since %s: a quotient by it could be any number."
                    .formatted(DriftSummary.withoutRatio(findings))));
  }

  private String stages() {
    if (findings.effects().isEmpty()) {
      return "";
    }
    StringBuilder table =
        new StringBuilder(
            "<div class=\"wide\"><table>\n<thead><tr><th scope=\"col\">stage</th><th scope=\"col\">lost where it differs</th><th scope=\"col\">share of the variance</th></tr></thead>\n<tbody>\n");
    for (MainEffect effect : findings.effects()) {
      table.append(
          "<tr><th scope=\"row\">%s</th><td class=\"n\">%s</td><td class=\"n\">%s</td></tr>\n"
              .formatted(
                  Html.text(effect.stage()),
                  cell(Optional.of(effect.effect())),
                  Html.text(EffectBars.percent(effect.share()))));
    }
    table.append("</tbody></table></div>\n");
    double explained = findings.effects().stream().mapToDouble(MainEffect::share).sum();
    return Html.figure(EffectBars.of(findings.metric(), findings.effects()))
        + table
        + Html.paragraph(
            "Together they explain %s of the variance of the losses over cells; the rest is what certain combinations do, and chance."
                .formatted(EffectBars.percent(explained)));
  }

  private String ranks() {
    return findings
        .ranks()
        .map(
            ranks -> {
              StringBuilder table =
                  new StringBuilder(
                      "<div class=\"wide\"><table>\n<thead><tr><th scope=\"col\">trained on</th><th scope=\"col\">rank under drift</th><th scope=\"col\">rank under corruptions</th></tr></thead>\n<tbody>\n");
              for (Rank rank : ranks.ranks()) {
                table.append(
                    "<tr><th scope=\"row\">%s</th><td class=\"n\">%d</td><td class=\"n\">%d</td></tr>\n"
                        .formatted(
                            Html.text(rank.trained()), rank.byDrift(), rank.byCorruptions()));
              }
              table.append("</tbody></table></div>\n");
              return Html.figure(RankSlopes.of(ranks))
                  + Html.details("The ranks as a table", table.toString())
                  + Html.paragraph(
                      "Spearman’s ρ = %s. Ranks are of means: with few models, or means that lie close together, a rank says little."
                          .formatted(NumberText.signed(ranks.spearman(), 2)));
            })
        .orElse("");
  }

  private String published() {
    // Without a condition in common nothing can be compared.
    return findings
        .published()
        .filter(published -> published.matrix().isPresent())
        .map(this::published)
        .orElse("");
  }

  private String published(PublishedDrift published) {
    StringBuilder table =
        new StringBuilder(
            "<div class=\"wide\"><table>\n<thead><tr><th scope=\"col\"></th><th scope=\"col\">ours</th><th scope=\"col\">%s</th></tr></thead>\n<tbody>\n"
                .formatted(Html.text(published.name())));
    Optional<IntervalEstimate> corruption =
        Optional.ofNullable(findings.corruptionDrop().get(PublishedDrift.SEVERITY));
    Optional<IntervalEstimate> ratio =
        findings.ratio().getOrDefault(PublishedDrift.SEVERITY, Optional.empty());
    table.append(compared("tested as trained", findings.matchedMean(), published.matchedMean()));
    table.append(compared("lost by drift", findings.driftDrop(), published.driftDrop()));
    if (corruption.isPresent()) {
      table.append(
          compared("lost by corruptions, severity 3", corruption, published.corruptionDrop()));
      table.append(compared("corruptions / drift", ratio, published.ratio()));
    }
    table.append("</tbody></table></div>\n");
    return Html.paragraph(
            "%s. A reference, not a target: other pictures, other networks, five splits, two digits."
                .formatted(PAPER))
        + Html.paragraph(axes(published))
        + table
        + Html.figure(DriftHeatMap.besidePublished(findings));
  }

  /** Returns of which conditions and corruptions their figures are, and ours. */
  private String axes(PublishedDrift published) {
    DriftMatrix shared = published.matrix().orElseThrow();
    return "The published figures are means over all %d conditions%s; ours are over %s%s. Where these are not the same, only the cells below compare one by one: those that both have, %s."
        .formatted(
            published.conditions(),
            findings.corruptionDrop().containsKey(PublishedDrift.SEVERITY)
                ? " and %d corruptions".formatted(published.corruptions())
                : "",
            counted(findings.matrix().tested().size(), "condition"),
            Optional.ofNullable(findings.corruptions().get(PublishedDrift.SEVERITY))
                .map(ours -> " and " + counted(ours.tested().size(), "corruption"))
                .orElse(""),
            "%d by %d".formatted(shared.trained().size(), shared.tested().size()));
  }

  private static String counted(int number, String what) {
    return number == 1 ? "one " + what : number + " " + what + "s";
  }

  private static String compared(String label, Optional<IntervalEstimate> ours, double theirs) {
    return "<tr><th scope=\"row\">%s</th><td class=\"n\">%s</td><td class=\"n\">%s</td></tr>\n"
        .formatted(Html.text(label), cell(ours), Html.text(NumberText.signed(theirs, 3)));
  }

  private String samples() {
    if (disagreements.isEmpty()) {
      return "";
    }
    boolean truths = disagreements.stream().anyMatch(each -> !each.truth().isEmpty());
    StringBuilder table = new StringBuilder("<div class=\"wide\"><table>\n<thead><tr>");
    List<String> heads = new ArrayList<>(List.of("sample"));
    if (truths) {
      heads.add("it is");
    }
    heads.addAll(List.of("as trained", "under drift", "trained on", "tested on", "split"));
    heads.forEach(head -> table.append("<th scope=\"col\">").append(head).append("</th>"));
    table.append("</tr></thead>\n<tbody>\n");
    for (Disagreement each :
        disagreements.subList(0, Math.min(MOST_DISAGREEMENTS, disagreements.size()))) {
      table.append("<tr><th scope=\"row\">").append(Html.text(each.sample())).append("</th>");
      List<String> cells = new ArrayList<>();
      if (truths) {
        cells.add(each.truth());
      }
      cells.addAll(
          List.of(
              each.asTrained().words(),
              each.asTested().words(),
              each.trained(),
              each.tested(),
              String.valueOf(each.split())));
      cells.forEach(cell -> table.append("<td>").append(Html.text(cell)).append("</td>"));
      table.append("</tr>\n");
    }
    return Html.paragraph(
            "The model and the sample are the same; only how the picture was made differs. The gravest are shown; the lab book has all.")
        + table.append("</tbody></table></div>\n");
  }
}
