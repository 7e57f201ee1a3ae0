package dev.rawline.lab.quality.watch;

import dev.rawline.lab.quality.check.ControlChart;
import dev.rawline.lab.quality.page.ControlChartPlot;
import dev.rawline.lab.quality.page.ImageTile;
import dev.rawline.lab.quality.page.VerdictMark;
import dev.rawline.lab.quality.verdict.Verdict;
import dev.rawline.workbench.page.Fact;
import dev.rawline.workbench.page.Page;
import dev.rawline.workbench.page.Template;
import dev.rawline.workbench.plot.Drawing;
import java.util.List;
import java.util.Optional;

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
 * @param latest the latest images, the latest first
 * @param charts the control charts; may be empty
 * @param facts how files are checked: label and value
 */
public record WatchPage(
    String folder,
    WatchReport.WatchStatus status,
    int refresh,
    List<Fact> alarms,
    List<ImageTile> latest,
    List<ControlChart> charts,
    List<Fact> facts) {
  static final int MOST_IMAGES = 12;
  static final int MOST_ALARMS = 20;

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
    return Page.of(
            "Watching " + folder,
            "Written at %s; reloads every %d s".formatted(status.written(), refresh),
            Template.html("quality/refresh", this) + VerdictMark.style(),
            "quality/watch-top",
            "quality/watch",
            this)
        .html();
  }

  VerdictMark.Headline headline() {
    return new VerdictMark.Headline(status.verdict(), status.sentence());
  }

  /** How many files have a verdict. */
  record Count(String mark, long files) {}

  List<Count> counts() {
    return List.of(
        new Count(VerdictMark.html(Verdict.PASS), status.passed()),
        new Count(VerdictMark.html(Verdict.WARN), status.warned()),
        new Count(VerdictMark.html(Verdict.FAIL), status.failed()));
  }

  long judged() {
    return status.passed() + status.warned() + status.failed();
  }

  List<Fact> latestAlarms() {
    return alarms.stream().limit(MOST_ALARMS).toList();
  }

  List<ImageTile> latestImages() {
    return latest.stream().limit(MOST_IMAGES).toList();
  }

  Optional<Drawing> drawing() {
    return charts.isEmpty() ? Optional.empty() : Optional.of(ControlChartPlot.of(charts));
  }
}
