package dev.rawline.lab.quality.page;

import dev.rawline.lab.quality.verdict.Verdict;
import dev.rawline.workbench.page.Fact;
import dev.rawline.workbench.page.Html;
import dev.rawline.workbench.page.Page;
import java.util.List;

/**
 * The latest files of a watch, as a page that reloads itself: its state, the latest images, the
 * alarms, and the control charts.
 *
 * <p>The page needs no other file, and is small.
 *
 * @param folder what is watched
 * @param status the state of the watch
 * @param refresh after how many seconds it reloads itself, 1 or more
 * @param alarms the alarms of charts, the latest first: when and what
 * @param latest the latest images, the latest first, as figures of {@link ImageGrid}
 * @param charts the control charts; may be empty
 * @param facts how files are judged: label and value
 */
public record WatchPage(
    String folder,
    WatchStatus status,
    int refresh,
    List<Fact> alarms,
    List<String> latest,
    List<ControlChart> charts,
    List<Fact> facts) {
  private static final int MOST_IMAGES = 12;
  private static final int MOST_ALARMS = 20;

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if it reloads itself more often than once a second
   */
  public WatchPage {
    alarms = List.copyOf(alarms);
    latest = List.copyOf(latest);
    charts = List.copyOf(charts);
    facts = List.copyOf(facts);
    if (refresh < 1) {
      throw new IllegalArgumentException(
          "a page that reloads itself after %d seconds: expected 1 or more".formatted(refresh));
    }
  }

  /** Returns the page. */
  public String html() {
    return new Page(
            "Watching " + folder,
            "Written at %s; reloads itself every %d s".formatted(status.written(), refresh),
            List.of(),
            VerdictMark.headline(status.verdict(), status.sentence()) + counts(),
            List.of(
                new Page.Section(
                    "alarms",
                    "Alarms",
                    alarms.isEmpty()
                        ? Html.paragraph("None so far.")
                        : Html.facts(alarms.subList(0, Math.min(MOST_ALARMS, alarms.size())))),
                new Page.Section("latest", "The latest images", ofLatest()),
                new Page.Section(
                    "charts",
                    "Control charts",
                    charts.isEmpty() ? "" : Html.figure(ControlChartPlot.of(charts))),
                new Page.Section(
                    "facts", "How files are judged", facts.isEmpty() ? "" : Html.facts(facts))),
            "<meta http-equiv=\"refresh\" content=\"%d\">\n".formatted(refresh))
        .html();
  }

  private String counts() {
    return """
        <div class="key">
        <div><span>images judged</span><b>%d</b></div>
        <div><span>%s</span><b>%d</b></div>
        <div><span>%s</span><b>%d</b></div>
        <div><span>%s</span><b>%d</b></div>
        </div>"""
        .formatted(
            status.passed() + status.warned() + status.failed(),
            VerdictMark.html(Verdict.PASS),
            status.passed(),
            VerdictMark.html(Verdict.WARN),
            status.warned(),
            VerdictMark.html(Verdict.FAIL),
            status.failed());
  }

  private String ofLatest() {
    return latest.isEmpty()
        ? Html.paragraph("None so far.")
        : ImageGrid.of(latest.stream().limit(MOST_IMAGES).toList());
  }
}
