package dev.rawline.lab.quality.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rawline.lab.quality.page.ExamplePages;
import dev.rawline.lab.quality.page.ImageTile;
import dev.rawline.lab.quality.page.QualityPageTest;
import dev.rawline.lab.quality.verdict.Verdict;
import dev.rawline.workbench.page.BrowserPage;
import dev.rawline.workbench.page.Fact;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WatchPageTest {
  @Test
  void thePageReloadsItselfAndShowsTheState() throws Exception {
    String page = ExamplePages.watch("/data/<line>").html();
    QualityPageTest.assertWhole(page);
    assertThat(page)
        .contains("<meta http-equiv=\"refresh\" content=\"5\">", "Watching /data/&lt;line&gt;")
        .contains("Written at 2026-11-26 18:59:12 UTC", "<b>829</b>", "<b>812</b>", "<b>14</b>")
        .contains("3 of the last 8 images fail", "EWMA beyond its limit", "line-0064.dng");
  }

  @Test
  void thePageCanBeReadInABrowser() throws Exception {
    BrowserPage.requireReadable("quality/watch", ExamplePages.watch("/data/line 7").html());
  }

  @Test
  void anEmptyWatchIsShown() throws Exception {
    String page = empty(List.of(), List.of(), 1).html();
    QualityPageTest.assertWhole(page);
    assertThat(page.split("None so far.", -1)).hasSize(3);
  }

  @Test
  void thePageStaysSmall() {
    String page =
        empty(
                Collections.nCopies(1000, new Fact("now", "alarm")),
                Collections.nCopies(1000, ExamplePages.figures(1).getFirst()),
                1)
            .html();
    assertThat(page.split("<figcaption>", -1)).hasSize(1 + 12);
    assertThat(page.split(">alarm<", -1)).hasSize(1 + 20);
  }

  @Test
  void tooFrequentReloadsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> empty(List.of(), List.of(), 0))
        .withMessage("a page that reloads itself after 0 seconds: expected 1 or more");
  }

  private static WatchPage empty(List<Fact> alarms, List<ImageTile> latest, int refresh) {
    return new WatchPage(
        "/data",
        new WatchReport.WatchStatus(
            Verdict.PASS, "waiting", List.of(), 0, 0, 0, Optional.empty(), "now"),
        refresh,
        alarms,
        latest,
        List.of(),
        List.of());
  }
}
