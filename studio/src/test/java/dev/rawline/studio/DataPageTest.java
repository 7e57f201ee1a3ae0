package dev.rawline.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.rawline.studio.collection.CollectionExample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A data set in a browser. */
class DataPageTest {
  private static final int EACH = 12;

  @TempDir private static Path folder;
  private static StudioPage studio;

  @BeforeAll
  static void start() throws IOException {
    Path work = Files.createDirectory(folder.resolve("work"));
    Path _ = CollectionExample.dataSet(Files.createDirectory(work.resolve("cells")), EACH);
    said(work.resolve("own"), "dark");
    said(work.resolve("other"), "glow");
    SequencedMap<String, Path> folders = new LinkedHashMap<>();
    folders.put("work", work);
    studio = new StudioPage(folders);
  }

  /**
   * Writes what a model said of two samples: it is right for the first, and says this of the
   * second.
   */
  private static void said(Path results, String ofTheSecond) throws IOException {
    Files.createDirectory(results);
    Files.writeString(
        results.resolve("said.csv"),
        """
        sample,truth,predicted,probability
        dark/00,dark,dark,0.9
        dark/01,dark,%s,0.8
        """
            .formatted(ofTheSecond));
  }

  @AfterAll
  static void stop() throws IOException {
    StudioPage.stop(studio);
  }

  @AfterEach
  void nothingIsComplainedAbout() {
    studio.requireNoComplaint();
  }

  /** Opens the data set as a person without a pointer does. */
  private static Page opened(int width, int height, ColorScheme scheme) {
    Page page = studio.open(width, height, scheme, "#data");
    page.locator("text=Open a data set…").waitFor();
    StudioPage.press(page, "section[aria-label='Data set'] rawline-browse > button");
    page.locator("dialog[open] button.folder >> text=cells/").waitFor();
    StudioPage.press(page, "dialog[open] li:nth-child(1) button.folder");
    page.locator("dialog[open] .where").filter(StudioPage.having("work/cells")).waitFor();
    page.locator("dialog[open] >> text=Choose this folder").focus();
    page.keyboard().press("Enter");
    page.locator(".tile").first().waitFor();
    return page;
  }

  private static void choose(Page page, String button, String name) {
    page.locator("rawline-browse > button >> text=" + button).click();
    page.locator("dialog[open] button.folder >> text=" + name).click();
    page.locator("dialog[open] button.file >> text=said.csv").click();
  }

  @ParameterizedTest
  @CsvSource({"1280, 900, LIGHT", "1280, 900, DARK", "390, 844, LIGHT", "390, 844, DARK"})
  void everybodyCanUseIt(int width, int height, ColorScheme scheme) throws IOException {
    try (Page page = opened(width, height, scheme)) {
      StudioPage.requireUsable(page);
    }
  }

  /** By keys: samples are selected, and one is opened in the studio. */
  @Test
  void keysAreEnough() {
    try (Page page = opened(1280, 900, ColorScheme.LIGHT)) {
      Locator selected = page.locator("section[aria-label=Selection] h3");
      StudioPage.reach(page, ".wall");
      page.keyboard().press("ArrowRight");
      page.keyboard().press("Space");
      selected.filter(StudioPage.having("1 selected")).waitFor();
      page.keyboard().press("Control+a");
      selected.filter(StudioPage.having("%d selected".formatted(2 * EACH))).waitFor();
      page.keyboard().press("Enter");
      page.locator("section[aria-label=Image] h2").filter(StudioPage.having("01.png")).waitFor();
    }
  }

  /** Both clicks come before the page has painted what the first one changes. */
  @Test
  void quickDoubleClickOpensASample() {
    try (Page page = opened(1280, 900, ColorScheme.LIGHT)) {
      page.evaluate(
          "window.frames = []; window.requestAnimationFrame = take => window.frames.push(take)");
      page.locator(".tile").first().dblclick();
      page.locator("section[aria-label=Image] h2").filter(StudioPage.having("00.png")).waitFor();
    }
  }

  /** In the studio, samples follow each other in the order of the wall. */
  @Test
  void theNextSampleIsThatOfTheWall() {
    try (Page page = opened(1280, 900, ColorScheme.LIGHT)) {
      page.locator(".tile").first().dblclick();
      Locator image = page.locator("section[aria-label=Image]");
      String all = "of %d".formatted(2 * EACH);
      image.filter(StudioPage.having("sample 1 " + all)).waitFor();
      assertThat(page.url()).contains("label=");
      page.getByLabel("The sample after").click();
      image.filter(StudioPage.having("01.png")).waitFor();
      image.filter(StudioPage.having("sample 2 " + all)).waitFor();
      page.getByLabel("The sample before").click();
      image.filter(StudioPage.having("sample 1 " + all)).waitFor();
    }
  }

  @Test
  void missingThumbnailsAreCounted() {
    try (Page page = studio.open(1280, 900, ColorScheme.LIGHT, "#data")) {
      List<Route> held = new ArrayList<>();
      page.route("**/api/data/thumbnails", held::add);
      page.locator("text=Open a data set…").click();
      page.locator("dialog[open] button.folder >> text=cells/").click();
      page.locator("dialog[open] .where").filter(StudioPage.having("work/cells")).waitFor();
      page.locator("dialog[open] >> text=Choose this folder").click();
      Locator rendering = page.locator(".rendering");
      rendering.filter(StudioPage.having("rendering 0 of %d …".formatted(2 * EACH))).waitFor();
      page.unroute("**/api/data/thumbnails");
      held.forEach(Route::resume);
      rendering.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
    }
  }

  @Test
  void mistakesUnderDriftAreFiltered() {
    try (Page page = opened(1280, 900, ColorScheme.LIGHT)) {
      choose(page, "Own camera…", "own/");
      choose(page, "Other camera…", "other/");
      page.locator(".middle > [role=status]")
          .filter(StudioPage.having("own: 2 of 2 right → other: 1 of 2 right"))
          .waitFor();
      page.locator(".tile[aria-posinset='1']").filter(StudioPage.having("dark → glow")).waitFor();
      page.locator(".tile[aria-posinset='3']").filter(StudioPage.having("not evaluated")).waitFor();
      page.locator("label").filter(StudioPage.having("right, then wrong")).locator("input").check();
      page.locator(".tools [role=status]")
          .filter(StudioPage.having("1 of %d samples".formatted(2 * EACH)))
          .waitFor();
      assertThat(page.locator(".tile").first().getAttribute("aria-label"))
          .contains("dark/01", "right, then wrong", "dark → glow");
    }
  }
}
