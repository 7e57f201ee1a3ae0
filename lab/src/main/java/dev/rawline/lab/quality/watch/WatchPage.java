package dev.rawline.lab.quality.watch;

import dev.rawline.lab.quality.check.ControlChart;
import dev.rawline.lab.quality.page.ControlChartPlot;
import dev.rawline.lab.quality.page.JudgedImage;
import dev.rawline.lab.quality.page.VerdictMark;
import dev.rawline.lab.quality.verdict.Verdict;
import dev.rawline.workbench.page.Fact;
import dev.rawline.workbench.page.Page;
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
 * @param facts how files are judged: label and value
 */
public record WatchPage(
    String folder,
    Status status,
    int refresh,
    List<Fact> alarms,
    List<JudgedImage> latest,
    List<ControlChart> charts,
    List<Fact> facts) {
  private static final int MOST_IMAGES = 12;
  private static final int MOST_ALARMS = 20;

  /**
   * The state of a watch: {@code status.json}.
   *
   * @param verdict the last file's verdict, and at least a warning while a chart signals
   * @param sentence what it follows from
   * @param signals the quantities whose charts signal
   * @param passed how many files passed so far
   * @param warned how many files warned
   * @param failed how many files failed
   * @param last the name of the last file
   * @param written when it was written
   */
  public record Status(
      Verdict verdict,
      String sentence,
      List<String> signals,
      long passed,
      long warned,
      long failed,
      Optional<String> last,
      String written) {
    /** Copies the list. */
    public Status {
      signals = List.copyOf(signals);
    }
  }

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
            "Written at %s; reloads itself every %d s".formatted(status.written(), refresh),
            "<meta http-equiv=\"refresh\" content=\"%d\">\n".formatted(refresh),
            "quality/watch",
            this)
        .html();
  }

  VerdictMark.Headline headline() {
    return new VerdictMark.Headline(status.verdict(), status.sentence());
  }

  long judged() {
    return status.passed() + status.warned() + status.failed();
  }

  List<Fact> latestAlarms() {
    return alarms.stream().limit(MOST_ALARMS).toList();
  }

  List<JudgedImage> latestImages() {
    return latest.stream().limit(MOST_IMAGES).toList();
  }

  Optional<Drawing> drawing() {
    return charts.isEmpty() ? Optional.empty() : Optional.of(ControlChartPlot.of(charts));
  }
}
