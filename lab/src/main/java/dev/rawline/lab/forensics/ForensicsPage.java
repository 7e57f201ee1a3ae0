package dev.rawline.lab.forensics;

import dev.rawline.workbench.page.Fact;
import dev.rawline.workbench.page.Page;
import dev.rawline.workbench.page.PagePicture;
import dev.rawline.workbench.page.SuggestedCommand;
import dev.rawline.workbench.page.Table;
import dev.rawline.workbench.plot.Drawing;
import java.util.List;
import java.util.Optional;

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
 * @param next what to do next
 * @param provenance where the numbers come from: label and value
 */
public record ForensicsPage(
    String name,
    List<String> story,
    List<Fact> facts,
    List<Drawing> tolerances,
    Optional<Table> box,
    String boxWords,
    Optional<Drawing> closeness,
    Optional<Table> worst,
    List<PagePicture> pictures,
    Optional<Table> ranking,
    String agreement,
    Optional<Table> published,
    List<SuggestedCommand> next,
    List<Fact> provenance) {

  /** Copies the lists. */
  public ForensicsPage {
    story = List.copyOf(story);
    facts = List.copyOf(facts);
    tolerances = List.copyOf(tolerances);
    pictures = List.copyOf(pictures);
    next = List.copyOf(next);
    provenance = List.copyOf(provenance);
  }

  /** Returns the page. */
  public String html() {
    return Page.of(
            "Drift forensics: " + name,
            "Which cameras this model tolerates, and which near ones it does not",
            story,
            List.of(),
            "forensics/page",
            this)
        .html();
  }
}
