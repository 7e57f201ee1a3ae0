package dev.rawline.lab.forensics;

import dev.rawline.workbench.page.Fact;
import dev.rawline.workbench.page.Html;
import dev.rawline.workbench.page.Page;
import dev.rawline.workbench.page.PagePicture;
import dev.rawline.workbench.page.SuggestedCommand;
import dev.rawline.workbench.plot.Drawing;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Findings of forensics as one HTML page for a person: the story, between which values the numbers
 * of a camera may lie, which near cameras break the model, how they look, which numbers are the
 * most sensitive, published findings, and what all this does not show.
 *
 * <p>The page needs nothing beside it: its drawings and pictures stand in it, and it loads nothing.
 *
 * @param name what the experiment is called
 * @param story the findings, a sentence each
 * @param facts what was examined: label and value
 * @param tolerances drawings of curves and intervals; may be empty
 * @param box the joint box; may be empty
 * @param boxWords what is said of it
 * @param closeness the metric against closeness, where worst cases were searched
 * @param worst the worst cases; may be empty
 * @param pictures samples by the default and by the worst camera; may be empty
 * @param ranking the groups, the most sensitive first; may be empty
 * @param agreement how far models agree in that
 * @param published published findings and ours; may be empty
 * @param differences why they differ, a sentence each
 * @param next what to do next
 * @param provenance where the numbers come from: label and value
 */
public record ForensicsPage(
    String name,
    List<String> story,
    List<Fact> facts,
    List<Drawing> tolerances,
    Optional<Rows> box,
    String boxWords,
    Optional<Drawing> closeness,
    Optional<Rows> worst,
    List<PagePicture> pictures,
    Optional<Rows> ranking,
    String agreement,
    Optional<Rows> published,
    List<String> differences,
    List<SuggestedCommand> next,
    List<Fact> provenance) {

  private static final List<String> NOT_SHOWN =
      List.of(
          "Worst cases are the worst that were found. A longer search, or another one, may find worse; none can show that there are none.",
          "Intervals of single numbers say nothing of several at once. The joint box does, but it was searched, not proved.",
          "A worst camera was sought on the samples that it is told of. On others of the same kind it costs somewhat less.",
          "Closeness is measured on pictures, mean over samples, not by what a person would notice, and not by how likely a camera is.",
          "Confidence intervals are of samples drawn again. They say nothing of other data: other people, other instruments, other seasons.");

  /**
   * A table: its heads, and its rows, each with a head of its own first.
   *
   * @param heads the heads of the columns
   * @param rows the rows
   */
  public record Rows(List<String> heads, List<List<String>> rows) {
    /** Copies the lists. */
    public Rows {
      heads = List.copyOf(heads);
      rows = rows.stream().map(List::copyOf).toList();
    }

    String html() {
      return Html.table(heads, rows.stream().map(Rows::row).collect(Collectors.joining()));
    }

    private static String row(List<String> row) {
      return "<tr><th scope=\"row\">%s</th>%s</tr>\n"
          .formatted(
              Html.text(row.getFirst()),
              row.stream()
                  .skip(1)
                  .map(cell -> "<td class=\"n\">%s</td>".formatted(Html.text(cell)))
                  .collect(Collectors.joining()));
    }
  }

  /** Copies the lists. */
  public ForensicsPage {
    story = List.copyOf(story);
    facts = List.copyOf(facts);
    tolerances = List.copyOf(tolerances);
    pictures = List.copyOf(pictures);
    differences = List.copyOf(differences);
    next = List.copyOf(next);
    provenance = List.copyOf(provenance);
  }

  /** Returns the page. */
  public String html() {
    return new Page(
            "Drift forensics: " + name,
            "Which cameras this model tolerates, and which near ones it does not",
            story,
            "",
            List.of(
                new Page.Section("examined", "What was examined", Html.facts(facts)),
                new Page.Section("tolerances", "What the model tolerates", ofTolerances()),
                new Page.Section("box", "Several numbers at once: searched, not proved", ofBox()),
                new Page.Section("worst", "The worst cameras nearby", ofWorst()),
                new Page.Section("pictures", "How they look", Html.pictures(pictures)),
                new Page.Section("ranking", "What it is the most sensitive to", ofRanking()),
                new Page.Section("published", "Published findings, as a reference", ofPublished()),
                new Page.Section("next", "Where to go next", SuggestedCommand.html(next)),
                new Page.Section("limits", "What this does not show", Html.list(NOT_SHOWN)),
                new Page.Section(
                    "provenance", "Where the numbers come from", Html.facts(provenance))))
        .html();
  }

  private String ofTolerances() {
    return tolerances.isEmpty()
        ? ""
        : Html.paragraph(
                "Each number of the camera by itself, all others as usual: between which values the metric loses no more than is allowed. A bound is the first crossing on the way outward.")
            + tolerances.stream().map(Html::figure).collect(Collectors.joining());
  }

  private String ofBox() {
    return box.map(rows -> Html.paragraph(boxWords) + rows.html()).orElse("");
  }

  private String ofWorst() {
    return worst
        .map(
            rows ->
                Html.paragraph(
                        "Numbers of a group move together so that the loss grows, while pictures stay near those of the default camera. As many random draws, in the same coordinates, are the control.")
                    + closeness.map(Html::figure).orElse("")
                    + Html.details("The worst cases as a table", rows.html()))
        .orElse("");
  }

  private String ofRanking() {
    return ranking.map(rows -> rows.html() + Html.paragraph(agreement)).orElse("");
  }

  private String ofPublished() {
    return published
        .map(
            rows ->
                Html.paragraph(
                        "A reference, not a target: other pictures, another network, no limit of closeness, two digits.")
                    + rows.html()
                    + "<ul>\n"
                    + Html.items(differences)
                    + "\n</ul>")
        .orElse("");
  }
}
