package dev.rawline.lab.quality.page;

import dev.rawline.lab.quality.verdict.Verdict;
import dev.rawline.workbench.page.Fact;
import dev.rawline.workbench.page.Html;
import dev.rawline.workbench.page.Page;
import dev.rawline.workbench.plot.Drawing;
import java.util.List;
import java.util.Optional;

/**
 * What a watcher saw last, as a page that loads itself again: whether all is well, the latest
 * images, the alarms, and the control charts.
 *
 * <p>The page needs nothing beside it, and is small.
 *
 * @param folder what is watched
 * @param judgement how it stands now
 * @param sentence what is said of it
 * @param last when it was written, in words
 * @param refresh after how many seconds it loads itself again, 1 or more
 * @param passed how many images passed so far
 * @param warned how many images were warned of
 * @param failed how many images failed
 * @param alarms the alarms of charts, the latest first: when and what
 * @param latest the latest images, the latest first
 * @param charts the course of quantities, where it is charted
 * @param facts what it is judged by: label and value
 */
public record WatchPage(
    String folder,
    Verdict judgement,
    String sentence,
    String last,
    int refresh,
    long passed,
    long warned,
    long failed,
    List<Fact> alarms,
    List<JudgedImage> latest,
    Optional<Drawing> charts,
    List<Fact> facts) {
  private static final int MOST_IMAGES = 12;
  private static final int MOST_ALARMS = 20;

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if it loads itself more often than once a second
   */
  public WatchPage {
    alarms = List.copyOf(alarms);
    latest = List.copyOf(latest);
    facts = List.copyOf(facts);
    if (refresh < 1) {
      throw new IllegalArgumentException(
          "a page that loads itself again after %d seconds: expected 1 or more".formatted(refresh));
    }
  }

  /** Returns the page. */
  public String html() {
    return new Page(
            "Watching " + folder,
            "Written at %s; loads itself again every %d s".formatted(last, refresh),
            List.of(),
            judgement.headline(sentence) + counts(),
            List.of(
                new Page.Section(
                    "alarms",
                    "Alarms",
                    alarms.isEmpty()
                        ? Html.paragraph("None so far.")
                        : Html.facts(alarms.subList(0, Math.min(MOST_ALARMS, alarms.size())))),
                new Page.Section("latest", "The latest images", ofLatest()),
                new Page.Section("charts", "Control charts", charts.map(Html::figure).orElse("")),
                new Page.Section(
                    "facts", "What they are judged by", facts.isEmpty() ? "" : Html.facts(facts))),
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
            passed + warned + failed,
            Verdict.PASS.html(),
            passed,
            Verdict.WARN.html(),
            warned,
            Verdict.FAIL.html(),
            failed);
  }

  private String ofLatest() {
    return latest.isEmpty()
        ? Html.paragraph("None so far.")
        : JudgedImage.grid(latest, MOST_IMAGES);
  }
}
